"""Remember: rows in, records out."""
