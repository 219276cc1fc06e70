"""The rows under the header of an activity list: activities, sums, and what only stands below."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from parsers.form.identity import is_identity_label
from parsers.form.layouts.columns import find_header
from parsers.form.layouts.headers import is_example, is_label_row
from parsers.form.layouts.list_cells import is_bare, is_date, is_serial
from parsers.form.layouts.list_groups import Groups, groups_of
from parsers.form.layouts.list_heads import ListHeader
from parsers.form.layouts.list_look import RowLook
from parsers.form.layouts.list_words import (
    is_cancelled,
    is_postponed,
    is_sum,
    is_uncounted,
    says_sessions,
    sum_rank,
)
from parsers.form.lists.activity_list import RowDoubt
from parsers.form.naming.names import Names
from parsers.form.table import Table, is_blank, label_of
from parsers.form.text import squeeze
from parsers.form.values.cells import read_cell
from parsers.grid import Cell

Kind = Literal[
    "activity", "more", "total", "nameless", "skipped", "cancelled", "foreign", "aside", "end"
]
"""`aside`: the head of a group, or an 其中: below an activity; neither activity nor sum."""


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


class RowSorter(RowLook):
    """Sorts the rows of one list, looking at each with the others in mind."""

    def __init__(self, table: Table, header: ListHeader, first: int, names: Names) -> None:
        super().__init__(table, header, first, names)
        self.groups = Groups()

    def sort(self, start: int, end: int) -> ListRows:
        """Sort the rows from `start` to `end`; those behind `last` are left to other layouts."""
        self.numbered = self.mostly("ordinal", is_serial, start, end)
        self.dated = self.mostly("held_on", is_date, start, end)
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
        self.groups = groups_of([self.line(row) for row in kinds if self._may_head(kinds, row)])
        kinds |= dict.fromkeys(self.groups.heads | self.groups.sums, "aside")
        self.groups.strange = {row for row in self.groups.strange if kinds[row] == "activity"}
        return kinds

    def _may_head(self, kinds: dict[int, Kind], row: int) -> bool:
        """Activities, and strange rows with numbers that are no field with its value."""
        if kinds[row] == "foreign":
            return bool(self.numbers(row)) and not self.is_field(row)
        return kinds[row] == "activity"

    def _kind(self, row: int) -> Kind:
        table, name = self.table, self.at(row, "name")
        if is_label_row(table, row) and not self.is_serial_row(row):
            if self.is_repeated_head(row):
                return "skipped"
            if find_header(table, row, table.last_row, self.names) is not None:
                return "end"
        if self._is_total(row):
            return "total"
        if self.is_empty(row):
            return "skipped"
        if any(is_example(label_of(cell)) for cell in self.naming(row)):
            return "skipped"
        if self.is_foreign(row):
            return "foreign"
        words = self.words(row)
        if is_cancelled(words) or is_uncounted(words):
            return "cancelled"
        if _is_part(name.text) and not self.is_serial_row(row):
            return "aside"
        if self.is_serial_row(row) or (not is_blank(name) and name.row == row):
            return "activity"
        told = [self.at(row, role) for role in ("name", "held_on", "place", "organiser")]
        return "more" if any(not is_blank(cell) for cell in told) else "nameless"

    def _take(self, rows: ListRows, row: int, kind: Kind) -> None:
        if kind == "cancelled":
            rows.doubts.add("cancelled" if is_cancelled(self.words(row)) else "uncounted")
            if self.people(row):
                rows.unsure.append(row)
        elif kind == "more" and rows.activities:
            rows.activities[-1].append(row)
        else:
            rows.activities.append([row])

    def _is_total(self, row: int) -> bool:
        numbered = self.is_serial_row(row)
        return any(is_sum(cell.text, numbered=numbered) for cell in self._sum_cells(row))

    def _sum_cells(self, row: int) -> list[Cell]:
        return [cell for cell in self.table.row(row)[:3] if cell.kind == "text" and cell.row == row]

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
        strange = [row for row in between if self.people(row) and not self.is_field(row)]
        strange += [row for row in rows.foreign if row > rows.last and self._continues(row)]
        strange += [*self.groups.strange, *filter(self._is_odd, kept)]
        if strange:
            rows.doubts.add("strange")
            rows.unsure.extend(strange)
        if any(is_postponed(self.words(row)) for row in kept):
            rows.doubts.add("postponed")
        if any(says_sessions(self.at(row, "name").text) for row in kept):
            rows.doubts.add("sessions")
        merged = any(self.at(g[0], "name").row < g[0] for g in rows.activities if g[0] > start)
        unnumbered = any(len(group) > 1 for group in rows.activities) and not self.numbered
        if merged or unnumbered:
            rows.doubts.add("merged")

    def _continues(self, row: int) -> bool:
        """Whether a row below the list has a bare number in its columns, and names no field."""
        cells = [self.table.at(row, column) for column in self.header.others]
        bare = any(
            cell.row == row and (read_cell(cell).value or 0) and is_bare(cell) for cell in cells
        )
        texts = [cell.text for cell in self.table.row(row)]
        told = any(is_identity_label(text) or _is_part(text) for text in texts)
        return bare and not told and not self.is_field(row)

    def _is_odd(self, row: int) -> bool:
        """Whether something else stands where the other rows have their number, or their date."""
        first = self.at(row, "ordinal")
        filled = first.row == row and not is_blank(first)
        return self.numbered and filled and (not is_serial(first) or self.is_misshaped(row))


def _is_part(text: str) -> bool:
    return squeeze(text).startswith("其中")
