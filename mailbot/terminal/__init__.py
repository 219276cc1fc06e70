"""What staff see on a terminal: tables, progress, and the one place of its Chinese words."""
