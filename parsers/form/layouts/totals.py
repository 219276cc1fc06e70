"""The total at the end of a row of parts: 个人130人次，团体210人次，合计340人次."""

from __future__ import annotations

import re

from parsers.form.layouts.clause import Clause
from parsers.form.naming.labels import read_label
from parsers.form.naming.names import Name, Names
from parsers.form.text import squeeze
from parsers.form.values.cells import target_of
from parsers.form.values.measures import compatible
from parsers.form.values.numbers import read_number

_TOTAL = re.compile("总计|合计|共计|小计|总数|总量|总额|总和")


def total_of(part: Clause, piece: str, names: Names) -> Clause | None:
    """The clause of a piece that begins with 合计 or 共, where the form asks for that total."""
    found = re.search(r"\d.*", squeeze(piece))
    read, own = read_number(found[0] if found else ""), read_number(part.value)
    if read.value is None or own.value is None or not compatible(read.base, own.base):
        return None  # 团体两批，共210人次
    labels = {_named(name, read.base, names) for name in _owners(part, names)} - {None}
    label = labels.pop() if len(labels) == 1 else None
    return Clause(label=label, value=found[0]) if label and found else None


def _owners(part: Clause, names: Names) -> list[Name]:
    """The names a clause's label may be the last part of, below the category it tells of."""
    label = read_label(part.label)
    return [
        name
        for name in (*names.by_last.get(label.text, ()), *names.by_joined.get(label.text, ()))
        if len(name.parts) > 1 and not _TOTAL.fullmatch(name.parts[-1])
    ]


def _named(part: Name, base: str, names: Names) -> str | None:
    """The category's own field of a total, or the category where that is a field itself."""
    above = part.parts[:-1]
    for name in names.names:
        beside = name.parts[:-1] == above and _TOTAL.fullmatch(name.parts[-1])
        itself = name.joined == "".join(above) and part.field.key in name.field.sum_of
        if (beside or itself) and compatible(base, target_of(name.field).base):
            return name.parts[-1]
    return None
