"""Numbers that stand beside the cell they belong in: by the unit, under 备注, a row too low."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from parsers.form.entries import Entry
from parsers.form.layouts.columns import Columns
from parsers.form.layouts.contents import is_number, is_plain
from parsers.form.layouts.value_heads import ValueHeads
from parsers.form.naming.labels import Label
from parsers.form.naming.names import Names
from parsers.form.naming.similar import speaks_of_else
from parsers.form.table import Table, is_blank, is_measure
from parsers.form.text import plain_text
from parsers.form.values.cells import read_cell, target_of
from parsers.form.values.measures import Measure, compatible, families
from parsers.form.values.quantities import quantities_of
from parsers.form.values.remarks import corrects
from parsers.grid import Cell

_BARE = re.compile(r"\d[\d,.]*")
_ELSE = re.compile(
    r"^(?:含|包[括含])|[较比填]|取消|延期|推迟|未|每|下[一个月周季年]|不[少低多]于|至少|要求|示例|例如|^如"
)
_REMARKS = re.compile(r"(?:情况)?(?:备注.*|说明|注)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """What was found for an empty cell: another cell that is taken, or a text to ask about."""

    cell: Cell | None = None
    elsewhere: str = ""


class Slips:
    """Looks around the value cells of one run."""

    def __init__(self, table: Table, run: Columns, heads: ValueHeads, last: int) -> None:
        self.table, self.run, self.heads, self.last = table, run, heads, last
        self.right = range(run.values[-1] + 1, run.end or table.columns)
        self.notes = [
            one
            for one, heads in run.heads.items()
            if heads and all(_REMARKS.fullmatch(head.text) for head in heads)
        ]

    def around(
        self, row: int, column: int, cell: Cell, own: Label, measure: Measure | None
    ) -> Slip:
        """What stands beside an empty value cell (or one that holds only a unit of measure)."""
        if not is_blank(cell) and not is_measure(cell):
            return Slip()
        if column not in self.heads.plain:
            return Slip()
        parts = [self.table.at(row, one) for one in self.heads.parts(column)]
        told = [one for one in parts if one is not cell and _has_number(one)]
        if told:
            return Slip(elsewhere="、".join(one.text.strip() for one in told))
        units = units_of(own, measure, self.heads.names)
        beside = self._beside(row, units)
        taken = next((one for one in beside if is_number(one)), None)
        if taken is None:
            below = [one for one in self.below(row, column) if is_number(one)]
            taken = below[0] if below else None
        if taken is not None:
            return Slip(cell=taken)
        return Slip(elsewhere="、".join(self._told_in_notes(row, units)))

    def _beside(self, row: int, units: frozenset[str]) -> list[Cell]:
        """The unit's column, what has no head on the right, and the remarks."""
        columns = [] if self.run.measure is None else [self.run.measure]
        if len(self.run.values) == 1:
            columns += [one for one in self.right if not self.run.heads.get(one)]
        cells = [self.table.at(row, one) for one in columns]
        noted = [self.table.at(row, one) for one in self.notes]
        cells += [one for one in noted if _BARE.fullmatch(one.text.strip()) or _counts(one, units)]
        return [one for one in cells if one.row == row and not is_blank(one)]

    def _told_in_notes(self, row: int, units: frozenset[str]) -> list[str]:
        """Remarks such as 自筹5万元 or 20人（学生）, which may be the number itself."""
        noted = [self.table.at(row, one) for one in self.notes]
        return [one.text.strip() for one in noted if one.row == row and _counts(one, units)]

    def below(self, row: int, column: int) -> list[Cell]:
        """The numbers of the rows below that have no label of their own."""
        found: list[Cell] = []
        for one in range(row + 1, self.last + 1):
            if any(not is_blank(self.table.at(one, label)) for label in self._named()):
                break
            cell = self.table.at(one, column)
            if cell.row == one and not is_blank(cell):
                found.append(cell)
        return [cell for cell in found if read_cell(cell).value is not None]

    def _named(self) -> list[int]:
        """The columns that tell whose number a row holds: labels, and the unit of measure."""
        labels = range(min(self.run.labels), max(self.run.labels) + 1)
        return [*labels, *([] if self.run.measure is None else [self.run.measure])]

    def is_rivalled(self, row: int, column: int, unit: str) -> bool:
        """Whether another number in the same row, or under it, may be the one that is meant."""
        own = self.table.at(row, column)
        beside = [self.table.at(row, one) for one in self.heads.rivals[column]]
        beside = [one for one in beside if one is not own and self._may_be(one, unit)]
        past = self.table.at(row, self.run.values[-1] + 1)
        if not self.run.heads.get(self.run.values[-1] + 1) and _BARE.fullmatch(past.text.strip()):
            beside.append(past)  # 3,400 cut in two by a comma
        mine = read_cell(own)
        reads = [read_cell(cell) for cell in beside if not is_blank(cell)]
        differs = any(
            one.value is not None and (one.value, one.base) != (mine.value, mine.base)
            for one in reads
        )
        corrected = any(corrects(self.table.at(row, one).text) for one in self.notes)
        return (
            differs or corrected or (column in self.heads.plain and bool(self.below(row, column)))
        )

    def _may_be(self, cell: Cell, unit: str) -> bool:
        """A column headed 投资（万元） does not count the rows' 家."""
        if not is_plain(cell) or (unit != "%" and read_cell(cell).base == "%"):
            return False  # 6月底 under 时限, 12% under 占全市比重
        head = next((one.measure for one in self.run.heads[cell.column] if one.measure), None)
        return head is None or compatible(head.base, unit)


def units_of(own: Label, measure: Measure | None, names: Names) -> frozenset[str]:
    """What a label's number may be counted in: its own unit, else those of its fields."""
    if measure is not None:
        return frozenset({measure.base})
    named = (*names.by_joined.get(own.text, ()), *names.by_last.get(own.text, ()))
    return frozenset(target_of(name.field).base for name in named)


def with_note(entry: Entry, note: Cell, names: Names) -> Entry:
    """An entry left empty beside a remark that may hold its number."""
    told = _counts(note, units_of(entry.leaf, entry.measure, names))
    return replace(entry, elsewhere=note.text.strip()) if told and is_blank(entry.cell) else entry


def _counts(cell: Cell, units: frozenset[str]) -> bool:
    """Whether a remark holds a number in one of these units, of this period and done."""
    text = plain_text(cell.text)
    if cell.kind != "text" or _ELSE.search(text) or speaks_of_else(text):
        return False
    bases = {one.base for one in quantities_of(text).quantities} - {""}
    return any(_is_one(base, unit) for base in bases for unit in units)


def _is_one(base: str, unit: str) -> bool:
    """The same unit; 人次 and 名 both count people, while 12家 are no 个 of another thing."""
    return base == unit or bool(families(base) & families(unit) & families("人"))


def _has_number(cell: Cell) -> bool:
    return not is_blank(cell) and read_cell(cell).value is not None
