"""The account of a form's numbers: each was read, is something else, or is asked about.

The last net under all layouts. It knows nothing of how a number came to be read or left: a plain
number in a table of the form that no figure, no activity and no question leads to, and that is no
running number, code, plan, former year or sum, is put before a person; with the field's name where
it stands beside one that was left empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from parsers.findings import Finding, finding
from parsers.form.definition import FormField
from parsers.form.identity import is_identity_label
from parsers.form.layouts.headers import (
    is_code,
    is_cumulative,
    is_example,
    is_label_row,
    is_note,
    is_previous,
    is_whole,
    year_of,
)
from parsers.form.layouts.list_words import is_cancelled, is_uncounted
from parsers.form.naming.labels import Label
from parsers.form.naming.names import Names, base_of_unit
from parsers.form.naming.numbering import is_numbered_label, is_numbering
from parsers.form.table import Table, is_label, is_measure, is_value, label_of
from parsers.form.values.cells import read_cell
from parsers.grid import Cell, Grid
from parsers.results import FormReading

_MOST_ROWS = 1000
_MOST_SHOWN = 4
_HEADS_ABOVE = 5
_CODE = re.compile(r"\s*0\d+\s*")


def told_fields(form: FormReading) -> set[str]:
    """Keys of the fields that have a figure, or about which a person is asked."""
    told = {figure.field_key for figure in form.figures if figure.state != "blank"}
    asked = {one.field_key for one in form.findings if one.severity != "info"}
    return {key for key in told | asked if key}


def numbers_left(
    form: FormReading, grids: Sequence[Grid], names: Names, accounted: frozenset[str]
) -> list[Finding]:
    """Questions about the numbers in a form's own tables that nothing accounts for.

    `accounted`: the places that any form of the file has read, or asks about already.
    """
    if form.kind != "statistics":
        return []
    found: list[Finding] = []
    before: Grid | None = None
    for grid in grids:
        ours = _is_of(form, grid) or (before is not None and _goes_on(form, before, grid))
        before = grid
        if not grid.hidden and grid.rows <= _MOST_ROWS and ours:
            account = _Account(form, Table(grid), names, accounted)
            found.extend(account.questions())
    return found


def places_of(forms: Sequence[FormReading]) -> frozenset[str]:
    """All places that lead to a figure, an activity or a finding of some form."""
    places = {
        place for form in forms for figure in form.figures for place in figure.location.split("、")
    }
    places |= {one.location for form in forms for one in form.findings}
    return frozenset(places | {one.location for form in forms for one in form.activities})


def _is_of(form: FormReading, grid: Grid) -> bool:
    figures = any(one.location.startswith(grid.place) for one in form.figures if one.field_key)
    return figures or any(one.location.startswith(grid.place) for one in form.activities)


def _goes_on(form: FormReading, before: Grid, grid: Grid) -> bool:
    """Whether a table without a header may be the rest of the activity list above it."""
    listed = any(one.location.startswith(before.place) for one in form.activities)
    return listed and grid.columns == before.columns and not is_label_row(Table(grid), 0)


class _Account:
    def __init__(
        self, form: FormReading, table: Table, names: Names, accounted: frozenset[str]
    ) -> None:
        self.table, self.names, self.accounted = table, names, accounted
        self.told = told_fields(form)
        self.asked = [one.message for one in form.findings if one.severity != "info"]
        self.units = {base_of_unit(name.field.unit_measure) for name in names.names}
        self.activities = {one.location for one in form.activities}
        self.said = {
            (figure.value, part)
            for figure in form.figures
            for part in (figure.label, *figure.label.split("/"))
        }

    def questions(self) -> Iterator[Finding]:
        """One a field left empty that a number stands beside, and one for all other numbers."""
        rest: list[Cell] = []
        for cell in self._numbers():
            one = self._field_by(cell)
            if one is None or one.key in self.told:
                if not self._is_remark(cell) and not self._is_shown(cell):
                    rest.append(cell)
                continue
            self.told.add(one.key)
            yield finding(
                "unread_number",
                location=self.table.location(cell),
                field_key=one.key,
                label=one.label,
                raw=cell.text.strip(),
            )
        if rest:
            yield finding(
                "numbers_left",
                location=self.table.location(rest[0]),
                count=str(len(rest)),
                raw="、".join(self._shown(cell) for cell in rest[:_MOST_SHOWN]),
            )

    def _shown(self, cell: Cell) -> str:
        """The number behind the label it stands by: 读书讲座 200."""
        labels = (*self._beside(cell.row, cell.column), *self._above(cell))
        name = next((label.full for label in labels), "")
        return f"{name} {cell.text.strip()}".strip()

    def _numbers(self) -> Iterator[Cell]:
        for cell in self.table.grid.cells:
            accounted = self.table.location(cell) in self.accounted
            if not accounted and self._is_number(cell) and not self._is_else(cell):
                yield cell

    def _is_number(self, cell: Cell) -> bool:
        """A number with at most its unit of measure: 同比增加3场 is a remark, 02 a code."""
        is_year = year_of(label_of(cell)) is not None
        if not is_value(cell) or _CODE.fullmatch(cell.text) or is_year:
            return False
        read = read_cell(cell)
        known = not read.doubt or (read.doubt == "own_unit" and read.base in self.units)
        return read.state == "value" and known

    def _is_else(self, cell: Cell) -> bool:
        """Whether the cell is something else than a value that should have been read."""
        heads = [*self._beside(cell.row, cell.column), *self._above(cell)]
        return (
            self._is_of_activity(cell)
            or self._is_group_sum(cell)
            or self._is_set_aside(cell)
            or any(_speaks_of_else(head, self.names) for head in heads)
            or is_numbering(self.table, cell)
            or is_numbered_label(self.table, cell)
            or any((read_cell(cell).value, head.text) in self.said for head in heads)
        )

    def _is_of_activity(self, cell: Cell) -> bool:
        columns = range(self.table.grid.columns)
        places = (self.table.grid.location(cell.row, column) for column in columns)
        return any(place in self.activities for place in places)

    def _is_group_sum(self, cell: Cell) -> bool:
        """Whether a number is what the activities next to it add up to: 一、宣传类 | 340."""
        below = range(cell.row + 1, self.table.last_row + 1)
        return self._adds_up(cell, below) or self._adds_up(cell, range(cell.row - 1, -1, -1))

    def _adds_up(self, cell: Cell, rows: range) -> bool:
        value, added = read_cell(cell).value, Decimal(0)
        for row in rows if self.activities else ():
            other = self.table.at(row, cell.column)
            if other.row == row and self._is_of_activity(other):
                added += read_cell(other).value or 0
                if added == value:
                    return True
        return False

    def _is_set_aside(self, cell: Cell) -> bool:
        """Whether a row of a list is an example, or an activity not held, or not to count."""
        row = self.table.row(cell.row)
        texts = [one.text for one in row] if self.activities else []
        unheld = any(is_cancelled(text) or is_uncounted(text) for text in texts)
        return unheld or any(is_example(label_of(one)) for one in row if one.column < cell.column)

    def _beside(self, row: int, column: int) -> Iterator[Label]:
        """The labels left of a column in a row, the nearest first."""
        for one in range(column - 1, -1, -1):
            left = self.table.at(row, one)
            if is_label(left) and not is_measure(left):
                yield label_of(left)

    def _above(self, cell: Cell) -> Iterator[Label]:
        """The nearest labels above a cell; a year over a column is one, a title is none."""
        seen = 0
        alone = self._is_alone(cell.row)
        for row in range(cell.row - 1, -1, -1):
            above = self.table.at(row, cell.column)
            label = label_of(above)
            named = is_label(above) and not is_measure(above) and (alone or not self._is_alone(row))
            if named or year_of(label) is not None:
                yield label
                seen += 1
            if seen == _HEADS_ABOVE:
                return

    def _is_shown(self, cell: Cell) -> bool:
        """Whether a question of the form shows the number already: 科普讲座/人次 12 或 15."""
        whole = re.compile(rf"(?<![\d.]){re.escape(cell.text.strip())}(?![\d.])")
        return any(whole.search(text) for text in self.asked)

    def _is_remark(self, cell: Cell) -> bool:
        return any(is_note(head) for head in self._above(cell))

    def _field_by(self, cell: Cell) -> FormField | None:
        """The field named left of a number, or in the row above where its own names nothing."""
        for row in (cell.row, cell.row - 1):
            beside = next(self._beside(row, cell.column), None)
            if beside is not None:
                return self._field_of(beside)
        for row in (cell.row - 1, cell.row - 2):
            above = self.table.at(row, cell.column)
            if is_label(above) and not is_measure(above):
                return self._field_of(label_of(above)) if self._is_alone(row) else None
            if not is_measure(above):
                return None
        return None

    def _is_alone(self, row: int) -> bool:
        return len(self.table.row(row)) == 1

    def _field_of(self, label: Label) -> FormField | None:
        """The one field a label names; None where it names none, or several."""
        keys = {name.field.key: name.field for name in self.names.by_joined.get(label.text, ())}
        return next(iter(keys.values())) if len(keys) == 1 else None


def _speaks_of_else(head: Label, names: Names) -> bool:
    year = year_of(head)
    return (
        is_previous(head)
        or is_cumulative(head)
        or is_whole(head)
        or is_example(head)
        or is_code(head)
        or (year is not None and year not in names.years)
        or is_identity_label(head.text)
    )
