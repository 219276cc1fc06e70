"""One unit's figure against the other units': a hundredfold is nearly always a wrong scale."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from parsers.findings import finding
from store.told import Told, keep_told, shown

_OTHERS = 5
"""So many other units must have a value before theirs say anything."""
_RATIO = 100


def note_outliers(db: Database, now: datetime) -> None:
    """Keep one `magnitude` finding for each current figure far from the others' median.

    Zeros are answers, not scales: they are neither compared nor counted. For every field the
    index is walked to its middle and the few rows beyond the bounds are read, not each unit's.
    """
    told = [
        Told(
            figure=row,
            finding=finding(
                "magnitude",
                location=row["location"],
                field_key=row["field_key"],
                label=row["label"],
                value=shown(row),
            ),
        )
        for key, count in _compared(db)
        for row in _far_ones(db, key, count)
    ]
    standing = list(db.query("SELECT * FROM findings WHERE code = 'magnitude'"))
    keep_told(db, standing, told, now)


def _compared(db: Database) -> list[tuple[str, int]]:
    """The numeric fields that enough units have a value for, with how many."""
    rows = db.query(
        "SELECT k.key, (SELECT count(*) FROM figures f WHERE f.current = 1"
        " AND f.field_key = k.key AND f.value > 0) AS count"
        " FROM form_fields k WHERE k.type <> 'text' ORDER BY k.position"
    )
    return [(row["key"], row["count"]) for row in rows if row["count"] > _OTHERS]


def _far_ones(db: Database, field_key: str, count: int) -> Iterator[Mapping[str, Any]]:
    """Figures a hundred times the others' median or more, or a hundredth of it or less."""
    others = count - 1
    middle = others // 2
    below, at, above = (
        row["value"]
        for row in db.query(
            "SELECT value FROM figures WHERE current = 1 AND field_key = ? AND value > 0"
            " ORDER BY value LIMIT 3 OFFSET ?",
            [field_key, middle - 1],
        )
    )
    # A figure beyond the bounds is not in the middle itself: without it, the middle moves down
    # from a high one and up from a low one.
    without_high, without_low = (at, above) if others % 2 else ((below + at) / 2, (at + above) / 2)
    yield from db.query(
        "SELECT f.*, s.message_id FROM figures f JOIN submissions s ON s.id = f.submission_id"
        " WHERE f.current = 1 AND f.field_key = ? AND f.value > 0"
        " AND (f.value >= ? OR f.value <= ?) ORDER BY f.id",
        [field_key, without_high * _RATIO, without_low / _RATIO],
    )
