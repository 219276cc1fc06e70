"""Two fields named in one label cell: 横幅、标语 | 20条、60条, 展板及横幅 | 34."""

from __future__ import annotations

import re
from dataclasses import replace

from parsers.form.entries import Entry, raw_of
from parsers.form.labels import Label, has_two_measures, read_label
from parsers.form.measures import measure_of
from parsers.form.names import Names
from parsers.form.numbers import read_number
from parsers.form.table import is_blank
from parsers.form.text import squeeze
from parsers.grid import Cell

_JOINT = re.compile(r"[、/,;及和与]")
_VALUES = re.compile(r"\s*(?:[、/;；/\n]|[,，](?!\d{3}(?!\d))|和|及)\s*")


def split_joined(entries: list[Entry], names: Names) -> list[Entry]:
    """An entry for each field that a label names: with its own number where they can be told."""
    found: list[Entry] = []
    for entry in entries:
        labels = _labels_in(entry.leaf, names)
        if labels:
            found.extend(_apart(entry, labels))
        elif names.is_part(entry.leaf) and has_two_measures(entry.leaf):
            found.extend(_by_measures(entry))
        else:
            found.append(entry)
    return found


def _labels_in(leaf: Label, names: Names) -> tuple[Label, ...]:
    """The fields a label names; none where it is a name itself, or has other words."""
    pieces = _JOINT.split(leaf.full)
    if not 2 <= len(pieces) <= 4 or names.is_known(leaf) or names.is_part(leaf):
        return ()
    labels = tuple(read_label(piece) for piece in pieces)
    return labels if all(names.is_whole(label) for label in labels) else ()


def _apart(entry: Entry, labels: tuple[Label, ...]) -> list[Entry]:
    paths = [(*entry.path[:-1], label) for label in labels]
    if is_blank(entry.cell):
        return [replace(entry, path=path, measure=path[-1].measure) for path in paths]
    values = _values_in(entry, len(labels))
    if not values:  # one number for all of them
        return [replace(entry, path=path, counted_above=True) for path in paths]
    sure = all(read_number(value).base for value in values)
    return [
        replace(
            entry, path=path, cell=_cell(entry, value), raw=raw_of(entry),
            measure=path[-1].measure, beside_another=not sure,
        )
        for path, value in zip(paths, values, strict=True)
    ]  # fmt: skip


def _by_measures(entry: Entry) -> list[Entry]:
    """安全宣讲（场/人次） | 12/3400: each number in the unit of measure of its turn."""
    inner = re.search(r"\(([^()]*)\)$", entry.leaf.written)
    units = [one for one in _JOINT.split(inner[1] if inner else "") if measure_of(one)]
    values = _values_in(entry, len(units))
    if len(units) < 2 or not values:
        return [entry]
    bare = Label(text=entry.leaf.text, full=entry.leaf.text)
    return [
        replace(
            entry, path=(*entry.path[:-1], bare), cell=_cell(entry, value + unit),
            raw=raw_of(entry), measure=measure_of(unit), beside_another=True,
        )
        for value, unit in zip(values, units, strict=True)
    ]  # fmt: skip


def _values_in(entry: Entry, count: int) -> list[str]:
    values = _VALUES.split(entry.cell.text.strip()) if entry.cell.kind == "text" else []
    numbers = all(read_number(squeeze(value)).state == "value" for value in values)
    return values if len(values) == count and numbers else []


def _cell(entry: Entry, text: str) -> Cell:
    return Cell(row=entry.cell.row, column=entry.cell.column, text=text)
