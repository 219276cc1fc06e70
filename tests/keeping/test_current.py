"""Which figure counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from store.records import FigureRecord
from store.review import accept, correct, dismiss, reject, withdraw
from tests.keeping.conftest import NOON, figure

if TYPE_CHECKING:
    from tests.keeping.conftest import Desk


@pytest.mark.parametrize(
    ("mails", "expected"),
    [
        ([3, 5], 5),
        ([3, None], 3),
        ([3, "?"], 3),
        ([3, None, "?"], 3),
        ([3, "无"], "无"),
        (["无", 3], 3),
        (["无", None], "无"),
        ([None, None], "blank"),
        ([None, "?"], "unreadable"),
        ([0, None], 0),
        ([3, 0], 0),
    ],
)
def test_the_newest_figure_that_says_something_counts(
    desk: Desk, mails: list[Any], expected: Any
) -> None:
    for said in mails:
        desk.report(said={"events": said})
        desk.wait(hours=1)
    assert desk.current() == {"events": expected}
    assert desk.one("SELECT count(*) FROM figures") == len(mails), "earlier ones are kept"


def test_what_counts_goes_by_arrival_not_by_the_order_of_reading(desk: Desk) -> None:
    desk.report(said={"events": 5}, received=NOON + timedelta(hours=2))
    desk.report(said={"events": 3}, received=NOON)
    assert desk.current() == {"events": 5}


def test_each_figure_is_superseded_for_itself(desk: Desk) -> None:
    desk.report(said={"events": 3, "people": 100, "theme": "创新"})
    desk.wait(hours=1)
    desk.report(said={"people": 120})
    assert desk.current() == {"events": 3, "people": 120, "theme": "创新"}


@pytest.mark.parametrize(
    ("ranks", "expected"),
    [
        ([{"events": 3}, {"events": 5}], 3),
        ([{"events": None}, {"events": 5}], 5),
        ([{"events": "?"}, {"events": "无"}], "无"),
        ([{}, {"events": 5}], 5),
    ],
)
def test_within_one_mail_the_lowest_rank_that_says_something_counts(
    desk: Desk, ranks: list[dict[str, Any]], expected: Any
) -> None:
    desk.report(ranks=ranks)
    assert desk.current() == {"events": expected}


@pytest.mark.parametrize("state", ["review", "superseded"])
def test_only_accepted_submissions_count(desk: Desk, state: str) -> None:
    desk.report(said={"events": 3})
    desk.wait(hours=1)
    desk.report(said={"events": 5, "people": 9}, state=state)
    assert desk.current() == {"events": 3}


def test_accepting_lets_figures_count_and_rejecting_takes_them_out(desk: Desk) -> None:
    desk.report(said={"events": 3})
    desk.wait(hours=1)
    waiting = desk.submission_of(desk.report(said={"events": 5}, state="review"))
    accept(desk.db, waiting, who="王", why="电话问过", now=desk.now)
    assert desk.current() == {"events": 5}
    reject(desk.db, waiting, who="王", why="弄错了", now=desk.now)
    assert desk.current() == {"events": 3}


@pytest.mark.parametrize(("said", "told"), [(None, 1), ("?", 1), ("无", 0), (4, 0)])
def test_a_newer_blank_is_told(desk: Desk, said: Any, told: int) -> None:
    desk.report(said={"events": 3})
    desk.wait(hours=1)
    newer = desk.report(said={"events": said})
    found = desk.findings("newer_blank")
    assert [(one["message_id"], one["field_key"]) for one in found] == [(newer, "events")] * told


def test_the_note_of_a_newer_blank_goes_when_a_value_comes(desk: Desk) -> None:
    for said in (3, None, 4):
        desk.report(said={"events": said})
        desk.wait(hours=1)
    assert desk.findings("newer_blank") == []


def effective(desk: Desk, key: str = "events") -> Any:
    return desk.one(
        "SELECT coalesce(value, value_text) FROM effective_figures"
        " WHERE reporting_unit = 'edu' AND field_key = ?",
        key,
    )


def test_a_correction_wins_until_it_is_withdrawn(desk: Desk) -> None:
    desk.report(said={"events": 3})
    correct(desk.db, "edu", "events", Decimal(30), who="王", why="漏了零", now=desk.wait(hours=1))
    assert effective(desk) == 30
    assert desk.current() == {"events": 3}, "what it replaced stays"
    desk.wait(hours=1)
    desk.report(said={"events": 4})
    assert effective(desk) == 30
    assert withdraw(desk.db, "edu", "events", now=desk.now)
    assert effective(desk) == 4
    assert not withdraw(desk.db, "edu", "events", now=desk.now)


def test_a_second_correction_replaces_the_first(desk: Desk) -> None:
    for value in (30, 31):
        correct(desk.db, "edu", "events", Decimal(value), who="王", why="核", now=desk.now)
    assert effective(desk) == 31
    assert desk.one("SELECT count(*) FROM corrections WHERE withdrawn_at IS NULL") == 1


@pytest.mark.parametrize(
    ("newer", "told"),
    [(4, ["4"]), (30, []), ("无", ["无"]), ("?", ["?"]), (None, [])],
)
def test_a_newer_report_that_differs_makes_a_correction_outdated(
    desk: Desk, newer: Any, told: list[str]
) -> None:
    desk.report(said={"events": 3})
    correct(desk.db, "edu", "events", Decimal(30), who="王", why="核", now=desk.wait(hours=1))
    desk.wait(hours=1)
    desk.report(said={"events": newer})
    texts = [one["message"] for one in desk.findings("correction_outdated")]
    assert texts == [f"活动项数：人工更正为 30 之后，单位又报了 {other}" for other in told]
    assert effective(desk) == 30
    assert desk.status()["待核对"] == len(told)


def test_a_correction_is_not_outdated_by_what_it_corrected(desk: Desk) -> None:
    desk.report(said={"events": 3})
    correct(desk.db, "edu", "events", Decimal(30), who="王", why="核", now=desk.now)
    assert desk.findings("correction_outdated") == []


def test_a_mail_that_arrived_before_but_was_fetched_after_outdates_a_correction(
    desk: Desk,
) -> None:
    desk.report(said={"events": 3})
    correct(desk.db, "edu", "events", Decimal(30), who="王", why="核", now=desk.wait(hours=2))
    desk.wait(minutes=3)
    desk.report(said={"events": 4}, received=NOON + timedelta(hours=1))
    assert len(desk.findings("correction_outdated")) == 1


def test_a_submission_accepted_after_a_correction_outdates_it(desk: Desk) -> None:
    desk.report(said={"events": 3})
    waiting = desk.report(said={"events": 4}, state="review")
    correct(desk.db, "edu", "events", Decimal(30), who="王", why="核", now=desk.wait(hours=1))
    accept(desk.db, desk.submission_of(waiting), who="李", why="对", now=desk.wait(hours=1))
    assert len(desk.findings("correction_outdated")) == 1


def test_a_dismissed_note_stays_dismissed_when_all_is_read_again(desk: Desk) -> None:
    """And comes back, open, with another value."""
    first = desk.report(said={"events": 3})
    correct(desk.db, "edu", "events", Decimal(30), who="王", why="核", now=desk.wait(hours=1))
    desk.wait(hours=1)
    newer = desk.report(said={"events": 4})
    note = desk.findings("correction_outdated")[0]
    dismiss(desk.db, note["id"], who="王", why="以更正为准", now=desk.now)
    assert desk.status()["待核对"] == 0
    for message_id in (first, newer, first):
        desk.again(message_id)
        (note,) = desk.findings("correction_outdated")
        assert note["resolution"] == "王：以更正为准"
    desk.wait(hours=1)
    desk.report(said={"events": 5})
    (note,) = desk.findings("correction_outdated")
    assert note["resolved_at"] is None


def test_a_note_keeps_its_number_while_it_holds(desk: Desk) -> None:
    desk.report(said={"events": 3})
    desk.wait(hours=1)
    desk.report(said={"events": None})
    (before,) = desk.findings("newer_blank")
    desk.wait(hours=1)
    desk.report(said={"people": 8})
    assert desk.findings("newer_blank") == [before]


def test_a_decimal_is_shown_whole_in_a_note(desk: Desk) -> None:
    desk.report(said={"money": 1234567.89})
    desk.wait(hours=1)
    desk.report(said={"money": None})
    assert "1234567.89" in desk.findings("newer_blank")[0]["message"]


def test_a_label_that_the_form_does_not_know_is_kept_and_never_current(desk: Desk) -> None:
    strange = replace(figure("events", 7), field_key=None, label="猪存栏")
    desk.report(figures=(FigureRecord(attachment=None, reading=strange),))
    desk.report(said={"events": 4})
    assert desk.rows("SELECT label, value, current FROM figures WHERE field_key IS NULL") == [
        {"label": "猪存栏", "value": 7, "current": 0}
    ]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["in-turn", "older-read-last"])
def test_an_older_report_bears_a_note_of_the_later_one_that_stands(
    desk: Desk, order: tuple[int, ...]
) -> None:
    """Whichever was read first, and until the later one is rejected."""
    said = ({"events": 3, "people": 9}, {"events": 5, "people": 9})
    ids = {
        turn: desk.report(said=said[turn], received=NOON + timedelta(hours=turn)) for turn in order
    }
    (note,) = desk.findings("later_mail")
    assert (note["message_id"], note["severity"]) == (ids[0], "info")
    assert note["message"] == (
        "2022-06-10 13:00 收到的邮件在后，以那一封为准，本封的数据不计入汇总"
    )
    later = desk.submission_of(ids[1])
    reject(desk.db, later, who="王", why="发错了", now=desk.now)
    assert desk.findings("later_mail") == []


@pytest.mark.parametrize(
    ("older", "later", "what"),
    [
        ({"events": 3, "people": 9}, {"events": 5}, "活动项数"),
        ({"events": 3, "people": 9}, {"events": 5, "people": 9}, "数据"),
        ({"events": 3, "people": 9}, {"events": 3, "people": 9}, None),
        ({"events": 3}, {"people": 9}, None),
        ({"events": 3}, {"events": None}, None),
        ({"events": None}, {"events": 3}, None),
        ({"events": 3}, {"events": "无"}, "数据"),
    ],
)
def test_the_note_names_what_does_not_count(
    desk: Desk, older: dict[str, Any], later: dict[str, Any], what: str | None
) -> None:
    desk.report(said=later, received=NOON + timedelta(hours=1))
    desk.report(said=older, received=NOON)
    notes = [one["message"].partition("本封的")[2] for one in desk.findings("later_mail")]
    assert notes == ([] if what is None else [f"{what}不计入汇总"])
