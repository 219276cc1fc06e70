"""Letters of which nobody knows whether they went out, and the filed copies that can tell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlite_utils import Database

from mailbot.receipts.sent import FILED_BY_SERVER, FILED_BY_US, SentFolder, SentFolderError
from store.database import writing
from store.outbox import OutboxRow, in_flight, mark_retry, mark_sent, mark_uncertain

_LOST = "发送时中断，无法确定对方是否收到，请核对后标记或重发"
_LOOKED_BACK = 5


def resolve_in_flight(db: Database, sent_folder: SentFolder | None, now: datetime) -> int:
    """Settle rows that a killed round left in `sending`; how many stay `uncertain`.

    A filed copy proves that it went. A missing copy proves that it did not only where this
    server has filed one of our letters by itself before.
    """
    rows = in_flight(db)
    if not rows:
        return 0
    files = server_files(db)
    return sum(not _settled(db, row, sent_folder, files, now) for row in rows)


def _settled(
    db: Database, row: OutboxRow, folder: SentFolder | None, files: bool, now: datetime
) -> bool:
    there = _look(folder, row.header_message_id)
    if there:
        mark_sent(db, row.id, "在“已发送”中找到", now)
        return True
    if there is False and files:
        mark_retry(db, row.id, "发送时中断，未送出", now, "")
        return True
    mark_uncertain(db, row.id, _LOST, now)
    return False


def _look(folder: SentFolder | None, header_message_id: str) -> bool | None:
    if folder is None:
        return None
    try:
        return folder.contains(header_message_id)
    except SentFolderError:
        return None


def server_files(db: Database) -> bool:
    """Whether this server filed our last letter by itself: then a missing copy was not sent."""
    found = db.query(
        "select reason from receipts where state = 'sent' and reason in (?, ?)"
        " order by sent_at desc, id desc limit 1",
        [FILED_BY_SERVER, FILED_BY_US],
    )
    return any(row["reason"] == FILED_BY_SERVER for row in found)


def file_copies(
    db: Database, folder: SentFolder, delivered: Sequence[tuple[OutboxRow, bytes]]
) -> int:
    """File a copy of each sent letter that the server did not file; how many could not be."""
    missing = 0
    for row, raw in delivered:
        try:
            by_server = folder.contains(row.header_message_id)
            if not by_server:
                folder.file_copy(raw)
        except SentFolderError:
            missing += 1
            continue
        with writing(db):
            db.execute(
                "update receipts set reason = ? where id = ? and state = 'sent'",
                [FILED_BY_SERVER if by_server else FILED_BY_US, row.id],
            )
    return missing
