"""Looks given to many cells at once, and links that stay inside the workbook."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill

from mailbot.workbook.dressing import dress
from mailbot.workbook.writing import write_workbook
from tests.keeping.conftest import Desk

BOLD, PLAIN = Font(bold=True), Font(bold=False)
GREY = PatternFill("solid", fgColor="FF999999")
RIGHT = Alignment(horizontal="right")


def cells(count: int) -> list[Any]:
    """Cells of a new workbook."""
    sheet = Workbook().worksheets[0]
    return [sheet.cell(row, 1) for row in range(1, count + 1)]


def looks(cell: Any) -> tuple[bool, str, str, str]:
    """What of a cell's looks these tests change."""
    return (
        cell.font.bold, cell.fill.fgColor.rgb, cell.alignment.horizontal, cell.number_format
    )  # fmt: skip


def test_the_second_cell_looks_as_the_first() -> None:
    first, second, third = cells(3)
    for cell in (first, second):
        dress(cell, font=BOLD, fill=GREY, alignment=RIGHT, number_format="0.00")
    assert looks(first) == looks(second) == (True, "FF999999", "right", "0.00")
    assert looks(third)[0] is False


def test_a_cell_that_is_dressed_again_keeps_the_rest_and_leaves_others_alone() -> None:
    first, second = cells(2)
    for cell in (first, second):
        dress(cell, font=BOLD, fill=GREY)
        cell.quotePrefix = True
    dress(second, font=PLAIN)
    assert looks(first)[:2] == (True, "FF999999")
    assert looks(second)[:2] == (False, "FF999999")
    assert second.quotePrefix
    third = second.parent.cell(3, 1)
    dress(third, font=BOLD, fill=GREY)
    assert not third.quotePrefix


def test_each_workbook_has_styles_of_its_own() -> None:
    """A number that stands for bold in one workbook is nothing in the next."""
    for order in ((BOLD, GREY), (GREY, BOLD)):
        first, second = cells(2)
        for look in order:
            dress(first, **{"font" if look is BOLD else "fill": look})
        dress(second, font=BOLD, fill=GREY)
        assert looks(first) == looks(second)
        assert looks(first)[:2] == (True, "FF999999")


def test_links_between_sheets_lead_nowhere_outside(full: Desk, tmp_path: Path) -> None:
    """As an outside target `#…` LibreOffice looked for a file under the old name of a copy."""
    write_workbook(full.db, tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as packed:
        names = packed.namelist()
        assert not any(b"External" in packed.read(one) for one in names if one.endswith(".rels"))
        assert b'location="' in packed.read("xl/worksheets/sheet1.xml")
