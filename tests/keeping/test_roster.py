"""The store follows the configuration; what was sent and decided stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from store.asking import find_reporting_unit, unit_statuses
from store.records import FormFieldRow, ReportingUnitRow
from store.review import assign, assign_new
from store.roster import roster_rows
from tests.keeping.conftest import FIELDS, ROSTER, sync

if TYPE_CHECKING:
    from tests.keeping.conftest import Desk

EDU, HEALTH, _ = ROSTER


def codes(desk: Desk, *, retired: bool = False) -> list[str]:
    return [one.code for one in roster_rows(desk.db) if one.retired == retired]


def test_the_roster_comes_back_as_it_was_given(desk: Desk) -> None:
    assert tuple(roster_rows(desk.db)) == ROSTER


def test_bringing_the_same_campaign_in_again_changes_nothing(desk: Desk) -> None:
    def dump() -> list[str]:
        return list(desk.db.conn.iterdump())

    before = dump()
    sync(desk.db)
    assert dump() == before


def test_a_unit_that_a_person_took_in_stays(desk: Desk) -> None:
    assign_new(desk.db, desk.keep(), "县图书馆", who="王", why="", now=desk.now)
    sync(desk.db, reporting_units=[EDU])
    assert codes(desk) == ["edu", "县图书馆"]


def test_a_unit_that_is_taken_up_into_the_roster_is_the_same_one(desk: Desk) -> None:
    assign_new(desk.db, desk.keep(), "县图书馆", who="王", why="", now=desk.now)
    library = ReportingUnitRow(code="县图书馆", name="县图书馆", emails=("lib@unit.example",))
    sync(desk.db, reporting_units=[*ROSTER, library])
    assert roster_rows(desk.db)[-1] == library


def test_a_unit_without_a_trace_goes_with_its_line(desk: Desk) -> None:
    sync(desk.db, reporting_units=[EDU])
    assert (codes(desk), codes(desk, retired=True)) == (["edu"], [])
    assert [row["单位"] for row in desk.rows('SELECT 单位 FROM "报送情况"')] == ["县教育局"]


def test_a_unit_that_reported_stays_with_its_data_and_is_not_expected(desk: Desk) -> None:
    desk.report("health", said={"events": 3})
    sync(desk.db, reporting_units=[EDU])
    assert (codes(desk), codes(desk, retired=True)) == (["edu"], ["health"])
    assert desk.current("health") == {"events": 3}
    assert [one.code for one in unit_statuses(desk.db)] == ["edu", "health"]
    sync(desk.db)
    assert codes(desk) == ["edu", "health", "museum"]
    assert roster_rows(desk.db)[1] == HEALTH


def test_a_unit_that_a_decision_names_stays(desk: Desk) -> None:
    assign(desk.db, desk.keep(), "health", who="王", why="", now=desk.now)
    sync(desk.db, reporting_units=[EDU])
    assert codes(desk, retired=True) == ["health"]


def test_a_renamed_unit_with_its_code_keeps_its_data(desk: Desk) -> None:
    desk.report("edu", said={"events": 3})
    sync(desk.db, reporting_units=[ReportingUnitRow(code="edu", name="县教育体育局")])
    assert desk.rows('SELECT 单位, 活动项数 FROM "统计汇总"') == [
        {"单位": "县教育体育局", "活动项数": 3}
    ]


def test_the_lines_follow_the_rosters_order(desk: Desk) -> None:
    sync(desk.db, reporting_units=[HEALTH, EDU])
    assert codes(desk) == ["health", "edu"]
    assert [row["代码"] for row in desk.rows('SELECT 代码 FROM "报送情况"')] == codes(desk)


def test_a_field_that_is_left_out_keeps_its_figures_for_its_return(desk: Desk) -> None:
    desk.report("edu", said={"events": 3, "people": 9})
    sync(desk.db, form_fields=FIELDS[1:])
    columns = [column.name for column in desk.db.view("统计汇总").columns]
    assert "活动项数" not in columns
    sync(desk.db, form_fields=[FormFieldRow(key="events", label="项数")])
    assert desk.rows('SELECT 项数 FROM "统计汇总"')[0] == {"项数": 3}


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("edu", ["edu"]),
        ("县教育局", ["edu"]),
        ("教育局", ["edu"]),
        ("教育", ["edu"]),
        ("局", ["edu", "health"]),
        ("市教育局", []),
        ("%", []),
    ],
)
def test_a_person_finds_a_unit_by_its_name_or_a_part_of_it(
    desk: Desk, word: str, expected: list[str]
) -> None:
    assert [code for code, _name in find_reporting_unit(desk.db, word)] == expected
