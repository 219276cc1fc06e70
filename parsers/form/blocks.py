"""A run of rows without a title between them, read layout by layout."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from parsers.form.entries import Entry, Section
from parsers.form.layouts.activities import goes_on, read_list
from parsers.form.layouts.columns import find_header
from parsers.form.layouts.gaps import column_heads
from parsers.form.layouts.indicators import read_indicators
from parsers.form.layouts.list_heads import ListHeader, find_list
from parsers.form.layouts.matrix import Matrix, find_matrix, unit_column
from parsers.form.layouts.matrix_entries import read_matrix, reporting_rows
from parsers.form.layouts.over import read_over
from parsers.form.layouts.pairs import PairRows
from parsers.form.naming.labels import Label
from parsers.form.naming.names import Names
from parsers.form.table import Table, is_label, label_of
from parsers.form.text import squeeze
from parsers.form.values.measures import Measure

_REPORTS = re.compile(r"填|报|上交")


@dataclass(slots=True)
class Block:
    """A run of rows without a title between them, and what stands over it: `unit` reports it."""

    first: int
    last: int
    heading: tuple[Label, ...]
    measure: Measure | None
    unit: str = ""


class BlockReader:
    """Reads a block from top to bottom, layout by layout."""

    def __init__(self, table: Table, names: Names, block: Block, section: Section) -> None:
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
                or self._over(row, last)
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
        if header is not None:
            return self._list_rows(header, row, row + header.depth, last)
        head = self.section.list_head
        if head is None or row != self.block.first:
            return 0
        header = find_list(self.table, head, self.table.last_row, self.names)
        if header is None or not goes_on(self.table, header, row):
            return 0
        return self._list_rows(header, head, row, last)

    def _list_rows(self, header: ListHeader, head: int, start: int, last: int) -> int:
        """A list's rows; those between them that tell something else are read as pairs."""
        read = read_list(self.table, header, head, (start, last), self.names)
        heading = " ".join(label.full for label in self.block.heading)
        self.section.list_head = head
        self.section.lists.append(
            replace(read.found, heading=heading, continues=start != head + header.depth)
        )
        for one in read.foreign:
            self._add(self.pairs.row(one))
        return max(start, read.last + 1)

    def _indicators(self, row: int, last: int) -> int:
        header = find_header(self.table, row, last, self.names)
        if header is None:
            return 0
        measured = any(run.measure is not None for run in header.runs)
        if not measured and self._is_crossed(row, last):
            return 0
        stop = self._next_header(row + header.depth, last)
        self._add(read_indicators(self.table, header, row, stop, self.block.measure, self.names))
        return stop + 1

    def _is_crossed(self, row: int, last: int) -> bool:
        """项目 over the names of villages, and fields of the form as the other heads."""
        matrix = find_matrix(self.table, row, last, self.names)
        return matrix is not None and matrix.crossed

    def _next_header(self, start: int, last: int) -> int:
        """Where the rows under a header end: before another header."""
        for row in range(start, last + 1):
            again = find_header(self.table, row, last, self.names)
            if again is not None and self._repeats(row):
                return row - 1
            if find_list(self.table, row, last, self.names) is not None:
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
        named = self._units(matrix)
        if len(named) > 1:
            for one, unit in named.items():
                single = replace(matrix, rows=(one,))
                self.units.append((unit, self._read(single)))
        else:
            if named and not self.section.reporting_unit_text:
                self.section.reporting_unit_text = next(iter(named.values()))
            self._add(self._read(matrix))
        return matrix.last + 1

    def _read(self, matrix: Matrix) -> list[Entry]:
        return read_matrix(self.table, matrix, self.block.measure, self.names)

    def _units(self, matrix: Matrix) -> dict[int, str]:
        """The reporting unit of each row that reports; a 合计 makes parts of one report of them."""
        column = unit_column(self.table, matrix)
        if column is None:
            return {}
        rows = reporting_rows(self.table, matrix, self.names)
        texts = {row: self.table.at(row, column).text.strip() for row in rows}
        named = {row: text for row, text in texts.items() if text}
        return {} if self._are_offices(matrix, column, named) else named

    def _are_offices(self, matrix: Matrix, column: int, named: dict[int, str]) -> bool:
        """Whether the unit above the table reports for all its rows: none is its own.

        The heads 填报单位 and 报送单位 say themselves that each row reports.
        """
        unit = squeeze(self.block.unit)
        heads = "".join(
            cell.text for cell in column_heads(self.table, matrix.first, matrix.depth, column)
        )
        texts = [squeeze(text) for text in named.values()]
        own = any(unit.endswith(text) or text.endswith(unit) for text in texts)
        return bool(unit) and len(texts) > 1 and not own and _REPORTS.search(heads) is None

    def _over(self, row: int, last: int) -> int:
        found = read_over(self.table, row, self.block.measure, self.names) if row < last else []
        self._add(found)
        return row + 2 if found else 0

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
