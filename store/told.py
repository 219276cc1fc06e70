"""Findings that settling makes itself: kept equal to what holds now, dismissals with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlite_utils import Database

from parsers.findings import Finding
from store.times import to_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A finding about one figure; `figure` is its row with its submission's `message_id`."""

    figure: Mapping[str, Any]
    finding: Finding


def keep_told(
    db: Database, standing: Iterable[Mapping[str, Any]], told: Iterable[Told], now: datetime
) -> None:
    """Make the findings that stand equal to those that hold; an unchanged one keeps its number.

    A new one whose very words a person dismissed before is dismissed from the start.
    """
    missing = {_key(one.figure["submission_id"], one.finding): one for one in told}
    for row in standing:
        key = (row["submission_id"], row["code"], row["field_key"], row["location"], row["message"])
        if missing.pop(key, None) is None:
            db.execute("DELETE FROM findings WHERE id = ?", [row["id"]])
    for one in missing.values():
        _insert(db, one, now)


def _key(submission_id: int, one: Finding) -> tuple[object, ...]:
    return (submission_id, one.code, one.field_key, one.location, one.message)


def _insert(db: Database, told: Told, now: datetime) -> None:
    figure, one = told.figure, told.finding
    resolution = _dismissal(db, figure["message_id"], one)
    db.execute(
        "INSERT INTO findings (message_id, submission_id, attachment_id, field_key, severity,"
        " code, message, location, resolved_at, resolution) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            figure["message_id"],
            figure["submission_id"],
            figure["attachment_id"],
            one.field_key,
            one.severity,
            one.code,
            one.message,
            one.location,
            to_text(now) if resolution else None,
            resolution,
        ],
    )


def _dismissal(db: Database, message_id: int, one: Finding) -> str | None:
    rows = db.query(
        "SELECT d.who, d.why FROM decisions d JOIN messages m ON m.sha256 = d.message_sha256"
        " WHERE m.id = ? AND d.kind = 'dismiss' AND d.finding_code = ? AND d.field_key IS ?"
        " AND d.location = ? AND d.finding_text = ? ORDER BY d.id DESC LIMIT 1",
        [message_id, one.code, one.field_key, one.location, one.message],
    )
    return next((f"{row['who']}：{row['why']}" for row in rows), None)


def shown(row: Mapping[str, Any]) -> str:
    """A figure's or correction's value as a person reads it."""
    value = row["value"]
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f").removesuffix(".0")
    return str(value) if value is not None else str(row["value_text"] or "无")
