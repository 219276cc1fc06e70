"""The sum of a column's rows where no 合计 tells it; a person is always asked to look at it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from parsers.form.entries import Entry, raw_of
from parsers.form.matching.scoring import TRUSTED, score, similar_score
from parsers.form.naming.names import Names
from parsers.form.table import is_blank
from parsers.form.values.amounts import CellNumber
from parsers.form.values.cells import read_cell
from parsers.form.values.numbers import write_number
from parsers.form.values.rates import is_rate
from parsers.grid import Cell

_MOST_SHOWN = 6


def added(parts: Iterable[list[Entry]], names: Names) -> list[Entry]:
    """A sum for each column of rows that are parts, where its head names a field."""
    return [one for column in parts if (one := _sum(column, names)) is not None]


def _sum(column: list[Entry], names: Names) -> Entry | None:
    filled = [entry for entry in column if not is_blank(entry.cell)]
    if not filled or any(score(entry, name, names) for entry in filled for name in names.names):
        return None
    first = filled[0]
    whole = replace(first, path=first.path[len(first.part or ()) :], part=None, groups=())
    if is_rate(whole.path, whole.measure) or not _is_counted(whole, names):
        return None
    reads = [read_cell(entry.cell) for entry in filled]
    if all(read.state == "none" for read in reads):
        return whole
    counted = [read for read in reads if read.state != "none"]
    if not _are_alike(counted):
        return None
    total = sum((read.value or Decimal(0) for read in counted), Decimal(0))
    text = write_number(total, counted[0].base)
    cell = Cell(row=first.cell.row, column=first.cell.column, text=text)
    return replace(whole, cell=cell, raw=_shown(filled), location=_places(filled), added=True)


def _are_alike(reads: list[CellNumber]) -> bool:
    """Whether all are plain numbers of one kind."""
    exact = all(
        read.value is not None and not (read.doubt or read.approximation or read.scaled)
        for read in reads
    )
    return exact and len({read.base for read in reads}) == 1


def _is_counted(whole: Entry, names: Names) -> bool:
    """Whether the heads alone lead to a field that holds a number."""
    fitting = [
        name.field
        for name in names.names
        if score(whole, name, names) >= TRUSTED or similar_score(whole, name, names)
    ]
    return bool(fitting) and all(field.type != "text" for field in fitting)


def _shown(filled: list[Entry]) -> str:
    texts = [raw_of(entry) for entry in filled]
    return "＋".join([*texts[:_MOST_SHOWN], *(["…"] if len(texts) > _MOST_SHOWN else [])])


def _places(filled: list[Entry]) -> str:
    places = [entry.location for entry in filled]
    return "、".join(places if len(places) <= _MOST_SHOWN else [places[0], "…", places[-1]])
