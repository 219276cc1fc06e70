"""A unit's page: its mails in order with their files, its figures, what to decide, its letters."""

from __future__ import annotations

from typing import Any

from mailbot.terminal.words import LETTER_KINDS, LETTER_STATES
from mailbot.web.asked import Asked, NotFound
from mailbot.web.pages.mail import MAIL_WORDS, with_parents
from mailbot.web.shown import cell_kind
from store.asking import unit_detail
from store.decisions import WAITING_CODES

Row = dict[str, Any]


def unit(asked: Asked) -> dict[str, Any]:
    """Everything of one unit."""
    code = asked.place["code"]
    try:
        detail = unit_detail(asked.db, code)
    except KeyError as missing:
        raise NotFound(f"名单里没有 {code}") from missing
    files = _by(detail.files, "message_id")
    waiting = [one for one in detail.mails if one["submission_state"] == "review"]
    findings = [one for one in detail.findings if not one["resolved_at"]]
    reasons = {
        one["submission_id"]: [
            finding
            for finding in findings
            if finding["submission_id"] == one["submission_id"] and finding["code"] in WAITING_CODES
        ]
        for one in waiting
    }
    told = {finding["id"] for group in reasons.values() for finding in group}
    (row,) = asked.db.query("SELECT * FROM reporting_units WHERE code = ?", [code])
    return {
        "status": detail.status,
        "person": row,
        "mails": [
            {**mail, "files": with_parents(asked.db, files.get(mail["id"], []))}
            for mail in detail.mails
        ],
        "figures": _figures(asked, detail.figures),
        "reasons": reasons,
        "open": [one for one in findings if one["severity"] != "info" and one["id"] not in told],
        "notes": [one for one in findings if one["severity"] == "info"],
        "settled": [one for one in detail.findings if one["resolved_at"]],
        "waiting": waiting,
        "receipts": [_letter(one) for one in detail.receipts],
        "replaced": list(asked.db.query(_REPLACED, {"code": code})),
        "kind": cell_kind,
        **MAIL_WORDS,
    }


def _figures(asked: Asked, figures: tuple[Row, ...]) -> list[Row]:
    """All fields of the form, those without a figure too."""
    known = {one["field_key"]: one for one in figures}
    fields = asked.db.query("SELECT key, label, unit_measure FROM form_fields ORDER BY position")
    return [{**field, "figure": known.get(field["key"])} for field in fields]


def _letter(row: Row) -> Row:
    return {
        **row,
        "kind_label": LETTER_KINDS[row["kind"]],
        "state_label": LETTER_STATES[row["state"]],
    }


def _by(rows: tuple[Row, ...], name: str) -> dict[Any, list[Row]]:
    found: dict[Any, list[Row]] = {}
    for row in rows:
        found.setdefault(row[name], []).append(row)
    return found


_REPLACED = """
SELECT f.id, k.label, f.value, f.value_text, f.state, f.approximation, f.unit_measure, f.raw,
    s.received_local, s.state AS submission_state
FROM figures f JOIN form_fields k ON k.key = f.field_key
JOIN submissions s ON s.id = f.submission_id
WHERE f.reporting_unit = :code AND f.current = 0 AND f.state <> 'blank'
ORDER BY k.position, s.received_at
"""
