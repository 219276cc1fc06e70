"""Two fields named in one label cell: 横幅、标语 | 20条、60条, 展板及横幅 | 34."""

from __future__ import annotations

import re
from dataclasses import replace

from parsers.form.entries import Entry, raw_of
from parsers.form.naming.labels import Label, has_two_measures, read_label
from parsers.form.naming.names import Names
from parsers.form.table import is_blank
from parsers.form.text import squeeze
from parsers.form.values.cells import target_of
from parsers.form.values.measures import compatible, families, measure_of
from parsers.form.values.numbers import read_number
from parsers.grid import Cell

_SEPARATORS = re.compile(r"[、/,;]")
_JOINTS = (_SEPARATORS, *(re.compile(word) for word in "及和与"))
_VALUES = re.compile(r"\s*(?:[、/;；/\n]|[,，](?!\d{3}(?!\d))|和|及)\s*")
_BLANKS = re.compile(r"(?<=\D)\s+(?=\d)")
_MOST = 4


def pieces_of(text: str) -> list[tuple[str, ...]]:
    """The ways in which a label may be several: 学生、教师, 学生和教师, but hardly 参 | 学生."""
    ways = (tuple(joint.split(text)) for joint in _JOINTS)
    return [way for way in ways if 2 <= len(way) <= _MOST and all(way)]


def split_joined(entries: list[Entry], names: Names) -> list[Entry]:
    """An entry for each field that a label names: with its own number where they can be told."""
    found: list[Entry] = []
    for entry in entries:
        labels = _labels_in(entry, names)
        if labels:
            found.extend(_apart(entry, labels))
        elif names.is_part(entry.leaf) and has_two_measures(entry.leaf):
            found.extend(_by_measures(entry, names))
        else:
            found.append(entry)
    return found


def _labels_in(entry: Entry, names: Names) -> tuple[Label, ...]:
    """The fields a label names; none where it is a name itself, or has other words."""
    leaf = entry.leaf
    if names.is_known(leaf) or names.is_part(leaf):
        return ()
    category = "".join(label.text for label in entry.path[:-1])
    for pieces in pieces_of(leaf.full):
        labels = tuple(read_label(piece) for piece in pieces)
        if all(names.is_whole(one) or category + one.text in names.by_joined for one in labels):
            return labels
    return ()


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


def _by_measures(entry: Entry, names: Names) -> list[Entry]:
    """安全宣讲（场/人次） | 12/3400: each number in the unit of measure of its turn."""
    inner = re.search(r"\(([^()]*)\)$", entry.leaf.written)
    units = [one for one in _SEPARATORS.split(inner[1] if inner else "") if measure_of(one)]
    values = _values_in(entry, len(units))
    if len(units) < 2 or not values:
        return [entry]
    bare = Label(text=entry.leaf.text, full=entry.leaf.text)
    parts = [_part_in(bare, unit, names) or read_label(unit) for unit in units]
    return [
        replace(
            entry, path=(*entry.path[:-1], bare, part), cell=_cell(entry, value),
            raw=raw_of(entry), measure=measure_of(unit), beside_another=not _says(value, unit),
        )
        for value, unit, part in zip(values, units, parts, strict=True)
    ]  # fmt: skip


def _part_in(category: Label, unit: str, names: Names) -> Label | None:
    """The one part of a category that is counted in a unit of measure."""
    measure = measure_of(unit)
    parts = {
        name.parts[-1]
        for name in names.names
        if len(name.parts) > 1 and name.parts[-2] == category.text and measure
        and families(measure.base) & families(target_of(name.field).base)
    }  # fmt: skip
    return read_label(parts.pop()) if len(parts) == 1 else None


def _says(value: str, unit: str) -> bool:
    """Whether a number names a unit of measure itself."""
    own, measure = read_number(value).base, measure_of(unit)
    return bool(own) and measure is not None and compatible(own, measure.base)


def _values_in(entry: Entry, count: int) -> list[str]:
    text = entry.cell.text.strip() if entry.cell.kind == "text" else ""
    for values in (_VALUES.split(text), _BLANKS.split(text)):
        numbers = all(read_number(squeeze(value)).state == "value" for value in values)
        if len(values) == count and numbers:
            return values
    return []


def _cell(entry: Entry, text: str) -> Cell:
    return Cell(row=entry.cell.row, column=entry.cell.column, text=text)
