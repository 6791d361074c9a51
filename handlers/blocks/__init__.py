"""Draw records as Block Kit; pure functions."""
