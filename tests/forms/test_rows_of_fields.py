"""Rows that are fields themselves, under heads that count each of them once more."""

from __future__ import annotations

import pytest

from parsers.form.definition import FormDefinition, FormField
from parsers.form.reader import read_forms
from parsers.results import FormReading
from tests.forms.grids import TITLE, Value, content, grid, values

STAGE = FormDefinition(
    title=TITLE,
    fields=(
        FormField(key="plays", label="戏曲巡演", unit_measure="场"),
        FormField(key="films", label="露天电影", unit_measure="场"),
        FormField(key="seen", label="观众人数", unit_measure="人次"),
        FormField(key="books", label="借阅图书", unit_measure="册"),
    ),
)


def read(*rows: list[Value]) -> FormReading:
    (form,) = read_forms(content(grid([list(row) for row in rows]), above=[TITLE]), STAGE)
    return form


def asked(form: FormReading) -> set[str | None]:
    return {one.field_key for one in form.findings if one.severity != "info"}


@pytest.mark.parametrize("other", ["开幕式", "灯谜会", "其他"])
@pytest.mark.parametrize("at", [0, 1, 2])
@pytest.mark.parametrize("corner", ["项目", "活动名称", "内容"])
def test_one_row_of_several_is_not_the_whole_in_silence(corner: str, at: int, other: str) -> None:
    rows: list[list[Value]] = [["戏曲巡演", 6, 800], ["露天电影", 9, 450]]
    rows.insert(at, [other, 1, 70])
    form = read([corner, "数量", "观众人数"], *rows)
    assert asked(form) == {"seen"}
    assert {"plays": "6", "films": "9"}.items() <= values(form).items()


def test_a_category_of_the_clerks_own_beside_one_of_the_form_is_not_the_whole() -> None:
    form = read(
        ["类别", "项目", "数量"],
        ["开幕式", "观众人数", 70],
        ["戏曲巡演", "观众人数", 800],
    )
    assert "seen" in asked(form)


def test_the_total_of_such_rows_and_a_row_of_the_whole_are_read() -> None:
    rows: list[list[Value]] = [["开幕式", 1, 70], ["戏曲巡演", 6, 800], ["露天电影", 9, 450]]
    form = read(["项目", "数量", "观众人数"], *rows, ["合计", 16, 1320])
    assert (values(form), asked(form)) == ({"plays": "6", "films": "9", "seen": "1320"}, set())
    form = read(
        ["类别", "项目", "数量"],
        ["总体情况", "观众人数", 1320],
        ["露天电影", "观众人数", 450],
    )
    assert values(form)["seen"] == "1320"
