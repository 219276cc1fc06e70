"""Writing what was read from one mail, in place of what an earlier reading wrote."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from sqlite_utils import Database

from store.current import settle
from store.decisions import reapply
from store.plain import plain_record
from store.records import (
    AttachmentRecord,
    DocumentRecord,
    FindingRecord,
    MessageRecord,
    SubmissionRecord,
)
from store.search import index_message
from store.times import to_text

_DERIVED = ("findings", "documents", "submissions", "links", "attachments")


_EXACT = 2**53
"""Beyond it a REAL is as good as SQLite's sums need, and an INTEGER may overflow them."""


def number(value: Decimal | None) -> int | float | None:
    """A figure as SQLite holds it: an integer where it is one."""
    if value is None or not value.is_finite():
        return None
    whole = abs(value) <= _EXACT and value == value.to_integral_value()
    return int(value) if whole else float(value)


def record_message(
    db: Database,
    message_id: int,
    record: MessageRecord,
    *,
    now: datetime,
    received_local: str,
) -> tuple[int, ...]:
    """Write a mail's record; the ids of its submissions, in the record's order.

    What this mail contributed before is replaced; people's decisions are applied again and the
    current figures of every unit touched are settled. The caller holds `writing(db)`.
    """
    record = plain_record(record)
    touched = forget(db, message_id)
    _update_message(db, message_id, record, now, received_local)
    attachments = _insert_attachments(db, message_id, record.attachments)
    for link in record.links:
        expires = to_text(link.expires_at) if link.expires_at else None
        db.execute(
            "INSERT INTO links VALUES (?, ?, ?, ?, ?, ?)",
            [message_id, link.url, link.filename, link.size_text, link.provider, expires],
        )
    submissions = tuple(
        _insert_submission(db, message_id, one, record, received_local, attachments)
        for one in record.submissions
    )
    owners = _owners(record, submissions)
    _insert_documents(db, message_id, owners, record.documents, attachments)
    _insert_findings(db, message_id, None, record.findings, attachments)
    reapply(db, message_id, now)
    for code in sorted({*touched, *(one.reporting_unit for one in record.submissions)}):
        settle(db, code, now)
    index_message(db, message_id)
    return submissions


def _owners(record: MessageRecord, submissions: tuple[int, ...]) -> dict[int | None, int]:
    """Whose submission each file's text belongs to; under None that of the mail's main unit."""
    pairs = list(zip(record.submissions, submissions, strict=True))
    owners: dict[int | None, int] = {}
    for one, submission_id in reversed(pairs):
        for attachment, _material in one.materials:
            owners[attachment] = submission_id
    main = [row for one, row in pairs if one.reporting_unit == record.reporting_unit]
    for submission_id in (*main, *submissions)[:1]:
        owners[None] = submission_id
    return owners


def forget(db: Database, message_id: int) -> set[str]:
    """Remove all that was derived from a mail; the codes of the units it had touched."""
    rows = db.query("SELECT reporting_unit FROM submissions WHERE message_id = ?", [message_id])
    touched = {str(row["reporting_unit"]) for row in rows}
    for table in _DERIVED:
        db.execute(f"DELETE FROM {table} WHERE message_id = ?", [message_id])
    return touched


def _update_message(
    db: Database, message_id: int, record: MessageRecord, now: datetime, received_local: str
) -> None:
    verified = None if record.sender_verified is None else int(record.sender_verified)
    db.execute(
        "UPDATE messages SET header_message_id = ?, from_address = ?, from_name = ?, subject = ?,"
        " sent_at = ?, received_at = ?, received_local = ?, state = ?, state_reason = ?,"
        " sender_verified = ?, content_sha256 = ?, acknowledges_notice = ?, thread_ids = ?,"
        " duplicate_of = NULL, reporting_unit = ?, read_at = ?, read_with = ? WHERE id = ?",
        [
            record.header_message_id,
            record.from_address,
            record.from_name,
            record.subject,
            to_text(record.sent_at) if record.sent_at else None,
            to_text(record.received_at),
            received_local,
            record.state,
            record.state_reason,
            verified,
            record.content_sha256,
            int(record.acknowledges_notice),
            json.dumps(record.thread_ids),
            record.reporting_unit,
            to_text(now),
            record.read_with,
            message_id,
        ],
    )


def _insert_attachments(
    db: Database, message_id: int, records: Iterable[AttachmentRecord]
) -> list[int]:
    ids: list[int] = []
    for ordinal, one in enumerate(records):
        cursor = db.execute(
            "INSERT INTO attachments (message_id, parent_id, ordinal, filename, media_type,"
            " family, size, sha256, state, parser, inline, taken_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                message_id,
                None if one.parent is None else ids[one.parent],
                ordinal,
                one.filename,
                one.media_type,
                one.family,
                one.size,
                one.sha256,
                one.state,
                one.parser,
                int(one.inline),
                one.taken_at,
            ],
        )
        ids.append(int(cursor.lastrowid or 0))
    return ids


def _insert_submission(
    db: Database,
    message_id: int,
    one: SubmissionRecord,
    record: MessageRecord,
    received_local: str,
    attachments: list[int],
) -> int:
    cursor = db.execute(
        "INSERT INTO submissions (message_id, reporting_unit, matched_by, received_at,"
        " received_local, late, state, is_zero_report) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            message_id,
            one.reporting_unit,
            one.matched_by,
            to_text(record.received_at),
            received_local,
            int(one.late),
            one.state,
            int(one.is_zero_report),
        ],
    )
    submission_id = int(cursor.lastrowid or 0)
    for attachment, material in one.materials:
        place = None if attachment is None else attachments[attachment]
        db.execute(
            "INSERT INTO submission_files VALUES (?, ?, ?)", [submission_id, place, material]
        )
    _insert_figures(db, submission_id, one, attachments)
    _insert_findings(db, message_id, submission_id, one.findings, attachments)
    return submission_id


def _insert_figures(
    db: Database, submission_id: int, one: SubmissionRecord, attachments: list[int]
) -> None:
    for figure in one.figures:
        reading = figure.reading
        db.execute(
            "INSERT INTO figures (submission_id, attachment_id, reporting_unit, field_key, label,"
            " raw, value, value_text, unit_measure, state, approximation, location, rank)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                submission_id,
                None if figure.attachment is None else attachments[figure.attachment],
                one.reporting_unit,
                reading.field_key,
                reading.label,
                reading.raw,
                number(reading.value),
                reading.value_text,
                reading.unit_measure,
                reading.state,
                reading.approximation,
                reading.location,
                figure.rank,
            ],
        )
    for activity in one.activities:
        row = activity.reading
        place = None if activity.attachment is None else attachments[activity.attachment]
        db.execute(
            "INSERT INTO activities VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                submission_id,
                place,
                row.ordinal,
                row.name,
                row.held_on,
                row.place,
                row.organiser,
                number(row.participants),
                row.location,
            ],
        )


def _insert_documents(
    db: Database,
    message_id: int,
    owners: dict[int | None, int],
    records: Iterable[DocumentRecord],
    attachments: list[int],
) -> None:
    for one in records:
        place = None if one.attachment is None else attachments[one.attachment]
        db.execute(
            "INSERT INTO documents (message_id, submission_id, attachment_id, material, title,"
            " text) VALUES (?, ?, ?, ?, ?, ?)",
            [
                message_id,
                owners.get(one.attachment, owners.get(None)),
                place,
                one.material,
                one.title,
                one.text,
            ],
        )


def _insert_findings(
    db: Database,
    message_id: int,
    submission_id: int | None,
    records: Iterable[FindingRecord],
    attachments: list[int],
) -> None:
    for one in records:
        found = one.finding
        db.execute(
            "INSERT INTO findings (message_id, submission_id, attachment_id, field_key, severity,"
            " code, message, location) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                message_id,
                submission_id,
                None if one.attachment is None else attachments[one.attachment],
                found.field_key,
                found.severity,
                found.code,
                found.message,
                found.location,
            ],
        )
