"""The application: mailbox, pipeline, receipts, scheduler, commands."""

__version__ = "0.1.0"
