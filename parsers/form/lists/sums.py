"""The sum of a list's column as a field's figure, confirmed by its 合计 or doubted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from parsers.findings import Finding, finding
from parsers.form.definition import FormField
from parsers.form.entries import Entry
from parsers.form.lists.activity_list import ListCell, ListColumn
from parsers.form.values.figures import Interpreted, interpret
from parsers.form.values.numbers import decimal_text
from parsers.results import FigureReading

_QUIET = ("blank_field", "approximate")


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """Figures out of lists with their findings; `unclaimed` are columns that are no field's."""

    figures: tuple[FigureReading, ...] = ()
    findings: tuple[Finding, ...] = ()
    unclaimed: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnSum:
    """What the rows of one column add up to; `complete` where every activity has its number."""

    column: ListColumn
    added: Decimal
    values: int
    complete: bool
    figures: tuple[FigureReading, ...]
    findings: tuple[Finding, ...]


def add_up(column: ListColumn, field: FormField) -> ColumnSum:
    """Read every cell of a column as the field's."""
    read = [_read(one, column, field) for one in column.cells]
    values = [one.figure.value for one in read if one.figure.value is not None]
    unread = any(one.figure.state in ("unreadable", "blank") for one in read)
    return ColumnSum(
        column=column,
        added=sum(values, Decimal(0)),
        values=len(values),
        complete=not unread and not (column.is_open and column.cells),
        figures=tuple(one.figure for one in read),
        findings=tuple(
            single for one in read for single in one.findings if single.code not in _QUIET
        ),
    )


def _read(held: ListCell, column: ListColumn, field: FormField) -> Interpreted:
    entry = Entry(
        path=(column.label,), cell=held.cell, location=held.location, measure=column.measure
    )
    return interpret(entry, field)


def figure_of(sums: list[ColumnSum], field: FormField, reasons: list[str]) -> Derived:
    """The field's figure out of all columns that add up to it."""
    findings = [single for one in sums for single in one.findings]
    findings += [note for index in range(len(sums)) for note in _checked(sums[: index + 1], field)]
    if len(sums) == 1 and sums[0].column.total is not None:
        return _with_total(sums[0], sums[0].column.total, field, reasons, findings)
    location = sums[0].column.location
    if not all(one.complete for one in sums):
        incomplete = finding(
            "list_incomplete", location=location, field_key=field.key, label=field.label
        )
        return Derived(findings=(*findings, incomplete))
    if not any(one.values for one in sums):
        return Derived(findings=tuple(findings))
    added = sum((one.added for one in sums), Decimal(0))
    figures = [figure for one in sums for figure in one.figures]
    figure = FigureReading(
        field_key=field.key, label=field.label, raw="", state="value", value=added,
        location=location, unit_measure=field.unit_measure,
        approximation=next((one.approximation for one in figures if one.approximation), None),
    )  # fmt: skip
    findings.extend(noted(field, location, "各行相加", added, reasons))
    return Derived(figures=(figure,), findings=tuple(findings))


def _with_total(
    one: ColumnSum, held: ListCell, field: FormField, reasons: list[str], findings: list[Finding]
) -> Derived:
    """A written 合计 is the form's own cell; the rows only confirm it."""
    written = _read(held, one.column, field)
    findings.extend(written.findings)
    figure = written.figure
    loose = next((row.approximation for row in one.figures if row.approximation), None)
    if figure.value is not None and loose and not figure.approximation:
        figure = replace(figure, approximation=loose)
    if figure.value is not None and figure.value != one.added and one.complete:
        figure = replace(figure, value=one.added)
    if reasons and figure.value is not None:
        findings.extend(noted(field, held.location, "合计", figure.value, reasons))
    return Derived(figures=(figure,), findings=tuple(findings))


def _checked(sums: list[ColumnSum], field: FormField) -> list[Finding]:
    """The last column's written sums against its rows, or against all rows so far."""
    one = sums[-1]
    so_far = sum((part.added for part in sums), Decimal(0))
    found: list[Finding] = []
    if one.column.total is not None:
        found.extend(_compared(one, [one.column.total], {one.added, so_far}, field))
    if one.column.subtotals:
        found.extend(_compared(one, list(one.column.subtotals), {one.added, so_far}, field))
    return found


def _compared(
    one: ColumnSum, cells: list[ListCell], fits: set[Decimal], field: FormField
) -> list[Finding]:
    values = [_read(cell, one.column, field).figure.value for cell in cells]
    known = [value for value in values if value is not None]
    whole = sum(known, Decimal(0))
    if len(known) < len(values) or whole in fits:
        return []
    return [
        finding(
            "total_mismatch",
            location=cells[0].location,
            field_key=field.key,
            label=field.label,
            total="＋".join(cell.cell.text.strip() for cell in cells),
            sum=decimal_text(one.added),
        )
    ]


def noted(
    field: FormField, location: str, source: str, value: Decimal, reasons: list[str]
) -> list[Finding]:
    """Say that a figure comes out of a list, and ask where its rows leave a doubt."""
    shown = decimal_text(value)
    if reasons:
        note = finding(
            "list_doubt", location=location, field_key=field.key, label=field.label,
            source=source, value=shown, reason="、".join(dict.fromkeys(reasons)),
        )  # fmt: skip
    else:
        link = "" if source == "各行相加" else "的"
        note = finding(
            "derived", location=location, field_key=field.key, label=field.label,
            source=f"活动清单{link}{source}", value=shown,
        )  # fmt: skip
    return [note]
