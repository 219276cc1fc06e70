"""xls and et: values by calamine, number formats and errors from the records themselves."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import olefile
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from parsers.context import ReadingLimits
from parsers.errors import Encrypted, TooLarge
from parsers.files.biff import SheetMarks, read_marks
from parsers.files.cell_value import is_count, number_cell
from parsers.files.date_format import iso_moment, shown_moment
from parsers.files.format import Source
from parsers.files.number import from_float
from parsers.files.place import short_name
from parsers.files.sheet import MergedArea, Sheet
from parsers.files.spreadsheet import spreadsheet_content
from parsers.grid import Cell
from parsers.results import FileContent

_STREAMS = ("Workbook", "Book")
_NOT_READ = FileContent(parser="xls", need="convert_xlsx")
"""What calamine or the record walk does not understand, LibreOffice may."""


def read(source: Source) -> FileContent:
    """Read all worksheets; a file that is not understood asks for its conversion."""
    limits = source.context.limits
    try:
        marks = _marks(source, limits)
        with source.path.open("rb") as file:  # by its path calamine would go by the name's ending
            sheets = list(_sheets(CalamineWorkbook.from_filelike(file), marks, limits))
    except PasswordError as fault:
        raise Encrypted(str(fault)) from fault
    except (CalamineError, OSError, ValueError, struct.error, IndexError):
        return _NOT_READ
    except BaseException as fault:  # Rust's panic is one, and nothing lets one import its type
        if type(fault).__name__ != "PanicException":
            raise
        return _NOT_READ
    return spreadsheet_content("xls", sheets, filename=short_name(source.filename), limits=limits)


def _marks(source: Source, limits: ReadingLimits) -> list[SheetMarks]:
    with olefile.OleFileIO(str(source.path)) as container:
        name = next((one for one in _STREAMS if container.exists(one)), "")
        if container.get_size(name) > limits.expanded_bytes:
            raise TooLarge(name)
        return read_marks(container.openstream(name).read())


def _sheets(
    workbook: CalamineWorkbook, marks: list[SheetMarks], limits: ReadingLimits
) -> Iterator[Sheet]:
    listed = workbook.sheets_metadata
    if len(listed) != len(marks):
        raise ValueError("two readers found different sheets")
    for index, (known, own) in enumerate(zip(listed, marks, strict=True)):
        if known.typ != SheetTypeEnum.WorkSheet:
            continue
        found = workbook.get_sheet_by_index(index)
        cells = tuple(_cells(found, own, limits.cells))
        counts = [(one.row, one.column) for one in cells if is_count(one)]
        yield Sheet(
            name=known.name,
            cells=tuple(one for one in cells if (one.row, one.column) not in own.struck),
            merged=tuple(
                MergedArea(top=top, left=left, bottom=bottom, right=right)
                for (top, left), (bottom, right) in found.merged_cell_ranges or ()
            ),
            hidden=known.visible != SheetVisibleEnum.Visible,
            conceals=any(own.hides(row, column) for row, column in counts),
            struck=not own.struck.isdisjoint(counts),
            cut=found.total_height * found.total_width > limits.cells,
        )


def _cells(sheet: CalamineSheet, marks: SheetMarks, most: int) -> Iterator[Cell]:
    height = most // max(sheet.total_width, 1)
    for row, values in enumerate(sheet.to_python(skip_empty_area=False, nrows=height)):
        for column, value in enumerate(values):
            cell = _cell(row, column, value, marks)
            if cell is not None:
                yield cell


def _cell(
    row: int,
    column: int,
    value: int | float | str | bool | time | date | datetime | timedelta,
    marks: SheetMarks,
) -> Cell | None:
    error = marks.errors.get((row, column))
    if error:
        return Cell(row=row, column=column, text=error, kind="error")
    code = marks.formats.get((row, column), "")
    if isinstance(value, bool):
        return Cell(row=row, column=column, text="TRUE" if value else "FALSE")
    if isinstance(value, int | float):
        number = from_float(value)
        return None if number is None else number_cell(row, column, number, code)
    if isinstance(value, str):
        text = marks.texts.get((row, column), value).replace("\r\n", "\n")
        return Cell(row=row, column=column, text=text) if text.strip() else None
    return Cell(row=row, column=column, text=_moment(value, code), kind="date")


def _moment(value: time | date | timedelta, code: str) -> str:
    if isinstance(value, datetime):
        moment = value
    elif isinstance(value, date):
        moment = datetime(value.year, value.month, value.day)  # noqa: DTZ001 - no zone is known
    else:
        return str(value)
    return shown_moment(moment, code) if code else iso_moment(moment)
