"""The labels that lead to the rows of an indicator table: section, category, parent, own."""

from __future__ import annotations

import re
from dataclasses import replace

from parsers.form.layouts.category_rows import heads_rows, is_dash
from parsers.form.layouts.columns import Columns
from parsers.form.naming.labels import Label, is_section
from parsers.form.naming.names import Names
from parsers.form.table import Table, is_blank, is_measure, is_value, label_of
from parsers.form.text import squeeze
from parsers.form.values.cells import target_of
from parsers.form.values.measures import Measure, families, measure_of
from parsers.grid import Cell

_MODES = frozenset({"线上", "线下", "网上", "现场"})


class RowLabels:
    """Goes down the label columns of a run, keeping sections, category and 其中 parent."""

    def __init__(self, table: Table, run: Columns, names: Names) -> None:
        self.table, self.run, self.names = table, run, names
        self.heading: Label | None = None
        self.sections: list[tuple[int, Label]] = []
        self.above: dict[int, Cell] = {}
        self.parent: Label | None = None
        self.in_children = False
        self.last: list[Cell] = []

    @property
    def measure(self) -> Measure | None:
        """The unit of measure that the section above gives: 二、发放资料（份）."""
        return next((one.measure for _, one in reversed(self.sections) if one.measure), None)

    def cells(self, row: int) -> list[Cell]:
        """The label cells of a row; what is left out below its first row is filled in."""
        found = self._cells(row)
        if not found and self._goes_on(row):
            return self.last
        self.last = found
        return found

    def _goes_on(self, row: int) -> bool:
        """技术培训 | 期 | 9 over a row without label but in 人次, where the form has that too."""
        unit = None if self.run.measure is None else self.table.at(row, self.run.measure)
        if unit is None or not self.last or is_blank(unit) or unit.row != row:
            return False
        own, label = label_of(self.last[-1]), label_of(unit)
        if own.text + label.text in self.names.by_joined:
            return True
        named = (*self.names.by_joined.get(own.text, ()), *self.names.by_part.get(own.text, ()))
        base = label.measure.base if label.measure else ""
        return any(families(base) & families(target_of(name.field).base) for name in named)

    def _cells(self, row: int) -> list[Cell]:
        found: list[Cell] = []
        last = self.run.labels[-1]
        for index, column in enumerate(self.run.labels):
            cell = self.table.at(row, column)
            if is_blank(cell):
                if column == last and not found:
                    return []
                if column != last and column in self.above:
                    found.append(self.above[column])
                continue
            if cell.column < column and cell in found:
                continue
            if column == last and (total := self._total_beside(row, cell)):
                cell = total
            for later in self.run.labels[index + 1 :] if cell.row == row else ():
                self.above.pop(later, None)
            self.above[column] = cell
            found.append(cell)
        own = [cell for cell in found if cell.row <= row < cell.row + max(1, cell.rowspan)]
        return found if own else []

    def _total_beside(self, row: int, cell: Cell) -> Cell | None:
        """合计 in a column without labels, before 3项 in the one with the rows' names."""
        left = (self.table.at(row, column) for column in range(cell.column))
        return (
            next((one for one in left if label_of(one).is_total), None) if is_value(cell) else None
        )

    def takes_heading(self, row: int, cell: Cell, values: list[Cell]) -> bool:
        """Whether a row without number and unit only names what the rows below it count."""
        if not self._is_empty(row, values) and not self._is_dashed(row, cell, values):
            return False
        if is_section(cell.text):
            self._leave(cell.text)
            self.sections.append((_level(cell.text), label_of(cell)))
            self.parent, self.heading = None, None
            return True
        if not self._is_category(row, cell):
            return False
        self.heading, self.parent, self.in_children = label_of(cell), None, False
        return True

    def _leave(self, raw: str) -> None:
        """三、 ends what 二、 began, and （二） what （一） did."""
        if not is_section(raw):
            return
        while self.sections and self.sections[-1][0] >= _level(raw):
            self.sections.pop()

    def _is_empty(self, row: int, values: list[Cell]) -> bool:
        cells = (*values, self._unit(row))
        return all(is_blank(cell) or cell.column in self.run.labels for cell in cells)

    def _is_dashed(self, row: int, cell: Cell, values: list[Cell]) -> bool:
        """健康讲座 with dashes for unit and number, over the rows 场次 and 人次 that it names.

        Where the form knows the name as a field's, a dash may be its number.
        """
        if not all(is_blank(one) or is_dash(one) for one in (*values, self._unit(row))):
            return False
        if not self.names.is_known(label_of(cell)):
            return True
        return self._heads_rows(row, cell) or self._is_unmeasured(row, cell)

    def _is_unmeasured(self, row: int, cell: Cell) -> bool:
        """Whether a row counts nothing itself, and the one indented under it does."""
        child = self._below(row)
        deeper = _is_indented(child.text) and not _is_indented(cell.text)
        counted = is_measure(self._unit(row + 1)) and not self.names.is_whole(label_of(child))
        return is_dash(self._unit(row)) and deeper and counted

    def _unit(self, row: int) -> Cell:
        """The cell of a row that tells its unit of measure; blank without a column for it."""
        column = self.run.measure
        return Cell(row=row, column=0, text="") if column is None else self.table.at(row, column)

    def _below(self, row: int) -> Cell:
        return self.table.at(row + 1, self.run.labels[-1])

    def _heads_rows(self, row: int, cell: Cell) -> bool:
        labels = range(self.run.labels[0], self.run.labels[-1] + 1)
        return heads_rows(self.table, row, cell, labels, self.names)

    def _is_category(self, row: int, cell: Cell) -> bool:
        """A row that only names what the indented or completing rows below it count."""
        label = label_of(cell)
        below = self._below(row)
        if is_blank(below) or (label_of(below).is_child and not self.names.names):
            return False
        indented = _is_indented(below.text) and not _is_indented(cell.text)
        if not self.names.names:
            return indented
        if self.names.is_known(label):
            return self._heads_rows(row, cell) or self._is_unmeasured(row, cell)
        return indented or self.names.is_part(label)

    def _owns(self, own: Label, raw: str) -> bool:
        """Whether a row still belongs to the category row above it."""
        if self.heading is None:
            return False
        joined = self.heading.text + own.text
        alone = self.names.by_last.get(own.text, ())
        if _is_indented(raw) and not any(len(name.parts) == 1 for name in alone):
            return True
        if joined in self.names.by_joined or measure_of(own.text.removesuffix("数")):
            return True
        self.heading = None
        return False

    def path(self, row: int, cells: list[Cell]) -> tuple[Label, ...]:
        """The labels of a row, section first; 观看人次 may stand in the place of the unit."""
        path = self._path(cells)
        if self.run.measure is None or not self.names.names:
            return path
        unit = label_of(self.table.at(row, self.run.measure))
        return (
            (*path, unit)
            if path[-1].text + unit.text in self.names.by_joined and unit.text
            else path
        )

    def _path(self, cells: list[Cell]) -> tuple[Label, ...]:
        own, raw = label_of(cells[-1]), cells[-1].text
        above = [label_of(cell) for cell in cells[:-1]]
        labels = [*(label for label in above if label.text not in ("", own.text)), own]
        self._leave(raw)
        ancestors = (*(label for _, label in self.sections), *labels[:-1])
        if self._owns(own, raw) and self.heading is not None:
            ancestors = (*ancestors, self.heading)
        under = any(label.is_child and not label.text for label in above)  # 其中 merged down
        if not under and not self._is_child(own, raw):
            self.parent, self.in_children = own, False
            return (*ancestors, own)
        self.in_children = True
        if self.parent is not None:
            ancestors = (*ancestors, self.parent)
        return (*ancestors, replace(own, is_child=True))

    def _is_child(self, own: Label, raw: str) -> bool:
        """其中 and what is indented under it, or what the form itself counts under the parent."""
        if own.is_child or (self.in_children and (_is_indented(raw) or own.text in _MODES)):
            return True
        if self.parent is None:
            return False
        if raw[:1].isspace() and self.names.counted.named(self.parent.text, own.text):
            return True
        if self.names.is_whole(own):
            return False
        return self.in_children and self.parent.text + own.text in self.names.by_joined


def _level(raw: str) -> int:
    """第一部分 stands over 一、 and 一、 over （一）."""
    text = squeeze(raw)
    if text.startswith("第"):
        return 0
    return 2 if re.match(r"\(|[一二三四五六七八九十]+\)", text) else 1


def _is_indented(raw: str) -> bool:
    """Two blanks or a wide one: a single narrow one is a slip of the hand."""
    return (raw[:2].isspace() or raw[:1] == "\u3000") and bool(raw.strip()) and len(raw) > 2
