"""Of several entries for one field, or fields for one entry, those that fit better."""

from __future__ import annotations

from dataclasses import dataclass

from parsers.form.cells import read_cell, target_of
from parsers.form.definition import FormField
from parsers.form.entries import Entry
from parsers.form.measures import compatible
from parsers.form.table import is_blank


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
