"""Describe the tables."""
