"""Following a person's decision at once: the mail it is about is read again under it."""

from __future__ import annotations

from sqlite_utils import Database

from mailbot.pipeline.reading import Reader
from mailbot.pipeline.taking_up import take_up
from mailbot.service.lock import Busy, round_lock
from mailbot.service.office import Office
from store.ledger import message_of


def read_again(
    office: Office, reader: Reader, message_id: int, *, db: Database | None = None
) -> bool:
    """Take the mail up again; False while a running service holds the lock and will do it.

    `db` is the thread's own connection where that is not the office's.
    """
    db = db or office.db
    try:
        with round_lock(office.store_path):
            message = message_of(db, message_id)
            if message is not None:
                take_up(office.workshop(reader, db=db), message)
    except Busy:
        return False
    return True


def has_queued_receipt(db: Database, message_id: int) -> bool:
    """Whether a receipt for this mail waits to be sent: taking it up decides, by the rules."""
    rows = db.query(
        "SELECT 1 FROM receipts WHERE message_id = ? AND kind = 'receipt' AND state = 'queued'",
        [message_id],
    )
    return any(True for _ in rows)
