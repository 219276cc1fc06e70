"""Of several entries for one field, or fields for one entry, those that fit better."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from parsers.form.definition import FormField
from parsers.form.entries import Entry
from parsers.form.naming.names import Names
from parsers.form.table import is_blank
from parsers.form.values.cells import read_cell, target_of
from parsers.form.values.measures import compatible

_SAYS_WHOLE = re.compile(r"情况$|总体|整体|全部|基本|综合")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """An entry, by its index, that may be a field, and how well it fits."""

    entry: int
    field: FormField
    score: int


def _base(entry: Entry) -> str:
    own = read_cell(entry.cell).base
    return own or (entry.measure.base if entry.measure else "")


def fits_measure(entry: Entry, one: FormField) -> bool:
    """Whether a cell's unit of measure can count what a field does."""
    return compatible(_base(entry), target_of(one).base)


def by_measure(rivals: list[Pair], entries: list[Entry]) -> list[Pair]:
    """Those with the very unit of measure, else those that can be counted in it."""
    known = [pair for pair in rivals if _base(entries[pair.entry])]
    same = [p for p in known if _base(entries[p.entry]) == target_of(p.field).base]
    if same:
        return same
    fitting = [
        pair
        for pair in rivals
        if compatible(_base(entries[pair.entry]), target_of(pair.field).base)
    ]
    return fitting or rivals


def by_total(rivals: list[Pair], entries: list[Entry]) -> list[Pair]:
    """A 合计 before its parts."""
    return [pair for pair in rivals if entries[pair.entry].is_total] or rivals


def by_content(rivals: list[Pair], entries: list[Entry]) -> list[Pair]:
    """Those that are filled in."""
    return [pair for pair in rivals if not is_blank(entries[pair.entry].cell)] or rivals[:1]


def not_whole(
    chosen: Mapping[str, Entry], rest: list[Entry], names: Names
) -> Iterator[tuple[FormField, Entry]]:
    """Fields of which another row has a part: 参与义工 20 by 开幕式, and 10 by 线上活动."""
    fields = {name.field.key: name.field for name in names.names}
    for other in rest:
        row = other.path[-2] if len(other.path) > 1 else None
        ours = row is not None and (names.is_part(row) or names.is_known(row))
        if not ours or not read_cell(other.cell).value:
            continue
        for key, own in chosen.items():
            beside = other.cell.column == own.cell.column and other.cell.row != own.cell.row
            alike = beside and own.leaf.text == other.leaf.text
            if alike and _is_of_row(own, key, names) and read_cell(own.cell).value:
                yield fields[key], other


def _is_of_row(own: Entry, key: str, names: Names) -> bool:
    """Whether a field's number stands in the row of something else than the whole, or itself."""
    if len(own.path) < 2 or own.is_total or _SAYS_WHOLE.search(own.path[-2].text):
        return False
    row = own.path[-2].text
    return not any(row in name.joined for name in names.names if name.field.key == key)


def is_sum(entry: Entry, one: FormField, chosen: dict[str, Entry]) -> bool:
    """合计 | 场次 with just the number that 线上 and 线下 add up to. `chosen`: by field key."""
    parts = [chosen.get(key) for key in one.sum_of]
    reads = [read_cell(part.cell).value for part in parts if part is not None]
    told = [value for value in reads if value is not None]
    added = sum(told) if len(told) == len(parts) > 1 else None
    return entry.is_total and added is not None and read_cell(entry.cell).value == added
