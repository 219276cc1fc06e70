"""The two passwords of an office; sending uses the mailbox's own where no other is named."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mailbot.config.model import Configuration
from mailbot.config.secrets import read_password


def mailbox_password(config: Configuration, environ: Mapping[str, str], base: Path) -> str:
    """The mailbox's password; raises MissingPassword."""
    return read_password(config.mailbox, environ, base)


def smtp_password(config: Configuration, environ: Mapping[str, str], base: Path) -> str:
    """The sending account's password; raises MissingPassword."""
    smtp = config.smtp
    own = smtp.password_env or smtp.password_file is not None or smtp.keyring
    return read_password(smtp if own else config.mailbox, environ, base)
