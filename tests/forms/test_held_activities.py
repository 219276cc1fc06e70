"""Lists whose activities are named as fields of the form are, with their days however written."""

from __future__ import annotations

import pytest

from parsers.form.definition import FormDefinition, FormField
from parsers.form.reader import read_forms
from parsers.results import FormReading
from tests.forms.grids import Value, content, grid, values

FORM = FormDefinition(
    title="2025年爱鸟周活动情况统计表",
    campaign_title="2025年爱鸟周",
    years=(2025,),
    fields=(
        FormField(key="events", label="活动项数", unit_measure="项"),
        FormField(key="people", label="参加人数", unit_measure="人次"),
        FormField(key="walks", label="观鸟体验", unit_measure="场"),
        FormField(key="walkers", label="观鸟体验/参加人数", unit_measure="人次"),
        FormField(key="talks", label="护鸟宣讲", unit_measure="场"),
        FormField(key="listeners", label="护鸟宣讲/参加人数", unit_measure="人次"),
        FormField(key="boxes", label="悬挂鸟巢", unit_measure="个"),
    ),
)
HEAD: list[Value] = ["序号", "活动名称", "时间", "地点", "参加人数"]
PLACES = ["湿地公园", "第三中学", "林场"]
PEOPLE = [310, 85, 120]
DAYS = [
    ["4.1-7", "4.3", "4.6"],
    ["4.1—4.7", "4.3", "4.6"],
    ["4月1日至7日", "4月3日", "4月6日"],
    ["1日上午", "3日下午", "6日晚"],
    ["4/1", "4/3", "4/6"],
    ["2025-04-01~07", "2025-04-03", "2025-04-06"],
    ["全周", "每天", "待定"],
    ["4.1起", "爱鸟周期间", "开幕当天"],
    ["20250401", "20250403", "20250406"],
    ["一日", "三日", "六日"],
    ["1—7", "3", "6"],
    ["", "4.3", "4.6"],
]
NAMES = [
    ["摄影展", "观鸟体验", "进校园"],
    ["观鸟体验", "护鸟宣讲", "悬挂鸟巢"],
    ["护鸟宣讲", "护鸟宣讲", "参加人数"],
]


def read(*tables: list[list[Value]]) -> FormReading:
    grids = [grid(rows, order=50 + n, a1=False) for n, rows in enumerate(tables)]
    (form,) = read_forms(content(*grids, above=[FORM.title]), FORM)
    return form


def listed(names: list[str], days: list[str]) -> list[list[Value]]:
    rows = zip(names, days, PLACES, PEOPLE, strict=True)
    told: list[list[Value]] = [[n, *row] for n, row in enumerate(rows, 1)]
    return [HEAD, *told]


def asked(form: FormReading) -> list[str]:
    return [one.code for one in form.findings if one.severity != "info"]


@pytest.mark.parametrize("days", DAYS)
@pytest.mark.parametrize("names", NAMES)
def test_rows_with_their_day_and_place_are_activities(names: list[str], days: list[str]) -> None:
    form = read(listed(names, days))
    assert [one.name for one in form.activities] == names
    assert (values(form), asked(form)) == ({"events": "3", "people": "515"}, [])


def test_a_table_of_figures_below_such_a_list_agrees_with_it() -> None:
    below: list[list[Value]] = [
        ["项目", "单位", "数量"],
        ["活动项数", "项", 3],
        ["参加人数", "人次", 515],
        ["悬挂鸟巢", "个", 40],
    ]
    form = read(listed(NAMES[0], DAYS[0]), below)
    assert (len(form.activities), asked(form)) == (3, [])
    assert values(form) == {"events": "3", "people": "515", "boxes": "40"}


def test_rows_of_fields_with_their_sessions_are_figures_though_dated() -> None:
    form = read(
        [
            ["序号", "活动内容", "时间", "场次", "参加人数"],
            [1, "观鸟体验", "4.1-7", 6, 310],
            [2, "护鸟宣讲", "4.3", 2, 85],
        ]
    )
    assert form.activities == ()
    assert values(form) == {"walks": "6", "walkers": "310", "talks": "2", "listeners": "85"}
