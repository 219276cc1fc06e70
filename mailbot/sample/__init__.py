"""The built-in sample mailbox: made-up mails from every unit of the example campaign."""
