"""The ledger of mails: which bytes are kept, where they were seen, what waits to be read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlite_utils import Database

from store.blobs import Blob
from store.database import writing
from store.records import MessageState, Sighting
from store.times import from_text, to_text


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingMessage:
    """A kept mail that is not read yet: where it was first seen, and all folders it was seen in."""

    id: int
    sha256: str
    blob_sha256: str
    size: int
    attempts: int
    received_at: datetime
    received_local: str
    folder: str
    source: str
    receipt_wanted: bool
    folders: tuple[str, ...] = ()


def known_sightings(
    db: Database, source: str, folder: str, uidvalidity: int
) -> dict[int, tuple[int, datetime]]:
    """UID to (size in bytes, INTERNALDATE) of all that was fetched from a folder.

    Of several mails under one UID the one seen last counts: 163.com renumbers a mailbox without
    another UIDVALIDITY.
    """
    rows = db.query(
        "SELECT uid, size, internaldate FROM sightings"
        " WHERE source = ? AND folder = ? AND uidvalidity = ? AND uid IS NOT NULL"
        " ORDER BY seen_at, id",
        [source, folder, uidvalidity],
    )
    return {row["uid"]: (row["size"], from_text(row["internaldate"])) for row in rows}


def keep_message(
    db: Database,
    *,
    blob: Blob,
    sighting: Sighting,
    received_at: datetime,
    received_local: str,
    receipt_wanted: bool = True,
) -> tuple[int, bool]:
    """Write the row of a kept mail, or one more sighting of a known one; (message id, new).

    The blob must be on the disk already. One transaction.
    """
    with writing(db):
        known = list(db.query("SELECT id FROM messages WHERE sha256 = ?", [blob.canonical_sha256]))
        if known:
            message_id = int(known[0]["id"])
            _reopen_where_moved(db, message_id, sighting)
        else:
            message_id = _insert(db, blob, sighting, received_at, received_local, receipt_wanted)
        _see(db, message_id, sighting)
    return message_id, not known


def _insert(
    db: Database,
    blob: Blob,
    sighting: Sighting,
    received_at: datetime,
    received_local: str,
    receipt_wanted: bool,
) -> int:
    cursor = db.execute(
        "INSERT INTO messages (sha256, blob_sha256, size, received_at, received_local, kept_at,"
        " receipt_wanted) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            blob.canonical_sha256,
            blob.sha256,
            blob.size,
            to_text(received_at),
            received_local,
            to_text(sighting.seen_at),
            int(receipt_wanted),
        ],
    )
    return int(cursor.lastrowid or 0)


def _reopen_where_moved(db: Database, message_id: int, sighting: Sighting) -> None:
    """What was ignored in one folder is read again in another: a person may have moved it there."""
    db.execute(
        "UPDATE messages SET state = 'pending', attempts = 0 WHERE id = ? AND state = 'ignored'"
        " AND NOT EXISTS (SELECT 1 FROM sightings WHERE message_id = ? AND folder = ?)",
        [message_id, message_id, sighting.folder],
    )


def _see(db: Database, message_id: int, sighting: Sighting) -> None:
    db.execute(
        "INSERT INTO sightings (message_id, source, folder, uidvalidity, uid, size,"
        " internaldate, seen_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET size = excluded.size, seen_at = excluded.seen_at",
        [
            message_id,
            sighting.source,
            sighting.folder,
            sighting.uidvalidity,
            sighting.uid,
            sighting.size,
            to_text(sighting.internaldate) if sighting.internaldate else None,
            to_text(sighting.seen_at),
        ],
    )


_WAITING = """
SELECT m.*, s.folder, s.source, (SELECT json_group_array(folder) FROM sightings
    WHERE message_id = m.id) AS folders FROM messages m
JOIN sightings s ON s.id = (SELECT min(id) FROM sightings WHERE message_id = m.id)
"""


def pending_messages(db: Database) -> list[PendingMessage]:
    """All that waits to be read, oldest first."""
    rows = db.query(f"{_WAITING} WHERE m.state = 'pending' ORDER BY m.received_at, m.id")
    return [_waiting(row) for row in rows]


def message_of(db: Database, message_id: int) -> PendingMessage | None:
    """One message, whatever its state, as it would be read again."""
    rows = db.query(f"{_WAITING} WHERE m.id = ?", [message_id])
    return next((_waiting(row) for row in rows), None)


def _waiting(row: dict[str, object]) -> PendingMessage:
    return PendingMessage(
        id=int(str(row["id"])),
        sha256=str(row["sha256"]),
        blob_sha256=str(row["blob_sha256"]),
        size=int(str(row["size"])),
        attempts=int(str(row["attempts"])),
        received_at=from_text(str(row["received_at"])),
        received_local=str(row["received_local"]),
        folder=str(row["folder"]),
        source=str(row["source"]),
        receipt_wanted=bool(row["receipt_wanted"]),
        folders=tuple(json.loads(str(row["folders"]))),
    )


def begin_attempt(db: Database, message_id: int) -> int:
    """Count a try before it is made, so that a crash in it is counted; the tries so far."""
    with writing(db):
        db.execute("UPDATE messages SET attempts = attempts + 1 WHERE id = ?", [message_id])
    row = next(db.query("SELECT attempts FROM messages WHERE id = ?", [message_id]))
    return int(row["attempts"])


def withdraw_attempt(db: Database, message_id: int) -> None:
    """Take back a try that was ended from outside (SIGTERM): it says nothing of the mail."""
    with writing(db):
        db.execute("UPDATE messages SET attempts = max(attempts - 1, 0) WHERE id = ?", [message_id])


def messages_to_reread(db: Database) -> list[PendingMessage]:
    """All that was ever taken up, in the order it arrived."""
    rows = db.query(f"{_WAITING} WHERE m.state <> 'pending' ORDER BY m.received_at, m.id")
    return [_waiting(row) for row in rows]


def allow_attempts(db: Database, message_id: int) -> None:
    """Give a mail its tries back, its state left as it is."""
    with writing(db):
        db.execute("UPDATE messages SET attempts = 0 WHERE id = ?", [message_id])


def set_message_state(db: Database, message_id: int, state: MessageState, reason: str) -> None:
    """Change a message's state; `pending` gives it its tries back."""
    with writing(db):
        db.execute(
            "UPDATE messages SET state = ?, state_reason = ?,"
            " attempts = CASE ? WHEN 'pending' THEN 0 ELSE attempts END WHERE id = ?",
            [state, reason, state, message_id],
        )


def find_duplicate(
    db: Database, message_id: int, header_message_id: str, content_sha256: str
) -> tuple[Literal["duplicate", "reused"], int] | None:
    """A message with this Message-ID: one of the same content, or an earlier one of other content.

    Of two with the same content the one recorded first stays the first, also when both are read
    again. `earlier` means by arrival, so that reading again finds what the first reading found.
    """
    if not header_message_id:
        return None
    own = next(db.query("SELECT * FROM messages WHERE id = ?", [message_id]))
    rows = db.query(
        "SELECT id, content_sha256, received_at FROM messages WHERE header_message_id = ?"
        " AND id <> ? AND state NOT IN ('pending', 'unreadable', 'duplicate') ORDER BY id",
        [header_message_id, message_id],
    )
    others = list(rows)
    same = [row["id"] for row in others if row["content_sha256"] == content_sha256]
    if same:
        is_first = own["read_at"] and own["duplicate_of"] != same[0] and message_id < same[0]
        return None if is_first else ("duplicate", int(same[0]))
    arrival = (own["received_at"], message_id)
    before = [row["id"] for row in others if (row["received_at"], row["id"]) < arrival]
    return ("reused", int(before[0])) if before else None


def mark_duplicate(db: Database, message_id: int, first: int) -> None:
    """Tie a message to the one whose content it repeats."""
    with writing(db):
        db.execute(
            "UPDATE messages SET state = 'duplicate', state_reason = '与另一封邮件内容相同',"
            " duplicate_of = ? WHERE id = ?",
            [first, message_id],
        )
