"""A number in its field's unit of measure, and whether that is what the writer meant."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from parsers.form.definition import FormField
from parsers.form.entries import Entry, raw_of
from parsers.form.naming.labels import has_two_measures
from parsers.form.text import plain_text
from parsers.form.values.amounts import CellNumber
from parsers.form.values.cells import target_of
from parsers.form.values.large_money import HUGE
from parsers.form.values.measures import (
    Measure,
    compatible,
    converted,
    families,
    is_strange,
    same_size,
)

_LARGE_SCALE = 10**4
_MOST_IN_SCALE = 100
"""A count of a hundred 万 or more in one unit's report is nearly always meant in ones."""
_MOST_WRITTEN = 1000
"""Land and animals are counted in 万 where the form writes 万 beside the very number; so is money,
for which the whole form is asked.
"""
_LARGE_AMOUNTS = frozenset({"area", "living", "weight", "volume"})
_MOST_SCALED = 10**8
_MOST = Decimal(10) ** 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Scaled:
    """The value in the field's own unit; `doubtful` where a person should look at the unit."""

    value: Decimal
    doubtful: bool


def in_field_measure(read: CellNumber, entry: Entry, field: FormField) -> Scaled:
    """The cell's own unit wins over the column's, the column's over the field's."""
    number = read.value
    assert number is not None  # noqa: S101 - the caller looked
    target, own = target_of(field), bool(read.base) or read.scaled
    column = entry.measure or target
    if number < _MOST_IN_SCALE and _is_in_column(entry, column):
        read, own = replace(read, base="", scaled=False), False
    if entry.general_measure and not compatible(column.base, target.base):
        column = target
    written = read.base or column.base
    there: Decimal | None = number
    if not same_size(written, target.base):
        there = _there(number, written, field)
    wrong = there is None or not compatible(written, target.base)
    scale = 1 if own else column.scale
    value = tidy((number if there is None else there) * scale / target.scale)
    doubtful = (
        wrong
        or is_strange(written, target.base)
        or entry.unsure_measure
        or _is_too_large(read, column, own, value, entry)
        or _is_broken(value, field, written)
        or (not own and (_is_bare_share(number, target) or _is_open(entry)))
        or _is_odd_writing(read, entry, field)
        or (target.base == "%" and value > 100)
    )
    return Scaled(value=value, doubtful=doubtful)


def _there(value: Decimal, written: str, field: FormField) -> Decimal | None:
    """3500 米 are 3.5 公里; None where the field has no room for the places."""
    found = converted(value, written, target_of(field).base)
    places = field.decimals if field.type == "decimal" else 0
    return None if found is None or tidy(found * 10**places) % 1 else found


def _is_too_large(
    read: CellNumber, column: Measure, own: bool, value: Decimal, entry: Entry
) -> bool:
    assert read.value is not None  # noqa: S101 - the caller looked
    in_hundred_millions = read.base == "元" and "亿" in raw_of(entry)
    written = entry.measure is not None and not entry.general_measure
    counted = families(column.base) if written else frozenset()
    most = Decimal(_MOST_WRITTEN if counted & _LARGE_AMOUNTS else _MOST_IN_SCALE)
    most = HUGE if "money" in counted else most
    return (
        (not own and column.scale >= _LARGE_SCALE and read.value >= most)
        or (read.scaled and read.value >= _MOST_SCALED and not in_hundred_millions)
        or value > _MOST
    )


def _is_broken(value: Decimal, field: FormField, written: str) -> bool:
    """Half a person, or places after the point that the field does not have."""
    target = target_of(field)
    if field.type == "integer" and target.scale == 1 and value % 1:
        return True
    return value * target.scale % 1 != 0 and not _divisible(field, target.base or written)


def _is_bare_share(value: Decimal, target: Measure) -> bool:
    """0.985 in a field of per cent is nearly always meant as 98.5."""
    return target.base == "%" and 0 < value <= 1


_SHORT_DATE = re.compile(r"(?:20[12]\d|2\d(?=\d{4}$))(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])?")
"""202206 and 220526: a month or a day in the wrong cell looks like this."""
_THREE_PLACES = re.compile(r"\d{1,3}\.\d{3}(?!\d)")
_ONLY_ZEROS = re.compile(r"\d{1,3}\.000(?!\d)")
_BARE_MONEY = re.compile("[¥￥][^万]*$")
_FEW_YUAN = 10
"""Nobody reports money below ten yuan."""


def _is_odd_writing(read: CellNumber, entry: Entry, field: FormField) -> bool:
    """8.000 may be eight thousand, 220526 a day, ¥15000 under 万元 is none of it."""
    raw, target = raw_of(entry), target_of(field)
    thousands = _ONLY_ZEROS if field.type == "decimal" else _THREE_PLACES
    if entry.cell.kind == "text" and thousands.search(plain_text(raw)):
        return True
    if target.scale > 1 and _is_bare_money(raw):
        return entry.measure is None or bool(read.base) or (read.value or 0) >= _FEW_YUAN
    return not read.base and target.base != "元" and bool(_SHORT_DATE.fullmatch(raw))


def _is_bare_money(raw: str) -> bool:
    """¥15000: the sign says money, and no unit of measure stands behind the number."""
    return "元" not in raw and _BARE_MONEY.search(raw) is not None


def _is_in_column(entry: Entry, column: Measure) -> bool:
    """¥0.8 in a row that says 万元 is in 万元."""
    return column.base == "元" and column.scale > 1 and _is_bare_money(raw_of(entry))


def _is_open(entry: Entry) -> bool:
    """科普讲座（场/人次）: a bare number may count either."""
    return any(has_two_measures(label) for label in entry.path)


def _divisible(field: FormField, base: str) -> bool:
    """Whether half of one makes sense: money, time, areas; or the form asks for decimals of it."""
    asked = field.type == "decimal" and target_of(field).scale == 1
    return asked or base in ("", "元", "小时", "平方米", "平方公里", "天", "%")


def tidy(value: Decimal) -> Decimal:
    """A whole number without places after the point."""
    return value if value % 1 else value.to_integral_value()
