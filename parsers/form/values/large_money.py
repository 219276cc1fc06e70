"""Money of a thousand 万 and more: whether the form itself shows that it is counted in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from parsers.findings import Finding, finding
from parsers.form.definition import FormField
from parsers.form.entries import Entry, raw_of
from parsers.form.values.cells import read_entry, target_of
from parsers.form.values.measures import families

LARGE, HUGE = Decimal(1000), Decimal(10**4)
"""In 万: from the first on a number is weighed here, from the second it is always asked about."""
_OF_ONE_SIZE = 100
_OWN = re.compile(
    r"(?<!消)费(?!券|者)|支出|开支|慰问|补[助贴]|奖|[捐募罚]|救助|损失|案|赔|折[款价合]|自筹"
)
"""What an office spends, collects or settles by itself is seldom ten million."""


def doubtful_money(
    chosen: Mapping[str, Entry], fields: Mapping[str, FormField]
) -> Iterator[Finding]:
    """A question about each large whole number that stands alone: 5000 under 万元 may be yuan.

    带动销售额 1250.5, or 7300 beside 汽车销售 5000, are what the column's own 万元 says.
    """
    amounts = {
        key: value for key, entry in chosen.items() if (value := _written(entry, fields[key]))
    }
    for key, value in amounts.items():
        field = fields[key]
        if LARGE <= value < HUGE and not _is_shown(key, amounts, fields):
            yield finding(
                "unit_measure_doubt",
                location=chosen[key].location,
                field_key=key,
                label=field.label,
                raw=raw_of(chosen[key]),
                unit_measure=field.unit_measure,
            )


def _is_shown(key: str, amounts: Mapping[str, Decimal], fields: Mapping[str, FormField]) -> bool:
    if _OWN.search(fields[key].label):
        return False
    others = (
        value
        for other, value in amounts.items()
        if other != key and not _OWN.search(fields[other].label)
    )
    return amounts[key] % 1 != 0 or any(value >= _OF_ONE_SIZE for value in others)


def _written(entry: Entry, field: FormField) -> Decimal | None:
    """The number of a cell whose row or column, and not the cell itself, says 万元."""
    measure = entry.measure
    if measure is None or entry.general_measure or measure.scale < HUGE:
        return None
    if "money" not in families(measure.base) or "money" not in families(target_of(field).base):
        return None
    read = read_entry(entry, field)
    return None if read.base or read.scaled else read.value
