"""Writing what was read, in place of what an earlier reading wrote."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from parsers.results import Link
from store.recording import number
from store.records import DocumentRecord, FigureRecord
from store.review import accept, dismiss, reject
from store.search import search
from tests.keeping.conftest import NOON, attachment, figure, found, mail, submission

if TYPE_CHECKING:
    from tests.keeping.conftest import Desk

DERIVED = (
    "attachments", "submissions", "submission_files", "figures", "activities", "documents",
    "links", "findings",
)  # fmt: skip


def counts(desk: Desk) -> dict[str, int]:
    return {name: desk.one(f"SELECT count(*) FROM {name}") for name in DERIVED}


def full_mail() -> Any:
    """One of everything."""
    return mail(
        [
            submission(
                said={"events": 3},
                materials=((0, "statistics"), (2, "summary")),
                lists=("讲座",),
                findings=(found("form_unreadable", attachment=2),),
            )
        ],
        attachments=(
            attachment("材料.zip", family="archive"),
            attachment("统计表.xlsx", parent=0),
            attachment("总结.docx", parent=0),
        ),
        documents=(DocumentRecord(attachment=2, material="summary", title="总结", text="科普"),),
        links=(Link(url="https://disk.example/1"),),
        findings=(found("reused_message_id"),),
    )


def test_recording_again_replaces_all_and_doubles_nothing(desk: Desk) -> None:
    one = desk.keep()
    desk.record(one, full_mail())
    before = counts(desk)
    assert all(before.values()), before
    desk.again(one)
    assert counts(desk) == before
    assert len(search(desk.db, "科普")) == 1


def test_an_inner_file_is_tied_to_the_one_it_was_in(desk: Desk) -> None:
    desk.record(desk.keep(), full_mail())
    rows = desk.rows(
        "SELECT a.filename, p.filename AS outer FROM attachments a"
        " LEFT JOIN attachments p ON p.id = a.parent_id ORDER BY a.ordinal"
    )
    assert [(row["filename"], row["outer"]) for row in rows] == [
        ("材料.zip", None),
        ("统计表.xlsx", "材料.zip"),
        ("总结.docx", "材料.zip"),
    ]


def test_what_a_mail_said_before_is_gone_when_it_says_something_else(desk: Desk) -> None:
    one = desk.report("edu", said={"events": 3})
    desk.record(one, mail([submission("health", said={"people": 9})]))
    assert (desk.current("edu"), desk.current("health")) == ({}, {"people": 9})


def test_a_recording_that_fails_leaves_the_earlier_one(desk: Desk) -> None:
    one = desk.report(said={"events": 3})
    before = counts(desk)
    strange = replace(submission(said={"events": 4}), reporting_unit="nobody")
    with pytest.raises(Exception, match="FOREIGN KEY"):
        desk.record(one, mail([strange]))
    assert (counts(desk), desk.current()) == (before, {"events": 3})


@pytest.mark.parametrize(
    ("value", "held"),
    [
        (Decimal(12), 12),
        (Decimal("12.00"), 12),
        (Decimal(0), 0),
        (Decimal("1.25"), 1.25),
        (Decimal("1E+3"), 1000),
        (Decimal(10) ** 30, 1e30),
        (Decimal("NaN"), None),
        (Decimal("Infinity"), None),
        (None, None),
    ],
)
def test_a_whole_number_is_held_as_an_integer(value: Decimal | None, held: Any) -> None:
    assert (number(value), type(number(value))) == (held, type(held))


def test_an_absurd_figure_neither_fails_nor_breaks_the_sums(desk: Desk) -> None:
    for unit in ("edu", "health"):
        reading = replace(figure("events", 1), value=Decimal("9E+18"))
        desk.report(unit, figures=(FigureRecord(attachment=None, reading=reading),))
    total = desk.one("""SELECT 合计 FROM "统计合计" WHERE 指标 = '活动项数'""")
    assert total == pytest.approx(1.8e19)


@pytest.mark.parametrize("text", ["a\x00b", "\ud800", "名\udcffz"])
def test_no_text_of_a_stranger_is_refused(desk: Desk, text: str) -> None:
    record = mail([], subject=text, from_name=text, attachments=(attachment(text),))
    desk.record(desk.keep(), record)
    row = desk.rows("SELECT subject, from_name FROM messages")[0]
    assert "\ufffd" in row["subject"]
    assert row["subject"] == row["from_name"]


def test_texts_belong_to_the_submission_whose_file_they_are(desk: Desk) -> None:
    texts = tuple(
        DocumentRecord(attachment=at, material=None, title=str(at), text="x") for at in (None, 0, 1)
    )
    record = mail(
        [
            submission("edu", said={"events": 1}, materials=((0, "summary"),)),
            submission("museum", said={"events": 2}, materials=((1, "summary"),)),
        ],
        attachments=(attachment("一.docx"), attachment("二.docx")),
        documents=texts,
        reporting_unit="museum",
    )
    desk.record(desk.keep(), record)
    rows = desk.rows(
        "SELECT d.title, s.reporting_unit FROM documents d"
        " JOIN submissions s ON s.id = d.submission_id ORDER BY d.id"
    )
    assert [(row["title"], row["reporting_unit"]) for row in rows] == [
        ("None", "museum"),
        ("0", "edu"),
        ("1", "museum"),
    ]


@pytest.mark.parametrize(("decision", "state"), [(accept, "accepted"), (reject, "superseded")])
def test_a_verdict_on_a_submission_outlives_reading_again(
    desk: Desk, decision: Any, state: str
) -> None:
    one = desk.report(said={"events": 3}, state="review")
    decision(desk.db, desk.submission_of(one), who="王", why="问过", now=desk.now)
    desk.again(one)
    assert desk.one("SELECT state FROM submissions") == state
    assert desk.current() == ({"events": 3} if state == "accepted" else {})


def test_the_newest_verdict_holds(desk: Desk) -> None:
    one = desk.report(said={"events": 3}, state="review")
    for decision in (accept, reject, accept):
        decision(desk.db, desk.submission_of(one), who="王", why="问过", now=desk.now)
    desk.again(one)
    assert desk.one("SELECT state FROM submissions") == "accepted"


TWO_FILES = (attachment("甲.xlsx"), attachment("乙.xlsx"))


@pytest.mark.parametrize(
    ("findings", "dismissed"),
    [
        (
            [
                found("encrypted", attachment=0, filename="甲.xlsx"),
                found("encrypted", attachment=1, filename="乙.xlsx"),
            ],
            [True, False],
        ),
        ([found("expired_link", filename="a"), found("expired_link", filename="b")], [True, False]),
        (
            [
                found("blank_field", field_key="events", label="甲"),
                found("blank_field", field_key="people", label="甲"),
            ],
            [True, False],
        ),
        (
            [
                found("cell_error", location="C5", label="甲", raw="#N/A"),
                found("cell_error", location="C6", label="甲", raw="#N/A"),
            ],
            [True, False],
        ),
    ],
)
def test_a_dismissal_is_about_one_finding_and_outlives_reading_again(
    desk: Desk, findings: list[Any], dismissed: list[bool]
) -> None:
    one = desk.keep()
    record = mail([submission(said={"events": 3}, findings=tuple(findings))])
    desk.record(one, replace(record, attachments=TWO_FILES))
    for reading in range(2):
        rows = desk.rows("SELECT * FROM findings ORDER BY id")
        if reading == 0:
            dismiss(desk.db, rows[0]["id"], who="王", why="知道了", now=desk.now)
        rows = desk.rows("SELECT * FROM findings ORDER BY id")
        assert [row["resolution"] == "王：知道了" for row in rows] == dismissed
        desk.again(one)


def test_a_dismissal_in_one_units_report_leaves_the_others(desk: Desk) -> None:
    one = desk.keep()
    same = (found("truncated", filename="表.xlsx"),)
    desk.record(
        one,
        mail([submission(u, said={"events": 3}, findings=same) for u in ("edu", "health")]),
    )
    rows = desk.findings("truncated")
    dismiss(desk.db, rows[1]["id"], who="王", why="知道了", now=desk.now)
    desk.again(one)
    assert [bool(row["resolved_at"]) for row in desk.findings("truncated")] == [False, True]


def test_a_dismissal_outlives_other_words_for_the_same_finding(desk: Desk) -> None:
    one = desk.report(said={"events": 3}, findings=(found("late", days=1),))
    dismiss(desk.db, desk.findings("late")[0]["id"], who="王", why="准", now=desk.now)
    desk.record(one, mail([submission(findings=(found("late", days=2),))]))
    assert desk.findings("late")[0]["resolved_at"] is not None


def test_recorded_times_are_utc_with_the_local_text_beside_them(desk: Desk) -> None:
    desk.report(received=NOON + timedelta(hours=13))
    row = desk.rows("SELECT received_at, received_local FROM submissions")[0]
    assert row == {"received_at": "2022-06-10T17:00:00Z", "received_local": "2022-06-11 01:00"}
