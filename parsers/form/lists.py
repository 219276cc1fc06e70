"""What an activity list says for fields that have no cell of their own: sums and counts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from parsers.findings import Finding, finding
from parsers.form.cells import target_of
from parsers.form.definition import FormField
from parsers.form.entries import ActivityList, Entry, ListColumn
from parsers.form.figures import Interpreted, interpret
from parsers.form.measures import compatible
from parsers.form.names import Names
from parsers.form.numbers import decimal_text
from parsers.form.scoring import similar_score
from parsers.grid import Cell
from parsers.results import Approximation, FigureReading

_COUNTED = re.compile(
    r"(?:科普|主要|重点|专题|科技|举办|开展|组织)*活动(?:项|场|次|总|个)?(?:数|次|量|数量|总数|场次|次数|项数|总场次|总项数)?|(?:开展|举办)活动(?:数|数量|场次|次数|项数)?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """Figures out of lists with their findings."""

    figures: tuple[FigureReading, ...]
    findings: tuple[Finding, ...]


def derive(lists: list[ActivityList], names: Names, have: set[str]) -> Derived:
    """Fill fields that the form left out from its activity lists, always marked as derived."""
    figures: list[FigureReading] = []
    findings: list[Finding] = []
    for one in lists:
        for column in one.columns:
            field = _field_of(column, names)
            if field is None:
                continue
            found = _from_column(column, field)
            findings.extend(found.findings)
            if field.key not in have:
                figures.extend(found.figures)
                have.add(field.key)
        for counted in _count(one, names, have):
            figures.extend(counted.figures)
            findings.extend(counted.findings)
    return Derived(figures=tuple(figures), findings=tuple(findings))


def _field_of(column: ListColumn, names: Names) -> FormField | None:
    """The field a column of numbers adds up to, where its head names exactly one."""
    named = {one.field.key: one.field for one in names.by_last.get(column.label.text, ())}
    if len(named) > 1 and column.measure:
        base = column.measure.base
        named = {key: f for key, f in named.items() if compatible(base, target_of(f).base)}
    if not named:
        entry = Entry(path=(column.label,), cell=Cell(row=0, column=0, text=""), location="")
        close = [name for name in names.names if similar_score(entry, name)]
        named = {one.field.key: one.field for one in close}
    fields = [one for one in named.values() if one.type != "text"]
    return fields[0] if len(fields) == 1 else None


def _from_column(column: ListColumn, field: FormField) -> Derived:
    read = [_read(cell, column, field) for cell in column.cells]
    unsure = [one for one in read if one.figure.state == "unreadable"]
    values = [one.figure.value for one in read if one.figure.value is not None]
    findings = [
        single
        for one in read
        for single in one.findings
        if single.code not in ("blank_field", "approximate")
    ]
    total = sum(values, Decimal(0))
    loose = next((one.figure.approximation for one in read if one.figure.approximation), None)
    if column.total is not None:
        return _with_total(column, field, total, bool(unsure), loose, findings)
    if not values or unsure:
        findings.extend(_incomplete(column, field) if unsure else ())
        return Derived(figures=(), findings=tuple(findings))
    figure = FigureReading(
        field_key=field.key, label=field.label, raw="", state="value", value=total,
        location=column.location, unit_measure=field.unit_measure, approximation=loose,
    )  # fmt: skip
    findings.append(_derived(field, column.location, "活动清单各行相加", total))
    return Derived(figures=(figure,), findings=tuple(findings))


def _read(cell: Cell, column: ListColumn, field: FormField) -> Interpreted:
    entry = Entry(path=(column.label,), cell=cell, location=column.location, measure=column.measure)
    return interpret(entry, field)


def _with_total(
    column: ListColumn,
    field: FormField,
    total: Decimal,
    incomplete: bool,
    loose: Approximation | None,
    findings: list[Finding],
) -> Derived:
    """A written 合计 is the form's own cell; the rows only confirm it."""
    entry = Entry(
        path=(column.label,),
        cell=column.total or Cell(row=0, column=0, text=""),
        location=column.total_location,
        measure=column.measure,
    )
    written = interpret(entry, field)
    findings.extend(written.findings)
    figure = written.figure
    if figure.value is not None and loose and not figure.approximation:
        figure = replace(figure, approximation=loose)
    if figure.value is not None and figure.value != total and not incomplete:
        findings.append(
            finding(
                "total_mismatch",
                location=column.total_location,
                field_key=field.key,
                label=field.label,
                total=figure.raw,
                sum=decimal_text(total),
            )
        )
        figure = replace(figure, value=total)
    return Derived(figures=(figure,), findings=tuple(findings))


def _incomplete(column: ListColumn, field: FormField) -> list[Finding]:
    return [
        finding("list_incomplete", location=column.location, field_key=field.key, label=field.label)
    ]


def _count(one: ActivityList, names: Names, have: set[str]) -> list[Derived]:
    """The number of activities, for the one field that asks for it where none has a cell."""
    asking = [
        field
        for field in {id(name.field): name.field for name in names.names}.values()
        if field.type != "text"
        and any(_COUNTED.fullmatch(name.joined) for name in names.names if name.field == field)
    ]
    if not asking or not one.activities or any(field.key in have for field in asking):
        return []
    field, value = asking[0], Decimal(len(one.activities))
    figure = FigureReading(
        field_key=field.key, label=field.label, raw="", state="value", value=value,
        location=one.location, unit_measure=field.unit_measure,
    )  # fmt: skip
    have.add(field.key)
    note = _derived(field, one.location, "活动清单的行数", value)
    return [Derived(figures=(figure,), findings=(note,))]


def _derived(field: FormField, location: str, source: str, value: Decimal) -> Finding:
    return finding(
        "derived", location=location, field_key=field.key, label=field.label,
        source=source, value=decimal_text(value),
    )  # fmt: skip
