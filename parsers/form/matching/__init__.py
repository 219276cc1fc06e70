"""Matching: which entry is which field."""
