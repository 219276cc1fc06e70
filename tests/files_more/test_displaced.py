"""A print that shows numbers a row too high is asked about, and no other."""

from __future__ import annotations

import pytest

from parsers.files.displaced import displaced_numbers
from parsers.grid import Cell, Grid


@pytest.mark.parametrize(
    ("column", "asked"),
    [
        (("15400\n2764.5", "20560", ""), True),
        (("12\n7", "", "5"), True),
        (("12\n7", "20560", "5"), False),
        (("本期12\n累计7", "20560", ""), False),
        (("12", "20560", ""), False),
        (("12\n7", "无", ""), False),
    ],
)
def test_two_numbers_above_an_empty_cell_are_asked_about(
    column: tuple[str, ...], asked: bool
) -> None:
    cells = [
        Cell(row=row, column=at, text=text)
        for row, number in enumerate(column)
        for at, text in enumerate((f"指标{row}", number))
    ]
    grid = Grid(name="表1", place="表.pdf 表1 ", order=0, rows=3, columns=2, cells=tuple(cells))
    found = displaced_numbers([grid])
    assert [one.location for one in found] == (["表.pdf 表1 行1列2"] if asked else [])
