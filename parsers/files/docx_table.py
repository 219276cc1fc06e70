"""A Word table's rows and cells laid out on its grid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from parsers.files.ooxml import attribute, child, integer
from parsers.files.package import local_name

_WRAPPERS = frozenset({"ins", "moveTo", "customXml", "smartTag"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedCell:
    """A cell's own element with its position and spans; merged ones are one cell."""

    element: etree._Element
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedTable:
    """A table's cells in row-major order, and its size; `cut` if rows were left out."""

    cells: tuple[PlacedCell, ...]
    rows: int
    columns: int
    cut: bool = False


def place_cells(table: etree._Element, most: int) -> PlacedTable:
    """Lay a table out by gridSpan and vMerge; deleted rows are left out (17.4.17, 17.4.84)."""
    placed: dict[tuple[int, int], PlacedCell] = {}
    open_above: dict[int, tuple[int, int]] = {}
    row = columns = 0
    cut = False
    for element in _inside(table, "tr"):
        if child(element, "trPr", "del") is not None:
            continue
        width = _place_row(element, row, placed, open_above)
        columns = max(columns, width)
        row += 1
        if row * columns > most:
            cut = True
            break
    return PlacedTable(
        cells=tuple(placed[position] for position in sorted(placed)),
        rows=row,
        columns=columns,
        cut=cut,
    )


def _place_row(
    row_element: etree._Element,
    row: int,
    placed: dict[tuple[int, int], PlacedCell],
    open_above: dict[int, tuple[int, int]],
) -> int:
    """Place one row's cells; returns the row's width in grid columns."""
    column = integer(attribute(child(row_element, "trPr", "gridBefore"), "val"), 0)
    still_open: dict[int, tuple[int, int]] = {}
    last: tuple[int, int] | None = None
    for element in _inside(row_element, "tc"):
        properties = child(element, "tcPr")
        width = max(integer(attribute(child(properties, "gridSpan"), "val"), 1), 1)
        merge = child(properties, "vMerge")
        if last and attribute(child(properties, "hMerge"), "val") == "continue":
            placed[last] = replace(placed[last], colspan=placed[last].colspan + width)
        elif merge is not None and attribute(merge, "val") != "restart" and column in open_above:
            last = open_above[column]
            placed[last] = replace(placed[last], rowspan=row - last[0] + 1)
            still_open[column] = last
        else:
            last = (row, column)
            placed[last] = PlacedCell(element=element, row=row, column=column, colspan=width)
            if merge is not None:
                still_open[column] = last
        column += width
    open_above.clear()
    open_above.update(still_open)
    return column


def _inside(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, also those in content controls and inserted ones."""
    for one in parent:
        found = local_name(one)
        if found == name:
            yield one
        elif found == "sdt":
            content = child(one, "sdtContent")
            if content is not None:
                yield from _inside(content, name)
        elif found in _WRAPPERS:
            yield from _inside(one, name)
