"""Writes a case as a real file, by the programs people use."""

from __future__ import annotations

import csv
from datetime import date
from html import escape
from io import StringIO
from pathlib import Path
from typing import Any

import docx
import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from parsers.grid import Cell, Grid
from parsers.results import FileContent

FILES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
    "csv": "text/csv",
    "gbk.csv": "text/csv",
}
"""Kind of file: media type."""


def write_file(content: FileContent, kind: str, folder: Path) -> Path:
    """Write the content into `folder`; the file's name tells nothing of what it holds."""
    path = folder / f"附件2.{kind}"
    if kind == "xlsx":
        _xlsx(content, path)
    elif kind == "docx":
        _docx(content, path)
    elif kind == "html":
        path.write_text(_html(content), encoding="utf-8")
    else:
        encoding = "gb18030" if kind == "gbk.csv" else "utf-8-sig"
        path.write_text(_csv(content), encoding=encoding, newline="")
    return path


def _flow(content: FileContent) -> list[str | Grid]:
    """Paragraphs and tables in the order in which they stand in the file."""
    pieces: list[tuple[int, str | Grid]] = [(p.order, p.text) for p in content.paragraphs]
    pieces += [(grid.order, grid) for grid in content.grids]
    return [piece for _, piece in sorted(pieces, key=lambda pair: pair[0])]


def _xlsx(content: FileContent, path: Path) -> None:
    """Paragraphs become rows of the sheet above or below, as they do when someone pastes them."""
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]  # a new workbook has an active sheet
    for grid in content.grids:
        sheet = book.create_sheet(grid.name)
        if grid.hidden:
            sheet.sheet_state = "hidden"
        first, last = grid is content.grids[0], grid is content.grids[-1]
        above = [p.text for p in content.paragraphs if first and p.order < grid.order]
        below = [p.text for p in content.paragraphs if last and p.order > grid.order]
        for row, text in enumerate(above, start=1):
            sheet.cell(row, 1, text)
        for cell in grid.cells:
            _xlsx_cell(sheet, cell, len(above))
        for row, text in enumerate(below, start=len(above) + grid.rows + 1):
            sheet.cell(row, 1, text)
    book.save(path)


def _xlsx_cell(sheet: Worksheet, cell: Cell, above: int) -> None:
    row, column = cell.row + above + 1, cell.column + 1
    target: Any = sheet.cell(row, column)
    if cell.kind == "number" and cell.number is not None:
        whole = cell.number == cell.number.to_integral_value()
        target.value = int(cell.number) if whole else float(cell.number)
    elif cell.kind == "formula":
        target.value = cell.text or "=SUM(A1:A2)"
    elif cell.kind == "date":
        target.value = date.fromisoformat(cell.text)
        target.number_format = "yyyy-mm-dd"
    elif cell.kind == "error":
        target.value, target.data_type = cell.text, "e"
    else:
        target.value, target.data_type = cell.text, "s"
    if cell.rowspan > 1 or cell.colspan > 1:
        sheet.merge_cells(
            start_row=row,
            start_column=column,
            end_row=row + cell.rowspan - 1,
            end_column=column + cell.colspan - 1,
        )


def _docx(content: FileContent, path: Path) -> None:
    document = docx.Document()
    for piece in _flow(content):
        if isinstance(piece, str):
            document.add_paragraph(piece)
            continue
        table = document.add_table(rows=piece.rows, cols=piece.columns)
        corners = [row.cells for row in table.rows]
        for cell in piece.cells:
            corner = corners[cell.row][cell.column]
            if cell.rowspan > 1 or cell.colspan > 1:
                other = corners[cell.row + cell.rowspan - 1][cell.column + cell.colspan - 1]
                corner = corner.merge(other)
            corner.text = cell.text
        document.add_paragraph("")
    document.save(str(path))


def _html(content: FileContent) -> str:
    parts = ["<html><head><meta charset='utf-8'></head><body>"]
    for piece in _flow(content):
        if isinstance(piece, str):
            parts.append(f"<p>{escape(piece)}</p>")
        else:
            parts += _html_table(piece)
    return "\n".join((*parts, "</body></html>"))


def _html_table(grid: Grid) -> list[str]:
    parts = ["<table border=1>"]
    starts = {(cell.row, cell.column): cell for cell in grid.cells}
    covered = {
        (row, column)
        for cell in grid.cells
        for row in range(cell.row, cell.row + cell.rowspan)
        for column in range(cell.column, cell.column + cell.colspan)
    }
    for row in range(grid.rows):
        parts.append("<tr>")
        for column in range(grid.columns):
            cell = starts.get((row, column))
            if cell:
                spans = f' rowspan="{cell.rowspan}" colspan="{cell.colspan}"'
                parts.append(f"<td{spans}>{escape(cell.text).replace(chr(10), '<br>')}</td>")
            elif (row, column) not in covered:
                parts.append("<td></td>")
        parts.append("</tr>")
    return [*parts, "</table>"]


def _csv(content: FileContent) -> str:
    """A merged cell leaves its text at the top left and nothing else: csv knows no spans."""
    out = StringIO()
    writer = csv.writer(out)
    for piece in _flow(content):
        if isinstance(piece, str):
            writer.writerow([piece])
            continue
        texts = {(cell.row, cell.column): cell.text for cell in piece.cells}
        for row in range(piece.rows):
            writer.writerow([texts.get((row, column), "") for column in range(piece.columns)])
    return out.getvalue()
