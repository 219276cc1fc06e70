"""A table being written, cell by cell, with the places of what was written."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Literal

from parsers.grid import Cell, CellKind, Grid

Addressing = Literal["a1", "row_column"]


class Sheet:
    """Cells put down in any order; `row` is the next free row."""

    def __init__(self, name: str, place: str, addressing: Addressing, *, hidden: bool = False):
        self.name = name
        self.place = place
        self.addressing = addressing
        self.hidden = hidden
        self.row = 0
        self.bottom = 0
        self.right = 0
        self.cells: list[Cell] = []
        self.addresses = self.grid()

    def put(
        self,
        column: int,
        text: str,
        *,
        row: int | None = None,
        rowspan: int = 1,
        colspan: int = 1,
        kind: CellKind = "text",
    ) -> str:
        """Write one cell (of `row`, else the current one) and tell its location."""
        at = self.row if row is None else row
        number = Decimal(text) if kind == "number" else None
        # A table has its empty rows and columns too.
        self.bottom = max(self.bottom, at + rowspan)
        self.right = max(self.right, column + colspan)
        if text.strip() or kind == "formula":
            self.cells.append(
                Cell(
                    row=at,
                    column=column,
                    text=text,
                    rowspan=rowspan,
                    colspan=colspan,
                    kind=kind,
                    number=number,
                )
            )
        return self.addresses.location(at, column)

    def line(self, *texts: str, column: int = 0) -> None:
        """Write a row of plain cells and go to the next."""
        for offset, text in enumerate(texts):
            self.put(column + offset, text)
        self.row += 1

    def title(self, text: str, width: int) -> None:
        """A row of one merged cell over the whole width."""
        self.put(0, text, colspan=width)
        self.row += 1

    def grid(self, order: int = 0) -> Grid:
        cells = tuple(sorted(self.cells, key=lambda cell: (cell.row, cell.column)))
        return Grid(
            name=self.name,
            place=self.place,
            order=order,
            rows=max(self.bottom, self.row),
            columns=self.right,
            cells=cells,
            addressing=self.addressing,
            hidden=self.hidden,
        )


def typed(raw: str, addressing: Addressing, chance: float) -> CellKind:
    """Spreadsheets hold plain digits as numbers, mostly; documents never."""
    if addressing != "a1" or chance > 0.6 or not raw.isascii():
        return "text"
    try:
        number = Decimal(raw)
    except InvalidOperation:
        return "text"
    return "number" if number.is_finite() and f"{number.normalize():f}" == raw else "text"
