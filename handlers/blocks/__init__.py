"""Draw what people see: pure functions, records in, Block Kit out."""
