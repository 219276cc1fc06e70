"""Which letter of ours a mail answers: by Message-ID, else by the 回执编号 in its subject."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlite_utils import Database

from mailbot.receipts.headers import references_in


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredLetter:
    """A row of the outbox that a mail answers; `reporting_unit` may be unknown."""

    receipt_id: int
    reporting_unit: str | None
    to_address: str


def answered_letter(db: Database, thread_ids: Iterable[str], subject: str) -> AnsweredLetter | None:
    """The newest letter that In-Reply-To, References or the subject name, None without one."""
    ids = tuple(dict.fromkeys(one.strip() for one in thread_ids if one.strip()))
    return _newest(db, "header_message_id", ids[-50:]) or _newest(
        db, "reference", references_in(subject)
    )


def _newest(db: Database, column: str, values: tuple[str, ...]) -> AnsweredLetter | None:
    if not values:
        return None
    marks = ", ".join("?" for _ in values)
    query = (
        "select id, reporting_unit, to_address from receipts"  # noqa: S608 - our own column names
        f" where {column} in ({marks}) and state <> 'suppressed' order by id desc limit 1"
    )
    for row in db.query(query, list(values)):
        return AnsweredLetter(
            receipt_id=row["id"],
            reporting_unit=row["reporting_unit"],
            to_address=row["to_address"],
        )
    return None
