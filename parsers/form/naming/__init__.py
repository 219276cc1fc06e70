"""Names: under which spellings a label is known, and what is only close to one."""
