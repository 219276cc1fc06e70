"""A label nobody knows that stands just where a field of the form should: perhaps the field.

The labels before and after it are the field's neighbours in the form's definition, and the field's
own label stands nowhere. A row below all others is more likely the clerk's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parsers.findings import Finding, finding
from parsers.form.definition import FormDefinition, FormField
from parsers.form.entries import Entry, raw_of
from parsers.form.layouts.headers import is_note, is_previous
from parsers.form.naming.labels import read_label
from parsers.form.naming.names import Names, split_path
from parsers.form.naming.similar import speaks_of_else
from parsers.form.values.cells import read_cell, target_of
from parsers.form.values.measures import compatible, is_strange


def slots_taken(
    entries: Sequence[Entry],
    chosen: dict[str, Entry],
    names: Names,
    definition: FormDefinition,
    told: set[str],
) -> Iterator[Finding]:
    """One question a field. `entries`: all of the form, as they stand in it."""
    for entry, one in _slots(entries, chosen, names, definition):
        if one.key not in told:
            told.add(one.key)
            yield finding(
                "unread_label",
                location=entry.location,
                field_key=one.key,
                label=entry.name,
                raw=raw_of(entry),
                candidate=one.label,
            )


def _slots(
    entries: Sequence[Entry], chosen: dict[str, Entry], names: Names, definition: FormDefinition
) -> Iterator[tuple[Entry, FormField]]:
    order = {one.key: at for at, one in enumerate(definition.fields)}
    places = {entry.location: order[key] for key, entry in chosen.items()}
    before, strange, divided = -1, list[Entry](), False
    for entry in entries:
        at = places.get(entry.location)
        if at is None:
            divided |= entry.is_child  # 其中：尿素, and 复合肥 below it
            strange.extend([entry] if not divided and _is_strange(entry, names) else [])
            continue
        between = definition.fields[before + 1 : at]
        yield from _fitting(strange, [one for one in between if one.key not in chosen], names)
        before, strange, divided = at, [], False
    if all(_counts(entry, one) for entry in strange for one in definition.fields[before + 1 :]):
        yield from _fitting(strange, definition.fields[before + 1 :], names)


def _fitting(
    strange: list[Entry], fields: Sequence[FormField], names: Names
) -> Iterator[tuple[Entry, FormField]]:
    """As many labels as fields between two neighbours, each in a unit that can be the field's."""
    fields = [one for one in fields if all(_is_under(entry, one, names) for entry in strange)]
    pairs = list(zip(strange, fields, strict=False))
    if len(strange) == len(fields) and all(_may_count(entry, one) for entry, one in pairs):
        yield from pairs


def _is_under(entry: Entry, one: FormField, names: Names) -> bool:
    """Whether the categories above a label, where the form knows them, are the field's too."""
    own = [read_label(part).text for part in split_path(one.label)[:-1]]
    above = (label for label in entry.path[:-1] if names.is_known(label) or names.is_part(label))
    return all(label.text in own for label in above)


def _base(entry: Entry) -> str:
    return read_cell(entry.cell).base or (entry.measure.base if entry.measure else "")


def _may_count(entry: Entry, one: FormField) -> bool:
    own, wanted = _base(entry), target_of(one).base
    return one.type != "text" and compatible(own, wanted) and not is_strange(own, wanted)


def _counts(entry: Entry, one: FormField) -> bool:
    """What stands last may be the clerk's own, and has to be in the very unit of the field."""
    return _base(entry) == target_of(one).base != ""


def _is_strange(entry: Entry, names: Names) -> bool:
    """A number under a label that is no field's, no part of one, no total and no other time's."""
    leaf = entry.leaf
    known = names.is_known(leaf) or names.is_part(leaf) or entry.is_total
    other = is_previous(leaf) or is_note(leaf) or speaks_of_else(leaf.text)
    whole = not (entry.is_child or entry.part or entry.said)
    return whole and not (known or other) and read_cell(entry.cell).value is not None
