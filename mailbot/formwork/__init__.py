"""A form becomes configuration: a blank one read into a `[form]` section."""
