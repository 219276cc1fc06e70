"""Which figure counts: settled per reporting unit and field after every change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from parsers.findings import finding
from store.later import SAYS_SOMETHING, later_stands, same_value
from store.outliers import note_outliers
from store.told import Told, keep_told, shown

_OURS = ("correction_outdated", "later_mail", "newer_blank", "superseded")
"""Findings that settling makes itself about one unit's own figures."""

Row = Mapping[str, Any]


def settle(db: Database, reporting_unit: str, now: datetime) -> None:
    """Mark the current figure of every field of a unit; the caller holds the transaction.

    The newest accepted figure that says something (a value or an explicit none) counts; within
    one mail the lowest rank. A newer blank or unreadable cell never replaces a value: it becomes
    a finding. A live correction that a newer report contradicts becomes one too, and so does a
    figure far from the other units', and every report that a later one replaced.
    """
    by_field: dict[str, list[Row]] = {}
    for row in db.query(_ACCEPTED, [reporting_unit]):
        by_field.setdefault(row["field_key"], []).append(row)
    chosen = {key: _chosen(rows) for key, rows in by_field.items()}
    _mark(db, reporting_unit, chosen.values())
    corrections = _corrections(db, reporting_unit)
    told = [
        one
        for key, rows in by_field.items()
        for one in _told(rows, chosen[key], corrections.get(key))
    ]
    told.extend(later_stands(by_field, chosen))
    keep_told(db, _standing(db, reporting_unit), told, now)
    note_outliers(db, now)


_ACCEPTED = """
SELECT f.*, s.message_id, s.received_at, s.received_local, max(s.received_at, m.kept_at, coalesce((
        SELECT max(d.made_at) FROM decisions d WHERE d.message_sha256 = m.sha256
            AND d.kind = 'accept' AND d.reporting_unit = s.reporting_unit), '')) AS counted_from
FROM figures f JOIN submissions s ON s.id = f.submission_id JOIN messages m ON m.id = s.message_id
WHERE f.reporting_unit = ? AND f.field_key IS NOT NULL AND s.state = 'accepted'
ORDER BY s.received_at DESC, s.message_id DESC, f.rank,
    CASE f.state WHEN 'value' THEN 0 WHEN 'none' THEN 1 WHEN 'unreadable' THEN 2 ELSE 3 END, f.id
"""


def _chosen(rows: Sequence[Row]) -> Row:
    """Of a field's rows, newest first, the one that counts."""
    return next((row for row in rows if row["state"] in SAYS_SOMETHING), rows[0])


def _mark(db: Database, reporting_unit: str, chosen: Iterable[Row]) -> None:
    """Make exactly these rows current; rows that stay as they are are not written."""
    wanted = {row["id"] for row in chosen}
    marked = {
        row["id"]
        for row in db.query(
            "SELECT id FROM figures WHERE reporting_unit = ? AND current = 1", [reporting_unit]
        )
    }
    for one in marked - wanted:
        db.execute("UPDATE figures SET current = 0 WHERE id = ?", [one])
    for one in wanted - marked:
        db.execute("UPDATE figures SET current = 1 WHERE id = ?", [one])


def _corrections(db: Database, reporting_unit: str) -> dict[str, Row]:
    rows = db.query(
        "SELECT * FROM corrections WHERE reporting_unit = ? AND withdrawn_at IS NULL",
        [reporting_unit],
    )
    return {row["field_key"]: row for row in rows}


def _standing(db: Database, reporting_unit: str) -> list[Row]:
    return list(
        db.query(
            f"SELECT * FROM findings WHERE code IN ({', '.join('?' * len(_OURS))})"
            " AND submission_id IN (SELECT id FROM submissions WHERE reporting_unit = ?)",
            [*_OURS, reporting_unit],
        )
    )


def _told(rows: Sequence[Row], chosen: Row, correction: Row | None) -> Iterator[Told]:
    newest = rows[0]
    if newest["message_id"] != chosen["message_id"]:
        yield Told(
            figure=newest,
            finding=finding(
                "newer_blank",
                location=newest["location"],
                field_key=newest["field_key"],
                label=newest["label"],
                value=shown(chosen),
            ),
        )
    before = _replaced(rows, chosen)
    if before is not None:
        yield Told(
            figure=chosen,
            finding=finding(
                "superseded",
                location=chosen["location"],
                field_key=chosen["field_key"],
                label=chosen["label"],
                before=shown(before),
                after=shown(chosen),
            ),
        )
    last = chosen if newest["state"] == "blank" else newest
    if correction is not None and _contradicts(last, correction):
        yield Told(
            figure=last,
            finding=finding(
                "correction_outdated",
                location=last["location"],
                field_key=last["field_key"],
                label=last["label"],
                value=shown(correction),
                other=shown(last) if last["state"] in SAYS_SOMETHING else last["raw"],
            ),
        )


def _replaced(rows: Sequence[Row], chosen: Row) -> Row | None:
    """What the unit said in an earlier mail, where the current figure says something else."""
    if chosen["state"] not in SAYS_SOMETHING:
        return None
    for row in rows[rows.index(chosen) + 1 :]:
        if row["message_id"] != chosen["message_id"] and row["state"] in SAYS_SOMETHING:
            return None if same_value(row, chosen) else row
    return None


def _contradicts(figure: Row, correction: Row) -> bool:
    """Whether the unit said something else after the person did.

    A report counts from when it was there to be seen: it arrived, was fetched, was accepted.
    """
    if figure["state"] == "blank" or figure["counted_from"] <= correction["made_at"]:
        return False
    said = (figure["state"], figure["value"], figure["value_text"])
    return said != ("value", correction["value"], correction["value_text"])
