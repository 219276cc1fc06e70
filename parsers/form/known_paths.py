"""Entries under the labels that a form knows, whatever a clerk joined or put around them."""

from __future__ import annotations

from dataclasses import replace

from parsers.form.entries import Entry
from parsers.form.labels import Label
from parsers.form.layouts.headers import is_this_period
from parsers.form.names import Names


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
