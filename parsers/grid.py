"""The one type that every table becomes, whatever file it came from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

CellKind = Literal["text", "number", "date", "formula", "error", "blank"]
"""`formula`: a formula whose result is not in the file; `error`: an error value such as #REF!."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell, or one merged area, at its top left position.

    `row` and `column` count from 0 within the sheet or table. `text` is what a person sees;
    `number` is set for cells that the file itself types as numeric. A merged area is one cell:
    its text counts once.
    """

    row: int
    column: int
    text: str
    rowspan: int = 1
    colspan: int = 1
    kind: CellKind = "text"
    number: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table: cells with spans and addresses.

    `cells` are in row-major order; positions without a cell are blank. `place` is what every
    location in this table begins with (`统计表.xlsx!Sheet1!`, `总结.docx 表2 `, `正文 表1 `);
    `order` is its position among the file's paragraphs and tables.
    """

    name: str
    place: str
    order: int
    rows: int
    columns: int
    cells: tuple[Cell, ...]
    addressing: Literal["a1", "row_column"] = "row_column"
    hidden: bool = False

    def location(self, row: int, column: int) -> str:
        """Lead a person to a cell: `统计表.xlsx!Sheet1!C5` or `总结.docx 表2 行3列2`."""
        if self.addressing == "a1":
            return f"{self.place}{column_letters(column)}{row + 1}"
        return f"{self.place}行{row + 1}列{column + 1}"


def column_letters(column: int) -> str:
    """Spreadsheet letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, remainder = divmod(column - 1, 26)
        letters = chr(ord("A") + remainder) + letters
    return letters
