"""Where a figure comes from: the table with its cell marked, what else was said, how to correct."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from mailbot.web.asked import Asked, NotFound
from mailbot.web.words import SEVERITIES, SUBMISSION_STATES

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The kept file a figure was read from; without `filename` it is the mail itself."""

    blob_sha256: str
    filename: str
    media_type: str
    family: str
    attachment_id: int | None
    location: str


def figure(asked: Asked) -> dict[str, Any]:
    """One figure by its number, or what stands in a unit's field."""
    db = asked.db
    if "id" in asked.place:
        rows = list(db.query(f"{_FIGURE} WHERE f.id = ?", [asked.number("id")]))
        if not rows:
            raise NotFound("没有这个数，可能邮件已重新读取，请从单位页面再点一次")
        code, key = rows[0]["reporting_unit"], rows[0]["field_key"]
    else:
        code, key = asked.place["code"], asked.place["key"]
        rows = list(
            db.query(
                f"{_FIGURE} WHERE f.reporting_unit = ? AND f.field_key = ? AND f.current = 1",
                [code, key],
            )
        )
    shown = rows[0] if rows else None
    return {
        "figure": shown,
        "source": _source(shown),
        "unit": _one(db, "SELECT code, name FROM reporting_units WHERE code = ?", code, "单位"),
        "field": _field(db, key, shown),
        "effective": next(db.query(_EFFECTIVE, [code, key]), None),
        "correction": next(db.query(_CORRECTION, [code, key]), None),
        "withdrawn": list(db.query(_WITHDRAWN, [code, key])),
        "all": list(db.query(f"{_FIGURE} {_OF_FIELD}", [code, key])) if key else [],
        "findings": list(db.query(_FINDINGS, [code, key])),
        "activities": _activities(db, shown),
        "severities": SEVERITIES,
        "submission_states": SUBMISSION_STATES,
    }


def _field(db: Database, key: str | None, shown: Row | None) -> Row:
    """The form's field, or the label of a line that the form does not know."""
    if key is None and shown is not None:
        return {"key": None, "label": shown["label"], "unit_measure": shown["unit_measure"]}
    return _one(db, "SELECT * FROM form_fields WHERE key = ?", str(key), "指标")


def _one(db: Database, sql: str, value: str, what: str) -> Row:
    for row in db.query(sql, [value]):
        return dict(row)
    raise NotFound(f"没有{what} {value}")


def _source(figure: Row | None) -> Source | None:
    if figure is None:
        return None
    return Source(
        blob_sha256=figure["file_sha256"] or figure["mail_sha256"],
        filename=(figure["filename"] or "文件") if figure["attachment_id"] else "",
        media_type=figure["media_type"] or "",
        family=figure["family"] or "mail",
        attachment_id=figure["attachment_id"],
        location=figure["location"],
    )


def _activities(db: Database, figure: Row | None) -> list[Row]:
    """A figure that was counted from a list of activities shows the list."""
    if figure is None or figure["raw"]:
        return []
    rows = db.query(
        "SELECT * FROM activities WHERE submission_id = ? ORDER BY ordinal",
        [figure["submission_id"]],
    )
    return list(rows)


_FIGURE = """
SELECT f.*, a.sha256 AS file_sha256, a.filename, a.media_type, a.family, m.id AS message_id,
    m.blob_sha256 AS mail_sha256, m.subject, m.from_address, s.received_local,
    s.state AS submission_state
FROM figures f JOIN submissions s ON s.id = f.submission_id JOIN messages m ON m.id = s.message_id
LEFT JOIN attachments a ON a.id = f.attachment_id
"""
_OF_FIELD = """
WHERE f.reporting_unit = ? AND f.field_key = ? ORDER BY s.received_at DESC, f.rank, f.id
"""
_EFFECTIVE = "SELECT * FROM effective_figures WHERE reporting_unit = ? AND field_key = ?"
_CORRECTION = """
SELECT * FROM corrections WHERE reporting_unit = ? AND field_key = ? AND withdrawn_at IS NULL
"""
_WITHDRAWN = """
SELECT * FROM corrections WHERE reporting_unit = ? AND field_key = ? AND withdrawn_at IS NOT NULL
ORDER BY id DESC
"""
_FINDINGS = """
SELECT f.*, EXISTS (SELECT 1 FROM open_findings o WHERE o.id = f.id) AS is_open
FROM findings f JOIN submissions s ON s.id = f.submission_id
WHERE s.reporting_unit = ? AND f.field_key = ? ORDER BY f.id
"""
