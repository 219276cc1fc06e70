"""Doubt computed from the figures of one form: totals, sums, at least, what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from parsers.findings import Finding, finding
from parsers.form.definition import FormDefinition, FormField
from parsers.form.entries import Entry
from parsers.form.table import is_blank
from parsers.form.values.cells import read_cell, target_of
from parsers.form.values.measures import Measure, compatible
from parsers.form.values.numbers import decimal_text, read_number
from parsers.form.values.rates import is_rate
from parsers.results import FigureReading


@dataclass(frozen=True, slots=True, kw_only=True)
class _Amount:
    entry: Entry
    value: Decimal | None
    base: str
    exact: bool
    scale: Decimal


def check_totals(
    entries: list[Entry], keys: dict[int, str], told: Iterable[Finding] = ()
) -> list[Finding]:
    """Every written 合计 against the cells it adds up, where `told` does not doubt it already.

    `keys`: field key by id of the entry.
    """
    groups: dict[str, list[tuple[Entry, bool]]] = {}
    for entry in entries:
        for group, is_total in entry.groups:
            groups.setdefault(group, []).append((entry, is_total))
    found: list[Finding] = []
    doubted = {(one.field_key, one.location) for one in told if one.code == "total_mismatch"}
    for members in groups.values():
        totals = [entry for entry, is_total in members if is_total]
        if len(totals) == 1:
            rest = [entry for entry, is_total in members if not is_total]
            if not _adds_up_in_families(totals[0], rest):
                parts = [entry for entry in rest if not entry.is_child]
                found.extend(_check_total(totals[0], parts, keys))
    return [one for one in found if (one.field_key, one.location) not in doubted]


def _adds_up_in_families(total: Entry, entries: list[Entry]) -> bool:
    """Whether a total is right once the rows below 其中, up to their parent, are parts of that.

    合计 560, 人工 400, 其中：杉木 250, 楠竹 150, 封山 160: nothing else shows that 楠竹 is 人工.
    """
    parent = left = added = Decimal(0)
    below = False
    for entry in sorted(entries, key=lambda one: (one.cell.row, one.cell.column)):
        value = _amount(entry).value
        if value is None:
            return False
        if entry.is_child or (below and left and value <= left):
            left, below = (left if below else parent) - value, True
        elif below and left:
            return False
        else:
            parent, below = value, False
            added += value
    return added == _amount(total).value and not left


def _check_total(total: Entry, parts: list[Entry], keys: dict[int, str]) -> list[Finding]:
    if is_rate(total.path, total.measure):
        return []
    whole = _amount(total)
    pieces = [_amount(entry) for entry in parts if not is_blank(entry.cell)]
    pieces = _of_one_measure([one for one in pieces if compatible(one.base, whole.base)], whole)
    if whole.value is None or len(pieces) < 2 or len({_kind(piece) for piece in pieces}) > 1:
        return []
    if not whole.exact or any(piece.value is None or not piece.exact for piece in pieces):
        return []
    added = sum((piece.value for piece in pieces if piece.value is not None), Decimal(0))
    if added == whole.value:
        return []
    written = added / whole.scale
    return [
        finding(
            "total_mismatch",
            location=total.location,
            field_key=keys.get(id(total)),
            label=total.name,
            total=total.cell.text,
            sum=decimal_text(written),
        )
    ]


def _of_one_measure(pieces: list[_Amount], whole: _Amount) -> list[_Amount]:
    """9 场 in all under 6 项, 2 场 and 7 场 adds up the 场 alone, where all do not make 9."""
    same = [piece for piece in pieces if _is_same_measure(piece.base, whole.base)]
    added = sum((piece.value for piece in pieces if piece.value is not None), Decimal(0))
    return pieces if added == whole.value or not whole.base else same


def _is_same_measure(one: str, other: str) -> bool:
    return not one or one.removesuffix("次") == other.removesuffix("次")


def _kind(piece: _Amount) -> str:
    """People are never added to events."""
    return (
        "people"
        if "人" in piece.base or piece.base == "名"
        else "money"
        if piece.base == "元"
        else ""
    )


def _amount(entry: Entry) -> _Amount:
    read = read_cell(entry.cell)
    measure = entry.measure or Measure()
    value = read.value
    scale = Decimal(1) if read.base or read.scaled else measure.scale
    if value is not None:
        value *= scale
    if read.state == "none":
        value = Decimal(0)
    exact = read.approximation is None and read.doubt in ("", "parts")
    base = read.base or measure.base
    return _Amount(entry=entry, value=value, base=base, exact=exact, scale=scale)


def check_fields(
    figures: Iterable[FigureReading], definition: FormDefinition, doubted: set[str]
) -> tuple[list[FigureReading], list[Finding]]:
    """Sums and lower bounds between fields; a field left out is derived from its parts.

    `doubted` are the keys of fields with a warning: nothing is derived from them.
    """
    known = {figure.field_key: figure for figure in figures if figure.field_key}
    derived: list[FigureReading] = []
    found: list[Finding] = []
    scales = {field.key: target_of(field).scale for field in definition.fields}
    for field in definition.fields:
        if field.sum_of:
            made, notes = _check_sum(field, known, doubted, scales)
            if made is not None:
                known[field.key] = made
                derived.append(made)
            found.extend(notes)
    for field in definition.fields:
        if field.at_least:
            found.extend(_check_at_least(field, known, definition))
    return derived, found


def _check_sum(
    field: FormField,
    known: dict[str, FigureReading],
    doubted: set[str],
    scales: dict[str, Decimal],
) -> tuple[FigureReading | None, list[Finding]]:
    """`scales`: by field key, how many of the base unit one stored unit is (万人次: 10,000)."""
    parts = [known[key] for key in field.sum_of if key in known]
    own = known.get(field.key)
    if own is not None and own.state == "unreadable" and _says_parts(own, parts):
        own = None
    usable = [part for part in parts if part.state in ("value", "none")]
    if len(usable) < len(field.sum_of) or not any(part.value is not None for part in usable):
        return None, []
    added = sum(
        ((part.value or Decimal(0)) * scales[part.field_key or ""] for part in usable), Decimal(0)
    )
    added = added / scales[field.key] if added else added
    exact = all(part.approximation is None for part in usable)
    if own is None:
        if doubted & set(field.sum_of) or any(part.value is None for part in usable):
            return None, []
        return _derive(field, usable, added)
    if own.value is None or own.approximation or not exact or own.value == added:
        return None, []
    return None, [
        finding(
            "total_mismatch",
            location=own.location,
            field_key=field.key,
            label=field.label,
            total=decimal_text(own.value),
            sum=decimal_text(added),
        )
    ]


def _says_parts(own: FigureReading, parts: list[FigureReading]) -> bool:
    """主会场2场、分会场3场 over two fields with these very numbers: their sum is the whole."""
    said = [one.value for one in read_number(own.raw).parts]
    told = [part.value for part in parts if part.value is not None]
    return len(said) > 1 and sorted(said) == sorted(told)


def _derive(
    field: FormField, parts: list[FigureReading], added: Decimal
) -> tuple[FigureReading, list[Finding]]:
    places = "、".join(dict.fromkeys(part.location for part in parts))
    figure = FigureReading(
        field_key=field.key, label=field.label, raw="", state="value", value=added,
        location=places, unit_measure=field.unit_measure,
        approximation=next((part.approximation for part in parts if part.approximation), None),
    )  # fmt: skip
    source = "＋".join(part.label for part in parts)
    note = finding(
        "derived", location=places, field_key=field.key, label=field.label,
        source=source, value=decimal_text(added),
    )  # fmt: skip
    return figure, [note]


def _check_at_least(
    field: FormField, known: dict[str, FigureReading], definition: FormDefinition
) -> list[Finding]:
    other = next((one for one in definition.fields if one.key == field.at_least), None)
    if other is None:
        return []
    own, bound = known.get(field.key), known.get(other.key)
    if own is None or bound is None or own.value is None or bound.value is None:
        return []
    if own.value * target_of(field).scale >= bound.value * target_of(other).scale:
        return []
    return [
        finding(
            "at_least_violated",
            location=own.location,
            field_key=field.key,
            label=field.label,
            value=decimal_text(own.value),
            other=other.label,
            other_value=decimal_text(bound.value),
        )
    ]


def check_missing(have: set[str], definition: FormDefinition, disputed: set[str]) -> list[Finding]:
    """Required fields whose label is nowhere in the form, and those another may have swallowed.

    `disputed`: fields that were found twice with two numbers. Where 线上活动/场次 was, a missing
    线下活动/场次 may be the second one under a head that somebody merged too far.
    """
    last_parts = {_last_part(field) for field in definition.fields if field.key in disputed}
    return [
        finding("missing_field", field_key=field.key, label=field.label)
        for field in definition.fields
        if field.key not in have and (field.required or _last_part(field) in last_parts - {""})
    ]


def _last_part(field: FormField) -> str:
    *category, last = field.label.split("/")
    return last if category else ""
