"""No number of a form's table is passed over in silence."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from parsers.form.reader import read_forms
from parsers.results import FormReading
from tests.forms.grids import DEFINITION, TITLE, Value, content, grid

HEAD: list[Value] = ["序号", "项目", "单位", "数量", "备注"]
ROWS: list[list[Value]] = [
    [1, "科普讲座", "场", 5],
    [2, "参加人数", "人次", 300],
    [3, "展板", "块", 24],
]
TOP: list[Value] = [TITLE]
EMPTY: list[Value] = []


def read(*rows: list[Value], head: list[Value] = HEAD) -> FormReading:
    (form,) = read_forms(content(grid([[TITLE], head, *rows])), DEFINITION)
    return form


def left(form: FormReading) -> list[str]:
    return [one.message for one in form.findings if one.code == "numbers_left"]


def test_a_form_whose_numbers_are_all_read_raises_no_question() -> None:
    assert left(read(*ROWS)) == []


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        ([["4", "舞龙队", "支", 3, "", 7]], "1 个数字没有读入（舞龙队 7）"),
        (
            [["", "", "", "", "", "", 66], ["", "", "", "", "", "", 67]],
            "2 个数字没有读入（66、67）",
        ),
    ],
)
def test_a_number_without_a_place_in_the_form_is_shown_with_what_stands_by_it(
    rows: list[list[Value]], shown: str
) -> None:
    (message,) = left(read(*ROWS, *rows))
    assert shown in message


@pytest.mark.parametrize(
    ("head", "row"),
    [
        (["项目", "单位", "数量", "去年数"], ["展板", "块", 24, 20]),
        (["项目", "单位", "计划", "数量"], ["展板", "块", 30, 24]),
        (["项目", "单位", "数量", "累计"], ["展板", "块", 24, 90]),
        (["项目", "单位", "2021", "2022"], ["展板", "块", 30, 24]),
        (["项目", "行次", "单位", "数量"], ["展板", 17, "块", 24]),
        (["项目", "单位", "数量", "备注"], ["展板", "块", 24, 16]),
    ],
    ids=lambda value: "-".join(map(str, value)),
)
def test_other_years_plans_codes_and_remarks_are_accounted_for(
    head: list[Value], row: list[Value]
) -> None:
    assert left(read(row, ["参加人数", "人次", 300], head=head)) == []


def test_numerals_before_names_are_accounted_for() -> None:
    rows: list[list[Value]] = [["一", *ROWS[0][1:]], ["二", *ROWS[1][1:]], ["十一", *ROWS[2][1:]]]
    assert left(read(*rows)) == left(read(*rows, head=["", *HEAD[1:]])) == []


def test_the_example_row_and_the_numbers_of_columns_are_accounted_for() -> None:
    letters: list[Value] = ["甲", "乙", "丙", 1]
    assert left(read(letters, *ROWS)) == []


@given(row=st.integers(0, 6), column=st.integers(0, 7), number=st.integers(2100, 9999))
def test_a_number_written_into_any_empty_cell_is_read_or_asked_about(
    row: int, column: int, number: int
) -> None:
    """Wherever a clerk slips; but under 序号 it is a code, under 备注 a remark, 2022 a year."""
    rows: list[list[Value]] = [
        [*one, *[""] * (8 - len(one))] for one in (TOP, HEAD, *ROWS, EMPTY, EMPTY)
    ]
    assume(rows[row][column] == "")
    assume(row < 2 or HEAD[column : column + 1] not in (["序号"], ["备注"]))
    rows[row][column] = number
    forms = read_forms(content(grid(rows)), DEFINITION)
    seen = [figure.raw for form in forms for figure in form.figures]
    seen += [one.message for form in forms for one in form.findings if one.severity == "warning"]
    assert any(str(number) in text for text in seen)


@pytest.mark.parametrize(
    ("numbers", "asked"),
    [
        (("1", "2", "3"), False),
        (("1", "2", "4"), False),
        (("一", "二", "三"), False),
        (("1", "2", "1"), False),
        (("101", "102", "103"), False),
        (("8", "31", "2"), True),
        (("2", "8", "31"), True),
        (("31", "8", "2"), True),
    ],
)
def test_small_numbers_before_names_are_running_numbers_only_in_their_order(
    numbers: tuple[str, str, str], asked: bool
) -> None:
    rows = [[number, *row[1:4]] for number, row in zip(numbers, ROWS, strict=True)]
    form = read(*rows, head=["区乡数", "项目", "单位", "数量"])
    assert [message.split("没有")[0] for message in left(form)] == (
        ["表中有 3 个数字"] if asked else []
    )


def test_a_bracketed_running_number_before_a_label_is_no_filled_blank() -> None:
    form = read(["（1）场次", "", "场", 5], ["（2）参加人数", "", "人次", 30], head=HEAD[1:])
    assert left(form) == []
