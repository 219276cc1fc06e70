"""What reading the mailbox needs of the configuration, as values of its own."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from mailbot.config.model import Configuration

LOOPBACK = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxSettings:
    """Where the inbox is and which of its folders are read.

    `cafile` names a certificate to trust instead of the system's. `timeout_seconds` bounds every
    command; commands that carry a body get more, by its size.
    """

    host: str
    port: int
    tls: Literal["implicit", "starttls", "none"]
    username: str
    folders: tuple[str, ...] = ("INBOX", "\\Junk", "广告邮件", "订阅邮件")
    after: Literal["leave", "move"] = "leave"
    move_to: str = ""
    timeout_seconds: float = 60.0
    cafile: Path | None = None

    def __post_init__(self) -> None:
        """Refuse to send a password in the clear to another machine."""
        if self.tls == "none" and self.host not in LOOPBACK:
            raise ValueError("IMAP without TLS is for loopback only")

    @property
    def source(self) -> str:
        """The name under which the ledger keeps what was seen here."""
        return f"imap:{self.username}@{self.host}"

    def tls_context(self) -> ssl.SSLContext:
        """Certificates and host names are always checked."""
        return ssl.create_default_context(cafile=str(self.cafile) if self.cafile else None)


def mailbox_settings(config: Configuration) -> MailboxSettings:
    """The inbox that config.toml names."""
    mailbox = config.mailbox
    return MailboxSettings(
        host=mailbox.host,
        port=mailbox.port,
        tls=mailbox.tls,
        username=mailbox.username,
        folders=mailbox.folders,
        after=mailbox.after,
        move_to=mailbox.move_to,
    )
