"""待处理: what waits for a person, each with what can be done about it."""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database

from mailbot.web.asked import Asked
from mailbot.web.desk import Desk
from mailbot.web.words import LETTER_STATES

_MOST = 300
KINDS = {
    "认单位": "认不出是哪个单位的邮件",
    "待确认": "要确认后才计入的报送",
    "核对": "要核对的数据和文件",
    "打不开": "读取失败的邮件",
}


def waiting_counts(desk: Desk, db: Database) -> dict[str, int]:
    """How many things of each kind wait for a person, counted once between two writes."""
    return desk.remembered(db, "waiting", _waiting_kinds)


def _waiting_kinds(db: Database) -> dict[str, int]:
    rows = db.query('SELECT 类别, count(*) AS n FROM "待处理" GROUP BY 类别')
    return {row["类别"]: row["n"] for row in rows}


def review(asked: Asked) -> dict[str, Any]:
    """The list by kind, in the order in which things block the collection."""
    rows = list(asked.db.query(_ROWS, {"most": _MOST + 1}))
    groups = [
        {"kind": kind, "title": title, "rows": [row for row in rows[:_MOST] if row["类别"] == kind]}
        for kind, title in KINDS.items()
    ]
    return {
        "groups": [one for one in groups if one["rows"]],
        "letters": list(asked.db.query(_LETTERS, {"most": _MOST})),
        "letter_states": LETTER_STATES,
        "cut": len(rows) > _MOST,
        "units": list(
            asked.db.query("SELECT code, name FROM reporting_units ORDER BY position, name")
        ),
    }


_ROWS = """
SELECT w.*, f.field_key, s.reporting_unit AS code FROM "待处理" w
LEFT JOIN findings f ON f.id = w.问题编号
LEFT JOIN submissions s ON s.id = coalesce(w.报送编号, f.submission_id)
WHERE w.类别 <> '回执' LIMIT :most
"""
_LETTERS = """
SELECT r.*, coalesce(u.name, '') AS unit FROM receipts r
LEFT JOIN reporting_units u ON u.code = r.reporting_unit
WHERE r.state IN ('failed', 'uncertain', 'bounced') ORDER BY r.id LIMIT :most
"""
