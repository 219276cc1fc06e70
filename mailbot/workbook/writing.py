"""The workbook as a file: whole or not at all."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook
from sqlite_utils import Database

from mailbot.workbook.contents import LISTS, contents_of
from mailbot.workbook.list_sheets import source_rows, write_list, write_sources
from mailbot.workbook.summary_sheet import NAME, SOURCES, write_summary


def write_workbook(db: Database, path: Path) -> None:
    """Write 汇总表, 报送情况, 未报送名单, 活动明细, 数据来源, 待处理.

    The file takes its place only when it is whole. Raises OSError.
    """
    contents = contents_of(db)
    book = Workbook()
    summary = book.active
    if summary is None or not hasattr(summary, "append"):
        raise TypeError("a new workbook has a worksheet")
    summary.title = NAME
    write_summary(summary, contents, dict(source_rows(contents)))
    for name in (*LISTS[:3], SOURCES, *LISTS[3:]):
        sheet = book.create_sheet(name)
        if name == SOURCES:
            write_sources(sheet, contents)
        else:
            write_list(sheet, name, contents)
    save_whole(book, path)


def save_whole(book: Workbook, path: Path) -> None:
    """The file takes its place only when it is whole. Raises OSError."""
    partial = path.with_name(f".{path.name}.part")
    try:
        book.save(partial)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
