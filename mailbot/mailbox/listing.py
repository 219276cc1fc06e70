"""What lies in a folder: UID, size and date of each mail, asked for in short answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from mailbot.mailbox.connection import Connection

# Nothing else is asked for: 163.com answers ENVELOPE and BODYSTRUCTURE so that they cannot be
# parsed. By sequence number, because a SEARCH ALL of 90,000 UIDs is a longer line than imaplib
# takes, and in chunks, because 163.com has hung up over longer ones.
_ITEMS = ("UID", "RFC822.SIZE", "INTERNALDATE")
CHUNK = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A mail as the folder's list tells it; `internaldate` None where it is no date."""

    uid: int
    size: int
    internaldate: datetime | None


def whole_list(connection: Connection, exists: int, chunk: int = CHUNK) -> Iterator[Listed]:
    """Everything in the selected folder, by ascending sequence number.

    A mail that the server leaves out of its answer is left out here: compare with `exists`.
    """
    for first in range(1, exists + 1, chunk):
        numbers = range(first, min(first + chunk, exists + 1))
        answer = connection.fetch(numbers, _ITEMS, by_uid=False)
        for number in numbers:
            entry = listed_entry(answer.get(number, {}))
            if entry is not None:
                yield entry


def list_from(connection: Connection, first_uid: int, chunk: int = CHUNK) -> tuple[Listed, ...]:
    """The mails with this UID or a higher one, and always the last one there is."""
    uids = sorted(set(connection.uids_from(first_uid)))
    found = []
    for start in range(0, len(uids), chunk):
        asked = uids[start : start + chunk]
        answer = connection.fetch(asked, _ITEMS)
        for uid in asked:
            entry = listed_entry({b"UID": uid, **answer.get(uid, {})})
            if entry is not None:
                found.append(entry)
    return tuple(found)


def listed_entry(answer: dict[bytes, Any]) -> Listed | None:
    """An entry of a FETCH answer; None where it lacks the UID or the size."""
    uid, size = answer.get(b"UID"), answer.get(b"RFC822.SIZE")
    if not isinstance(uid, int) or not isinstance(size, int):
        return None
    return Listed(uid=uid, size=size, internaldate=aware(answer.get(b"INTERNALDATE")))


def aware(moment: object) -> datetime | None:
    """In UTC; a date that no calendar or table can hold is none."""
    if not isinstance(moment, datetime):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(UTC).replace(microsecond=0)
    except (OverflowError, ValueError):
        return None
