"""Format readers: one module a format library, one line in the registry each."""
