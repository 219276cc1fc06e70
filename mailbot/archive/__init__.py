"""A folder per unit with its files under readable names."""
