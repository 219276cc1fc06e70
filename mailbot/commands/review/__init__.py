"""`mailbot review`: what needs a person, and what a person decides."""
