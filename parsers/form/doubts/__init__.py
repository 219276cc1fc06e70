"""Doubts: what a person is asked about a form that was read."""
