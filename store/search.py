"""Full text over mails, documents and file names; Chinese is indexed character by character."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from store.plain import plain
from store.snippets import CLOSE, OPEN, snippet

_HAN = "㐀-鿿豈-\ufaff\U00020000-\U0003ffff"
_CJK = re.compile(f"([{_HAN}])")
_MARKS = "，。；：、！？“”‘’（）《》【】…—"
_BETWEEN_CJK = re.compile(f"(?<=[{_HAN}{_MARKS}⟧]) (?=[{_HAN}{_MARKS}⟦])")
_WORD = re.compile(r"\w")
_ROWS_BITS = 20
"""A mail's rows have numbers of their own, so that taking them out reads no other mail's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One place found. `snippet` has the words found between ⟦ and ⟧."""

    kind: str
    message_id: int
    attachment_id: int | None
    reporting_unit: str
    title: str
    subject: str
    received_local: str
    snippet: str


def spaced(text: str) -> str:
    """A space around every Chinese character, so that each is a word of the index."""
    return " ".join(_CJK.sub(r" \1 ", text).split())


def index_message(db: Database, message_id: int) -> None:
    """Index a mail, its documents and its file names anew; the caller holds the transaction."""
    first = message_id << _ROWS_BITS
    db.execute(
        "DELETE FROM search_index WHERE rowid BETWEEN ? AND ?",
        [first, first + (1 << _ROWS_BITS) - 1],
    )
    for number, row in enumerate(_index_rows(db, message_id), start=first):
        db.execute(
            "INSERT INTO search_index (rowid, words, kind, message_id, document_id,"
            " attachment_id) VALUES (?, ?, ?, ?, ?, ?)",
            [number, *row],
        )


def _index_rows(db: Database, message_id: int) -> Iterator[tuple[object, ...]]:
    """(words, kind, message, document, attachment), read whole before anything is written."""
    for row in list(
        db.query("SELECT subject, from_name, from_address FROM messages WHERE id = ?", [message_id])
    ):
        words = spaced(f"{row['subject']} {row['from_name']} {row['from_address']}")
        yield words, "邮件", message_id, None, None
    for row in list(db.query("SELECT * FROM documents WHERE message_id = ?", [message_id])):
        words = spaced(f"{row['title']} {row['text']}")
        yield words, "正文", message_id, row["id"], row["attachment_id"]
    for row in list(db.query("SELECT * FROM attachments WHERE message_id = ?", [message_id])):
        yield spaced(row["filename"]), "文件名", message_id, None, row["id"]


_FIND = """
SELECT i.kind, i.message_id, i.attachment_id, m.subject, m.received_local,
    coalesce(a.filename, d.title, m.subject) AS title,
    coalesce((SELECT group_concat(u.name, '、') FROM submissions s
        JOIN reporting_units u ON u.code = s.reporting_unit
        WHERE s.message_id = m.id), '') AS reporting_unit,
    i.rowid AS place, i.words
FROM search_index i JOIN messages m ON m.id = i.message_id
LEFT JOIN attachments a ON a.id = i.attachment_id LEFT JOIN documents d ON d.id = i.document_id
WHERE search_index MATCH ? ORDER BY rank LIMIT ?
"""


def search(db: Database, words: str, limit: int = 20) -> list[Hit]:
    """Find every place that holds all the words, best first; whatever characters they contain."""
    phrases = [spaced(word.replace('"', " ")) for word in plain(words).split()]
    phrases = [phrase for phrase in phrases if _WORD.search(phrase)]
    query = " AND ".join(f'"{phrase}"' for phrase in phrases)
    if not query:
        return []
    try:
        rows = list(db.query(_FIND, [query, limit]))
    except sqlite3.OperationalError as error:
        if "fts5" in str(error):
            return []
        raise
    return [
        Hit(
            kind=row["kind"],
            message_id=row["message_id"],
            attachment_id=row["attachment_id"],
            reporting_unit=row["reporting_unit"],
            title=row["title"] or "",
            subject=row["subject"],
            received_local=row["received_local"],
            snippet=_BETWEEN_CJK.sub("", _snippet(db, row, phrases, query)),
        )
        for row in rows
    ]


_SNIPPET = """
SELECT snippet(search_index, 0, ?, ?, '…', 40) AS snippet FROM search_index
WHERE search_index MATCH ? AND rowid = ?
"""


def _snippet(db: Database, row: dict[str, Any], phrases: Sequence[str], query: str) -> str:
    """Ours, or SQLite's slow one for words that are written otherwise than they were asked for."""
    found = snippet(row["words"], phrases)
    if found is None:
        (theirs,) = db.query(_SNIPPET, [OPEN, CLOSE, query, row["place"]])
        found = str(theirs["snippet"])
    return found
