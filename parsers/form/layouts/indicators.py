"""Layouts 1 and 2: a header row, then category, label, code, unit of measure, number, note."""

from __future__ import annotations

from itertools import islice

from parsers.form.entries import Entry
from parsers.form.layouts.clauses import in_cell, told_again
from parsers.form.layouts.columns import Columns, Header, of_year
from parsers.form.layouts.contents import by_content
from parsers.form.layouts.headers import is_previous, is_this_period, role_of, year_of
from parsers.form.layouts.row_labels import RowLabels
from parsers.form.layouts.slips import Slips
from parsers.form.layouts.sums import Sums
from parsers.form.layouts.value_heads import ValueHeads
from parsers.form.naming.labels import Label, read_label
from parsers.form.naming.names import Names
from parsers.form.table import Table, is_blank, is_label, is_value
from parsers.form.text import squeeze
from parsers.form.values.measures import Measure, measure_of, written_measure
from parsers.grid import Cell

_MOST_LOOKED_AT = 60


def read_indicators(
    table: Table, header: Header, row: int, end: int, measure: Measure | None, names: Names
) -> list[Entry]:
    """All rows under a header up to `end`."""
    entries: list[Entry] = []
    rows = range(row + header.depth, end + 1)
    for index, run in enumerate(header.runs):
        group = f"{table.grid.place}{row}:{index}"
        reader = _Rows(table, run, rows, measure, names, group)
        for one in rows:
            entries.extend(reader.row(one))
    return entries


class _Rows:
    """Reads one run of columns from top to bottom."""

    def __init__(
        self,
        table: Table,
        run: Columns,
        rows: range,
        measure: Measure | None,
        names: Names,
        group: str,
    ) -> None:
        run, self.sure_of_year = of_year(by_content(run, table, rows), names.years)
        self.table, self.run, self.measure, self.rows = table, run, measure, rows
        self.names, self.group = names, group
        self.heads = ValueHeads(run, names, Sums(table, rows, run.labels))
        self.labels = RowLabels(table, run, names)
        self.slips = Slips(table, run, self.heads, rows.stop - 1)
        self.column_measures: dict[int, Measure] = {}

    def row(self, row: int) -> list[Entry]:
        """The entries of one row."""
        cells = self.labels.cells(row)
        if not cells or any(not is_label(cell) and not _short(cell) for cell in cells[-1:]):
            return []
        values = [(column, self.table.at(row, column)) for column in self.run.values]
        if _is_column_code(cells[-1].text):
            return []
        if role_of(cells[-1]) == "measure":
            self._take_measures(values)
            return []
        if self.labels.takes_heading(row, cells[-1], [cell for _, cell in values]):
            return []
        path = self.labels.path(row, cells)
        found: list[Entry] = []
        for column, cell in values:
            if column in self.heads.passed:
                continue
            if inside := self._inside(row, column, cell, path):
                found.extend(inside)
            elif entry := self._entry(row, column, cell, path):
                found.append(entry)
        return found

    def _inside(self, row: int, column: int, cell: Cell, path: tuple[Label, ...]) -> list[Entry]:
        """环境整治 | 清运垃圾 8.6 吨，清理河道 3.2 公里: fields named in the value's place."""
        own = cell.row == row and cell.column == column
        if not own or self.heads.over[column]:
            return []
        if self.names.is_known(path[-1]):
            return told_again(cell, self.table.location(cell), self.names, path[-1])
        category = path if all(map(self.names.is_part, path)) else ()
        return in_cell(cell, self.table.location(cell), self.names, category)

    def _take_measures(self, values: list[tuple[int, Cell]]) -> None:
        for column, cell in values:
            if measure := measure_of(cell.text):
                self.column_measures[column] = measure

    def _entry(self, row: int, column: int, cell: Cell, path: tuple[Label, ...]) -> Entry | None:
        again = cell.row < row or cell.column < column
        if cell.column < column and self.heads.are_one(cell.column, column):
            return None
        if again and (is_blank(cell) or cell.column in self.run.labels):
            return None
        own = path[-1]
        measure = self._measure(row, column, own)
        slip = self.slips.around(row, column, cell, own, measure)
        cell = slip.cell or cell
        heads = self.heads.over[column]
        labels = self._of_this_period(path, heads)
        if labels is None:
            return None
        rows = range(row, row + max(1, cell.rowspan))
        down = self._down(path[:-1], column)
        is_whole = column == self.heads.whole or any(head.is_total for head in heads)
        return Entry(
            path=(*labels, *heads),
            cell=cell,
            location=self.table.location(cell),
            measure=measure,
            groups=(
                (down, own.is_total),
                *self._family(path, column),
                (f"{self.group}/row{row}", is_whole),
            ),
            shared=self._spans_heads(cell, column)
            or any(self._labels_differ(row, other) for other in rows),
            is_child=own.is_child,
            counted_above=again,
            beside_another=slip.cell is not None
            or not self.sure_of_year
            or column in self.run.unsure
            or self.slips.is_rivalled(row, column, measure.base if measure else ""),
            unsure_measure=self._measures_differ(row, own),
            elsewhere=slip.elsewhere,
            part=labels if labels == path and self._is_one_of_many(column, own) else None,
        )

    def _is_one_of_many(self, column: int, own: Label) -> bool:
        """科普沙龙 in a column 参加人数 with other rows: its number is none of the whole form's."""
        heads = self.heads.over[column]
        if not heads or own.is_total or not self.names.is_whole(heads[-1]):
            return False
        filled = (is_value(self.table.at(row, column)) for row in self.rows)
        return sum(islice(filled, _MOST_LOOKED_AT)) > 1

    def _down(self, above: tuple[Label, ...], column: int) -> str:
        return "/".join([self.group, *(label.text for label in above), str(column)])

    def _family(self, path: tuple[Label, ...], column: int) -> tuple[tuple[str, bool], ...]:
        """A part of a part stands in its parent's group too, where it is not added."""
        return ((self._down(path[:-2], column), False),) if path[-1].is_child else ()

    def _of_this_period(
        self, path: tuple[Label, ...], heads: tuple[Label, ...]
    ) -> tuple[Label, ...] | None:
        """A row of this period without the word for it; None for another time's and a plan's."""
        own = path[-1]
        if len(path) + len(heads) < 2 or self.names.is_part(own) or not self.names.names:
            return path
        year = year_of(own)
        if is_previous(own) or (year and self.names.years and year not in self.names.years):
            return None
        is_own = is_this_period(own) or year in self.names.years
        return path[:-1] if is_own and (heads or len(path) > 1) else path

    def _spans_heads(self, cell: Cell, column: int) -> bool:
        """Whether a merged value stands under different heads."""
        covered = range(column + 1, cell.column + cell.colspan)
        return any(
            one in self.run.values and not self.heads.are_one(column, one) for one in covered
        )

    def _labels_differ(self, row: int, other: int) -> bool:
        column = self.run.labels[-1]
        return self.table.at(row, column) is not self.table.at(other, column) and not is_blank(
            self.table.at(other, column)
        )

    def _measures_differ(self, row: int, label: Label) -> bool:
        """参加人数（万人次） in a row whose unit column says 人次."""
        if self.run.measure is None or label.measure is None or measure_of(label.text):
            return False
        written = measure_of(self.table.at(row, self.run.measure).text)
        return written is not None and written.scale != label.measure.scale

    def _measure(self, row: int, column: int, label: Label) -> Measure | None:
        written = None
        if self.run.measure is not None:
            written = written_measure(self.table.at(row, self.run.measure).text)
        head = next((one.measure for one in reversed(self.run.heads[column]) if one.measure), None)
        own = written or label.measure or head or self.column_measures.get(column)
        return own or self.labels.measure or self.measure


def _is_column_code(text: str) -> bool:
    """The row 甲 | 乙 | 丙 | 1 under a statistical header names columns, not figures."""
    return squeeze(text) in {"甲", "乙", "丙", "丁", "A", "B", "C"}


def _short(cell: Cell) -> bool:
    """A label that is_label refuses for its digits, such as 2022年科普讲座."""
    return cell.kind == "text" and read_label(cell.text).text != "" and len(cell.text) <= 60
