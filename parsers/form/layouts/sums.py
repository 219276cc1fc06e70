"""Which column of a run holds the sums of the others, told by the numbers themselves."""

from __future__ import annotations

from decimal import Decimal

from parsers.form.table import Table, is_blank
from parsers.form.values.cells import read_cell

_MOST_ROWS = 100


class Sums:
    """The numbers of a run's rows, for arithmetic across its columns."""

    def __init__(self, table: Table, rows: range, labels: list[int]) -> None:
        self.table, self.rows, self.labels = table, rows[:_MOST_ROWS], labels

    def fit(self, column: int, parts: tuple[int, ...], *, rows: int) -> bool:
        """Whether a column is the sum of the others wherever it can be, at least in `rows` rows."""
        fitting = 0
        for row in self.rows:
            total, pieces = self._number(row, column), [self._number(row, one) for one in parts]
            told = [piece for piece in pieces if piece is not None]
            if total is None or len(told) < 2 or self._is_share(row):
                continue
            if sum(told, Decimal(0)) != total:
                return False
            fitting += total > 0
        return fitting >= rows

    def never_above(self, column: int, other: int) -> bool:
        """Whether no row has more in the one column than in the other, and some row has less."""
        pairs = [(self._number(row, column), self._number(row, other)) for row in self.rows]
        told = [(one, more) for one, more in pairs if one is not None and more is not None]
        return all(one <= more for one, more in told) and any(one < more for one, more in told)

    def _number(self, row: int, column: int) -> Decimal | None:
        cell = self.table.at(row, column)
        if is_blank(cell) or cell.row != row or cell.column != column:
            return None
        read = read_cell(cell)
        return Decimal(0) if read.state == "none" else read.value

    def _is_share(self, row: int) -> bool:
        """Per cents are not added up."""
        return any("%" in cell.text or "％" in cell.text for cell in self.table.row(row))
