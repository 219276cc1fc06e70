"""Spreadsheets with numbers that are crossed out, hidden, or white on white."""

from __future__ import annotations

import tempfile
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from tests.samples.making.case import Expected, case
from tests.samples.making.office import convert

_LONG = "说明" * 3000
"""Longer than one record of an old Excel file may be."""


def _workbook(folder: Path) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "改过"
    for row, label in enumerate(("讲座", "展览", "观众", "备注", "手册", "横幅"), start=1):
        sheet.cell(row, 1, label)
    old, new = InlineFont(strike=True), InlineFont(b=True)
    sheet["B1"] = CellRichText(TextBlock(old, "130"), TextBlock(new, "31"))
    sheet["B2"] = CellRichText(TextBlock(new, "7"), TextBlock(old, "6"), "场")
    sheet["B3"], sheet["B3"].font = 900, Font(strike=True)
    sheet["B4"] = CellRichText(_LONG, TextBlock(old, "作废"), "完")
    sheet["B5"] = 40
    hidden = book.create_sheet("藏着")
    hidden["A1"], hidden["B1"] = "讲座", 5
    hidden["B1"].number_format = ";;;"
    white = book.create_sheet("白字")
    white["A1"], white["B1"], white["B1"].font = "讲座", 5, Font(color="FFFFFFFF")
    rows = book.create_sheet("藏行")
    rows["A1"], rows["B1"] = "讲座", 5
    rows.row_dimensions[1].hidden = True
    columns = book.create_sheet("藏列")
    columns["A1"], columns["B1"] = "讲座", 5
    columns.column_dimensions["B"].hidden = True
    path = folder / "source.xlsx"
    book.save(path)
    return path


def _expected(name: str) -> Expected:
    place = f"{name}!改过!"
    return {
        "cells": {
            f"{place}B1": "31",
            f"{place}B2": "7场",
            f"{place}B4": f"{_LONG}完",
            f"{place}B5": "40",
        },
        "kinds": {f"{place}B3": None},
        "numbers": {f"{place}B5": "40"},
    }


def _make(path: Path) -> Expected:
    with tempfile.TemporaryDirectory() as name:
        convert(_workbook(Path(name)), path)
    return _expected(path.name)


@case("xls/crossed_out.xls")
def crossed_out_xls(path: Path) -> Expected:
    return _make(path)


@case("ods/crossed_out.ods")
def crossed_out_ods(path: Path) -> Expected:
    return _make(path)


@case("xlsx/crossed_out.xlsx")
def crossed_out_xlsx(path: Path) -> Expected:
    with tempfile.TemporaryDirectory() as name:
        _workbook(Path(name)).rename(path)
    return _expected(path.name)
