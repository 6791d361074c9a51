"""Know and decide: what Rounds is, without Slack and without SQL."""
