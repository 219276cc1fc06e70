"""Figures that nobody sees on the screen are read and asked about, and only those."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill

from parsers.files.content import read_content
from parsers.files.format import Source
from parsers.files.reader import read_file
from tests.files.samples import SAMPLES
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


def write_white(sheet: Any) -> None:
    sheet["C4"].font = Font(color="FFFFFFFF")


def write_white_on_blue(sheet: Any) -> None:
    write_white(sheet)
    sheet["C4"].fill = PatternFill("solid", fgColor="FF1F4E78")


def cross_out(sheet: Any) -> None:
    sheet["C4"].font = Font(strike=True)


@pytest.mark.parametrize("change", [hide_row, hide_column, show_nothing, write_white])
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


def test_white_on_a_colour_is_seen(tmp_path: Path) -> None:
    assert "hidden_cells" not in codes(tmp_path, write_white_on_blue)


def test_a_number_that_is_crossed_out_is_asked_about(tmp_path: Path) -> None:
    assert "struck_cells" in codes(tmp_path, cross_out)


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_every_kind_of_workbook_tells_what_nobody_sees(kind: str, tmp_path: Path) -> None:
    path = SAMPLES / kind / f"crossed_out.{kind}"
    source = Source(path=path, spool=tmp_path, filename=path.name, media_type="", context=CONTEXT)
    _, content = read_content(source)
    assert [(one.code, one.location.split("!")[1]) for one in content.findings] == [
        ("struck_cells", "改过"),
        ("hidden_cells", "藏着"),
        ("hidden_cells", "白字"),
        ("hidden_cells", "藏行"),
        ("hidden_cells", "藏列"),
    ]
