"""Tables that go on over the page: one table again, its repeated head left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parsers.files.flow import is_page_edge
from parsers.files.paged import Page, PageTable
from parsers.grid import Cell

_SHIFT = 0.06
"""Share of a table's width by which its sides may differ from page to page."""


def with_continued(pages: Sequence[Page]) -> list[Page]:
    """Join a table at the end of a page with the one of the same shape that begins the next."""
    done: list[Page] = []
    begun = 0
    for page in pages:
        done.append(page)
        before = done[begun]
        upper, lower = _last(before), _first(page)
        joins = upper is not None and lower is not None and _same_shape(upper, lower)
        if len(done) == 1 or not joins or upper is None or lower is None:
            begun = len(done) - 1
            continue
        rest = tuple(table for table in page.tables if table is not lower)
        whole = replace(_joined(upper, lower), last_page=page.number)
        others = tuple(table for table in before.tables if table is not upper)
        done[begun] = replace(before, tables=(*others, whole))
        done[-1] = replace(page, tables=rest)
        if rest or _text_below(page, lower):
            begun = len(done) - 1
    return done


def _last(page: Page) -> PageTable | None:
    table = max(page.tables, key=lambda one: one.box.top, default=None)
    if table is None or _text_below(page, table):
        return None
    return table


def _first(page: Page) -> PageTable | None:
    table = min(page.tables, key=lambda one: one.box.top, default=None)
    if table is None:
        return None
    above = [box for box in page.boxes if box.bottom <= table.box.top + box.height / 2]
    return None if any(not is_page_edge(box, page.height) for box in above) else table


def _text_below(page: Page, table: PageTable) -> bool:
    below = [box for box in page.boxes if box.top >= table.box.bottom - box.height / 2]
    return any(not is_page_edge(box, page.height) for box in below)


def _same_shape(upper: PageTable, lower: PageTable) -> bool:
    allowed = _SHIFT * upper.box.width
    return (
        upper.columns == lower.columns
        and abs(upper.box.left - lower.box.left) < allowed
        and abs(upper.box.right - lower.box.right) < allowed
    )


def _joined(upper: PageTable, lower: PageTable) -> PageTable:
    head = _repeated_rows(upper, lower)
    below = [
        replace(cell, row=cell.row - head + upper.rows) for cell in lower.cells if cell.row >= head
    ]
    above = {cell.column: cell for cell in upper.cells if cell.row + cell.rowspan == upper.rows}
    cells: list[Cell] = [*upper.cells]
    for cell in below:
        over = above.get(cell.column)
        if over is not None and cell.row == upper.rows and _cut_by_page(over, cell):
            cells[cells.index(over)] = replace(over, rowspan=over.rowspan + cell.rowspan)
        else:
            cells.append(cell)
    return replace(upper, rows=upper.rows + lower.rows - head, cells=tuple(cells))


def _repeated_rows(upper: PageTable, lower: PageTable) -> int:
    """How many first rows say the same on both pages; never all rows of the second one."""
    count = 0
    while count < min(upper.rows, lower.rows - 1) and _row(upper, count) == _row(lower, count):
        count += 1
    return count


def _row(table: PageTable, row: int) -> list[tuple[int, int, int, str]]:
    return [
        (cell.column, cell.rowspan, cell.colspan, "".join(cell.text.split()))
        for cell in table.cells
        if cell.row == row
    ]


def _cut_by_page(over: Cell, cell: Cell) -> bool:
    """Whether a page break went through a merged cell: the lower part of it is empty."""
    tall = over.rowspan > 1 or cell.rowspan > 1
    return tall and not cell.text and over.colspan == cell.colspan
