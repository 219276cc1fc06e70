"""A table with a row for each office, school or station under the one unit that reports."""

from __future__ import annotations

import pytest

from parsers.form.definition import FormDefinition, FormField
from parsers.form.reader import read_forms
from parsers.results import FormReading
from tests.forms.grids import Value, content, grid, values

FORM = FormDefinition(
    title="2025年节水宣传周情况统计表",
    campaign_title="2025年节水宣传周",
    years=(2025,),
    fields=(
        FormField(key="events", label="宣传活动", unit_measure="场"),
        FormField(key="people", label="参加人数", unit_measure="人次"),
        FormField(key="cards", label="发放倡议书", unit_measure="份"),
        FormField(key="visitors", label="展厅开放/参加人数", unit_measure="人次"),
        FormField(key="staff", label="参加职工", unit_measure="人次"),
    ),
)
HEADS: list[Value] = ["宣传活动", "参加人数", "发放倡议书"]
ROWS: list[list[Value]] = [["桃林站", 2, 60, 300], ["河口站", 1, 35, 120], ["管网所", 4, 90, 0]]
SUMS = {"events": "7", "people": "185", "cards": "420"}


def read(head: str, unit: str, rows: list[list[Value]], *, inside: bool) -> list[FormReading]:
    said = f"填报单位：{unit}"
    table = [[said]] * inside + [[head, *HEADS], *rows]
    above = [FORM.title] if inside else [FORM.title, said]
    return list(read_forms(content(grid(table), above=above), FORM))


@pytest.mark.parametrize("inside", [True, False])
@pytest.mark.parametrize("head", ["单位", "部门", "单位名称", "学校", "乡镇"])
def test_rows_of_offices_are_added_for_the_unit_above_and_asked_about(
    head: str, inside: bool
) -> None:
    (form,) = read(head, "龙泉县供水中心", ROWS, inside=inside)
    assert (form.reporting_unit_text, values(form)) == ("龙泉县供水中心", SUMS)
    asked = [(one.code, one.field_key) for one in form.findings if one.severity != "info"]
    assert asked == [("rows_added", key) for key in SUMS]


@pytest.mark.parametrize(
    ("head", "unit"),
    [("单位", "桃林站"), ("单位", "龙泉县桃林站"), ("填报单位", "龙泉县供水中心"), ("单位", "")],
)
def test_rows_stand_for_themselves_where_one_is_the_unit_above_or_each_reports(
    head: str, unit: str
) -> None:
    forms = read(head, unit, ROWS, inside=False)
    assert [one.reporting_unit_text for one in forms] == ["桃林站", "河口站", "管网所"]


def test_a_written_total_of_the_offices_is_the_units_figure() -> None:
    rows: list[list[Value]] = [*ROWS, ["合计", 7, 185, 420]]
    (form,) = read("单位", "龙泉县供水中心", rows, inside=True)
    assert (form.reporting_unit_text, values(form)) == ("龙泉县供水中心", SUMS)
    assert "rows_added" not in {one.code for one in form.findings}
