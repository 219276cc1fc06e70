"""Rows of a wide table: the total is the figure, its parts are none, several are asked about."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from parsers.form.reader import read_forms
from parsers.results import FormReading
from tests.forms.grids import DEFINITION, TITLE, Value, codes, content, grid, values

HEADS = ("科普讲座（场）", "参加人数（人次）", "展板（块）")
READ = {"lectures": "3", "people": "100", "boards": "7"}
TOTAL = (3, 100, 7)
PARTS = ((1, 60, 4), (2, 40, 3))


def read(rows: Sequence[Sequence[Value]]) -> FormReading:
    (form,) = read_forms(content(grid([[TITLE], *rows])), DEFINITION)
    return form


def warned(form: FormReading) -> set[str | None]:
    return {one.field_key for one in form.findings if one.severity != "info"}


@pytest.mark.parametrize(
    ("corner", "names"),
    [
        ("坊", ("东坊", "西坊")),
        ("值班领导", ("钱某", "孙某")),
        ("旬", ("上旬", "下旬")),
        ("项目", ("城关", "河西")),
        ("场地", ("一号馆", "二号馆")),
        ("开展日期", ("5月21日", "5月22日")),
        ("学校", ("一中", "二中")),
        ("", ("甲班", "乙班")),
    ],
)
@pytest.mark.parametrize("total", ["合计", "总 计", "全局合计", "汇总"])
def test_the_row_that_sums_up_the_others_is_the_figure(
    corner: str, names: tuple[str, str], total: str
) -> None:
    rows = [(names[0], *PARTS[0]), (names[1], *PARTS[1])]
    for ordered in ([*rows, (total, *TOTAL)], [(total, *TOTAL), *rows]):
        form = read([(corner, *HEADS), *ordered])
        assert (values(form), warned(form)) == (READ, set())


def test_a_total_in_the_second_column_beside_an_empty_number_is_found() -> None:
    heads = ("序号", "街镇", *HEADS)
    rows: list[tuple[Value, ...]] = [(1, "东街", *PARTS[0]), (2, "西街", *PARTS[1])]
    rows.append(("", "合计", *TOTAL))
    assert values(read([heads, *rows])) == READ


@pytest.mark.parametrize("end", [(), (("合计", "", "", ""),)])
@pytest.mark.parametrize("second", [PARTS[1], PARTS[0]])
def test_rows_without_a_total_are_added_up_and_asked_about(
    end: tuple[tuple[Value, ...], ...], second: tuple[int, int, int]
) -> None:
    form = read([("坊", *HEADS), ("东坊", *PARTS[0]), ("西坊", *second), *end])
    added = [str(one + other) for one, other in zip(PARTS[0], second, strict=True)]
    assert values(form) == dict(zip(READ, added, strict=True))
    assert warned(form) == set(READ)


def test_rows_that_cannot_be_added_are_asked_about() -> None:
    form = read([("坊", *HEADS), ("东坊", 1, "约60", 4), ("西坊", 2, 40, "若干")])
    assert values(form) == {"lectures": "3"}
    assert warned(form) == set(READ)


@pytest.mark.parametrize(
    "numbers", [("栏次", 1, 2, 3), ("甲", 1, 2, 3), ("", 1, 2, 3), ("编号", "1", "2", "3=1+2")]
)
def test_a_row_that_numbers_the_columns_is_no_figure(numbers: tuple[Value, ...]) -> None:
    form = read(
        [("坊", *HEADS), numbers, ("东坊", *PARTS[0]), ("西坊", *PARTS[1]), ("合计", *TOTAL)]
    )
    assert (values(form), warned(form)) == (READ, set())


def test_subtotals_stand_below_the_total_of_all() -> None:
    rows = [
        ("东坊", *PARTS[0]),
        ("小计", *PARTS[0]),
        ("西坊", *PARTS[1]),
        ("小计", *PARTS[1]),
        ("总计", *TOTAL),
    ]
    form = read([("坊", *HEADS), *rows])
    assert (values(form), warned(form)) == (READ, set())


def test_rows_below_a_child_go_on_dividing_the_row_above() -> None:
    form = read([("", *HEADS), ("数量", *TOTAL), ("其中：机关", *PARTS[0]), ("社区", *PARTS[1])])
    assert (values(form), codes(form)) == (READ, [])


def test_last_years_table_below_is_left_out() -> None:
    rows: list[tuple[Value, ...]] = [("指标", "数量"), ("科普讲座", 3), ("展板", 7)]
    last: list[tuple[Value, ...]] = [("附：2021年同期数据",), ("指标", "数量"), ("科普讲座", 9)]
    form = read([*rows, *last])
    assert {key: values(form)[key] for key in ("lectures", "boards")} == {
        "lectures": "3",
        "boards": "7",
    }
    assert "value_conflict" not in codes(form)
