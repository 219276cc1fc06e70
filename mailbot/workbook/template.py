"""The superior's own blank 汇总表, filled in: a new file, nothing of the blank overwritten."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from sqlite_utils import Database

from mailbot.pipeline.roster import Roster, normalise_name
from mailbot.workbook.board import Board
from mailbot.workbook.contents import Contents, contents_of
from mailbot.workbook.places import Place, places_of
from mailbot.workbook.style import put_text
from mailbot.workbook.writing import save_whole
from parsers.form.definition import FormDefinition

_BROKEN = (
    InvalidFileException,
    zipfile.BadZipFile,
    ParseError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    EOFError,
)
"""What openpyxl raises for a file that is no workbook, or a damaged one."""
_APPROXIMATIONS = {"at_least": "不少于", "at_most": "不超过", "about": "约"}


class NoTemplate(Exception):
    """The blank cannot be used; the text is Chinese and says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledCell:
    """A cell that was filled; `reporting_unit` is '' for a total. `doubt` says what to look at."""

    sheet: str
    address: str
    reporting_unit: str
    field: str
    value: int | float | str
    doubt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptCell:
    """A cell that held something already; `ours` is what the store would have put there."""

    sheet: str
    address: str
    reporting_unit: str
    field: str
    there: str
    ours: int | float | str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplaced:
    """A label of the blank that means nothing here, and why."""

    sheet: str
    label: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateReport:
    """What was filled, what was left as it was, and what found no place."""

    filled: tuple[FilledCell, ...]
    kept: tuple[KeptCell, ...]
    labels_without_field: tuple[Unplaced, ...]
    fields_without_place: tuple[str, ...]
    units_without_place: tuple[str, ...]


def fill_template(
    db: Database, definition: FormDefinition, template: Path, target: Path
) -> TemplateReport:
    """Fill the blank into a new file. Raises NoTemplate, and OSError."""
    if target.exists() and target.samefile(template):
        raise NoTemplate("不能写到空白表自己身上，请另起一个文件名")
    book = _opened(template)
    filling = _Filling(db, definition, contents_of(db))
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            filling.fill(Board(sheet))
    if not filling.filled and not filling.kept:
        raise NoTemplate("表里没有找到认得的单位和指标，没有填；请核对指标名称，或在配置里加别名")
    if book.calculation is not None:
        book.calculation.fullCalcOnLoad = True
    save_whole(book, target)
    return filling.report()


def _opened(template: Path) -> Workbook:
    try:
        book = load_workbook(template)
    except _BROKEN as error:
        raise NoTemplate(
            f"{template.name} 不是能打开的 .xlsx 工作簿；旧格式（.xls、.et）请先另存为 .xlsx"
        ) from error
    return book


class _Filling:
    """Goes through the sheets and remembers what came of it."""

    def __init__(self, db: Database, definition: FormDefinition, contents: Contents) -> None:
        self.definition, self.contents = definition, contents
        self.roster = _roster(db)
        self.filled: list[FilledCell] = []
        self.kept: list[KeptCell] = []
        self._unknown: list[Unplaced] = []
        self._fields: set[str] = set()
        self._units: set[str] = set()
        self._has_units = False

    def fill(self, board: Board) -> None:
        """Fill one sheet."""
        found = places_of(board, self.roster.by_name, self.definition)
        if not found.places:
            return
        self._units.update(found.units)
        self._has_units |= bool(found.units)
        foreign: set[int] = set()
        for place in sorted(found.places, key=lambda one: one.is_total):
            self._fields.add(place.meant.field.key)
            if place.is_total and place.column in foreign:
                found.note(place.meant.field.label, "原表这一栏已有数，合计没有填")
            elif not self._fill(found.board, place):
                foreign.add(place.column)
        title = board.sheet.title
        self._unknown.extend(
            Unplaced(sheet=title, label=label, why=why) for label, why in found.unknown.items()
        )

    def _fill(self, board: Board, place: Place) -> bool:
        """Fill one cell; False where somebody else's value stands already."""
        units = place.units or tuple(one.code for one in self.contents.units if one.expected)
        value = self._value(place, units)
        cell: Any = board.cell(place.row, place.column)
        name, label = "" if place.is_total else self._name(units[0]), place.meant.field.label
        where = {"sheet": board.sheet.title, "address": cell.coordinate}
        if not board.is_free(place.row, place.column):
            there = str(cell.value or "")
            if value is not None:
                self.kept.append(
                    KeptCell(**where, reporting_unit=name, field=label, there=there, ours=value)
                )
            return False
        if value is not None:
            doubt = self._doubt(units, place.meant.field.key)
            _write(cell, value)
            self.filled.append(
                FilledCell(**where, reporting_unit=name, field=label, value=value, doubt=doubt)
            )
        return True

    def _value(self, place: Place, units: Sequence[str]) -> int | float | str | None:
        field = place.meant.field
        rows = [self.contents.figures.get((unit, field.key)) for unit in units]
        known = [row for row in rows if row is not None and row["state"] == "value"]
        if field.type == "text":
            return None if place.is_total or not known else str(known[0]["value_text"])
        numbers = [Decimal(str(row["value"])) for row in known if row["value"] is not None]
        return _number(sum(numbers, Decimal(0)) * place.meant.factor) if numbers else None

    def _doubt(self, units: Iterable[str], key: str) -> str:
        """What a person should look at before the table goes up."""
        found: dict[str, None] = {}
        for unit in units:
            row = self.contents.figures.get((unit, key)) or {}
            about = _APPROXIMATIONS.get(row.get("approximation") or "")
            for text in (*([f"{about}（约数）"] if about else []), *self._open(unit, key)):
                found[f"{self._name(unit)}：{text}"] = None
        return "；".join(found)

    def _open(self, unit: str, key: str) -> tuple[str, ...]:
        return self.contents.doubts.get((unit, key), ())

    def _name(self, code: str) -> str:
        return next((one.name for one in self.contents.units if one.code == code), code)

    def report(self) -> TemplateReport:
        """What came of it; only fields and units that have figures can lack a place."""
        told = {key for key, row in self.contents.figures.items() if row["state"] == "value"}
        fields = {key for _unit, key in told}
        reported = {unit for unit, _key in told}
        placed = self._units if self._has_units else {u.code for u in self._expected()}
        return TemplateReport(
            filled=tuple(self.filled),
            kept=tuple(self.kept),
            labels_without_field=tuple(self._unknown),
            fields_without_place=tuple(
                one.label
                for one in self.contents.fields
                if one.key in fields and one.key not in self._fields
            ),
            units_without_place=tuple(
                one.name
                for one in self.contents.units
                if one.code in reported and one.code not in placed
            ),
        )

    def _expected(self) -> Iterable[Any]:
        return (one for one in self.contents.units if one.expected)


def _roster(db: Database) -> Roster:
    names: dict[str, str] = {}
    for row in db.query("SELECT code, name, aliases FROM reporting_units ORDER BY position"):
        for name in (row["name"], *json.loads(row["aliases"])):
            names.setdefault(normalise_name(name), row["code"])
    return Roster(names=names, addresses={}, labels={})


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _write(cell: Any, value: int | float | str) -> None:
    """The look of the cell stays as it is; a text never becomes a formula."""
    if isinstance(value, str):
        put_text(cell, value)
    else:
        cell.value = value
