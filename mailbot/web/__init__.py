"""The staff's web pages: a Datasette application over the store, read-only but for decisions."""
