"""What an address was sent lately: the memory behind the caps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlite_utils import Database

from store.times import to_text

_DAY = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recent:
    """Receipts to one address in the last 24 hours, and whether this mail has one.

    `first`: no other mail of this address is known. `empty`: letters that only said 未识别 or
    正在核对. `same_content`: letters to mails with the same files and figures as this one.
    """

    already_answered: bool
    bad_address: bool
    first: bool
    receipts: int
    empty: int
    same_content: int


def recent_answers(db: Database, message_id: int, address: str, now: datetime) -> Recent:
    """Look it up in the outbox; suppressed letters count as not sent."""
    rows = list(
        db.query(
            "select * from receipts where kind = 'receipt' and state <> 'suppressed'"
            " and lower(to_address) = ? and queued_at >= ?",
            [address.strip().lower(), to_text(now - _DAY)],
        )
    )
    content = _content(db, message_id)
    same = [row for row in rows if content and _content(db, row["message_id"]) == content]
    return Recent(
        already_answered=_has_receipt(db, message_id),
        bad_address=_is_bad(db, address),
        first=_is_first(db, message_id, address),
        receipts=len(rows),
        empty=sum(not _was_recognised(db, row) for row in rows),
        same_content=len(same),
    )


def _has_receipt(db: Database, message_id: int) -> bool:
    found = db.query(
        "select 1 from receipts where kind = 'receipt' and message_id = ? limit 1", [message_id]
    )
    return any(found)


def _is_first(db: Database, message_id: int, address: str) -> bool:
    others = db.query(
        "select 1 from messages where lower(from_address) = ? and id <> ? limit 1",
        [address.strip().lower(), message_id],
    )
    return not any(others)


def _is_bad(db: Database, address: str) -> bool:
    found = db.query(
        "select 1 from addresses where lower(address) = ? and state in ('refused', 'bounced')",
        [address.strip().lower()],
    )
    return any(found)


def _was_recognised(db: Database, receipt: Mapping[str, Any]) -> bool:
    found = db.query(
        "select 1 from submissions s where s.message_id = ? and (s.is_zero_report"
        " or exists (select 1 from submission_files f where f.submission_id = s.id)"
        " or exists (select 1 from figures g where g.submission_id = s.id)) limit 1",
        [receipt["message_id"]],
    )
    return any(found)


def _content(db: Database, message_id: int | None) -> frozenset[tuple[str, str]]:
    """Files by hash; without any, the figures of the text."""
    files = db.query(
        "select sha256 from attachments where message_id = ? and parent_id is null"
        " and not coalesce(inline, 0)",
        [message_id],
    )
    found = frozenset(("file", row["sha256"]) for row in files)
    if found:
        return found
    figures = db.query(
        "select f.field_key, f.raw from figures f join submissions s on s.id = f.submission_id"
        " where s.message_id = ?",
        [message_id],
    )
    return frozenset((row["field_key"] or "", row["raw"]) for row in figures)
