"""What of a mail does not count because a later one of the unit stands: it was read late."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from sqlite_utils import Database

from mailbot.receipts.content import LaterLine
from mailbot.receipts.files import local_time
from mailbot.receipts.plain import one_line
from store.later import named, same_value
from store.times import from_text

Row = Mapping[str, Any]

_STANDING = """
SELECT f.*, s.received_at, m.id AS message_id, lower(m.from_address) AS from_address
FROM figures f JOIN submissions s ON s.id = f.submission_id JOIN messages m ON m.id = s.message_id
WHERE f.reporting_unit = ? AND f.current = 1 AND f.state IN ('value', 'none')
    AND (s.received_at, s.message_id) > (?, ?)
"""
_OWN = """
SELECT f.*, coalesce(form.label, f.label) AS form_label FROM figures f
LEFT JOIN form_fields form ON form.key = f.field_key
WHERE f.submission_id = ? AND f.field_key IS NOT NULL AND f.state IN ('value', 'none')
ORDER BY form.position, f.rank, f.id
"""


def standing_figures(db: Database, submission: Row) -> dict[str, Row]:
    """The figures of later mails that count for fields of this submission's unit."""
    of_mail = [submission[name] for name in ("reporting_unit", "received_at", "message_id")]
    return {row["field_key"]: row for row in db.query(_STANDING, of_mail)}


def later_lines(
    db: Database, submission: Row, zone: ZoneInfo, *, only_from: str = ""
) -> tuple[LaterLine, ...]:
    """One line for each later mail that says something else, the newest first.

    `only_from` names the address whose mails alone may be spoken of.
    """
    own: dict[str, Row] = {}
    for row in db.query(_OWN, [submission["id"]]):
        own.setdefault(row["field_key"], row)
    later = {key: row for key, row in standing_figures(db, submission).items() if key in own}
    lines = []
    for mail in _mails(later.values()):
        keys = [key for key in own if key in later and _is_of(later[key], mail)]
        differing = [own[key] for key in keys if not same_value(own[key], later[key])]
        if differing and only_from in ("", mail["from_address"]):
            lines.append(_line(mail, differing, zone, whole=len(keys) == len(own)))
    return tuple(lines)


def _mails(rows: Iterable[Row]) -> list[Row]:
    one_each = {row["message_id"]: row for row in rows}
    return sorted(
        one_each.values(), key=lambda row: (row["received_at"], row["message_id"]), reverse=True
    )


def _is_of(figure: Row, mail: Row) -> bool:
    return bool(figure["message_id"] == mail["message_id"])


def _line(mail: Row, differing: list[Row], zone: ZoneInfo, *, whole: bool) -> LaterLine:
    labels = [one_line(row["form_label"], 30) for row in differing]
    return LaterLine(
        received=local_time(from_text(mail["received_at"]), zone),
        what="数据" if whole else named(labels),
    )
