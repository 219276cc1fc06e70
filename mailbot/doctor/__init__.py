"""`doctor`: one check a line, each with its remedy."""
