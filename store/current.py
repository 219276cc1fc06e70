"""Which figure counts: settled per reporting unit and field after every change."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlite_utils import Database

from parsers.findings import Finding, finding
from store.times import to_text

_OURS = ("correction_outdated", "newer_blank")
"""Findings that settling makes itself, anew each time."""


def settle(db: Database, reporting_unit: str, now: datetime) -> None:
    """Mark the current figure of every field of a unit.

    The newest accepted figure that says something (a value or an explicit none) counts; within
    one mail the lowest rank. A newer blank or unreadable cell never replaces a value: it becomes
    a finding. A live correction that a newer value contradicts becomes one too.
    """
    db.execute(
        "UPDATE figures SET current = 0 WHERE reporting_unit = ? AND current = 1", [reporting_unit]
    )
    dismissed = _clear_own_findings(db, reporting_unit)
    by_field: dict[str, list[dict[str, Any]]] = {}
    for row in db.query(_ACCEPTED, [reporting_unit]):
        by_field.setdefault(row["field_key"], []).append(row)
    corrections = {
        row["field_key"]: row
        for row in db.query(
            "SELECT * FROM corrections WHERE reporting_unit = ? AND withdrawn_at IS NULL",
            [reporting_unit],
        )
    }
    for key, rows in by_field.items():
        current = next((row for row in rows if row["state"] in ("value", "none")), rows[0])
        db.execute("UPDATE figures SET current = 1 WHERE id = ?", [current["id"]])
        _note_newer_blank(db, current, rows[0], dismissed, now)
        if key in corrections:
            _note_outdated(db, current, corrections[key], dismissed, now)


_ACCEPTED = """
SELECT f.*, s.message_id, s.received_at FROM figures f
JOIN submissions s ON s.id = f.submission_id
WHERE f.reporting_unit = ? AND f.field_key IS NOT NULL AND s.state = 'accepted'
ORDER BY s.received_at DESC, s.message_id DESC, f.rank,
    CASE f.state WHEN 'value' THEN 0 WHEN 'none' THEN 1 WHEN 'unreadable' THEN 2 ELSE 3 END, f.id
"""


def _clear_own_findings(db: Database, reporting_unit: str) -> dict[tuple[Any, ...], dict[str, Any]]:
    """Take away the findings of an earlier settling; those a person dismissed are returned."""
    where = (
        f"code IN ({', '.join('?' * len(_OURS))}) AND submission_id IN"
        " (SELECT id FROM submissions WHERE reporting_unit = ?)"
    )
    old = list(db.query(f"SELECT * FROM findings WHERE {where}", [*_OURS, reporting_unit]))
    db.execute(f"DELETE FROM findings WHERE {where}", [*_OURS, reporting_unit])
    return {
        (row["code"], row["field_key"], row["message"]): row for row in old if row["resolved_at"]
    }


def _note_newer_blank(
    db: Database,
    current: dict[str, Any],
    newest: dict[str, Any],
    dismissed: dict[tuple[Any, ...], dict[str, Any]],
    now: datetime,
) -> None:
    later_mail = newest["message_id"] != current["message_id"]
    if not later_mail or newest["state"] not in ("blank", "unreadable"):
        return
    told = finding(
        "newer_blank",
        location=newest["location"],
        field_key=newest["field_key"],
        label=newest["label"],
        value=shown(current),
    )
    _insert(db, newest, told, dismissed, now)


def _note_outdated(
    db: Database,
    current: dict[str, Any],
    correction: dict[str, Any],
    dismissed: dict[tuple[Any, ...], dict[str, Any]],
    now: datetime,
) -> None:
    newer = correction["made_at"] < current["received_at"]
    same = (current["value"], current["value_text"]) == (
        correction["value"],
        correction["value_text"],
    )
    if not newer or same or current["state"] != "value":
        return
    told = finding(
        "correction_outdated",
        location=current["location"],
        field_key=current["field_key"],
        label=current["label"],
        value=shown(correction),
        other=shown(current),
    )
    _insert(db, current, told, dismissed, now)


def shown(row: dict[str, Any]) -> str:
    """A figure's or correction's value as a person reads it."""
    if row["value"] is not None:
        return f"{row['value']:g}" if isinstance(row["value"], float) else str(row["value"])
    return str(row["value_text"] or "无")


def _insert(
    db: Database,
    figure: dict[str, Any],
    told: Finding,
    dismissed: dict[tuple[Any, ...], dict[str, Any]],
    now: datetime,
) -> None:
    before = dismissed.get((told.code, told.field_key, told.message))
    db.execute(
        "INSERT INTO findings (message_id, submission_id, attachment_id, field_key, severity,"
        " code, message, location, resolved_at, resolution) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            figure["message_id"],
            figure["submission_id"],
            figure["attachment_id"],
            told.field_key,
            told.severity,
            told.code,
            told.message,
            told.location,
            to_text(now) if before else None,
            before["resolution"] if before else None,
        ],
    )
