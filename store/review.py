"""What a person decides: which unit, whether it counts, what the right figure is."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlite_utils import Database

from store.current import settle
from store.database import writing
from store.decisions import decide, reapply
from store.recording import number
from store.roster import add_reporting_unit
from store.times import to_text


class NothingToDecide(Exception):
    """No message, submission, finding or field of that number or name; the text says which."""


def assign(
    db: Database, message_id: int, reporting_unit: str, *, who: str, why: str, now: datetime
) -> None:
    """A message is from this unit; it becomes pending and is read again under that decision."""
    _check_unit(db, reporting_unit)
    _decide_message(db, "assign", message_id, who, why, now, reporting_unit)


def assign_new(
    db: Database, message_id: int, name: str, *, who: str, why: str, now: datetime
) -> str:
    """A message is from a unit on no roster; the new unit's code.

    A name, code or alias that is known already means the unit that has it.
    """
    if not name.strip():
        raise NothingToDecide("单位名称是空的")
    with writing(db):
        code = add_reporting_unit(db, name.strip())
        _decide_message(db, "assign", message_id, who, why, now, code)
    return code


def ignore(db: Database, message_id: int, *, who: str, why: str, now: datetime) -> None:
    """A message is no report; what it contributed is taken out again, and it stays listed."""
    _decide_message(db, "ignore", message_id, who, why, now, None)


def reopen(db: Database, message_id: int, *, who: str, why: str, now: datetime) -> None:
    """Look at an ignored message after all."""
    _decide_message(db, "reopen", message_id, who, why, now, None)


def _decide_message(
    db: Database,
    kind: str,
    message_id: int,
    who: str,
    why: str,
    now: datetime,
    reporting_unit: str | None,
) -> None:
    message = _one(db, "SELECT sha256 FROM messages WHERE id = ?", message_id, "邮件")
    with writing(db):
        decide(
            db, kind, message["sha256"], who=who, why=why, now=now, reporting_unit=reporting_unit
        )
        db.execute("UPDATE messages SET state = 'pending', attempts = 0 WHERE id = ?", [message_id])


def accept(db: Database, submission_id: int, *, who: str, why: str, now: datetime) -> None:
    """A submission in review counts."""
    _decide_submission(db, "accept", submission_id, who, why, now)


def reject(db: Database, submission_id: int, *, who: str, why: str, now: datetime) -> None:
    """A submission does not count; it stays, superseded."""
    _decide_submission(db, "reject", submission_id, who, why, now)


def _decide_submission(
    db: Database, kind: str, submission_id: int, who: str, why: str, now: datetime
) -> None:
    row = _one(
        db,
        "SELECT m.sha256, m.id AS message_id, s.reporting_unit FROM submissions s"
        " JOIN messages m ON m.id = s.message_id WHERE s.id = ?",
        submission_id,
        "报送",
    )
    with writing(db):
        code = row["reporting_unit"]
        decide(db, kind, row["sha256"], who=who, why=why, now=now, reporting_unit=code)
        reapply(db, row["message_id"], now)
        settle(db, code, now)


def dismiss(db: Database, finding_id: int, *, who: str, why: str, now: datetime) -> None:
    """A finding needs nothing more; it stays visible as resolved, with the reason."""
    row = _one(
        db,
        "SELECT f.*, m.sha256, a.sha256 AS file, s.reporting_unit FROM findings f"
        " JOIN messages m ON m.id = f.message_id LEFT JOIN attachments a ON a.id = f.attachment_id"
        " LEFT JOIN submissions s ON s.id = f.submission_id WHERE f.id = ?",
        finding_id,
        "问题",
    )
    with writing(db):
        decide(
            db,
            "dismiss",
            row["sha256"],
            who=who,
            why=why,
            now=now,
            reporting_unit=row["reporting_unit"],
            attachment_sha256=row["file"],
            field_key=row["field_key"],
            finding_code=row["code"],
            location=row["location"],
            finding_text=row["message"],
        )
        reapply(db, row["message_id"], now)


def correct(
    db: Database,
    reporting_unit: str,
    field_key: str,
    value: Decimal | str,
    *,
    who: str,
    why: str,
    now: datetime,
) -> None:
    """A person's figure; it wins until withdrawn, and what it replaced stays visible.

    `value` is a Decimal for numeric fields (in the field's own unit of measure), else a text.
    """
    _check_place(db, reporting_unit, field_key, value)
    numeric = isinstance(value, Decimal)
    with writing(db):
        withdraw(db, reporting_unit, field_key, now=now)
        rows = db.query(
            "SELECT id FROM figures WHERE reporting_unit = ? AND field_key = ? AND current = 1",
            [reporting_unit, field_key],
        )
        db.execute(
            "INSERT INTO corrections (figure_id, reporting_unit, field_key, value, value_text,"
            " why, who, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                next((row["id"] for row in rows), None),
                reporting_unit,
                field_key,
                number(value) if isinstance(value, Decimal) else None,
                None if numeric else value,
                why,
                who,
                to_text(now),
            ],
        )
        settle(db, reporting_unit, now)


def _check_place(db: Database, reporting_unit: str, field_key: str, value: Decimal | str) -> None:
    _check_unit(db, reporting_unit)
    types = [
        row["type"] for row in db.query("SELECT type FROM form_fields WHERE key = ?", [field_key])
    ]
    if not types:
        raise NothingToDecide(f"表格里没有指标 {field_key}")
    finite = isinstance(value, Decimal) and value.is_finite()
    if types[0] != "text" and not finite:
        raise NothingToDecide(f"指标 {field_key} 要填数字，不能写“{value}”")
    if types[0] == "text" and not isinstance(value, str):
        raise NothingToDecide(f"指标 {field_key} 要填文字")


def _check_unit(db: Database, reporting_unit: str) -> None:
    rows = db.query("SELECT 1 FROM reporting_units WHERE code = ?", [reporting_unit])
    if not any(True for _ in rows):
        raise NothingToDecide(f"单位名单里没有 {reporting_unit}")


def withdraw(db: Database, reporting_unit: str, field_key: str, *, now: datetime) -> bool:
    """Take a correction back; False when there was none."""
    with writing(db):
        cursor = db.execute(
            "UPDATE corrections SET withdrawn_at = ? WHERE reporting_unit = ? AND field_key = ?"
            " AND withdrawn_at IS NULL",
            [to_text(now), reporting_unit, field_key],
        )
        settle(db, reporting_unit, now)
    return bool(cursor.rowcount)


def _one(db: Database, sql: str, number_: int, what: str) -> dict[str, Any]:
    for row in db.query(sql, [number_]):
        return dict(row)
    raise NothingToDecide(f"没有编号为 {number_} 的{what}")
