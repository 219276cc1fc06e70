"""Reading strangers' files in child processes that may hang, swell or die."""
