"""A figure a hundred times the other units'."""

from __future__ import annotations

from decimal import Decimal
from statistics import median
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.review import correct, dismiss
from tests.keeping.conftest import memory_desk, sync
from tests.keeping.test_any_order import ROSTER, UNITS

if TYPE_CHECKING:
    from tests.keeping.conftest import Desk


@pytest.fixture
def county(desk: Desk) -> Desk:
    """A desk with eight units."""
    sync(desk.db, reporting_units=ROSTER)
    return desk


def report_all(desk: Desk, values: list[Any], key: str = "people") -> None:
    for unit, value in zip(UNITS, values, strict=False):
        desk.report(unit, said={key: value})


def far(desk: Desk) -> list[str]:
    """The units with an open note, in the roster's order."""
    return [
        row["reporting_unit"]
        for row in desk.rows(
            "SELECT s.reporting_unit FROM findings f JOIN submissions s ON s.id = f.submission_id"
            " WHERE f.code = 'magnitude' AND f.resolved_at IS NULL ORDER BY s.reporting_unit"
        )
    ]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([100, 110, 120, 130, 140, 12000], ["f"]),
        ([100, 110, 120, 130, 140, 11999], []),
        ([100, 110, 120, 130, 140, 1], ["f"]),
        ([100, 110, 120, 130, 140, 2], []),
        ([100, 110, 120, 130, 12000], []),
        ([100, 110, 120, 130, 140, 0], []),
        ([0, 0, 0, 0, 0, 12000], []),
        ([100, 110, 120, 130, 140, 150, 40000, 50000], ["g", "h"]),
        ([100, 110, 120, 130, 140, "无", 12000], ["g"]),
        ([100, 110, 120, 130, "?", None, 12000], []),
        ([5, 5, 5, 5, 5, 500], ["f"]),
    ],
)
def test_a_hundredfold_is_told_where_five_others_have_a_value(
    county: Desk, values: list[Any], expected: list[str]
) -> None:
    report_all(county, values)
    assert far(county) == expected


def test_the_note_names_the_figure_and_leads_to_its_cell(county: Desk) -> None:
    report_all(county, [100, 110, 120, 130, 140, 12000])
    (note,) = county.findings("magnitude")
    assert note["message"] == "线上活动/人次：12000 与其他单位相差悬殊，请核对"
    assert (note["severity"], note["field_key"]) == ("warning", "people")
    assert note["location"] == "统计表.xlsx!Sheet1!C5"
    assert county.status("f")["待核对"] == 1


def test_words_are_never_compared(county: Desk) -> None:
    report_all(county, ["a", "b", "c", "d", "e", "f" * 500], "theme")
    assert far(county) == []


def test_the_others_may_arrive_later(county: Desk) -> None:
    county.report("a", said={"people": 12000})
    assert far(county) == []
    for unit in "bcdef":
        county.report(unit, said={"people": 100})
    assert far(county) == ["a"]


@pytest.mark.parametrize("more", [{"people": 120}, {"people": "无"}])
def test_the_note_goes_when_it_no_longer_holds(county: Desk, more: dict[str, Any]) -> None:
    report_all(county, [100, 110, 120, 130, 140, 12000])
    county.wait(hours=1)
    county.report("f", said=more)
    assert county.findings("magnitude") == []


def test_the_note_goes_when_the_others_turn_out_alike(county: Desk) -> None:
    report_all(county, [100, 110, 120, 130, 140, 12000])
    county.wait(hours=1)
    for unit in "abc":
        county.report(unit, said={"people": 10000})
    assert far(county) == []


def test_one_note_a_figure_however_often_it_is_settled(county: Desk) -> None:
    report_all(county, [100, 110, 120, 130, 140, 12000])
    before = county.findings("magnitude")
    report_all(county, [101, 111], "events")
    assert county.findings("magnitude") == before


def test_a_dismissed_note_stays_dismissed(county: Desk) -> None:
    """When others report, and when the mail is read again; another value is told anew."""
    report_all(county, [100, 110, 120, 130, 140])
    large = county.report("f", said={"people": 13000})
    (note,) = county.findings("magnitude")
    dismiss(county.db, note["id"], who="王", why="电视台", now=county.now)
    county.wait(hours=1)
    county.report("g", said={"people": 150})
    county.again(large)
    assert [one["resolution"] for one in county.findings("magnitude")] == ["王：电视台"]
    county.wait(hours=1)
    county.report("f", said={"people": 99999})
    assert far(county) == ["f"]


def test_a_corrected_figure_is_no_longer_open(county: Desk) -> None:
    report_all(county, [100, 110, 120, 130, 140, 12000])
    correct(county.db, "f", "people", Decimal(120), who="王", why="多写了零", now=county.now)
    assert county.rows("SELECT * FROM open_findings WHERE code = 'magnitude'") == []


VALUES = st.lists(st.sampled_from([0, 1, 2, 5, 9, 50, 90, 500, 9000, 90000]), max_size=8)


@settings(max_examples=60, deadline=None)
@given(VALUES)
def test_the_medians_are_those_of_the_other_units(values: list[int]) -> None:
    desk = memory_desk(reporting_units=ROSTER)
    report_all(desk, values)
    assert far(desk) == _by_hand(values)
    desk.db.close()


def _by_hand(values: list[int]) -> list[str]:
    found = []
    for place, value in enumerate(values):
        others = [one for i, one in enumerate(values) if i != place and one > 0]
        if value > 0 and len(others) >= 5:
            middle = median(others)
            if value >= 100 * middle or value <= middle / 100:
                found.append(UNITS[place])
    return found
