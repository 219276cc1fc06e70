"""What an activity list says for fields that have no cell of their own: sums and counts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from parsers.findings import Finding, finding
from parsers.form.definition import FormField
from parsers.form.entries import Section
from parsers.form.lists.activity_list import ActivityList, RowDoubt
from parsers.form.lists.fields import Claim, claims_of, fields_of, unclaimed
from parsers.form.lists.sums import ColumnSum, Derived, add_up, figure_of, noted
from parsers.form.naming.names import Names
from parsers.form.values.numbers import decimal_text
from parsers.results import FigureReading

_COUNTED = re.compile(
    r"(?:科普|主要|重点|专题|科技|举办|开展|组织)*活动(?:项|场|次|总|个)?(?:数|次|量|数量|总数|场次|次数|项数|总场次|总项数)?|(?:开展|举办)活动(?:数|数量|场次|次数|项数)?"
)
_SESSIONS = re.compile(r"(?:活动|举办|开展)?(?:场次?|次|期|批)数?")
_PART = re.compile(r"(?:主要|重点|部分|典型|特色|代表性|示范).{0,8}(?:清单|一览|明细|列表|目录)")
_REASONS: dict[RowDoubt, str] = {
    "strange": "有一行不像是活动",
    "cancelled": "有取消的活动",
    "uncounted": "有注明不计的活动",
    "postponed": "有延期的活动",
    "numbering": "序号不连续",
    "sessions": "有一行写了几场",
    "merged": "有几行合为一项",
    "main": "清单只列主要活动",
}
_UNSURE: tuple[RowDoubt, ...] = ("strange", "cancelled", "uncounted")
_SEVERAL = "清单不止一份"


def lists_of(sections: Iterable[Section]) -> list[ActivityList]:
    """The activity lists of a form's sections, each one once, with what their titles say."""
    found: list[ActivityList] = []
    seen: set[tuple[object, ...]] = set()
    for section in sections:
        titles = " ".join(section.banners)
        for one in section.lists:
            rows = tuple((row.name, row.held_on, row.participants) for row in one.activities)
            if rows and (one.heads, rows) in seen:
                continue
            seen.add((one.heads, rows))
            is_part = _PART.search(f"{one.heading} {titles}")
            doubts: frozenset[RowDoubt] = frozenset({"main"}) if is_part else frozenset()
            found.append(replace(one, doubts=one.doubts | doubts))
    return found


def derive(
    lists: list[ActivityList],
    names: Names,
    have: set[str],
    figures: Iterable[FigureReading] = (),
    near: frozenset[str] = frozenset(),
) -> Derived:
    """Fill fields that the form left out from its activity lists, always marked as derived.

    `have` are the keys of fields with a cell of their own; their `figures` are compared. `near`:
    those whose cell stands right below a list, so that it can only be the sum.
    """
    own = {figure.field_key: figure for figure in figures}
    found: list[Derived] = []
    claims: dict[str, list[tuple[ActivityList, Claim]]] = {}
    for one in lists:
        claimed, open_columns = claims_of(one, names)
        found.extend(_asked(column.label.full, one, names, have) for column in open_columns)
        for key, several in claimed.items():
            claims.setdefault(key, []).extend((one, claim) for claim in several)
    listed_all = _lists_all(lists, names, own)
    for key, parts in claims.items():
        is_all = listed_all or key in near
        found.append(_from_parts(parts, key in have, own.get(key), listed_all=is_all))
    have |= {figure.field_key for one in found for figure in one.figures if figure.field_key}
    found.extend(_count(lists, names, have, own))
    return Derived(
        figures=tuple(figure for one in found for figure in one.figures),
        findings=tuple(note for one in found for note in one.findings),
        unclaimed=tuple(entry for one in lists for entry in unclaimed(one, names)),
    )


def _from_parts(
    parts: list[tuple[ActivityList, Claim]],
    has_own: bool,
    own: FigureReading | None,
    *,
    listed_all: bool,
) -> Derived:
    field = parts[0][1].field
    if len({id(one) for one, _ in parts}) < len(parts):
        return _several_columns(parts) if not has_own else Derived()
    sums = [add_up(claim.column, field) for _, claim in parts]
    reasons = _sum_reasons(parts)
    if has_own:
        return _against_own(sums, own, field, listed_all) if not reasons else Derived()
    return figure_of(sums, field, reasons)


def _sum_reasons(parts: list[tuple[ActivityList, Claim]]) -> list[str]:
    reasons: list[str] = []
    for one, claim in parts:
        if claim.column.is_doubtful:
            reasons += [_REASONS[d] for d in _UNSURE if d in one.doubts]
        if "main" in one.doubts:
            reasons.append(_REASONS["main"])
        if not claim.sure:
            reasons.append(f"表头写的是“{'/'.join(label.full for label in claim.column.path)}”")
    return reasons + _several([one for one, _ in parts])


def _several(lists: list[ActivityList]) -> list[str]:
    """Several lists are one where each goes on with the numbers of the one before."""
    for before, after in pairwise(lists):
        goes_on = (
            before.ordinals is not None
            and after.ordinals is not None
            and after.ordinals[0] == before.ordinals[1] + 1
        )
        if not after.continues and not goes_on:
            return [_SEVERAL]
    return []


def _several_columns(parts: list[tuple[ActivityList, Claim]]) -> Derived:
    """参加人数 and 现场参加人数 side by side leave open which one is meant."""
    field = parts[0][1].field
    heads = ["/".join(label.full for label in claim.column.path) for _, claim in parts]
    note = finding(
        "several_places", location=parts[0][1].column.location, field_key=field.key,
        label=field.label, candidates="、".join(dict.fromkeys(heads)),
    )  # fmt: skip
    return Derived(findings=(note,))


def _asked(label: str, one: ActivityList, names: Names, have: set[str]) -> Derived:
    """A column of numbers that may add up to several fields without a cell of their own."""
    column = next(column for column in one.columns if column.label.full == label)
    fields, _ = fields_of(column, one.heading, names)
    if not column.cells or any(field.key in have for field in fields):
        return Derived()
    candidates = "、".join(field.label for field in fields)
    return Derived(
        findings=tuple(
            finding(
                "ambiguous_label",
                location=column.location,
                field_key=field.key,
                label=label,
                candidates=candidates,
            )
            for field in fields
        )
    )


def _against_own(
    sums: list[ColumnSum], own: FigureReading | None, field: FormField, listed_all: bool
) -> Derived:
    """A list may leave activities out: then its sum may be smaller than the form's own figure."""
    added = sum((one.added for one in sums), Decimal(0))
    exact = all(figure.approximation is None for one in sums for figure in one.figures)
    if own is None or own.value is None or own.approximation or not exact or added == own.value:
        return Derived()
    listed_all = listed_all and all(one.complete and one.values for one in sums)
    if added < own.value and not listed_all:
        return Derived()
    return Derived(findings=(_conflict(own, added, field),))


def _conflict(own: FigureReading, listed: Decimal, field: FormField) -> Finding:
    return finding(
        "value_conflict", location=own.location, field_key=field.key, label=field.label,
        first=own.raw or decimal_text(own.value or Decimal(0)),
        second=f"活动清单合计 {decimal_text(listed)}",
    )  # fmt: skip


def _asking(names: Names) -> list[FormField]:
    """The fields that ask for the number of activities."""
    counted = {
        name.field.key: name.field for name in names.names if _COUNTED.fullmatch(name.joined)
    }
    return [field for field in counted.values() if field.type != "text"]


def _lists_all(
    lists: list[ActivityList], names: Names, own: dict[str | None, FigureReading]
) -> bool:
    """Whether the lists hold as many activities as the form says there were."""
    told = [own[field.key].value for field in _asking(names) if field.key in own]
    return bool(told) and told[0] == sum(len(one.activities) for one in lists)


def _count(
    lists: list[ActivityList],
    names: Names,
    have: set[str],
    own: dict[str | None, FigureReading],
) -> list[Derived]:
    """The number of activities, for the one field that asks for it where none has a cell."""
    asking = _asking(names)
    count = sum(len(one.activities) for one in lists)
    if not asking or not count:
        return []
    field, value = asking[0], Decimal(count)
    reasons = _count_reasons(lists, value)
    if any(one.key in have for one in asking):
        told = own.get(field.key)
        over = told is not None and told.value is not None and told.value < value and not reasons
        return [Derived(findings=(_conflict(told, value, field),))] if told and over else []
    location = next(one.location for one in lists if one.activities)
    figure = FigureReading(
        field_key=field.key, label=field.label, raw="", state="value", value=value,
        location=location, unit_measure=field.unit_measure,
    )  # fmt: skip
    have.add(field.key)
    notes = noted(field, location, "行数", value, reasons)
    return [Derived(figures=(figure,), findings=tuple(notes))]


def _count_reasons(lists: list[ActivityList], value: Decimal) -> list[str]:
    reasons = [_REASONS[doubt] for one in lists for doubt in sorted(one.doubts)]
    stated = [one.stated for one in lists if one.stated is not None]
    if stated and stated != [value]:
        reasons.append(f"合计行写 {decimal_text(stated[-1])}")
    heads = [column.label.text for one in lists for column in one.columns if column.cells]
    if any(_SESSIONS.fullmatch(text) for text in heads):
        reasons.append(_REASONS["sessions"])
    return reasons + _several([one for one in lists if one.activities])
