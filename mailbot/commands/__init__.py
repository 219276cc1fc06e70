"""The command line: one module a command, thin over what does the work."""
