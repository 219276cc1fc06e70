"""What is asked of the store: a line per reporting unit, everything about one, the totals."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

_FIXED = (
    "单位",
    "状态",
    "首次报送",
    "最近报送",
    "逾期",
    "缺少",
    "待核对",
    "已回复通知",
    "联系邮箱",
    "代码",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitStatus:
    """One line of 报送情况. `materials` maps a material's label to what stands in its column."""

    code: str
    name: str
    state: str
    materials: dict[str, str]
    first: str
    last: str
    late: str
    missing: tuple[str, ...]
    to_check: int
    acknowledged: bool
    emails: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitDetail:
    """All that is known of one unit; every list holds plain rows with documented keys."""

    status: UnitStatus
    mails: tuple[dict[str, Any], ...]
    files: tuple[dict[str, Any], ...]
    figures: tuple[dict[str, Any], ...]
    findings: tuple[dict[str, Any], ...]
    receipts: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Counts over the units expected to report."""

    expected: int
    reported: int
    complete: int
    late: int
    to_check: int
    acknowledged: int


def unit_statuses(db: Database) -> list[UnitStatus]:
    """All units in the roster's order, those not expected only once they have sent something."""
    rows = db.query(
        'SELECT b.* FROM "报送情况" b JOIN reporting_units u ON u.code = b.代码'
        " WHERE u.expected = 1 OR b.状态 <> '未报送' ORDER BY u.position"
    )
    return [_status(row) for row in rows]


def unit_status(db: Database, code: str) -> UnitStatus:
    """One unit's line; raises KeyError for a code that is on no roster."""
    for row in db.query('SELECT * FROM "报送情况" WHERE 代码 = ?', [code]):
        return _status(row)
    for row in db.query("SELECT name, emails FROM reporting_units WHERE code = ?", [code]):
        return _silent(db, code, row)
    raise KeyError(code)


def _silent(db: Database, code: str, row: dict[str, Any]) -> UnitStatus:
    """The line of a unit that nobody expects and that has sent nothing."""
    labels = [each["label"] for each in db.query("SELECT label FROM materials ORDER BY position")]
    return UnitStatus(
        code=code,
        name=row["name"],
        state="未报送",
        materials=dict.fromkeys(labels, ""),
        first="",
        last="",
        late="",
        missing=(),
        to_check=0,
        acknowledged=False,
        emails="、".join(json.loads(row["emails"])),
    )


def _status(row: dict[str, Any]) -> UnitStatus:
    return UnitStatus(
        code=row["代码"],
        name=row["单位"],
        state=row["状态"],
        materials={label: value for label, value in row.items() if label not in _FIXED},
        first=row["首次报送"],
        last=row["最近报送"],
        late=row["逾期"],
        missing=tuple(one for one in row["缺少"].split("、") if one),
        to_check=row["待核对"],
        acknowledged=row["已回复通知"] == "是",
        emails=row["联系邮箱"],
    )


def progress(db: Database) -> Progress:
    """How far the collection is."""
    expected = {
        row["code"] for row in db.query("SELECT code FROM reporting_units WHERE expected = 1")
    }
    lines = [one for one in unit_statuses(db) if one.code in expected]
    return Progress(
        expected=len(lines),
        reported=sum(one.state != "未报送" for one in lines),
        complete=sum(one.state == "已报齐" for one in lines),
        late=sum(bool(one.late) for one in lines),
        to_check=sum(one.to_check for one in lines),
        acknowledged=sum(one.acknowledged for one in lines),
    )


def find_reporting_unit(db: Database, word: str) -> list[tuple[str, str]]:
    """(code, name) of the units that a person may mean: the exact one, else all that contain it."""
    rows = list(db.query("SELECT code, name, aliases FROM reporting_units ORDER BY position"))
    exact = [r for r in rows if word in (r["code"], r["name"]) or f'"{word}"' in r["aliases"]]
    near = [r for r in rows if word in r["name"] or word in r["aliases"]]
    return [(row["code"], row["name"]) for row in exact or near]


def unit_detail(db: Database, code: str) -> UnitDetail:
    """Everything of one unit; raises KeyError for a code that is on no roster."""
    return UnitDetail(
        status=unit_status(db, code),
        mails=_rows(db, _MAILS, code),
        files=_rows(db, _FILES, code),
        figures=_rows(db, _FIGURES, code),
        findings=_rows(db, _FINDINGS, code),
        receipts=_rows(db, _RECEIPTS, code),
    )


def _rows(db: Database, sql: str, code: str) -> tuple[dict[str, Any], ...]:
    return tuple(db.query(sql, {"code": code}))


_MAILS = """
SELECT m.id, m.received_local, m.from_address, m.subject, m.state, m.state_reason,
    s.id AS submission_id, s.state AS submission_state, s.matched_by, s.late
FROM messages m LEFT JOIN submissions s ON s.message_id = m.id AND s.reporting_unit = :code
WHERE s.id IS NOT NULL OR m.reporting_unit = :code ORDER BY m.received_at, m.id
"""

_FILES = """
SELECT a.id, a.message_id, a.filename, a.state, a.media_type, a.size, a.sha256,
    coalesce((SELECT group_concat(DISTINCT coalesce(t.label, f.material)) FROM submission_files f
        LEFT JOIN materials t ON t.key = f.material
        WHERE f.attachment_id = a.id AND f.submission_id = s.id), '') AS materials
FROM attachments a JOIN submissions s ON s.message_id = a.message_id AND s.reporting_unit = :code
WHERE a.inline = 0 ORDER BY s.received_at, a.ordinal
"""

_FIGURES = """
SELECT k.key AS field_key, k.label, e.value, e.value_text, k.unit_measure, e.state,
    e.approximation, coalesce(e.raw, '') AS raw,
    coalesce(a.filename, CASE WHEN e.figure_id IS NULL THEN '' ELSE '邮件正文' END) AS filename,
    coalesce(e.location, '') AS location, e.correction_id,
    coalesce((SELECT group_concat(o.message, '；') FROM open_findings o
        WHERE o.reporting_unit = :code AND o.field_key = k.key), '') AS doubts
FROM effective_figures e JOIN form_fields k ON k.key = e.field_key
LEFT JOIN attachments a ON a.id = e.attachment_id
WHERE e.reporting_unit = :code ORDER BY k.position
"""

_FINDINGS = """
SELECT f.id, f.message_id, f.submission_id, f.severity, f.code, f.message, f.location,
    coalesce(a.filename, '') AS filename, f.field_key, f.resolved_at, f.resolution
FROM findings f JOIN submissions s ON s.id = f.submission_id
LEFT JOIN attachments a ON a.id = f.attachment_id
WHERE s.reporting_unit = :code AND s.state <> 'superseded' ORDER BY f.id
"""

_RECEIPTS = """
SELECT r.id, r.kind, r.reference, r.to_address, r.subject, r.state, r.reason, r.queued_at, r.sent_at
FROM receipts r WHERE r.reporting_unit = :code ORDER BY r.id
"""


def review_lines(db: Database) -> list[dict[str, Any]]:
    """待处理, row by row."""
    return list(db.query('SELECT * FROM "待处理"'))
