"""Translate between Slack and the services."""
