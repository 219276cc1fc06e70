"""Numbered rows that head others, and words that hold a numeral's character."""

from __future__ import annotations

import pytest

from parsers.form.definition import FormDefinition, FormField
from parsers.form.reader import read_forms
from parsers.form.values.numbers import read_number
from tests.forms.grids import TITLE, Value, content, grid, values

OWN = FormDefinition(
    title=TITLE,
    fields=(
        FormField(key="fairs", label="科普集市/场次", aliases=("科普集市",), unit_measure="场"),
        FormField(key="visitors", label="科普集市/客流", unit_measure="人次"),
        FormField(key="walks", label="自然观察/场次", unit_measure="场"),
        FormField(key="teams", label="讲解队伍", unit_measure="支"),
    ),
)


@pytest.mark.parametrize("dash", ["—", "-", "/", ""])
def test_a_dash_beside_a_heading_says_nothing_of_the_rows_below(dash: str) -> None:
    rows: list[list[Value]] = [
        ["指标", "单位", "数量"],
        ["一、科普集市", "", dash],
        ["场次", "场", 5],
        ["客流", "人次", 430],
    ]
    (form,) = read_forms(content(grid(rows), above=[TITLE]), OWN)
    assert values(form) == {"fairs": "5", "visitors": "430"}


@pytest.mark.parametrize(
    "rows",
    [
        [["科普集市", "", ""], ["场次", "场", 5], ["客流", "人次", 430]],
        [["科普集市", "", ""], ["客流", "人次", 430], ["场次", "场", 5]],
        [["科普集市", "", "—"], ["次数", "次", 5], ["客流", "人次", 430]],
    ],
)
def test_a_name_alone_in_its_row_heads_the_rows_that_count_it(rows: list[list[Value]]) -> None:
    cells = grid([["指标", "单位", "数量"], *rows, ["讲解队伍", "支", 2]])
    (form,) = read_forms(content(cells, above=[TITLE]), OWN)
    assert values(form) == {"fairs": "5", "visitors": "430", "teams": "2"}


def test_a_last_part_alone_is_never_taken_for_another_category_in_silence() -> None:
    rows: list[list[Value]] = [
        ["指标", "单位", "数量"],
        ["科普集市", "次", 2],
        ["场次", "场", 5],
        ["讲解队伍", "支", 2],
    ]
    (form,) = read_forms(content(grid(rows), above=[TITLE]), OWN)
    assert "walks" not in values(form) or "walks" in {
        one.field_key for one in form.findings if one.severity == "warning"
    }


def test_the_second_label_of_a_row_has_the_category_of_the_first() -> None:
    rows: list[list[Value]] = [["科普集市", "场次", 5, "客流", 430], ["讲解队伍", 2]]
    (form,) = read_forms(content(grid(rows), above=[TITLE]), OWN)
    assert values(form) == {"fairs": "5", "visitors": "430", "teams": "2"}
    assert [one for one in form.findings if one.severity == "warning"] == []


def test_a_head_with_a_numerals_character_in_it_is_a_head() -> None:
    rows: list[list[Value]] = [["科普集市场次（场）", "讲解队伍（支）"], ["5", "22"]]
    (form,) = read_forms(content(grid(rows), above=[TITLE]), OWN)
    assert values(form) == {"fairs": "5", "teams": "22"}


@pytest.mark.parametrize("text", ["讲解队伍", "退伍军人", "登陆作战", "千方百计", "陆续开展"])
def test_a_word_counts_nothing(text: str) -> None:
    assert read_number(text).value is None


@pytest.mark.parametrize("head", ["项目", "内容", "指标名称", "序号"])
@pytest.mark.parametrize("marks", [("一", "1", "2", "二"), ("（一）", "1、", "2、", "（二）")])
def test_the_names_of_rows_may_stand_under_no_head_beside_their_ordinals(
    head: str, marks: tuple[str, ...]
) -> None:
    rows: list[list[Value]] = [
        [head, "", "数量"],
        [marks[0], "科普集市", ""],
        [marks[1], "场次", 5],
        [marks[2], "客流", 430],
        [marks[3], "讲解队伍", 2],
    ]
    (form,) = read_forms(content(grid(rows), above=[TITLE]), OWN)
    assert values(form) == {"fairs": "5", "visitors": "430", "teams": "2"}
    assert [one for one in form.findings if one.severity == "warning"] == []
