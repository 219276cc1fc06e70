"""Figures that nobody sees on the screen are read and asked about, and only those."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from parsers.files.reader import read_file
from tests.fuzz.reading import CONTEXT


def codes(tmp_path: Path, change: Callable[[Any], None], title: str = "统计表") -> list[str]:
    """What is found in a small form after a change of its sheet."""
    book = Workbook()
    sheet: Any = book.active
    for row in ([title], ["指标", "单位", "数量"], ["活动项数", "项", 3], ["参加人数", "人次", 90]):
        sheet.append(row)
    change(sheet)
    path, spool = tmp_path / "form", tmp_path / "spool"
    spool.mkdir()
    book.save(path)
    reading = read_file(path, spool, filename="表.xlsx", media_type="", context=CONTEXT)
    return [one.code for one in reading.findings]


def hide_row(sheet: Any) -> None:
    sheet.row_dimensions[4].hidden = True


def hide_column(sheet: Any) -> None:
    sheet.column_dimensions["C"].hidden = True


def show_nothing(sheet: Any) -> None:
    sheet["C4"].number_format = ";;;"


def hide_empty_row(sheet: Any) -> None:
    sheet.row_dimensions[9].hidden = True


@pytest.mark.parametrize("change", [hide_row, hide_column, show_nothing])
def test_a_hidden_figure_is_asked_about(tmp_path: Path, change: Callable[[Any], None]) -> None:
    assert "hidden_cells" in codes(tmp_path, change)


def test_a_hidden_row_without_anything_is_no_matter(tmp_path: Path) -> None:
    assert "hidden_cells" not in codes(tmp_path, hide_empty_row)


def test_a_workbook_that_is_no_form_is_not_asked_about(tmp_path: Path) -> None:
    def other(sheet: Any) -> None:
        sheet.delete_rows(1, 4)
        sheet.append(["值班表"])
        sheet.append(["张三", "周一"])
        sheet.row_dimensions[2].hidden = True

    assert "hidden_cells" not in codes(tmp_path, other)
