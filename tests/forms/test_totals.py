"""Rows that sum up others: how they are named, and what they add up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parsers.form.definition import FormDefinition, FormField
from parsers.form.naming.labels import read_label
from parsers.form.reader import read_forms
from parsers.results import FormReading
from tests.forms.grids import TITLE, Value, content, grid, values

LAKE = FormDefinition(
    title=TITLE,
    fields=(
        FormField(key="sown", label="播种面积", unit_measure="亩"),
        FormField(key="rice", label="播种面积/水稻", unit_measure="亩"),
        FormField(key="beans", label="播种面积/豆类", unit_measure="亩"),
        FormField(key="helpers", label="帮扶人员", unit_measure="人"),
    ),
)


def read(*rows: list[Value]) -> FormReading:
    (form,) = read_forms(content(grid(list(rows)), above=[TITLE]), LAKE)
    return form


def codes(form: FormReading) -> list[str]:
    return [one.code for one in form.findings if one.severity == "warning"]


@pytest.mark.parametrize(
    "word", ["合计", "全镇合计", "全县总计", "本村合计", "全街道合计", "全市共计"]
)
def test_a_total_of_the_whole_place_is_the_fields_own(word: str) -> None:
    assert read_label(word).is_total
    form = read(
        ["类别", "指标", "单位", "数量"],
        ["播种面积", word, "亩", 960],
        ["", "水稻", "亩", 700],
        ["", "豆类", "亩", 260],
    )
    assert values(form) == {"sown": "960", "rice": "700", "beans": "260"}
    assert codes(form) == []


@pytest.mark.parametrize(("late", "fits"), [(300, True), (310, False)])
def test_rows_below_a_part_of_a_part_up_to_its_sum_are_not_added(late: int, fits: bool) -> None:
    form = read(
        ["类别", "指标", "单位", "数量"],
        ["播种面积", "合计", "亩", 960],
        ["", "水稻", "亩", 700],
        ["", "其中：早稻", "亩", 400],
        ["", "晚稻", "亩", late],
        ["", "豆类", "亩", 260],
    )
    assert ("total_mismatch" not in codes(form)) is fits
    assert values(form)["sown"] == "960"


def test_a_count_of_rows_beside_a_total_names_nothing() -> None:
    form = read(
        ["日期", "活动内容", "帮扶人员"],
        ["5月3日", "插秧", "6人"],
        ["5月9日", "除草", "4人"],
        ["合计", "2项", "10人"],
    )
    assert values(form) == {"helpers": "10"}
    assert codes(form) == []


def test_a_wrong_total_is_told_once() -> None:
    fields = (replace(LAKE.fields[0], sum_of=("rice", "beans")), *LAKE.fields[1:])
    rows: list[list[Value]] = [
        ["类别", "指标", "单位", "数量"],
        ["播种面积", "水稻", "亩", 410],
        ["", "豆类", "亩", 95],
        ["", "合计", "亩", "560亩"],
    ]
    table = content(grid(rows, {(1, 0): (3, 1)}), above=[TITLE])
    (form,) = read_forms(table, replace(LAKE, fields=fields))
    assert values(form) == {"sown": "560", "rice": "410", "beans": "95"}
    assert codes(form) == ["total_mismatch"]
