"""From a grid to sections: rows sorted into titles, identity, notes and blocks, blocks read."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from parsers.form.entries import Entry, Section
from parsers.form.identity import (
    clean_unit,
    is_identity_label,
    is_identity_text,
    is_unit_label,
    reporting_unit_in,
)
from parsers.form.labels import Label, is_section, read_label
from parsers.form.layouts.activities import find_list, read_list
from parsers.form.layouts.clauses import clauses_of, entries_of
from parsers.form.layouts.headers import is_label_row
from parsers.form.layouts.indicators import find_header, read_indicators
from parsers.form.layouts.matrix import find_matrix, read_matrix, row_units
from parsers.form.layouts.pairs import PairRows
from parsers.form.measures import Measure, measure_of
from parsers.form.names import Names
from parsers.form.table import Table, is_label, is_value, label_of
from parsers.form.text import squeeze
from parsers.form.titles import is_form_title
from parsers.grid import Cell, Grid

_NOTE = re.compile(r"(?:备?注|说明|填表说明|填报说明|填写说明|备注说明|要求)[:：\d(（]|[*※]")
_MEASURE_LINE = re.compile(r"\(?(?:计量)?单位[:：]?(?P<measure>[^:：()]{1,5})\)?")
_WIDE = 0.6


@dataclass(slots=True)
class _Block:
    """A run of rows without a title between them, and what stands over it."""

    first: int
    last: int
    heading: tuple[Label, ...]
    measure: Measure | None


def read_grid(grid: Grid, names: Names) -> list[Section]:
    """Everything a form may hold in one grid; several sections where several units report."""
    table = Table(grid)
    walker = _Walker(table, names)
    for row in range(table.last_row + 1):
        walker.row(row)
    walker.close()
    return walker.sections


class _Walker:
    """Goes down a table. A new 填报单位 after something was read opens a new section."""

    def __init__(self, table: Table, names: Names) -> None:
        self.table, self.names = table, names
        self.sections = [self._new()]
        self.start: int | None = None
        self.heading: tuple[Label, ...] = ()
        self.measure: Measure | None = None

    def _new(self) -> Section:
        return Section(location=self.table.grid.location(0, 0))

    @property
    def section(self) -> Section:
        return self.sections[-1]

    def row(self, row: int) -> None:
        """Sort one row in."""
        cells = [cell for cell in self.table.row(row) if cell.row == row]
        if not cells:
            if not self.table.row(row):
                self._end_block(row)
            return
        if self._identity(cells):
            self._end_block(row)
            self._take_unit(self._unit_of(cells))
        elif self._is_banner(row, cells):
            self._end_block(row)
            self._banner(cells[0])
        elif self.start is None:
            self.start = row

    def close(self) -> None:
        """Read the last block."""
        self._end_block(self.table.last_row + 1)

    def _identity(self, cells: list[Cell]) -> bool:
        if all(is_identity_text(cell.text) for cell in cells if cell.kind == "text"):
            return any(cell.kind == "text" for cell in cells)
        first = cells[0]
        if is_identity_text(first.text) and reporting_unit_in(first.text):
            return len(cells) == 1 or not any(
                self.names.is_known(label_of(one)) for one in cells[1:]
            )
        if not is_identity_label(first.text):
            return False
        if len(cells) == 1:
            return True
        return self._alternates(cells)

    def _alternates(self, cells: list[Cell]) -> bool:
        """填报单位 | 某某局 | 填报人 | 某某, and not the header of a wide table."""
        others = [cell for cell in cells[1:] if not is_identity_label(cell.text)]
        known = any(
            self.names.is_known(label_of(cell)) or label_of(cell).measure for cell in others
        )
        return not known and len(others) <= len(cells) - len(others)

    def _unit_of(self, cells: list[Cell]) -> str:
        for index, cell in enumerate(cells):
            if name := reporting_unit_in(cell.text):
                return name
            if is_unit_label(cell.text) and index + 1 < len(cells):
                following = cells[index + 1]
                if not is_identity_label(following.text):
                    return clean_unit(following.text)
        return ""

    def _take_unit(self, unit: str) -> None:
        if not unit:
            return
        current = self.section
        if current.reporting_unit_text and squeeze(unit) != squeeze(current.reporting_unit_text):
            self._open(unit)
        elif not current.reporting_unit_text:
            current.reporting_unit_text = unit
            current.closed = bool(current.entries or current.lists)

    def _open(self, unit: str) -> None:
        """The second unit in one table: the title just above belongs to it."""
        fresh = self._new()
        fresh.banners, self.section.pending = self.section.pending, []
        fresh.reporting_unit_text = unit
        self.sections.append(fresh)
        self.heading = ()

    def _is_banner(self, row: int, cells: list[Cell]) -> bool:
        if len(cells) != 1 or len(self.table.row(row)) != 1 or cells[0].kind != "text":
            return False
        cell = cells[0]
        if cell.colspan >= max(2, _WIDE * self.table.columns) or len(cell.text) > 60:
            return True
        if self.table.columns == 1:
            return True
        label = label_of(cell)
        if self.start is None and is_form_title(cell.text) and not self.section.entries:
            return True
        if self.names.is_known(label) or is_value(cell):
            return False
        if _NOTE.match(squeeze(cell.text)) or _measure_line(cell.text):
            return True
        return (
            (self.start is None and (is_form_title(cell.text) or is_section(cell.text)))
            or (self.start is None and not self.section.entries and cell.column > 0)
            or (is_section(cell.text) and self._is_followed_by_header(row))
        )

    def _is_followed_by_header(self, row: int) -> bool:
        return row < self.table.last_row and is_label_row(self.table, row + 1)

    def _banner(self, cell: Cell) -> None:
        text = cell.text.strip()
        if _NOTE.match(squeeze(text)):
            return
        if measure := _measure_line(text):
            self.measure = measure
            return
        if self._sentences(cell):
            return
        if self.section.entries or self.section.lists:
            self.section.pending.append(text)
        else:
            self.section.banners.append(text)
        if len(text) <= 30:
            label = read_label(text)
            self.heading, self.measure = (label,), label.measure

    def _sentences(self, cell: Cell) -> bool:
        clauses = clauses_of(cell.text, self.names)
        if not clauses or not any(self.names.is_known(read_label(one.label)) for one in clauses):
            return False
        self.section.entries.extend(entries_of(clauses, self.table.location(cell), cell))
        return True

    def _end_block(self, row: int) -> None:
        if self.start is None:
            return
        block = _Block(
            first=self.start, last=row - 1, heading=self._heading(), measure=self.measure
        )
        self.start = None
        if self.section.closed:
            self._open("")
        self.section.pending = []
        units = _BlockReader(self.table, self.names, block, self.section).read()
        self._take_rows(units)

    def _heading(self) -> tuple[Label, ...]:
        """A title at the very top is the form's; one inside, or a numbered one, leads to cells."""
        if not self.heading:
            return ()
        inside = bool(self.section.entries) or len(self.section.banners) > 1
        label = self.heading[0]
        if is_form_title(label.full):
            return ()
        return self.heading if inside or (self.names.names and self.names.is_part(label)) else ()

    def _take_rows(self, units: list[tuple[str, list[Entry]]]) -> None:
        """A matrix with a row per unit: each row is a section."""
        for unit, entries in units:
            if self.section.reporting_unit_text in ("", unit) and not self.section.row_unit:
                target = self.section
            else:
                target = self._new()
                target.banners = list(self.sections[0].banners)
                self.sections.append(target)
            target.reporting_unit_text, target.row_unit = unit, True
            target.entries.extend(entries)


def _measure_line(text: str) -> Measure | None:
    match = _MEASURE_LINE.fullmatch(squeeze(text))
    return measure_of(match["measure"]) if match else None


class _BlockReader:
    """Reads a block from top to bottom, layout by layout."""

    def __init__(self, table: Table, names: Names, block: _Block, section: Section) -> None:
        self.table, self.names, self.block, self.section = table, names, block, section
        self.units: list[tuple[str, list[Entry]]] = []
        group = f"{table.grid.place}{block.first}"
        self.pairs = PairRows(table, names, block.measure, group)

    def read(self) -> list[tuple[str, list[Entry]]]:
        """Fill the section; what belongs to units named row by row is handed back."""
        row, last = self.block.first, self.block.last
        while row <= last:
            row = (
                self._list(row, last)
                or self._indicators(row, last)
                or self._matrix(row, last)
                or self._column(row, last)
                or self._pair(row)
            )
        return self.units

    def _add(self, entries: list[Entry]) -> None:
        heading, general = self.block.heading, self.block.measure
        self.section.entries.extend(
            replace(
                entry,
                path=(*heading, *entry.path),
                general_measure=general is not None and entry.measure is general,
            )
            for entry in entries
        )

    def _list(self, row: int, last: int) -> int:
        header = find_list(self.table, row, last, self.names)
        if header is None:
            return 0
        self.section.lists.append(read_list(self.table, header, row, last, self.block.measure))
        return last + 1

    def _indicators(self, row: int, last: int) -> int:
        header = find_header(self.table, row, last)
        if header is None:
            return 0
        stop = self._next_header(row + header.depth, last)
        self._add(read_indicators(self.table, header, row, stop, self.block.measure, self.names))
        return stop + 1

    def _next_header(self, start: int, last: int) -> int:
        """Where the rows under a header end: before another header."""
        for row in range(start, last + 1):
            again = find_header(self.table, row, last)
            if again is not None and self._repeats(row):
                return row - 1
        return last

    def _repeats(self, row: int) -> bool:
        cells = self.table.row(row)
        return all(is_label(cell) for cell in cells) and not any(
            self.names.is_known(label_of(cell)) for cell in cells
        )

    def _matrix(self, row: int, last: int) -> int:
        matrix = find_matrix(self.table, row, last, self.names)
        if matrix is None:
            return 0
        units = row_units(self.table, matrix)
        named = {one: unit for one, unit in units.items() if unit}
        totals = [one for one, unit in named.items() if read_label(unit).is_total]
        if len(named) > 1 and not totals:
            for one, unit in named.items():
                single = replace(matrix, rows=(one,))
                self.units.append((unit, read_matrix(self.table, single, self.block.measure)))
        else:
            if len(named) == 1 and not totals and not self.section.reporting_unit_text:
                self.section.reporting_unit_text = next(iter(named.values()))
            self._add(read_matrix(self.table, matrix, self.block.measure))
        return matrix.last + 1

    def _column(self, row: int, last: int) -> int:
        """A wide table of one column: a known label with its number right below."""
        above, below = self.table.row(row), self.table.row(row + 1) if row < last else []
        if len(above) != 1 or len(below) != 1 or above[0].column != below[0].column:
            return 0
        label = label_of(above[0])
        if not is_label(above[0]) or not self.names.is_known(label):
            return 0
        under = label_of(below[0])
        if is_label(below[0]) and (self.names.is_part(under) or under.measure):
            return 0
        location = self.table.location(below[0])
        measure = label.measure or self.block.measure
        self._add([Entry(path=(label,), cell=below[0], location=location, measure=measure)])
        return row + 2

    def _pair(self, row: int) -> int:
        self._add(self.pairs.row(row))
        return row + 1
