"""What one row of an activity list looks like, beside the other rows."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from parsers.form.identity import is_identity_label
from parsers.form.layouts.gaps import column_heads
from parsers.form.layouts.list_cells import is_date, is_dotted, is_serial, says_nothing
from parsers.form.layouts.list_groups import Line, style_of
from parsers.form.layouts.list_heads import ListHeader
from parsers.form.naming.names import Names
from parsers.form.table import Table, is_blank, is_unfilled, is_value, label_of
from parsers.form.text import squeeze
from parsers.form.values.cells import read_cell
from parsers.form.values.measures import compatible
from parsers.grid import Cell

_REMARK = re.compile(r"(?:备?注|说明|备注说明|附注|其他说明|未尽事宜|填表说明)")


class RowLook:
    """Looks at single rows of a list. `numbered`, `dated`: most rows have a number, a date."""

    def __init__(self, table: Table, header: ListHeader, first: int, names: Names) -> None:
        self.table, self.header, self.names = table, header, names
        self.heads = [
            squeeze("".join(cell.text for cell in column_heads(table, first, header.depth, column)))
            for column in range(table.columns)
        ]
        self.numbered = self.dated = False

    def mostly(self, role: str, fits: Callable[[Cell], bool], start: int, end: int) -> bool:
        """Whether a column holds what its head says in at least half of its filled rows."""
        column = self.header.columns.get(role)
        if column is None:
            return False
        cells = [self.table.at(row, column) for row in range(start, end + 1)]
        cells = [cell for cell in cells if not is_blank(cell)]
        return sum(fits(cell) for cell in cells) * 2 >= max(1, len(cells))

    def line(self, row: int) -> Line:
        """The row as its group sees it."""
        told = [self.at(row, role) for role in ("held_on", "place", "organiser")]
        name = self.at(row, "name")
        return Line(
            row=row,
            mark=self._mark(row),
            told=any(not says_nothing(cell) and cell != name for cell in told),
            numbers=self.numbers(row),
        )

    def _mark(self, row: int) -> str:
        """What numbers a row: its own cell, or the beginning of its name."""
        first, name = self.at(row, "ordinal"), self.at(row, "name").text
        if not is_blank(first):
            return first.text
        return name if style_of(name) else ""

    def numbers(self, row: int) -> dict[int, Decimal]:
        """The numbers other than zero in a row, by column."""
        cells = {column: self.table.at(row, column) for column in self.header.others}
        read = {column: read_cell(cell).value for column, cell in cells.items() if cell.row == row}
        return {column: value for column, value in read.items() if value}

    def at(self, row: int, role: str) -> Cell:
        """The cell of a row in the column that holds one thing."""
        column = self.header.columns.get(role)
        if column is None:
            return Cell(row=row, column=0, text="")
        return self.table.at(row, column)

    def naming(self, row: int) -> list[Cell]:
        """The cells that say what a row is: its number and its name."""
        return [cell for role in ("ordinal", "name") if not is_blank(cell := self.at(row, role))]

    def words(self, row: int) -> str:
        """What is written in a row outside its columns of numbers."""
        cells = [cell for cell in self.table.row(row) if cell.column not in self.header.others]
        return " ".join(cell.text for cell in cells)

    def is_serial_row(self, row: int) -> bool:
        """Whether a row has a number of its own."""
        cell = self.at(row, "ordinal")
        return cell.row == row and not is_blank(cell) and is_serial(cell)

    def is_repeated_head(self, row: int) -> bool:
        """The header again, on the list's next page."""
        cells = [cell for cell in self.table.row(row) if cell.row == row]
        same = sum(squeeze(cell.text) in self.heads[cell.column] for cell in cells)
        return same * 3 >= len(cells) * 2 and squeeze(self.at(row, "name").text) in self.heads

    def is_empty(self, row: int) -> bool:
        """A row with nothing but its number, or dots, is an empty line of the form."""
        columns = [self.header.columns["name"], *self.header.others]
        if not self.is_serial_row(row):
            columns += [c for role, c in self.header.columns.items() if role != "ordinal"]
            first = self.at(row, "ordinal")
            if first.row == row and not is_blank(first):
                return False
        cells = [self.table.at(row, column) for column in columns]
        return all(
            is_blank(cell) or cell.row != row or is_unfilled(cell) or is_dotted(cell)
            for cell in cells
        )

    def is_foreign(self, row: int) -> bool:
        """A remark, a signature, or a field with its value: anything but an activity."""
        if self.is_title(row):
            return True
        first, name = self.at(row, "ordinal"), self.at(row, "name")
        if self.is_serial_row(row):
            return self.is_misshaped(row) and self.names.is_known(label_of(name))
        cells = [cell for cell in self.table.row(row) if cell.row == row]
        if any(is_identity_label(cell.text) for cell in cells):
            return True
        unnumbered = self.numbered and not is_blank(first) and first.row == row
        known = self.names.names and self.names.is_known(label_of(name))
        remark = any(_REMARK.fullmatch(squeeze(cell.text).rstrip(":")) for cell in cells[:1])
        strange = unnumbered or known or remark
        if remark or (is_value(name) and name.row == row):
            return True
        return self.is_misshaped(row) or (bool(strange) and not self._fits(row))

    def is_title(self, row: int) -> bool:
        """One cell over the whole row: a group of activities, a remark."""
        cells = self.table.row(row)
        return len(cells) == 1 and cells[0].colspan > 1

    def is_misshaped(self, row: int) -> bool:
        """3场 where the other rows have their date."""
        cell = self.at(row, "held_on")
        told = [self.at(row, role) for role in ("held_on", "place", "organiser")]
        odd = any(is_value(one) and not is_date(one) for one in told if one.row == row)
        return odd and self.dated and not is_date(cell) and not self.people(row)

    def _fits(self, row: int) -> bool:
        """Whether a row has a name, a date and a number of people like the activities."""
        if is_blank(self.at(row, "name")):
            return False
        dated = is_date(self.at(row, "held_on")) if self.dated else True
        return dated and (self.people(row) or (self.dated and self._is_open(row)))

    def _is_open(self, row: int) -> bool:
        people = self.header.people
        return people is None or is_blank(self.table.at(row, people))

    def people(self, row: int) -> bool:
        """Whether a number of people, or one that may be, stands in the row."""
        if self.header.people is None or self.is_title(row):
            return False
        read = read_cell(self.table.at(row, self.header.people))
        return read.value is not None and compatible(read.base, "人次")

    def is_field(self, row: int) -> bool:
        """Whether a row is named as a field of the form is."""
        cells = self.naming(row)
        return bool(cells) and self.names.is_known(label_of(cells[0]))
