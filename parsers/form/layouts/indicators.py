"""Layouts 1 and 2: a header row, then category, label, code, unit of measure, number, note."""

from __future__ import annotations

import re

from parsers.form.cells import read_cell
from parsers.form.entries import Entry
from parsers.form.labels import Label, is_section, read_label
from parsers.form.layouts.columns import Columns, Header, of_year
from parsers.form.layouts.headers import is_note, is_previous, is_this_period, role_of
from parsers.form.layouts.value_heads import ValueHeads
from parsers.form.measures import Measure, measure_of, written_measure
from parsers.form.names import Names
from parsers.form.table import Table, is_blank, is_label, is_measure, is_value, label_of
from parsers.form.text import squeeze
from parsers.grid import Cell


def read_indicators(
    table: Table, header: Header, row: int, end: int, measure: Measure | None, names: Names
) -> list[Entry]:
    """All rows under a header up to `end`."""
    entries: list[Entry] = []
    for index, run in enumerate(header.runs):
        reader = _Rows(table, run, measure, names, f"{table.grid.place}{row}:{index}")
        for one in range(row + header.depth, end + 1):
            entries.extend(reader.row(one))
    return entries


class _Rows:
    """Reads one run of columns from top to bottom, keeping category, section and 其中 parent."""

    def __init__(
        self, table: Table, run: Columns, measure: Measure | None, names: Names, group: str
    ) -> None:
        self.run, self.sure_of_year = of_year(run, names.years)
        self.table, self.measure, self.group = table, measure, group
        self.names = names
        self.heads = ValueHeads(self.run, names)
        self.heading: Label | None = None
        self.section: tuple[Label, ...] = ()
        self.above: dict[int, Cell] = {}
        self.parent: Label | None = None
        self.in_children = False
        self.column_measures: dict[int, Measure] = {}

    def row(self, row: int) -> list[Entry]:
        cells = self._labels(row)
        if not cells or any(not is_label(cell) and not _short(cell) for cell in cells[-1:]):
            return []
        values = [(column, self.table.at(row, column)) for column in self.run.values]
        if is_section(cells[-1].text) and self._is_heading(row, values):
            self.section, self.parent = (label_of(cells[-1]),), None
            return []
        if _is_column_code(cells[-1].text):
            return []
        if role_of(cells[-1]) == "measure":
            self._take_measures(values)
            return []
        if self._is_heading(row, values) and self._is_category(row, cells[-1]):
            self.heading, self.parent, self.in_children = label_of(cells[-1]), None, False
            return []
        path = self._path(cells)
        return [entry for column, cell in values if (entry := self._entry(row, column, cell, path))]

    def _labels(self, row: int) -> list[Cell]:
        """The label cells of a row; a category left out below its first row is filled in."""
        found: list[Cell] = []
        last = self.run.labels[-1]
        for column in self.run.labels:
            cell = self.table.at(row, column)
            if is_blank(cell):
                if column == last and not found:
                    return []
                if column != last and column in self.above:
                    found.append(self.above[column])
                continue
            if cell.column < column and cell in found:
                continue
            for later in self.run.labels:
                if later > column and cell.row == row:
                    self.above.pop(later, None)
            self.above[column] = cell
            found.append(cell)
        own = [cell for cell in found if cell.row <= row < cell.row + max(1, cell.rowspan)]
        return found if own else []

    def _is_heading(self, row: int, values: list[tuple[int, Cell]]) -> bool:
        """A numbered row without numbers and unit is a heading over the rows below."""
        unit = self.run.measure is None or is_blank(self.table.at(row, self.run.measure))
        return unit and all(is_blank(cell) or cell.column in self.run.labels for _, cell in values)

    def _is_category(self, row: int, cell: Cell) -> bool:
        """A row that only names what the indented or completing rows below it count."""
        label = label_of(cell)
        below = self.table.at(row + 1, self.run.labels[-1])
        if is_blank(below) or (label_of(below).is_child and not self.names.names):
            return False
        indented = _is_indented(below.text) and not _is_indented(cell.text)
        if not self.names.names:
            return indented
        return not self.names.is_known(label) and (indented or self.names.is_part(label))

    def _owns(self, own: Label, raw: str) -> bool:
        """Whether a row still belongs to the category row above it."""
        if self.heading is None:
            return False
        joined = self.heading.text + own.text
        alone = self.names.by_last.get(own.text, ())
        if _is_indented(raw) and not any(len(name.parts) == 1 for name in alone):
            return True
        if joined in self.names.by_joined or measure_of(own.text):
            return True
        self.heading = None
        return False

    def _take_measures(self, values: list[tuple[int, Cell]]) -> None:
        for column, cell in values:
            if measure := measure_of(cell.text):
                self.column_measures[column] = measure

    def _path(self, cells: list[Cell]) -> tuple[Label, ...]:
        own, raw = label_of(cells[-1]), cells[-1].text
        above = [label_of(cell) for cell in cells[:-1]]
        labels = [*(label for label in above if label.text not in ("", own.text)), own]
        ancestors = (*self.section, *labels[:-1])
        if self._owns(own, raw) and self.heading is not None:
            ancestors = (*ancestors, self.heading)
        is_child = own.is_child or (self.in_children and (_is_indented(raw) or own.text in _MODES))
        if not is_child:
            self.parent, self.in_children = own, False
            return (*ancestors, own)
        self.in_children = True
        if self.parent is not None:
            ancestors = (*ancestors, self.parent)
        own = Label(text=own.text, full=own.full, measure=own.measure, is_child=True)
        return (*ancestors, own)

    def _entry(self, row: int, column: int, cell: Cell, path: tuple[Label, ...]) -> Entry | None:
        again = cell.row < row or cell.column < column
        if cell.column < column and self.heads.are_one(cell.column, column):
            return None
        if again and (is_blank(cell) or cell.column in self.run.labels):
            return None
        slipped = self._slipped(row, cell)
        cell = slipped or cell
        heads = self.heads.over[column]
        own = path[-1]
        if heads and is_previous(own):
            return None
        labels = path[:-1] if heads and is_this_period(own) else path
        rows = range(row, row + max(1, cell.rowspan))
        down = "/".join([self.group, *(label.text for label in path[:-1]), str(column)])
        across = f"{self.group}/row{row}"
        return Entry(
            path=(*labels, *heads),
            cell=cell,
            location=self.table.location(cell),
            measure=self._measure(row, column, own),
            groups=(
                (down, own.is_total),
                (across, any(head.is_total for head in heads)),
            ),
            shared=self._spans_heads(cell, column)
            or any(self._labels_differ(row, other) for other in rows),
            is_child=own.is_child,
            counted_above=again,
            beside_another=slipped is not None
            or not self.sure_of_year
            or column in self.run.unsure
            or self._is_rivalled(row, column),
            unsure_measure=self._measures_differ(row, own),
        )

    def _slipped(self, row: int, cell: Cell) -> Cell | None:
        """A number in the unit's column, or right of the run, beside an empty value cell.

        It is taken, and to be looked at.
        """
        if not is_blank(cell):
            return None
        beside = []
        if self.run.measure is not None:
            in_unit = self.table.at(row, self.run.measure)
            beside += [] if is_measure(in_unit) or not is_value(in_unit) else [in_unit]
        right = self.run.values[-1] + 1
        if len(self.run.values) == 1 and all(is_note(one) for one in self.run.heads.get(right, ())):
            past = self.table.at(row, right)
            beside += [past] if _BARE.fullmatch(past.text.strip()) else []
        held = [one for one in beside if one.row == row and read_cell(one).value is not None]
        return held[0] if held else None

    def _spans_heads(self, cell: Cell, column: int) -> bool:
        """Whether a merged value stands under different heads."""
        covered = range(column + 1, cell.column + cell.colspan)
        return any(
            one in self.run.values and not self.heads.are_one(column, one) for one in covered
        )

    def _is_rivalled(self, row: int, column: int) -> bool:
        """Whether another column's number in the same row may be the one that is meant."""
        own = self.table.at(row, column)
        beside = [self.table.at(row, one) for one in self.heads.rivals[column]]
        beside = [one for one in beside if one is not own]
        past = self.table.at(row, self.run.values[-1] + 1)
        if not self.run.heads.get(self.run.values[-1] + 1) and _BARE.fullmatch(past.text.strip()):
            beside.append(past)  # 3,400 cut in two by a comma
        return any(read_cell(cell).value is not None for cell in beside if not is_blank(cell))

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
        return written or label.measure or head or self.column_measures.get(column) or self.measure


def _is_indented(raw: str) -> bool:
    """Two blanks or more: a single one is a slip of the hand."""
    return raw[:2].isspace() and bool(raw.strip()) and len(raw) > 2


def _is_column_code(text: str) -> bool:
    """The row 甲 | 乙 | 丙 | 1 under a statistical header names columns, not figures."""
    return squeeze(text) in {"甲", "乙", "丙", "丁", "A", "B", "C"}


_BARE = re.compile(r"\d[\d,.]*")
_MODES = frozenset({"线上", "线下", "网上", "现场"})


def _short(cell: Cell) -> bool:
    """A label that is_label refuses for its digits, such as 2022年科普讲座."""
    return cell.kind == "text" and read_label(cell.text).text != "" and len(cell.text) <= 60
