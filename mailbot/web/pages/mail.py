"""A mail as it was read, and the list of all mails."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlite_utils import Database

from mailbot.web.asked import Asked, NotFound
from mailbot.web.words import FILE_STATES, MATCHED_BY, MESSAGE_STATES, SEVERITIES, SUBMISSION_STATES

Row = dict[str, Any]

MAIL_WORDS = {
    "file_states": FILE_STATES,
    "message_states": MESSAGE_STATES,
    "submission_states": SUBMISSION_STATES,
    "matched_by": MATCHED_BY,
    "severities": SEVERITIES,
}
_PAGE = 100


def mail(asked: Asked) -> dict[str, Any]:
    """One mail: headers, words, files, links, what it was taken for, what to decide."""
    message = asked.number("id")
    found = list(asked.db.query("SELECT * FROM messages WHERE id = ?", [message]))
    if not found:
        raise NotFound(f"没有编号为 {message} 的邮件")

    def rows(sql: str) -> list[Row]:
        return list(asked.db.query(sql, {"id": message}))

    return {
        "mail": found[0],
        "seen": rows("SELECT source, folder FROM sightings WHERE message_id = :id"),
        "files": with_parents(asked.db, rows(_FILES)),
        "text": "\n\n".join(row["text"] for row in rows(_TEXT)),
        "links": rows("SELECT * FROM links WHERE message_id = :id"),
        "submissions": rows(_SUBMISSIONS),
        "findings": rows("SELECT * FROM findings WHERE message_id = :id ORDER BY id"),
        "receipts": rows("SELECT * FROM receipts WHERE message_id = :id ORDER BY id"),
        "units": list(
            asked.db.query("SELECT code, name FROM reporting_units ORDER BY position, name")
        ),
        **MAIL_WORDS,
    }


def mails(asked: Asked) -> dict[str, Any]:
    """All mails, newest first, of one state where one is asked for."""
    state = asked.words.get("state", "")
    wanted = state if state in MESSAGE_STATES else ""
    page = asked.page()
    rows = list(
        asked.db.query(_MAILS, {"state": wanted, "count": _PAGE + 1, "start": (page - 1) * _PAGE})
    )
    counts = asked.db.query("SELECT state, count(*) AS n FROM messages GROUP BY state")
    return {
        "mails": rows[:_PAGE],
        "state": wanted,
        "counts": {row["state"]: row["n"] for row in counts},
        "page": page,
        "more": len(rows) > _PAGE,
        **MAIL_WORDS,
    }


def with_parents(db: Database, files: Sequence[Row]) -> list[Row]:
    """Each file with the name of the archive or mail it was in, and whether a person may look."""
    if not files:
        return []
    marks = ", ".join("?" * len(files))
    parents = {
        row["id"]: row["filename"]
        for row in db.query(
            f"SELECT a.id, p.filename FROM attachments a"  # noqa: S608 - question marks only
            f" JOIN attachments p ON p.id = a.parent_id WHERE a.id IN ({marks})",
            [one["id"] for one in files],
        )
    }
    return [{**one, "parent": parents.get(one["id"], "")} for one in files]


_FILES = """
SELECT a.*, coalesce((SELECT group_concat(DISTINCT coalesce(t.label, f.material))
    FROM submission_files f LEFT JOIN materials t ON t.key = f.material
    WHERE f.attachment_id = a.id), '') AS materials
FROM attachments a WHERE a.message_id = :id ORDER BY a.ordinal
"""
_TEXT = """
SELECT text FROM documents WHERE message_id = :id AND attachment_id IS NULL GROUP BY text
ORDER BY min(id)
"""
_SUBMISSIONS = """
SELECT s.*, u.name FROM submissions s JOIN reporting_units u ON u.code = s.reporting_unit
WHERE s.message_id = :id ORDER BY s.id
"""
_MAILS = """
SELECT m.id, m.received_local, m.from_address, m.from_name, m.subject, m.state, m.state_reason,
    coalesce((SELECT group_concat(DISTINCT u.name) FROM submissions s
        JOIN reporting_units u ON u.code = s.reporting_unit WHERE s.message_id = m.id),
        (SELECT name FROM reporting_units WHERE code = m.reporting_unit), '') AS unit,
    (SELECT count(*) FROM attachments a WHERE a.message_id = m.id AND a.inline = 0) AS files
FROM messages m WHERE :state = '' OR m.state = :state
ORDER BY m.received_at DESC, m.id DESC LIMIT :count OFFSET :start
"""
