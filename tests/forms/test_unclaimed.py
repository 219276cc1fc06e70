"""A number that nobody read, beside a field that stays empty, is asked about; others are not."""

from __future__ import annotations

import pytest

from parsers.form.naming.similar import hints_at
from parsers.form.reader import read_forms
from parsers.results import FormReading
from tests.forms.grids import DEFINITION, TITLE, Value, content, grid, values


def table(*rows: list[Value]) -> FormReading:
    head: list[list[Value]] = [[TITLE], ["项目", "单位", "数量", "备注"]]
    last: list[Value] = ["参加人数", "人次", 300]
    cells = grid([*head, *rows, last], {(0, 0): (1, 4)})
    (form,) = read_forms(content(cells), DEFINITION)
    return form


def asked(form: FormReading) -> set[tuple[str, str | None]]:
    return {(one.code, one.field_key) for one in form.findings if one.severity == "warning"}


@pytest.mark.parametrize(
    "row",
    [
        ["展板", "块", "", "24块"],
        ["宣传展板（移动式）", "块", 24],
        ["移动展板", "块", 24],
    ],
)
def test_a_number_near_an_empty_field_is_asked_about(row: list[Value]) -> None:
    form = table(["科普讲座", "场", 5], row)
    assert "boards" in {key for _, key in asked(form)}
    assert values(form).get("boards", "blank") in ("24", "blank")


@pytest.mark.parametrize(
    "row",
    [
        ["展板", "块", "", "同比增加3块"],
        ["展板", "块", ""],
        ["展板", "块", 24, 20],
        ["上年展板", "块", 24],
        ["展板观看人数", "人次", 24],
        ["展板租用", "万元", 24],
    ],
)
def test_remarks_codes_and_other_things_are_not(row: list[Value]) -> None:
    assert "boards" not in {key for _, key in asked(table(["科普讲座", "场", 5], row))}


@pytest.mark.parametrize(
    ("written", "name", "hints"),
    [
        ("悬挂条幅", "条幅", True),
        ("资料发放", "发放资料", True),
        ("清运生活垃圾", "清运垃圾", True),
        ("合计/场次", "进企业/场次", False),
        ("计划条幅", "条幅", False),
        ("条幅占比", "条幅", False),
        ("线上讲座", "线下讲座", False),
        ("讲座人数", "科普讲座", False),
        ("数", "人数", False),
    ],
)
def test_a_label_hints_at_a_field_by_its_words(written: str, name: str, hints: bool) -> None:
    assert hints_at(written, name) is hints
