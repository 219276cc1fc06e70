"""Real servers for the doctor."""

from __future__ import annotations

from tests.servers.fixtures import dovecot, inbox, smtp_server

__all__ = ["dovecot", "inbox", "smtp_server"]
