"""Stand in for Slack and for time: rehearsal, playground and tests."""
