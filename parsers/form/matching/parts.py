"""A cell that holds several fields: 线上3场、线下5场, 10场次，127人次."""

from __future__ import annotations

from dataclasses import replace

from parsers.form.definition import FormField
from parsers.form.entries import Entry, raw_of
from parsers.form.matching.scoring import LEAF, score
from parsers.form.naming.labels import read_label
from parsers.form.naming.names import Name, Names, split_path
from parsers.form.values.cells import target_of
from parsers.form.values.measures import compatible, families, measure_of
from parsers.form.values.numbers import read_number, write_number
from parsers.form.values.quantities import Quantity
from parsers.form.values.several import EACH
from parsers.form.values.spoilers import spoils
from parsers.grid import Cell


def split_parts(entries: list[Entry], names: Names) -> list[Entry]:
    """线上3场、线下5场 fills the parts where the form has fields for them."""
    found: list[Entry] = []
    for entry in entries:
        parts = () if _is_one_mode(entry) else _parts_of(entry)
        mixed = () if parts else _mixed_parts_of(entry)
        owned = [_part_field(entry, part, names) for part in parts]
        owned += [_counted_in(entry, part, names) for part in mixed]
        parts = parts or mixed
        keys = {one.key for one in owned if one is not None}
        if not parts or None in owned or len(keys) != len(parts):
            found.append(entry)
            continue
        if any(
            score(entry, name, names) >= LEAF and name.field.key not in keys for name in names.names
        ):
            found.append(entry)
        found.extend(
            _part_entry(entry, part, one)
            for part, one in zip(parts, owned, strict=True)
            if one is not None
        )
    return found


def _is_one_mode(entry: Entry) -> bool:
    """A cell that is itself the 线上 one keeps what is in it together."""
    return any(mode in label.text for label in entry.path for mode in ("线上", "线下"))


def _part_field(entry: Entry, part: Quantity, names: Names) -> FormField | None:
    """The one field that a piece belongs to: its word, the cell's label, a fitting unit."""
    base = part.base or (entry.measure.base if entry.measure else "")
    word, leaf = part.words.strip("+ ").removeprefix("其中"), entry.leaf.text
    sums = {key for name in names.by_last.get(leaf, ()) for key in name.field.sum_of}
    fitting = {
        name.field.key: name.field
        for name in names.names
        if word
        and name.joined != leaf
        and (word in name.joined or (len(name.parts) > 1 and name.parts[0] in word))
        and compatible(base, target_of(name.field).base)
        and (word == name.joined or name.field.key in sums or _is_part_of(leaf, name, names))
    }
    return next(iter(fitting.values())) if len(fitting) == 1 else None


def _counted_in(entry: Entry, part: Quantity, names: Names) -> FormField | None:
    """10场次，127人次 under 线上活动: the field of that name with that very unit of measure."""
    leaf = entry.leaf.text
    fitting = {
        name.field.key: name.field
        for name in names.names
        if leaf in (name.joined, "".join(name.parts[:-1]))
        and _same_base(part.base, target_of(name.field).base)
    }
    one = next(iter(fitting.values())) if len(fitting) == 1 and part.base else None
    if one is None or EACH.search(part.words) or spoils(part.words, leaf + one.label):
        return None  # 8场，每场100人次
    return one


def _same_base(one: str, other: str) -> bool:
    """场 and 场次 count the same; 场次 and 人次 do not."""
    return one == other or (compatible(one, other) and families(one) == families(other))


def _is_part_of(leaf: str, name: Name, names: Names) -> bool:
    """线上活动/场次 is a part of 活动场次; 线上活动/人次 is none of the field 参观人次."""
    last = name.parts[-1]
    if leaf in names.by_joined and measure_of(last) is not None:
        return leaf == last
    return last in leaf or leaf in name.joined or leaf in last


def _part_entry(entry: Entry, part: Quantity, one: FormField) -> Entry:
    text = write_number(part.value, part.base, part.approximation)
    cell = Cell(row=entry.cell.row, column=entry.cell.column, text=text)
    labels = tuple(read_label(piece) for piece in split_path(one.label))
    return replace(entry, path=labels, cell=cell, raw=raw_of(entry), groups=())


def _parts_of(entry: Entry) -> tuple[Quantity, ...]:
    """The named pieces of a cell such as 线上3场、线下5场."""
    if entry.cell.kind != "text" or entry.raw is not None:
        return ()
    read = read_number(entry.cell.text)
    return (
        read.parts
        if read.doubt in ("parts", "pieces", "") and all(one.words for one in read.parts)
        else ()
    )


def _mixed_parts_of(entry: Entry) -> tuple[Quantity, ...]:
    """The numbers of a cell such as 10场次，127人次, each with a unit of its own."""
    if entry.cell.kind != "text" or entry.raw is not None:
        return ()
    read = read_number(entry.cell.text)
    return read.parts if read.doubt == "mixed" and all(one.base for one in read.parts) else ()
