"""One look at the whole mailbox, for `doctor`: what is there, and how far back it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mailbot.mailbox.connection import Connection, open_connection
from mailbot.mailbox.folders import INBOX, find_folders
from mailbot.mailbox.listing import whole_list
from mailbot.mailbox.settings import MailboxSettings

_OLDEST_LOOKED_AT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """`folders` are those read, with their number of mails; `oldest` is INBOX's first mail."""

    takes_id: bool
    folders: tuple[tuple[str, int], ...]
    missing: tuple[str, ...]
    every_folder: tuple[str, ...]
    oldest: datetime | None


def survey(settings: MailboxSettings, password: str) -> Survey:
    """Log in once and look; raises MailboxError."""
    with open_connection(settings, password) as connection:
        listed = connection.folders()
        wanted = find_folders(listed, settings.folders)
        counted = []
        oldest = None
        for name in wanted.names:
            selected = connection.select(name)
            counted.append((name, selected.exists))
            if name.upper() == INBOX:
                oldest = _oldest(connection, selected.exists)
        return Survey(
            takes_id=connection.has("ID"),
            folders=tuple(counted),
            missing=wanted.missing,
            every_folder=tuple(name for _flags, name in listed),
            oldest=oldest,
        )


def _oldest(connection: Connection, exists: int) -> datetime | None:
    """The first mails by sequence number are the oldest to have arrived."""
    first = whole_list(connection, min(exists, _OLDEST_LOOKED_AT))
    dates = [one.internaldate for one in first if one.internaldate is not None]
    return min(dates, default=None)
