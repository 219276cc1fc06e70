"""A cell under a known field: its value in the field's unit of measure, and what is doubtful."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from parsers.findings import Finding, finding
from parsers.form.definition import FormField
from parsers.form.entries import Entry, raw_of
from parsers.form.naming.labels import read_label
from parsers.form.text import plain_text, squeeze
from parsers.form.values.amounts import CellNumber
from parsers.form.values.cells import pick, read_cell, read_entry, target_of
from parsers.form.values.explained import is_explained
from parsers.form.values.measures import Measure
from parsers.form.values.numbers import decimal_text, read_number
from parsers.form.values.rates import is_rate
from parsers.form.values.scaling import in_field_measure, tidy
from parsers.grid import Cell
from parsers.results import FigureReading, FigureState

_ONE = Measure()
_SHORT_NAME = re.compile(r"[\u4e00-\u9fff](?<!某)某{1,2}")
"""郑某某 is how people are named where they are not to be known; 某某 alone is a template's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interpreted:
    """A figure with its findings."""

    figure: FigureReading
    findings: tuple[Finding, ...] = ()


class Doubts:
    """Collects the findings about one cell."""

    def __init__(self, entry: Entry, label: str, key: str | None) -> None:
        self.found: list[Finding] = []
        self._location, self._label, self._key = entry.location, label, key

    def add(self, code: str, **parts: object) -> None:
        """Note a finding about this cell."""
        self.found.append(
            finding(code, location=self._location, field_key=self._key, label=self._label, **parts)
        )


def interpret(entry: Entry, field: FormField) -> Interpreted:
    """Read a cell as the value of a field; never raises."""
    doubts = Doubts(entry, field.label, field.key)
    figure = _broken(entry, field, doubts)
    if figure is None:
        figure = (
            _text(entry, field, doubts) if field.type == "text" else _number(entry, field, doubts)
        )
    if entry.shared and figure.state == "value":
        doubts.add("shared_cell", raw=figure.raw)
    return Interpreted(figure=figure, findings=tuple(doubts.found))


def _figure(entry: Entry, field: FormField, state: FigureState) -> FigureReading:
    return FigureReading(
        field_key=field.key,
        label=field.label,
        raw=raw_of(entry),
        state=state,
        location=entry.location,
        unit_measure=field.unit_measure,
    )


def _broken(entry: Entry, field: FormField, doubts: Doubts) -> FigureReading | None:
    """Cells without a usable content, which are never blank."""
    if entry.cell.kind == "formula":
        doubts.add("formula_without_value")
    elif entry.cell.kind == "error":
        doubts.add("cell_error", raw=raw_of(entry))
    elif entry.counted_above:
        doubts.add("shared_cell", raw=raw_of(entry))
    else:
        return None
    return _figure(entry, field, "unreadable")


def _text(entry: Entry, field: FormField, doubts: Doubts) -> FigureReading:
    figure = _figure(entry, field, "value")
    read = read_number(figure.raw)
    template = read.doubt == "template" and not _SHORT_NAME.fullmatch(figure.raw)
    if _is_example(field, figure.raw) or template:
        doubts.add("template_text", raw=figure.raw)
        return replace(figure, state="unreadable")
    if not figure.raw or not plain_text(figure.raw).strip("_ "):
        doubts.add("blank_field")
        return replace(figure, state="blank")
    if read.state == "none":
        return replace(figure, state="none")
    return replace(figure, value_text=figure.raw)


def _is_example(field: FormField, raw: str) -> bool:
    return bool(field.example) and squeeze(field.example) == squeeze(raw)


def _number(entry: Entry, field: FormField, doubts: Doubts) -> FigureReading:
    read = read_entry(entry, field)
    figure = _figure(entry, field, read.state)
    if read.doubt == "template" or _is_example(field, figure.raw):
        doubts.add("template_text", raw=figure.raw)
        if read.state != "value":
            return figure
    if read.doubt == "mixed":
        read = pick(read, entry, field)
    if read.doubt == "parts" and (_are_shares(entry, field) or _names_one(read, field)):
        read = CellNumber(state="unreadable")
    figure = replace(figure, state=read.state)
    if read.state == "blank" and entry.elsewhere:
        doubts.add("unreadable_value", raw=f"空白，旁边是 {entry.elsewhere}")
        return replace(figure, state="unreadable")
    if read.state == "blank":
        doubts.add("blank_field")
    elif read.state == "unreadable":
        doubts.add("unreadable_value", raw=figure.raw)
    if read.value is None:
        return figure
    scaled = in_field_measure(read, entry, field)
    if scaled.doubtful:
        name = field.unit_measure or "个数"
        doubts.add("unit_measure_doubt", raw=figure.raw, unit_measure=name)
    figure = replace(figure, value=scaled.value, approximation=read.approximation)
    _note(read, entry, field, figure, doubts)
    return figure


def _are_shares(entry: Entry, field: FormField) -> bool:
    """Rates and means are never added up."""
    return is_rate((*entry.path, read_label(field.label)), target_of(field))


def _names_one(read: CellNumber, field: FormField) -> bool:
    """讲座3场、展览2场 under 科普讲座: only one of them is what the field asks."""
    words = [one.words.strip("+ ") for one in read.parts]
    inside = [len(word) > 1 and word in field.label for word in words]
    return any(inside) and not all(inside)


def _note(
    read: CellNumber, entry: Entry, field: FormField, figure: FigureReading, doubts: Doubts
) -> None:
    """Findings about a value that was read."""
    shown = decimal_text(figure.value) if figure.value is not None else ""
    if read.approximation is not None:
        doubts.add("approximate", raw=figure.raw, value=shown)
    if entry.added:
        doubts.add("rows_added", raw=figure.raw, value=shown)
    if read.doubt == "parts":
        doubts.add("combined_value", raw=figure.raw, value=shown)
    elif read.doubt == "two_values":
        doubts.add("several_values", raw=figure.raw, value=shown)
    elif (
        entry.beside_another
        or read.doubt in ("mixed", "odd", "combined")
        or (read.doubt == "words" and not is_explained(read, entry, field))
    ):
        doubts.add("unsure_value", raw=figure.raw, value=shown)


def participants_in(cell: Cell, measure: Measure | None) -> Decimal | None:
    """The number of people of one activity, in ones; None where it cannot be told."""
    read = read_cell(cell)
    if read.doubt == "own_unit" and not re.search(r"\d", plain_text(cell.text)):
        return None
    if read.value is None or read.doubt in ("template", "two_values"):
        return None
    own = bool(read.base) or read.scaled
    scale = _ONE.scale if own or measure is None else measure.scale
    return tidy(read.value * scale)


def unknown_figure(entry: Entry) -> FigureReading:
    """A cell whose label the form does not know, kept as it is."""
    broken = entry.cell.kind in ("formula", "error", "date")
    read = CellNumber(state="unreadable") if broken else read_cell(entry.cell)
    measure = entry.measure or _ONE
    value = read.value
    if value is not None and not (read.base or read.scaled):
        value = tidy(value * measure.scale)
    raw = raw_of(entry)
    is_text = read.value is None and read.state == "unreadable" and not broken
    return FigureReading(
        field_key=None,
        label=entry.name,
        raw=raw,
        state="value" if is_text else read.state,
        location=entry.location,
        value=value,
        value_text=raw if is_text else None,
        unit_measure=read.base or measure.base,
        approximation=read.approximation,
    )
