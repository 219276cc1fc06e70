"""From a grid to sections: rows sorted into titles, identity, notes and blocks, blocks read."""

from __future__ import annotations

import re

from parsers.form.blocks import Block, BlockReader
from parsers.form.entries import Entry, Section
from parsers.form.identity import (
    clean_unit,
    is_identity_label,
    is_identity_text,
    is_unit_label,
    reporting_unit_in,
)
from parsers.form.layouts.clauses import entries_of, in_cell, remark_apart
from parsers.form.layouts.columns import find_header
from parsers.form.layouts.headers import is_label_row
from parsers.form.naming.labels import Label, is_section, read_label
from parsers.form.naming.names import Names
from parsers.form.table import Table, is_measure, is_value, label_of
from parsers.form.text import squeeze
from parsers.form.titles import is_form_title
from parsers.form.values.measures import Measure, measure_of
from parsers.grid import Cell, Grid

_NOTE = re.compile(r"(?:备?注|说明|填表说明|填报说明|填写说明|备注说明|要求)[:：\d(（]|[*※]")
_MEASURE_LINE = re.compile(r"\(?(?:计量)?单位[:：]?(?P<measure>[^:：()]{1,5})\)?")
_PAST = re.compile(
    r".{0,12}(?:同期|(?:上|去)年度?(?:完成|实际)?(?=数据|情况|统计|完成|数|表|$)).{0,8}"
)
_WIDE = 0.6


def read_grid(grid: Grid, names: Names, unit: str = "") -> list[Section]:
    """Everything a form may hold in one grid; several sections where several units report.

    `unit`: the 填报单位 that stands above the grid.
    """
    table = Table(grid)
    walker = _Walker(table, names, unit)
    for row in range(table.last_row + 1):
        walker.row(row)
    walker.close()
    return walker.sections


class _Walker:
    """Goes down a table. A new 填报单位 after something was read opens a new section."""

    def __init__(self, table: Table, names: Names, unit: str) -> None:
        self.table, self.names, self.unit = table, names, unit
        self.sections = [self._new()]
        self.start: int | None = None
        self.heading: tuple[Label, ...] = ()
        self.measure: Measure | None = None
        self.is_past = False

    def _new(self) -> Section:
        grid = self.table.grid
        return Section(location=grid.location(0, 0), sheet=grid.name)

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
            self._take_texts(cells)
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

    def _take_texts(self, cells: list[Cell]) -> None:
        """填报人：某某, 填报人 | 某某, where the form asks for it as one of its fields."""
        following = [*cells[1:], None]
        for cell, beside in zip(cells, following, strict=True) if self.names.names else ():
            label, colon, value = cell.text.replace("：", ":").partition(":")
            if not self.names.wants_text(read_label(label)):
                continue
            if colon and value.strip():
                self._add_text((read_label(label),), cell, value.strip())
            elif beside is not None and not is_identity_label(beside.text):
                self._add_text((read_label(label),), beside, beside.text.strip())

    def _add_text(self, path: tuple[Label, ...], cell: Cell, text: str) -> None:
        held = Cell(row=cell.row, column=cell.column, text=text)
        self.section.entries.append(Entry(path=path, cell=held, location=self.table.location(cell)))

    def _take_unit(self, unit: str) -> None:
        if not unit:
            return
        current = self.section
        if current.reporting_unit_text and squeeze(unit) != squeeze(current.reporting_unit_text):
            self._open(unit)
        elif not current.reporting_unit_text:
            current.reporting_unit_text = unit
            current.closed = bool(current.entries or current.lists)
        self.unit = "" if current.closed else unit

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
        if self._goes_on(row, cell):
            return False
        if cell.colspan >= max(2, _WIDE * self.table.columns) or len(cell.text) > 60:
            return True
        if self.table.columns == 1:
            return True
        label = label_of(cell)
        if self.start is None and is_form_title(cell.text) and not self.section.entries:
            return True
        if self.names.is_known(label) or is_value(cell):
            return False
        text = squeeze(cell.text)
        if _NOTE.match(text) or _measure_line(text) or (text[0] == "附" and _PAST.fullmatch(text)):
            return True
        return (
            (self.start is None and (is_form_title(cell.text) or is_section(cell.text)))
            or (self.start is None and not self.section.entries and cell.column > 0)
            or (is_section(cell.text) and self._starts_anew(row))
            or (label.measure is not None and self._heads_labels(row))
        )

    def _goes_on(self, row: int, cell: Cell) -> bool:
        """二、线下活动 over the whole width, and below it rows under the table's own header."""
        titled = is_section(cell.text) and cell.colspan > 1 and self.start is not None
        return titled and not self._starts_anew(row)

    def _heads_labels(self, row: int) -> bool:
        """咨询服务（人次） alone over a row of labels, as where nothing is merged."""
        return row < self.table.last_row and is_label_row(self.table, row + 1)

    def _starts_anew(self, row: int) -> bool:
        """Whether the rows below a numbered line do not go on under the header above it."""
        if row >= self.table.last_row or self.start is None:
            return False
        below = self.table.row(row + 1)
        header = find_header(self.table, self.start, row, self.names)
        if header is None or len(below) == 1 or is_label_row(self.table, row + 1):
            return True
        below_values = [
            self.table.at(row + 1, column) for run in header.runs for column in run.values
        ]
        measures = [run.measure for run in header.runs if run.measure is not None]
        has_measure = any(is_measure(self.table.at(row + 1, column)) for column in measures)
        return not has_measure and not any(is_value(cell) for cell in below_values)

    def _banner(self, cell: Cell) -> None:
        text = cell.text.strip()
        if _NOTE.match(squeeze(text)):
            return
        if measure := _measure_line(text):
            self.measure = measure
            return
        if self.names.names and self.heading and self.names.wants_text(self.heading[0]):
            self._add_text(self.heading, cell, text)
            self.heading = ()
            return
        if self._sentences(cell):
            return
        self.is_past = bool(self.section.entries) and _PAST.fullmatch(squeeze(text)) is not None
        if self.section.entries or self.section.lists:
            self.section.pending.append(text)
        else:
            self.section.banners.append(text)
        if len(text) <= 30:
            label = read_label(text)
            self.heading, self.measure = (label,), label.measure

    def _sentences(self, cell: Cell) -> bool:
        location = self.table.location(cell)
        found = in_cell(cell, location, self.names, alone=True)
        if not found and self.names.names and (clause := remark_apart(cell.text, self.names)):
            found = entries_of([clause], location, cell)
        self.section.entries.extend(found)
        return bool(found)

    def _end_block(self, row: int) -> None:
        if self.start is None:
            return
        block = Block(
            first=self.start, last=row - 1, heading=self._heading(), measure=self.measure,
            unit=self.unit,
        )  # fmt: skip
        self.start = None
        if self.section.closed:
            self._open("")
        self.section.pending = []
        if self.is_past:  # 附：2021年同期数据
            return
        units = BlockReader(self.table, self.names, block, self.section).read()
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
