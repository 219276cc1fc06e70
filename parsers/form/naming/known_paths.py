"""Entries under the labels that a form knows, whatever a clerk joined or put around them."""

from __future__ import annotations

from dataclasses import replace

from parsers.form.entries import Entry
from parsers.form.layouts.headers import is_this_period
from parsers.form.naming.labels import Label
from parsers.form.naming.names import Names
from parsers.form.values.cells import target_of
from parsers.form.values.measures import compatible


def with_own_label(entry: Entry, names: Names) -> Entry:
    """The same entry; a label that the form knows stands as the form has it."""
    return _undressed(_with_whole_path(_without_period(entry, names), names), names)


def _with_whole_path(entry: Entry, names: Names) -> Entry:
    """科普讲座/参加人数 in one cell is the label 参加人数 under 科普讲座."""
    name = names.whole_path(entry.leaf)
    if name is None:
        return entry
    own = entry.leaf
    path = tuple(Label(text=part, full=part, measure=own.measure) for part in name.parts)
    return replace(entry, path=(*entry.path[:-1], *path))


def _without_period(entry: Entry, names: Names) -> Entry:
    """走访企业 above 本年 or 数量 is the label 走访企业."""
    if len(entry.path) < 2 or not is_this_period(entry.leaf) or names.is_known(entry.leaf):
        return entry
    above = entry.path[-2]
    known = names.is_whole(above) or names.whole_path(above) is not None
    measure = entry.measure or entry.leaf.measure
    return replace(entry, path=entry.path[:-1], measure=measure) if known else entry


def _undressed(entry: Entry, names: Names) -> Entry:
    """科普讲座（含线上） is the label 科普讲座; one of which more was taken off is asked about."""
    own = entry.leaf
    if own.text in names.by_last or own.full in names.by_joined:
        return entry
    found = names.undressed(own)
    if found is None:
        return entry
    label, sure = found
    measure = entry.measure or label.measure
    return replace(
        entry,
        path=(*entry.path[:-1], label),
        measure=measure,
        guessed_label="" if sure else own.full,
    )


def with_counted(entries: list[Entry], names: Names) -> list[Entry]:
    """参加人数 by 线上, or 科普报告会 by 参与人数, as the form has it: 线上活动/参与人次.

    A field that another entry names in the form's own words is left to that.
    """
    named = {key for entry in entries for key in _keys(entry, names)}
    return [_counted(entry, names, named) if len(entry.path) > 1 else entry for entry in entries]


def _keys(entry: Entry, names: Names) -> set[str]:
    own = entry.leaf.text
    texts = (own, entry.path[-2].text + own) if len(entry.path) > 1 else (own,)
    return {name.field.key for text in texts for name in names.by_joined.get(text, ())}


def _counted(entry: Entry, names: Names, named: set[str]) -> Entry:
    above, own = (label.text for label in entry.path[-2:])
    counted = names.counted
    found = (
        counted.part(above, own)
        or counted.part(own, above)
        or counted.named(above, own)
        or counted.named(own, above)
    )
    if found is None or found[0].key in named:
        return entry
    field, parts = found
    strange = any(names.is_part(label) and label.text not in parts for label in entry.path[:-2])
    fits = entry.measure is None or compatible(entry.measure.base, target_of(field).base)
    if strange or not fits:
        return entry
    path = tuple(Label(text=part, full=part) for part in parts)
    whole = Label(text="".join(parts), full="/".join(parts))
    part = tuple(whole if one in entry.path[-2:] else one for one in entry.part or ())
    return replace(entry, path=(*entry.path[:-2], *path), part=part or entry.part)
