"""Where somebody else's table wants which figure: a field and a unit, or a field's total."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from mailbot.workbook.board import Board
from mailbot.workbook.label_matching import Meant, OtherMeasure, is_ordinary, meaning
from parsers.form.definition import FormDefinition
from parsers.form.naming.labels import read_label
from parsers.form.text import squeeze
from parsers.form.values.measures import measure_of

_SENTENCE = 40
_PARTIAL = "小计"
UnitOf = Callable[[str], str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A cell that wants a field of one unit, or of all `units` of its block together."""

    row: int
    column: int
    meant: Meant
    units: tuple[str, ...]
    is_total: bool


@dataclass(slots=True)
class Found:
    """All places of a sheet, the labels that mean nothing here, and the units that it names."""

    board: Board
    places: list[Place] = field(default_factory=list)
    unknown: dict[str, str] = field(default_factory=dict)
    units: dict[str, None] = field(default_factory=dict)

    def note(self, label: str, why: str) -> None:
        """Remember why a label leads nowhere."""
        self.unknown.setdefault(squeeze(label), why)


def places_of(board: Board, unit_of: UnitOf, definition: FormDefinition) -> Found:
    """Units down with fields across, the other way round, or labels with a cell beside them."""
    upright, turned = _unit_line(board, unit_of), _unit_line(board.turn(), unit_of)
    if upright and len(upright[1]) >= len(turned[1] if turned else ()):
        return _Blocks(board, *upright, definition).find()
    if turned:
        return _Blocks(board.turn(), *turned, definition).find()
    return _beside(board, definition)


def _unit_line(board: Board, unit_of: UnitOf) -> tuple[int, dict[int, str]] | None:
    """The column that names the most units, and the unit of each of its rows."""
    lines: dict[int, dict[int, str]] = {}
    for row in range(1, board.rows + 1):
        for column in range(1, board.columns + 1):
            text = board.text(row, column)
            code = unit_of(text) if text and board.starts(row, column) else None
            if code is not None:
                lines.setdefault(column, {})[row] = code
    return max(lines.items(), key=lambda one: len(one[1]), default=None)


class _Blocks:
    """A table with a line per unit, in one block or in several with headers of their own."""

    def __init__(
        self, board: Board, line: int, units: dict[int, str], definition: FormDefinition
    ) -> None:
        self.board, self.line, self.units, self.definition = board, line, units, definition
        self.found = Found(board)

    def find(self) -> Found:
        """Every cell where a unit's row, or a total's, crosses a field's column."""
        self.found.units.update(dict.fromkeys(self.units.values()))
        for header, rows in self._blocks():
            columns = self._columns(header)
            totals = [row for row in rows if row not in self.units]
            units = tuple(dict.fromkeys(self.units[row] for row in rows if row in self.units))
            for column, meant in columns.items():
                self._add(rows, totals, units, column, meant)
        return self.found

    def _add(
        self, rows: list[int], totals: list[int], units: tuple[str, ...], column: int, meant: Meant
    ) -> None:
        for row in rows:
            is_total = row in totals
            if is_total and len(totals) > 1:
                continue
            whose = units if is_total else (self.units[row],)
            self.found.places.append(
                Place(row=row, column=column, meant=meant, units=whose, is_total=is_total)
            )

    def _blocks(self) -> Iterator[tuple[list[int], list[int]]]:
        """(header rows, rows of units and totals) of each block."""
        header: list[int] = []
        rows: list[int] = []
        between: list[int] = []
        for row in range(1, self.board.rows + 1):
            if row not in self.units and not self._is_total(row):
                between.append(row)
                continue
            if not rows or (row in self.units and self._heads(between)):
                if header:
                    yield header, rows
                header, rows = between, []
            rows.append(row)
            between = []
        if header and rows:
            yield header, rows

    def _is_total(self, row: int) -> bool:
        text = self.board.text(row, self.line) or self.board.text(row, 1)
        label = read_label(text) if text else None
        return label is not None and label.is_total and label.text != _PARTIAL

    def _heads(self, rows: list[int]) -> bool:
        return any(isinstance(one, Meant) for one in self._meanings(rows).values())

    def _columns(self, header: list[int]) -> dict[int, Meant]:
        """The field of each column; a field that two columns claim alike has none."""
        meanings = self._meanings(header)
        best = Counter[str]()
        for one in meanings.values():
            if isinstance(one, Meant):
                best[one.field.key] = max(best[one.field.key], one.score)
        claims = Counter(
            one.field.key
            for one in meanings.values()
            if isinstance(one, Meant) and one.score == best[one.field.key]
        )
        columns = {}
        for column, one in meanings.items():
            label = "/".join(self._texts(header, column))
            if isinstance(one, Meant) and one.score == best[one.field.key]:
                if claims[one.field.key] == 1:
                    columns[column] = one
                else:
                    self.found.note(label, "有几处都像同一项指标，没有填")
            elif isinstance(one, OtherMeasure):
                self.found.note(label, f"计量单位是{one.measure}，与“{one.field.label}”不同")
            else:
                self.found.note(label, "不是本次表格的指标")
        return columns

    def _meanings(self, header: list[int]) -> dict[int, Meant | OtherMeasure | None]:
        result: dict[int, Meant | OtherMeasure | None] = {}
        for column in range(1, self.board.columns + 1):
            texts = self._texts(header, column)
            if column == self.line or not texts or (is_ordinary(texts[-1]) and len(texts) == 1):
                continue
            result[column] = meaning(texts, self.definition)
        return result

    def _texts(self, header: list[int], column: int) -> list[str]:
        """What stands above a column, without titles that stand above the units too."""
        texts: list[str] = []
        for place, row in enumerate(header):
            text = self.board.text(row, column)
            if not text or len(text) > _SENTENCE:
                continue
            again = place and self.board.is_same((row, column), (header[place - 1], column))
            if not again and not self.board.is_same((row, column), (row, self.line)):
                texts.append(text)
        return texts


def _beside(board: Board, definition: FormDefinition) -> Found:
    """Totals only: each label has its cell on the right, behind a code or a unit of measure."""
    found = Found(board)
    claims: dict[str, list[Place]] = {}
    for row in range(1, board.rows + 1):
        for column in range(1, board.columns + 1):
            text = board.text(row, column)
            if not text or not board.starts(row, column) or len(text) > _SENTENCE:
                continue
            target, measure = _target(board, row, column)
            if target is None:
                continue
            one = meaning([*_categories(board, row, column), text, *measure], definition)
            if isinstance(one, Meant):
                place = Place(row=row, column=target, meant=one, units=(), is_total=True)
                claims.setdefault(one.field.key, []).append(place)
            elif isinstance(one, OtherMeasure):
                found.note(text, f"计量单位是{one.measure}，与“{one.field.label}”不同")
            elif not is_ordinary(text):
                found.note(text, "不是本次表格的指标")
    for rivals in claims.values():
        top = max(one.meant.score for one in rivals)
        leading = [one for one in rivals if one.meant.score == top]
        if len(leading) == 1:
            found.places.extend(leading)
        else:
            found.note(leading[0].meant.field.label, "有几处都像同一项指标，没有填")
    return found


def _categories(board: Board, row: int, column: int) -> list[str]:
    """The labels that stand directly on the left, as merged categories do."""
    texts: list[str] = []
    for left in range(column - 1, 0, -1):
        text = board.text(row, left)
        if not text:
            break
        if not board.is_same((row, left), (row, left + 1)):
            texts.insert(0, text)
    return texts


def _target(board: Board, row: int, column: int) -> tuple[int | None, list[str]]:
    """The column of the free cell that a label leads to, and the unit of measure on the way."""
    measure: list[str] = []
    place = column + board.breadth(row, column)
    # The cells of a blank may hold nothing at all, not even a border; a title has none behind it.
    last = board.columns + (board.breadth(row, column) == 1)
    while place <= last:
        text = board.text(row, place)
        if board.is_free(row, place):
            return place, measure
        if measure_of(text) is not None:
            measure = [text]
        elif not text.isdigit():
            return None, []
        place += board.breadth(row, place)
    return None, []
