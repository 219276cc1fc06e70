"""Entries under the labels that a form knows, whatever a clerk joined or put around them."""

from __future__ import annotations

from dataclasses import replace

from parsers.form.entries import Entry
from parsers.form.labels import Label
from parsers.form.names import Names


def with_whole_path(entry: Entry, names: Names) -> Entry:
    """科普讲座/参加人数 in one cell is the label 参加人数 under 科普讲座."""
    name = names.whole_path(entry.leaf)
    if name is None:
        return entry
    own = entry.leaf
    path = tuple(Label(text=part, full=part, measure=own.measure) for part in name.parts)
    return replace(entry, path=(*entry.path[:-1], *path))


def undressed(entry: Entry, names: Names) -> Entry:
    """科普讲座（含线上） is the label 科普讲座; one of which more was taken off is asked about."""
    own = entry.leaf
    if own.text in names.by_last or own.full in names.by_joined:
        return entry
    found = names.undressed(own)
    if found is None:
        return entry
    label, sure = found
    measure = entry.measure or label.measure
    return replace(entry, path=(*entry.path[:-1], label), measure=measure, guessed_label=not sure)
