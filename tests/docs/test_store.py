"""docs/store.md and docs/store-tables.md: every table, view and column; every question runs."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from sqlite_utils import Database

from tests.docs.generate import DOCS, Question, answer, questions

STORE = (DOCS / "store.md").read_text(encoding="utf-8")
TABLES = (DOCS / "store-tables.md").read_text(encoding="utf-8")
QUESTIONS = tuple(questions(STORE))
_TABLE = re.compile(r"^\| `(\w+)` \| [^|]*\|\n\|---\|---\|\n((?:\|.*\n)+)", re.MULTILINE)
_NAME = re.compile(r"`([^`]+)`")
_SAME_AS_TABLE = {"counted_submissions": "submissions", "open_findings": "findings"}
_PER_CAMPAIGN = {"报送情况": "materials", "统计汇总": "form_fields"}
"""Views with a column for each row of a table of the configuration."""


def documented_tables() -> dict[str, set[str]]:
    """The tables of the page with the columns it names."""
    return {
        name: {column for line in body.splitlines() for column in _NAME.findall(line.split("|")[1])}
        for name, body in _TABLE.findall(TABLES)
    }


def documented_view(name: str) -> str:
    """What the page says of a view."""
    found = re.search(rf"^\| `{name}` \| (.*)$", STORE, re.MULTILINE)
    assert found, f"docs/store.md: {name}"
    return found[1]


def tables(db: Database) -> Iterator[str]:
    """All tables but those that SQLite and sqlite-utils keep for themselves."""
    for name in db.table_names():
        if not name.startswith(("_", "sqlite_", "search_index_")):
            yield name


def test_every_table_and_column_is_told(sample_store: Database) -> None:
    told = documented_tables()
    assert set(told) == set(tables(sample_store))
    for name, columns in told.items():
        assert columns == {one.name for one in sample_store.table(name).columns}, name


def test_every_view_and_column_is_told(sample_store: Database) -> None:
    for name in sample_store.view_names():
        told = documented_view(name)
        columns = {one.name for one in sample_store.view(name).columns}
        if name in _SAME_AS_TABLE:
            table = sample_store.table(_SAME_AS_TABLE[name])
            columns -= {one.name for one in table.columns}
        if name in _PER_CAMPAIGN:
            rows = sample_store.query(f"SELECT label FROM {_PER_CAMPAIGN[name]}")
            columns -= {row["label"] for row in rows}
        for column in columns:
            assert f"`{column}`" in told, f"docs/store.md: {name}.{column}"


def test_there_are_twenty_questions() -> None:
    headings = re.findall(r"^### \d+\. ", STORE, re.MULTILINE)
    assert len(QUESTIONS) == len(headings) >= 20


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.heading)
def test_a_question_gets_the_answer_that_is_shown(
    question: Question, sample_store: Database
) -> None:
    told = "run: python -m tests.docs.generate, and look at what it changed"
    assert question.answer == answer(sample_store, question.sql), told


def test_times_are_written_as_the_page_says(sample_store: Database) -> None:
    """UTC in tables, the campaign's own time beside it."""
    row = next(sample_store.query("SELECT received_at, received_local FROM messages"))
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", row["received_at"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", row["received_local"])
