"""The inbox over IMAP, and local mail: from a server or a file to kept bytes."""
