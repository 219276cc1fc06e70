"""汇总表: a row per unit, a column per field, live totals, doubts in colour and comment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from mailbot.workbook.contents import Contents, FieldColumn, Row, UnitRow
from mailbot.workbook.dressing import dress
from mailbot.workbook.style import (
    DOUBT,
    FONT,
    HEADER_FONT,
    RIGHT,
    TOTAL,
    finish_wide,
    header_row,
    lead,
    put,
    title_over,
    title_row,
)

NAME = "汇总表"
SOURCES = "数据来源"
HEADER_ROW = 2
_FIRST = HEADER_ROW + 1
_FIXED = 2
_TITLE_COLUMNS = 15
"""The title stands over the first page only."""
_NOTES = (
    "说明：≥ 不少于，≤ 不超过，约 约数，合计按所写的数相加；空格是没有填报；"
    "黄色格子需要核对，批注里有原因；点数字可以看来源。",
    "填表人：　　　　　　　　审核人：　　　　　　　　负责人（签字）：　　　　　　　　"
    "填表日期：　　　　年　　月　　日",
)
_WORDS = {"none": "无", "unreadable": "待核对"}
_LONGEST_COMMENT, _COMMENT_CHARACTERS = 2000, 22
_PREFIXES = {"at_least": '"≥"', "at_most": '"≤"', "about": '"约"'}


def write_summary(sheet: Worksheet, contents: Contents, source_rows: dict[Any, int]) -> None:
    """Fill the sheet; `source_rows` gives each figure's row on 数据来源."""
    columns = _FIXED + len(contents.fields)
    title = f"{contents.title}统计汇总表"
    title_row(sheet, title, min(columns, _TITLE_COLUMNS))
    title_over(sheet, title)
    labels = ["单位", "状态", *(_label(field) for field in contents.fields)]
    header_row(sheet, HEADER_ROW, labels)
    expected = [unit for unit in contents.units if unit.expected]
    others = [unit for unit in contents.units if not unit.expected]
    row = _block(sheet, _FIRST, expected, contents, source_rows)
    row = _total(sheet, row, "合计", contents.fields, _FIRST, row - 1)
    if others:
        first = row + 1
        between: Any = sheet.cell(row, 1)
        between.value, between.font = "名单外单位（不在上面的合计里）", HEADER_FONT
        row = _block(sheet, first, others, contents, source_rows)
        row = _total(sheet, row, "名单外合计", contents.fields, first, row - 1)
    for place, text in enumerate(_NOTES, start=row):
        # Behind the columns that are printed on every page.
        note: Any = sheet.cell(place, _FIXED + 1)
        note.value, note.font = text, FONT
    finish_wide(sheet, header=HEADER_ROW, columns=columns, fixed=_FIXED)


def addresses_of(contents: Contents) -> dict[tuple[str, str], str]:
    """Where each figure stands on this sheet, by (unit's code, field's key)."""
    expected = [unit.code for unit in contents.units if unit.expected]
    others = [unit.code for unit in contents.units if not unit.expected]
    rows = {code: row for row, code in enumerate(expected, start=_FIRST)}
    rows |= {code: row for row, code in enumerate(others, start=_FIRST + len(expected) + 2)}
    letters = {
        field.key: get_column_letter(column)
        for column, field in enumerate(contents.fields, start=_FIXED + 1)
    }
    return {
        (code, key): f"{letter}{row}"
        for code, row in rows.items()
        for key, letter in letters.items()
    }


def _label(field: FieldColumn) -> str:
    return f"{field.label}\n（{field.unit_measure}）" if field.unit_measure else field.label


def _block(
    sheet: Worksheet,
    first: int,
    units: Sequence[UnitRow],
    contents: Contents,
    source_rows: dict[Any, int],
) -> int:
    """A row per unit; the row behind them."""
    for row, unit in enumerate(units, start=first):
        put(sheet.cell(row, 1), unit.name)
        put(sheet.cell(row, 2), unit.state)
        for column, field in enumerate(contents.fields, start=_FIXED + 1):
            key = (unit.code, field.key)
            cell: Any = sheet.cell(row, column)
            _figure(cell, field, contents.figures.get(key))
            if key in source_rows and cell.value is not None:
                lead(cell, SOURCES, f"A{source_rows[key]}")
            if key in contents.doubts:
                dress(cell, fill=DOUBT)
                cell.comment = _comment(contents.doubts[key])
    return first + len(units)


def _comment(doubts: Sequence[str]) -> Comment:
    """Large enough to be read without pulling at its corner."""
    text = "\n".join(doubts)[:_LONGEST_COMMENT]
    lines = sum(1 + len(line) // _COMMENT_CHARACTERS for line in text.split("\n"))
    return Comment(text, "mailbot", width=320, height=min(40 + 20 * lines, 500))


def _figure(cell: Any, field: FieldColumn, figure: Row | None) -> None:
    state = figure["state"] if figure is not None else "blank"
    if figure is None or state == "blank":
        put(cell, None)
        return
    if state in _WORDS:
        put(cell, _WORDS[state])
        dress(cell, alignment=RIGHT)
        return
    put(cell, figure["value"] if field.numeric else figure["value_text"])
    if field.numeric:
        dress(cell, number_format=_format(field, figure["approximation"]))


def _format(field: FieldColumn, approximation: str | None) -> str:
    """The number stays a number, so that it is summed; what it is only about stands before it."""
    digits = "#,##0" + ("." + "0" * field.decimals if field.decimals else "")
    return _PREFIXES.get(approximation or "", "") + digits


def _total(
    sheet: Worksheet, row: int, label: str, fields: Sequence[FieldColumn], first: int, last: int
) -> int:
    """Live sums over the block; the row behind them."""
    for column in range(1, _FIXED + len(fields) + 1):
        cell: Any = sheet.cell(row, column)
        put(cell, label if column == 1 else None)
        cell.fill, cell.font = TOTAL, HEADER_FONT
    for column, field in enumerate(fields, start=_FIXED + 1):
        if field.numeric and last >= first:
            letter = get_column_letter(column)
            cell = sheet.cell(row, column)
            cells = f"{letter}{first}:{letter}{last}"
            # A field that nobody reported has no total: 0 would be a figure.
            cell.value = f'=IF(COUNT({cells})=0,"",SUM({cells}))'
            cell.number_format = _format(field, None)
    return row + 1
