"""Layout 3: label and value side by side, one or more pairs a row; also headerless lists."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from parsers.form.entries import Entry
from parsers.form.identity import is_identity_label
from parsers.form.layouts.category_rows import heads_rows, is_dashed_over
from parsers.form.layouts.clause import remark_in
from parsers.form.layouts.clauses import entries_of, in_cell, told_again
from parsers.form.layouts.headers import is_note, role_of
from parsers.form.layouts.slips import with_note
from parsers.form.naming.labels import Label, read_label
from parsers.form.naming.names import Names
from parsers.form.table import (
    Table,
    is_blank,
    is_label,
    is_measure,
    is_unfilled,
    is_value,
    label_of,
)
from parsers.form.values.measures import PATTERN, Measure, families, measure_of, same_size
from parsers.grid import Cell

_MOST_LEFT = 2
_RUNNING = re.compile(r"\s*\d{1,2}(?:[.．、]|(?=[ \u3000\t]))\s*")
_BRACKETED = re.compile(rf"\s*[(（]\s*\d[\d.,]*\s*[)）]\s*(?:{PATTERN})\s*")


@dataclass(slots=True)
class _Scan:
    """One row while it is read: labels waiting for their value, and what was found."""

    labels: list[Cell] = field(default_factory=list)
    measure: Measure | None = None
    measure_cell: Cell | None = None
    blank: Cell | None = None
    measure_after: bool = False
    at_edge: bool = False
    found: list[Entry] = field(default_factory=list)


class PairRows:
    """Reads rows of pairs; a category merged down, or left out below its first row, is kept."""

    def __init__(self, table: Table, names: Names, measure: Measure | None, group: str) -> None:
        self.table, self.names, self.measure, self.group = table, names, measure, group
        self.parents: dict[int, Label] = {}
        self.last: Label | None = None
        self.head: tuple[Label, ...] = ()

    def row(self, row: int) -> list[Entry]:
        """The entries of one row."""
        scan = _Scan()
        for cell in self.table.positions(row):
            self._step(scan, cell, row)
        left = list(scan.labels)
        scan.at_edge = bool(scan.found)
        self._finish(scan)
        if left and not scan.found and len(left) <= _MOST_LEFT:
            scan.found.extend(self._remark_alone(left[-1]))
        return scan.found

    def _remark_alone(self, cell: Cell) -> list[Entry]:
        """演练 | 应急演练逾百次: a sentence with words where its number should be."""
        clause = remark_in(cell.text, self.names) if self.names.names else None
        if clause is None or self.names.is_known(label_of(cell)):
            return []
        return entries_of([clause], self.table.location(cell), cell)

    def _step(self, scan: _Scan, cell: Cell, row: int) -> None:
        cell = self._unnumbered(cell)
        if is_blank(cell) or is_unfilled(cell):
            if scan.labels and scan.blank is None:
                scan.blank = cell
        elif scan.labels and self._takes_text(scan.labels[-1]):
            self._emit(scan, cell, row)
        elif inside := self._inside(scan, cell):
            self._finish(scan)
            scan.found.extend(inside)
        elif scan.labels and self._is_bracketed(scan.labels[-1], cell):
            self._emit(scan, cell, row)
        elif is_measure(cell) and self._is_measure_here(scan, cell):
            self._take_measure(scan, cell)
        elif is_value(cell):
            self._value(scan, cell, row)
        else:
            self._words(scan, cell, row)

    def _unnumbered(self, cell: Cell) -> Cell:
        """4 横幅: a running number before a name of the form."""
        match = _RUNNING.match(cell.text) if self.names.names and cell.kind == "text" else None
        rest = cell.text[match.end() :] if match else ""
        return replace(cell, text=rest) if rest and self.names.is_whole(read_label(rest)) else cell

    def _value(self, scan: _Scan, cell: Cell, row: int) -> None:
        if len(scan.labels) == 1 and is_dashed_over(self.table, scan.labels[0], self.names):
            self.head, scan.labels = (label_of(scan.labels[0]),), []
        elif scan.labels:
            self._emit(scan, cell, row)
        elif scan.found and scan.found[-1].cell.row == row:
            self._again(scan, cell)

    def _words(self, scan: _Scan, cell: Cell, row: int) -> None:
        """The next label, or a remark where the number should be."""
        if scan.labels and self._is_remark(scan.labels[-1], cell, row):
            self._emit(scan, cell, row)
        elif self._heads_measure(scan, cell):
            return
        elif is_label(cell):
            if scan.blank is not None or scan.measure_cell is not None:
                self._finish(scan)
            scan.labels.append(cell)
        elif scan.labels:
            self._emit(scan, cell, row)

    def _is_bracketed(self, label: Cell, cell: Cell) -> bool:
        """（4）场 after a field's label is its number; before one it is a label."""
        following = self.table.at(cell.row, cell.column + max(1, cell.colspan))
        known = self.names.names and self.names.is_known(label_of(label))
        return bool(known and _BRACKETED.fullmatch(cell.text)) and not is_value(following)

    def _heads_measure(self, scan: _Scan, cell: Cell) -> bool:
        """单位 before 万人次, in a pair of its own beside the number's."""
        following = self.table.at(cell.row, cell.column + max(1, cell.colspan))
        told = bool(scan.found or scan.labels) and is_measure(following)
        return told and role_of(cell) == "measure"

    def _inside(self, scan: _Scan, cell: Cell) -> list[Entry]:
        """What a cell with labels of its own holds; a known label before it owns it whole."""
        labels = tuple(label_of(one) for one in scan.labels)
        place = self.table.location(cell)
        if labels and self.names.is_known(labels[-1]):
            return told_again(cell, place, self.names, labels[-1])
        category = labels if labels and all(map(self.names.is_part, labels)) else ()
        alone = cell.column + max(1, cell.colspan) >= self.table.grid.columns
        return in_cell(cell, place, self.names, category, alone=alone)

    def _is_remark(self, label: Cell, cell: Cell, row: int) -> bool:
        """见总结 after a field's label, with no value of its own behind it."""
        own = label_of(cell)
        if not self.names.is_known(label_of(label)) or self.names.is_part(own) or own.is_child:
            return False
        if is_note(own):
            return False
        if own.measure is not None:
            return False
        following = self.table.at(row, cell.column + max(1, cell.colspan))
        return is_blank(following) or (is_label(following) and not is_measure(following))

    def _takes_text(self, label: Cell) -> bool:
        return is_identity_label(label.text) or self.names.wants_text(label_of(label))

    def _is_measure_here(self, scan: _Scan, cell: Cell) -> bool:
        """场次 is a label where no label waits, or where the form knows it under this category."""
        if not scan.labels:
            return bool(scan.found) and not self._continues(scan.found[-1], cell)
        waiting = label_of(scan.labels[-1])
        return not self.names.is_part(label_of(cell)) or self.names.is_known(waiting)

    def _continues(self, last: Entry, cell: Cell) -> bool:
        """人次 after 线上活动 | 场次 | 3 is the next label of the same category."""
        category = "".join(label.text for label in last.path[:-1] or last.path)
        return category + label_of(cell).text in self.names.by_joined

    def _take_measure(self, scan: _Scan, cell: Cell) -> None:
        if scan.labels:
            scan.measure, scan.measure_cell = measure_of(cell.text), cell
        elif scan.found and scan.found[-1].measure is None:
            scan.found[-1] = replace(scan.found[-1], measure=measure_of(cell.text))
            scan.measure_after = True
        elif scan.found and not _is_same(scan.found[-1].measure, measure_of(cell.text)):
            scan.found[-1] = replace(scan.found[-1], unsure_measure=True)

    def _again(self, scan: _Scan, cell: Cell) -> None:
        """A second number after one label: a code first, last year's; the one after a unit wins."""
        last = scan.found[-1]
        if scan.measure_after:
            last = replace(last, cell=cell, location=self.table.location(cell))
        scan.found[-1] = replace(last, beside_another=True)

    def _finish(self, scan: _Scan) -> None:
        """A label whose value never came: blank, if there was room for one."""
        cell = scan.blank or scan.measure_cell
        if len(scan.labels) == 1 and scan.measure is None and not scan.found:
            label = label_of(scan.labels[0])
            if self._is_category(scan.labels[0], label):
                self.head, scan.labels = (label,), []
        if scan.labels and cell is None and scan.at_edge and self._is_field(scan.labels[-1]):
            cell = _beyond(scan.labels[-1])
        if scan.labels and cell is not None:
            self._emit(scan, cell, cell.row)
        scan.labels, scan.blank, scan.measure, scan.measure_cell = [], None, None, None

    def _is_category(self, cell: Cell, label: Label) -> bool:
        if self.names.is_known(label):
            return heads_rows(self.table, cell.row, cell, range(cell.column + 1), self.names)
        return self.names.is_part(label)

    def _emit(self, scan: _Scan, cell: Cell, row: int) -> None:
        labels = [label_of(one) for one in scan.labels]
        own = labels[-1]
        if is_note(own) and scan.found:
            scan.found[-1] = with_note(scan.found[-1], cell, self.names)
        asked = not is_identity_label(scan.labels[-1].text) or self.names.wants_text(own)
        if asked and cell.row == row:
            path = self._path(labels, scan, scan.labels[-1].column)
            measure = scan.measure or own.measure or self.measure
            if cell is scan.measure_cell:
                cell = Cell(row=cell.row, column=cell.column, text="", kind="blank")
            scan.found.append(self._entry(path, cell, measure))
        scan.labels, scan.blank, scan.measure, scan.measure_cell = [], None, None, None
        scan.measure_after = False

    def _is_field(self, cell: Cell) -> bool:
        return bool(self.names.names) and self.names.is_known(label_of(cell))

    def _path(self, labels: list[Label], scan: _Scan, column: int) -> tuple[Label, ...]:
        own, ancestors = labels[-1], tuple(labels[:-1])
        if ancestors:
            self.head = ancestors
        elif not scan.found and self.head and self._completes(own):
            ancestors = self.head
        elif scan.found and (over := self._shared(scan.found[-1], own)):
            ancestors = over
        elif not scan.found:
            self.head = ()
        if own.is_child and (parent := self._parent_of(own, column)):
            return (*ancestors, parent, own)
        if not own.is_child:
            self.parents[column] = self.last = own
        return (*ancestors, own)

    def _shared(self, last: Entry, own: Label) -> tuple[Label, ...]:
        """线上活动 | 场次 | 3 | 人次: a row's second label may have the first one's category."""
        above = last.path[:-1]
        if self._is_bare_measure(own):
            return above or last.path
        joined = "".join(label.text for label in above) + own.text
        return above if joined in self.names.by_joined and above else ()

    def _parent_of(self, own: Label, column: int) -> Label | None:
        """The label above in the same column, else on its left; the form may know another one."""
        left = [one for one in self.parents if one <= column]
        over = self.parents[max(left)] if left else None
        told = (one for one in (over, self.last) if one and self._has_child(one, own))
        return next(told, over)

    def _has_child(self, parent: Label, own: Label) -> bool:
        """Whether a field of that name, or the one this is another name of, has such a child."""
        known = self.names.by_joined
        keys = {name.field.key for name in known.get(parent.text, ())}
        same = {name.joined for name in self.names.names if name.field.key in keys}
        return any(text + own.text in known for text in {parent.text, *same})

    def _completes(self, own: Label) -> bool:
        """Whether a label without a category belongs to the category above."""
        joined = "".join(label.text for label in self.head) + own.text
        return joined in self.names.by_joined or self._is_bare_measure(own)

    def _is_bare_measure(self, label: Label) -> bool:
        """人次 after 线上活动 | 场次 | 3 belongs to the same category."""
        return measure_of(label.text) is not None

    def _entry(self, path: tuple[Label, ...], cell: Cell, measure: Measure | None) -> Entry:
        group = "/".join([self.group, *(label.text for label in path[:-1])])
        return Entry(
            path=path,
            cell=cell,
            location=self.table.location(cell),
            measure=measure,
            groups=((group, path[-1].is_total),),
            shared=cell.rowspan > 1 and not is_blank(cell) and self._spans_labels(cell),
            is_child=path[-1].is_child,
        )

    def _spans_labels(self, cell: Cell) -> bool:
        """Whether the rows a merged value covers have labels of their own."""
        column = cell.column - 1
        rows = range(cell.row, min(cell.row + cell.rowspan, self.table.grid.rows))
        return column >= 0 and len({id(self.table.at(row, column)) for row in rows}) > 1


def _beyond(label: Cell) -> Cell:
    """The empty cell of a last pair, which a file without text in that column does not have."""
    column = label.column + max(1, label.colspan)
    return Cell(row=label.row, column=column, text="", kind="blank")


def _is_same(one: Measure | None, other: Measure | None) -> bool:
    """Whether two units count the same in the same size: 场次 behind the label 场次, and 场."""
    if one is None or other is None or one == other:
        return one == other
    alike = families(one.base) == families(other.base) and same_size(one.base, other.base)
    return alike and one.scale == other.scale
