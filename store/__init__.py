"""The SQLite store: schema and migrations, what is saved, what is asked."""
