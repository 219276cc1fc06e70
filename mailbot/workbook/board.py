"""A sheet of somebody else's, seen upright or turned: texts through merged areas, cells to fill."""

from __future__ import annotations

from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

_MOST_ROWS, _MOST_COLUMNS = 2000, 300


class Board:
    """Positions count from 1; `turned` swaps rows and columns."""

    def __init__(self, sheet: Worksheet, *, turned: bool = False) -> None:
        self.sheet, self.turned = sheet, turned
        self._anchors: dict[tuple[int, int], tuple[int, int]] = {}
        self._spans: dict[tuple[int, int], tuple[int, int]] = {}
        rows, columns = min(sheet.max_row, _MOST_ROWS), min(sheet.max_column, _MOST_COLUMNS)
        for area in sheet.merged_cells.ranges:
            top, left = area.min_row, area.min_col
            bottom, right = min(area.max_row, _MOST_ROWS), min(area.max_col, _MOST_COLUMNS)
            self._spans[top, left] = (bottom - top + 1, right - left + 1)
            for row in range(top, bottom + 1):
                for column in range(left, right + 1):
                    self._anchors[row, column] = (top, left)
        self.rows, self.columns = (columns, rows) if turned else (rows, columns)

    def turn(self) -> Board:
        """The same sheet with rows and columns swapped."""
        return Board(self.sheet, turned=not self.turned)

    def _place(self, row: int, column: int) -> tuple[int, int]:
        return (column, row) if self.turned else (row, column)

    def _anchor(self, row: int, column: int) -> tuple[int, int]:
        place = self._place(row, column)
        return self._anchors.get(place, place)

    def text(self, row: int, column: int) -> str:
        """What a person reads at a position; a merged area reads the same all over; no formulas."""
        value = self.sheet.cell(*self._anchor(row, column)).value
        return value.strip() if isinstance(value, str) and not value.startswith("=") else ""

    def starts(self, row: int, column: int) -> bool:
        """Whether the position is a cell, or the top left one of a merged area."""
        return self._anchor(row, column) == self._place(row, column)

    def breadth(self, row: int, column: int) -> int:
        """How many columns the cell at a position takes."""
        rows, columns = self._spans.get(self._anchor(row, column), (1, 1))
        return rows if self.turned else columns

    def is_same(self, one: tuple[int, int], other: tuple[int, int]) -> bool:
        """Whether two positions lie in one merged area."""
        return self._anchor(*one) == self._anchor(*other)

    def cell(self, row: int, column: int) -> Any:
        """The cell that holds a position's value."""
        return self.sheet.cell(*self._anchor(row, column))

    def is_free(self, row: int, column: int) -> bool:
        """Whether something may be written: an empty cell, no formula, not merged away."""
        value = self.cell(row, column).value
        return self.starts(row, column) and (
            value is None or (isinstance(value, str) and not value.strip())
        )
