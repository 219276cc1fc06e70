"""Activity lists: what they say for fields that have no cell of their own."""
