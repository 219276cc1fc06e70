"""A short mark of all that decides how mail is read: another one means that a rebuild is due."""

from __future__ import annotations

import hashlib

from mailbot import __version__
from mailbot.config.model import Configuration


def reading_mark(config: Configuration) -> str:
    """Twelve hex digits over form, materials, roster and version."""
    roster = [(one.code, one.name, one.aliases, one.emails) for one in config.roster_rows()]
    decides = (__version__, config.form_definition(), config.materials, roster)
    return hashlib.sha256(repr(decides).encode()).hexdigest()[:12]
