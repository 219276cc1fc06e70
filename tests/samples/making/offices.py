"""Forms written as Word and Excel files."""

from __future__ import annotations

import io

import docx
import openpyxl
from openpyxl.styles import Alignment, Border, Side

from tests.samples.making.forms import Form, cells


def docx_of(form: Form) -> bytes:
    """The form as a Word file with merged cells."""
    document = docx.Document()
    document.add_heading(form.title, level=1)
    document.add_paragraph(form.head)
    found = cells(form)
    rows = max(int(row) + int(down) for row, _, down, _, _ in found)
    columns = max(int(column) + int(right) for _, column, _, right, _ in found)
    table = document.add_table(rows, columns, style="Table Grid")
    for row, column, down, right, text in found:
        first = table.cell(int(row), int(column))
        last = table.cell(int(row) + int(down) - 1, int(column) + int(right) - 1)
        first.merge(last).text = str(text)
    document.add_paragraph(form.foot)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def xlsx_of(form: Form) -> bytes:
    """The form as a sheet: title and head merged over the table."""
    book = openpyxl.Workbook()
    sheet = book.active
    if sheet is None:
        raise ValueError("a new workbook has a sheet")
    side = Side(style="thin")
    edge = Border(left=side, right=side, top=side, bottom=side)
    columns = max(int(column) + int(right) for _, column, _, right, _ in cells(form))
    for number, line_text in enumerate((form.title, form.head), start=1):
        sheet.cell(number, 1, line_text).alignment = Alignment(horizontal="center")
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=columns)
    for row, column, down, right, text in cells(form):
        top, left = int(row) + 3, int(column) + 1
        for line in range(top, top + int(down)):
            for place in range(left, left + int(right)):
                sheet.cell(line, place).border = edge
        sheet.cell(top, left, str(text))
        if int(down) * int(right) > 1:
            sheet.merge_cells(
                start_row=top,
                end_row=top + int(down) - 1,
                start_column=left,
                end_column=left + int(right) - 1,
            )
    for letter in "ABCDE":
        sheet.column_dimensions[letter].width = 13
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()
