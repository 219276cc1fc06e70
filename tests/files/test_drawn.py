"""Tables drawn in plain text keep every row, and every cell in its column."""

from __future__ import annotations

import pytest

from parsers.files.text import text_content


def rows_of(text: str) -> list[list[str]]:
    """The cells of the one table in a text."""
    (grid,) = text_content(text, "正文").grids
    texts = {(cell.row, cell.column): cell.text for cell in grid.cells}
    return [[texts.get((r, c), "") for c in range(grid.columns)] for r in range(grid.rows)]


DRAWN = {
    "a blank first cell before a bar": (
        "类别|项目|数量|上年\n河道|清淤|12|10\n|巡查|37|29\n",
        [["类别", "项目", "数量", "上年"], ["河道", "清淤", "12", "10"], ["", "巡查", "37", "29"]],
    ),
    "bars as borders": (
        "| 项目 | 数量 |\n|---|---|\n| 清淤 | 12 |\n",
        [["项目", "数量"], ["清淤", "12"]],
    ),
    "one row with borders of its own": (
        "项目|数量\n清淤|12\n|巡查|37|\n",
        [["项目", "数量"], ["清淤", "12"], ["巡查", "37"]],
    ),
    "one gap between cells": (
        "类别    项目    单位    数量\n河道    清淤    处    12\n    巡查    次    37\n"
        "    护岸        6\n",
        [
            ["类别", "项目", "单位", "数量"],
            ["河道", "清淤", "处", "12"],
            ["", "巡查", "次", "37"],
            ["", "护岸", "", "6"],
        ],
    ),
    "cells below each other": (
        "项目        单位   数量\n清淤        处     12\n护岸               6\n",
        [["项目", "单位", "数量"], ["清淤", "处", "12"], ["护岸", "", "6"]],
    ),
    "a row short of its first cell": (
        "类别   项目  单位   数量\n河道治理与防汛抗旱  清淤   处  12\n河道  巡查   次  37\n"
        "河道  护岸   次  6\n巡查堤段   次   8\n",
        [
            ["类别", "项目", "单位", "数量"],
            ["河道治理与防汛抗旱", "清淤", "处", "12"],
            ["河道", "巡查", "次", "37"],
            ["河道", "护岸", "次", "6"],
            ["", "巡查堤段", "次", "8"],
        ],
    ),
    "blank lines and a category between rows": (
        "清淤\t12\n巡查\t37\n\n二、防汛\n\n演练\t5\n",
        [["清淤", "12"], ["巡查", "37"], ["二、防汛", ""], ["演练", "5"]],
    ),
    "blanks among tabs": (
        "项目\t单位\t数量\n清淤\t处\t12\n巡查  次  37\n演练\t场\t5\n",
        [["项目", "单位", "数量"], ["清淤", "处", "12"], ["巡查", "次", "37"], ["演练", "场", "5"]],
    ),
}


@pytest.mark.parametrize(("text", "expected"), DRAWN.values(), ids=DRAWN)
def test_each_cell_stands_in_its_column(text: str, expected: list[list[str]]) -> None:
    assert rows_of(text) == expected


@pytest.mark.parametrize("between", ["\n", "\n二、乙镇统计表\n", "\n\n\n\n"])
def test_another_table_begins_where_the_labels_come_again(between: str) -> None:
    table = "项目\t数量\n清淤\t12\n"
    assert len(text_content(table + between + table, "正文").grids) == 2


def test_what_follows_a_table_stays_text() -> None:
    content = text_content("清淤\t12\n巡查\t37\n以上，请查收。\n", "正文")
    assert [one.text for one in content.paragraphs] == ["以上，请查收。"]
