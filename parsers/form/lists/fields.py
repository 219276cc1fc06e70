"""Which field a column of an activity list adds up to, and whether that is certain."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.form.definition import FormField
from parsers.form.entries import Entry
from parsers.form.lists.activity_list import ActivityList, ListColumn
from parsers.form.matching.scoring import similar_score
from parsers.form.naming.names import Name, Names
from parsers.form.naming.similar import tells_apart
from parsers.form.values.cells import target_of
from parsers.form.values.measures import compatible
from parsers.grid import Cell

_PEOPLE = re.compile(r"(?:人数|人次|实际人数|实到人数|到场人数|参加人员|参与人员|人员)(?:\(.*\))?")
_ALL_PEOPLE = re.compile(
    r"(?:活动)?(?:参加|参与|参会|受益|受众|覆盖|惠及|服务)?(?:活动|群众|公众|总)?(?:总)?(?:人数|人次|总人次|总人数)(?:合计)?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A column that adds up to a field; `sure` where its head is that field's own name."""

    field: FormField
    column: ListColumn
    sure: bool


def claims_of(one: ActivityList, names: Names) -> tuple[dict[str, list[Claim]], list[ListColumn]]:
    """The claims of a list's columns by field key, and the columns that fit several fields."""
    found: dict[str, list[Claim]] = {}
    open_columns: list[ListColumn] = []
    for column in one.columns:
        fields, sure = fields_of(column, one.heading, names)
        if len(fields) == 1:
            claim = Claim(field=fields[0], column=column, sure=sure)
            found.setdefault(fields[0].key, []).append(claim)
        elif fields:
            open_columns.append(column)
    for key, several in found.items():
        certain = [claim for claim in several if claim.sure]
        found[key] = certain if len(certain) == 1 else several
    return found, open_columns


def unclaimed(one: ActivityList, names: Names) -> list[Entry]:
    """Columns with numbers that are no field's, each with its first number."""
    return [
        Entry(path=column.path, cell=held.cell, location=held.location, measure=column.measure)
        for column in one.columns
        if not fields_of(column, one.heading, names)[0]
        for held in column.cells[:1]
    ]


def fields_of(column: ListColumn, heading: str, names: Names) -> tuple[list[FormField], bool]:
    """The fields whose name a head is or is close to, best way of telling first."""
    whole, sure = _whole(column, names)
    apart = tells_apart(heading) and all(len(name.parts) == 1 for name in whole)
    ends = [name for name in names.by_last.get(column.label.text, ()) if len(name.parts) > 1]
    headed = [name for name in ends if _heads(heading, name)]
    for found, certain in (
        ([] if apart and headed else whole, sure and not apart),
        (headed, True),
        (whole, False),
        (_similar(column, names), not ends and not apart),
        ([*ends, *_people(column, names)], False),
    ):
        fields = _fields(found, column)
        if fields:
            return fields, certain
    return [], False


def _fields(found: list[Name], column: ListColumn) -> list[FormField]:
    named = {one.field.key: one.field for one in found if one.field.type != "text"}
    if len(named) > 1 and column.measure:
        base = column.measure.base
        named = {key: f for key, f in named.items() if compatible(base, target_of(f).base)}
    return list(named.values())


def _whole(column: ListColumn, names: Names) -> tuple[list[Name], bool]:
    """Fields of exactly this name; not certain where a head above it says which part is meant."""
    texts = [label.text for label in column.path]
    for start in range(len(texts)):
        joined = "".join(texts[start:])
        if found := names.by_joined.get(joined):
            above = column.path[:start]
            return found, not any(names.is_part(one) or tells_apart(one.text) for one in above)
    path = names.whole_path(column.label)
    if path is not None:
        return [path], True
    own = names.by_joined.get(column.label.full) or [
        name for name in names.by_last.get(column.label.text, ()) if len(name.parts) == 1
    ]
    return own, True


def _heads(heading: str, name: Name) -> bool:
    """Whether what stands over a list names the category of a field: 线上活动清单."""
    return all(part in heading for part in name.parts[:-1])


def _similar(column: ListColumn, names: Names) -> list[Name]:
    entry = Entry(path=column.path, cell=Cell(row=0, column=0, text=""), location="")
    alone = (name for name in names.names if len(name.parts) == 1)
    return [name for name in alone if similar_score(entry, name, names)]


def _people(column: ListColumn, names: Names) -> list[Name]:
    """人数 alone is the number of participants, where the form asks for one."""
    if not _PEOPLE.fullmatch(column.label.text):
        return []
    return [
        name for name in names.names if len(name.parts) == 1 and _ALL_PEOPLE.fullmatch(name.joined)
    ]
