"""The rows under the header of an activity list: activities, sums, and what only stands below."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from parsers.form.activity_list import RowDoubt
from parsers.form.cells import read_cell
from parsers.form.identity import is_identity_label
from parsers.form.layouts.columns import find_header
from parsers.form.layouts.gaps import column_heads
from parsers.form.layouts.headers import is_example, is_label_row
from parsers.form.layouts.list_cells import is_date, is_dotted, is_serial, says_nothing
from parsers.form.layouts.list_groups import Groups, Line, groups_of, style_of
from parsers.form.layouts.list_heads import ListHeader
from parsers.form.layouts.list_words import (
    is_cancelled,
    is_postponed,
    is_sum,
    says_sessions,
    sum_rank,
)
from parsers.form.measures import compatible
from parsers.form.names import Names
from parsers.form.table import Table, is_blank, is_unfilled, is_value, label_of
from parsers.form.text import squeeze
from parsers.grid import Cell

Kind = Literal[
    "activity", "more", "total", "nameless", "skipped", "cancelled", "foreign", "aside", "end"
]
"""`aside`: the head of a group, or an 其中: below an activity; neither activity nor sum."""

_REMARK = re.compile(r"(?:备?注|说明|备注说明|附注|其他说明|未尽事宜|填表说明)")


@dataclass(slots=True)
class ListRows:
    """Rows by what they are; an activity may have several. `last` is the list's last row."""

    activities: list[list[int]] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)
    subtotals: list[int] = field(default_factory=list)
    foreign: list[int] = field(default_factory=list)
    unsure: list[int] = field(default_factory=list)
    doubts: set[RowDoubt] = field(default_factory=set)
    last: int = -1


class RowSorter:
    """Sorts the rows of one list, looking at each with the others in mind."""

    def __init__(self, table: Table, header: ListHeader, first: int, names: Names) -> None:
        self.table, self.header, self.names = table, header, names
        self.heads = [
            squeeze("".join(cell.text for cell in column_heads(table, first, header.depth, column)))
            for column in range(table.columns)
        ]
        self.numbered = self.dated = False
        self.groups = Groups()

    def sort(self, start: int, end: int) -> ListRows:
        """Sort the rows from `start` to `end`; those behind `last` are left to other layouts."""
        self.numbered = self._mostly("ordinal", is_serial, start, end)
        self.dated = self._mostly("held_on", is_date, start, end)
        kinds = self._kinds(start, end)
        rows = ListRows(last=start - 1)
        sums: list[int] = []
        for row, kind in kinds.items():
            if kind == "foreign":
                rows.foreign.append(row)
            elif kind != "skipped":
                rows.last = row
                if kind in ("total", "nameless"):
                    sums.append(row)
                elif kind != "aside":
                    self._take(rows, row, kind)
        self._rank(rows, sums)
        self._doubt(rows, start)
        return rows

    def _kinds(self, start: int, end: int) -> dict[int, Kind]:
        """What each row is, first by itself and then among the others."""
        kinds: dict[int, Kind] = {}
        for row in range(start, end + 1):
            kind = self._kind(row)
            if kind == "end":
                break
            kinds[row] = kind
        self.groups = groups_of([self._line(row) for row in kinds if self._may_head(kinds, row)])
        kinds |= dict.fromkeys(self.groups.heads | self.groups.sums, "aside")
        self.groups.strange = {row for row in self.groups.strange if kinds[row] == "activity"}
        return kinds

    def _may_head(self, kinds: dict[int, Kind], row: int) -> bool:
        """Activities, and strange rows with numbers that are no field with its value."""
        if kinds[row] == "foreign":
            return bool(self._numbers(row)) and not self._is_field(row)
        return kinds[row] == "activity"

    def _line(self, row: int) -> Line:
        told = [self._at(row, role) for role in ("held_on", "place", "organiser")]
        name = self._at(row, "name")
        return Line(
            row=row,
            mark=self._mark(row),
            told=any(not says_nothing(cell) and cell != name for cell in told),
            numbers=self._numbers(row),
        )

    def _mark(self, row: int) -> str:
        """What numbers a row: its own cell, or the beginning of its name."""
        first, name = self._at(row, "ordinal"), self._at(row, "name").text
        if not is_blank(first):
            return first.text
        return name if style_of(name) else ""

    def _numbers(self, row: int) -> dict[int, Decimal]:
        cells = {column: self.table.at(row, column) for column in self.header.others}
        read = {column: read_cell(cell).value for column, cell in cells.items() if cell.row == row}
        return {column: value for column, value in read.items() if value}

    def _mostly(self, role: str, fits: Callable[[Cell], bool], start: int, end: int) -> bool:
        """Whether a column holds what its head says in at least half of its filled rows."""
        column = self.header.columns.get(role)
        if column is None:
            return False
        cells = [self.table.at(row, column) for row in range(start, end + 1)]
        cells = [cell for cell in cells if not is_blank(cell)]
        return sum(fits(cell) for cell in cells) * 2 >= max(1, len(cells))

    def _kind(self, row: int) -> Kind:
        table, name = self.table, self._at(row, "name")
        if is_label_row(table, row) and not self._is_serial_row(row):
            if self._is_repeated_head(row):
                return "skipped"
            if find_header(table, row, table.last_row, self.names) is not None:
                return "end"
        if self._is_total(row):
            return "total"
        if self._is_empty(row):
            return "skipped"
        if any(is_example(label_of(cell)) for cell in self._names(row)):
            return "skipped"
        if self._is_foreign(row):
            return "foreign"
        if is_cancelled(self._words(row)):
            return "cancelled"
        if label_of(name).is_child and not self._is_serial_row(row):
            return "aside"
        if self._is_serial_row(row) or (not is_blank(name) and name.row == row):
            return "activity"
        told = [self._at(row, role) for role in ("name", "held_on", "place", "organiser")]
        return "more" if any(not is_blank(cell) for cell in told) else "nameless"

    def _take(self, rows: ListRows, row: int, kind: Kind) -> None:
        if kind == "cancelled":
            rows.doubts.add("cancelled")
            if self._people(row):
                rows.unsure.append(row)
        elif kind == "more" and rows.activities:
            rows.activities[-1].append(row)
        else:
            rows.activities.append([row])

    def _at(self, row: int, role: str) -> Cell:
        column = self.header.columns.get(role)
        if column is None:
            return Cell(row=row, column=0, text="")
        return self.table.at(row, column)

    def _names(self, row: int) -> list[Cell]:
        """The cells that say what a row is: its number and its name."""
        return [cell for role in ("ordinal", "name") if not is_blank(cell := self._at(row, role))]

    def _words(self, row: int) -> str:
        """What is written in a row outside its columns of numbers."""
        cells = [cell for cell in self.table.row(row) if cell.column not in self.header.others]
        return " ".join(cell.text for cell in cells)

    def _is_serial_row(self, row: int) -> bool:
        cell = self._at(row, "ordinal")
        return cell.row == row and not is_blank(cell) and is_serial(cell)

    def _is_repeated_head(self, row: int) -> bool:
        """The header again, on the list's next page."""
        cells = [cell for cell in self.table.row(row) if cell.row == row]
        same = sum(squeeze(cell.text) in self.heads[cell.column] for cell in cells)
        return same * 3 >= len(cells) * 2 and squeeze(self._at(row, "name").text) in self.heads

    def _is_total(self, row: int) -> bool:
        numbered = self._is_serial_row(row)
        return any(is_sum(cell.text, numbered=numbered) for cell in self._sum_cells(row))

    def _sum_cells(self, row: int) -> list[Cell]:
        return [cell for cell in self.table.row(row)[:3] if cell.kind == "text" and cell.row == row]

    def _is_empty(self, row: int) -> bool:
        """A row with nothing but its number, or dots, is an empty line of the form."""
        columns = [self.header.columns["name"], *self.header.others]
        if not self._is_serial_row(row):
            columns += [c for role, c in self.header.columns.items() if role != "ordinal"]
            first = self._at(row, "ordinal")
            if first.row == row and not is_blank(first):
                return False
        cells = [self.table.at(row, column) for column in columns]
        return all(
            is_blank(cell) or cell.row != row or is_unfilled(cell) or is_dotted(cell)
            for cell in cells
        )

    def _is_foreign(self, row: int) -> bool:
        """A remark, a signature, or a field with its value: anything but an activity."""
        if self._is_title(row):
            return True
        if self._is_serial_row(row):
            return False
        first, name = self._at(row, "ordinal"), self._at(row, "name")
        cells = [cell for cell in self.table.row(row) if cell.row == row]
        if any(is_identity_label(cell.text) for cell in cells):
            return True
        unnumbered = self.numbered and not is_blank(first) and first.row == row
        known = self.names.names and self.names.is_known(label_of(name))
        remark = any(_REMARK.fullmatch(squeeze(cell.text).rstrip(":")) for cell in cells[:1])
        strange = unnumbered or known or remark
        if remark or (is_value(name) and name.row == row):
            return True
        return self._is_misshaped(row) or (bool(strange) and not self._fits(row))

    def _is_title(self, row: int) -> bool:
        """One cell over the whole row: a group of activities, a remark."""
        cells = self.table.row(row)
        return len(cells) == 1 and cells[0].colspan > 1

    def _is_misshaped(self, row: int) -> bool:
        """3场 where the other rows have their date."""
        cell = self._at(row, "held_on")
        told = [self._at(row, role) for role in ("held_on", "place", "organiser")]
        odd = any(is_value(one) and not is_date(one) for one in told if one.row == row)
        return odd and self.dated and not is_date(cell) and not self._people(row)

    def _fits(self, row: int) -> bool:
        """Whether a row has a name, a date and a number of people like the activities."""
        if is_blank(self._at(row, "name")):
            return False
        dated = is_date(self._at(row, "held_on")) if self.dated else True
        return dated and (self._people(row) or (self.dated and self._is_open(row)))

    def _is_open(self, row: int) -> bool:
        people = self.header.people
        return people is None or is_blank(self.table.at(row, people))

    def _people(self, row: int) -> bool:
        """Whether a number of people, or one that may be, stands in the row."""
        if self.header.people is None or self._is_title(row):
            return False
        read = read_cell(self.table.at(row, self.header.people))
        return read.value is not None and compatible(read.base, "人次")

    def _rank(self, rows: ListRows, sums: list[int]) -> None:
        """The 合计 over the whole list, and the 小计 of its groups."""
        ranks = {row: sum_rank(cell.text for cell in self._sum_cells(row)) for row in sums}
        highest = max(ranks.values(), default=0)
        top = [row for row, rank in ranks.items() if rank == highest]
        below_all = bool(rows.activities) and top[-1:] > rows.activities[-1][-1:]
        if len(top) == 1 and (highest > 0 or (len(sums) == 1 and below_all)):
            rows.totals = top
        rows.subtotals = [row for row in sums if row not in rows.totals]
        rows.subtotals += sorted(self.groups.sums)

    def _doubt(self, rows: ListRows, start: int) -> None:
        kept = [row for group in rows.activities for row in group]
        between = [row for row in rows.foreign if row < rows.last]
        strange = [row for row in between if self._people(row) and not self._is_field(row)]
        strange += [*self.groups.strange, *filter(self._is_unnumbered, kept)]
        if strange:
            rows.doubts.add("strange")
            rows.unsure.extend(strange)
        if any(is_postponed(self._words(row)) for row in kept):
            rows.doubts.add("postponed")
        if any(says_sessions(self._at(row, "name").text) for row in kept):
            rows.doubts.add("sessions")
        merged = any(self._at(g[0], "name").row < g[0] for g in rows.activities if g[0] > start)
        unnumbered = any(len(group) > 1 for group in rows.activities) and not self.numbered
        if merged or unnumbered:
            rows.doubts.add("merged")

    def _is_unnumbered(self, row: int) -> bool:
        """Whether something else stands where the other rows have their number."""
        first = self._at(row, "ordinal")
        filled = first.row == row and not is_blank(first)
        return self.numbered and filled and not is_serial(first)

    def _is_field(self, row: int) -> bool:
        cells = self._names(row)
        return bool(cells) and self.names.is_known(label_of(cells[0]))
