"""What a person decides."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from store.decisions import decisions_for
from store.review import (
    NothingToDecide,
    accept,
    assign,
    assign_new,
    correct,
    dismiss,
    ignore,
    reject,
    reopen,
)
from tests.keeping.conftest import found, mail

if TYPE_CHECKING:
    from tests.keeping.conftest import Desk

BY: dict[str, Any] = {"who": "王", "why": "看过"}


def decided(desk: Desk, message_id: int) -> tuple[str | None, bool, bool]:
    sha256 = desk.one("SELECT sha256 FROM messages WHERE id = ?", message_id)
    one = decisions_for(desk.db, sha256)
    return one.assigned, one.ignored, one.reopened


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        (["assign"], ("edu", False, True)),
        (["ignore"], (None, True, False)),
        (["reopen"], (None, False, True)),
        (["ignore", "reopen"], (None, False, True)),
        (["assign", "ignore"], ("edu", True, False)),
        (["ignore", "assign"], ("edu", False, True)),
        (["assign", "ignore", "reopen"], ("edu", False, True)),
    ],
)
def test_the_last_word_on_a_mail_holds_and_it_is_read_again(
    desk: Desk, steps: list[str], expected: tuple[str | None, bool, bool]
) -> None:
    one = desk.keep()
    desk.record(one, mail([], state="review"))
    for step in steps:
        if step == "assign":
            assign(desk.db, one, "edu", **BY, now=desk.now)
        else:
            (ignore if step == "ignore" else reopen)(desk.db, one, **BY, now=desk.now)
        assert desk.one("SELECT state FROM messages") == "pending"
    assert decided(desk, one) == expected


def test_assigning_gives_a_mail_its_tries_back(desk: Desk) -> None:
    one = desk.keep()
    desk.db.execute("UPDATE messages SET attempts = 3, state = 'unreadable'")
    assign(desk.db, one, "edu", **BY, now=desk.now)
    assert desk.one("SELECT attempts FROM messages") == 0


def test_a_new_unit_is_taken_in_and_not_expected(desk: Desk) -> None:
    one = desk.keep()
    code = assign_new(desk.db, one, "县图书馆", **BY, now=desk.now)
    assert desk.rows("SELECT name, expected, source FROM reporting_units WHERE code = ?", code) == [
        {"name": "县图书馆", "expected": 0, "source": "person"}
    ]
    assert decided(desk, one)[0] == code
    assert assign_new(desk.db, one, "县图书馆", **BY, now=desk.now) == code


@pytest.mark.parametrize("name", ["县教育局", "edu", "教育局"])
def test_a_new_unit_by_a_known_name_is_the_known_one(desk: Desk, name: str) -> None:
    before = desk.rows("SELECT * FROM reporting_units")
    assert assign_new(desk.db, desk.keep(), name, **BY, now=desk.now) == "edu"
    assert desk.rows("SELECT * FROM reporting_units") == before


NOTHING: list[tuple[Any, tuple[Any, ...]]] = [
    (assign, (99, "edu")),
    (assign, (1, "nobody")),
    (assign_new, (99, "县图书馆")),
    (assign_new, (1, "  ")),
    (ignore, (99,)),
    (reopen, (99,)),
    (accept, (99,)),
    (reject, (99,)),
    (dismiss, (99,)),
    (correct, ("edu", "nothing", Decimal(1))),
    (correct, ("nobody", "events", Decimal(1))),
    (correct, ("edu", "events", "十二")),
    (correct, ("edu", "events", Decimal("NaN"))),
    (correct, ("edu", "theme", Decimal(1))),
]


@pytest.mark.parametrize(("decision", "about"), NOTHING)
def test_a_decision_about_nothing_is_refused_and_writes_nothing(
    desk: Desk, decision: Any, about: tuple[Any, ...]
) -> None:
    desk.keep()
    with pytest.raises(NothingToDecide):
        decision(desk.db, *about, **BY, now=desk.now)
    for table in ("decisions", "corrections"):
        assert desk.rows(f"SELECT * FROM {table}") == []
    assert desk.one("SELECT count(*) FROM reporting_units") == 3
    assert desk.one("SELECT state FROM messages") == "pending"


def test_accepting_answers_why_a_submission_waited(desk: Desk) -> None:
    """What else is doubtful about it stays open."""
    waits = (found("several_forms", count=2), found("damaged_file", filename="a"))
    one = desk.report(said={"events": 1}, state="review", findings=waits)
    accept(desk.db, desk.submission_of(one), **BY, now=desk.now)
    assert [row["code"] for row in desk.rows("SELECT code FROM open_findings")] == ["damaged_file"]
    desk.again(one)
    assert [row["code"] for row in desk.rows("SELECT code FROM open_findings")] == ["damaged_file"]


def test_a_correction_of_words_is_held_as_words(desk: Desk) -> None:
    correct(desk.db, "edu", "theme", "走进科技", **BY, now=desk.now)
    assert desk.one("""SELECT 主题 FROM "统计汇总" WHERE 单位 = '县教育局'""") == "走进科技"


def test_the_figure_that_a_correction_replaced_is_named(desk: Desk) -> None:
    desk.report(said={"events": 3})
    correct(desk.db, "edu", "events", Decimal(30), **BY, now=desk.now)
    assert desk.one("SELECT f.value FROM corrections c JOIN figures f ON f.id = c.figure_id") == 3
    (row,) = desk.rows('SELECT 数值, 原文, 更正 FROM "数据来源"')
    assert row == {"数值": 30, "原文": "3", "更正": "王 2022-06-10：看过"}
