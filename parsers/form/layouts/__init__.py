"""The shapes that forms come in, one module each: from a table to entries."""
