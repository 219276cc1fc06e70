"""Bytes in, values out: mails, files and forms, without network, database, clock or settings."""
