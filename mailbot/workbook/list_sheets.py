"""数据来源 with links back to the figures, and the views that become sheets as they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from mailbot.workbook.contents import Contents, Row
from mailbot.workbook.style import finish, header_row, lead, put, title_row
from mailbot.workbook.summary_sheet import NAME, addresses_of

HEADER_ROW = 2
_SOURCE_COLUMNS = (
    "单位",
    "指标",
    "数值",
    "计量单位",
    "约数",
    "情况",
    "原文",
    "文件",
    "位置",
    "邮件主题",
    "收到时间",
    "更正",
)


def source_rows(contents: Contents) -> dict[tuple[str, str], int]:
    """On which row of 数据来源 each figure stands, by (unit's code, field's key)."""
    return {
        (row["code"], row["key"]): place
        for place, row in enumerate(contents.sources, start=HEADER_ROW + 1)
    }


def write_sources(sheet: Worksheet, contents: Contents) -> None:
    """A row per figure; the name of its field leads back to 汇总表."""
    _write(sheet, "数据来源", _SOURCE_COLUMNS, contents.sources)
    column = _SOURCE_COLUMNS.index("指标") + 1
    addresses = addresses_of(contents)
    for place, row in enumerate(contents.sources, start=HEADER_ROW + 1):
        address = addresses.get((row["code"], row["key"]))
        if address is not None:
            cell: Any = sheet.cell(place, column)
            lead(cell, NAME, address)


def write_list(sheet: Worksheet, name: str, contents: Contents) -> None:
    """A view as a sheet, with a filter over its header."""
    labels, rows = contents.labels[name], contents.lists[name]
    _write(sheet, name, labels, rows or ({labels[0]: "（没有）"},))


def _write(sheet: Worksheet, name: str, labels: Sequence[str], rows: Sequence[Row]) -> None:
    title_row(sheet, name, len(labels))
    header_row(sheet, HEADER_ROW, labels)
    for place, row in enumerate(rows, start=HEADER_ROW + 1):
        for column, label in enumerate(labels, start=1):
            put(sheet.cell(place, column), row.get(label))
    finish(sheet, header=HEADER_ROW, columns=len(labels))
    if rows:
        last = sheet.cell(HEADER_ROW + len(rows), len(labels)).coordinate
        sheet.auto_filter.ref = f"A{HEADER_ROW}:{last}"
