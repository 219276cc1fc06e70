"""Following a person's decision at once: the mail it is about is read again under it."""

from __future__ import annotations

from sqlite_utils import Database

from mailbot.pipeline.reading import Reader
from mailbot.pipeline.taking_up import take_up
from mailbot.receipts.queue import queue_asked_for
from mailbot.service.lock import Busy, round_lock
from mailbot.service.office import Office
from store.database import writing
from store.ledger import message_of


def read_again(office: Office, reader: Reader, message_id: int) -> bool:
    """Take the mail up again; False while a running service holds the lock and will do it."""
    try:
        with round_lock(office.store_path):
            message = message_of(office.db, message_id)
            if message is not None:
                take_up(office.workshop(reader), message)
    except Busy:
        return False
    return True


def answer_assigned(office: Office, message_id: int) -> bool:
    """Queue the receipt of a mail that a person assigned, if none went and it may have one."""
    db = office.db
    if not _may_be_answered(db, message_id):
        return False
    with writing(db):
        queue_asked_for(db, message_id, office.config, office.clock(), kind="report")
    return True


def _may_be_answered(db: Database, message_id: int) -> bool:
    rows = db.query(
        "SELECT 1 FROM messages m WHERE m.id = ? AND m.state = 'recorded' AND m.receipt_wanted = 1"
        " AND NOT EXISTS (SELECT 1 FROM receipts r WHERE r.message_id = m.id"
        " AND r.kind = 'receipt')",
        [message_id],
    )
    return any(True for _ in rows)
