"""Draws a case in plain lines, so that a developer sees what the reader saw."""

from __future__ import annotations

from collections.abc import Iterator

from parsers.grid import Cell
from tests.forms.labelled.scoring import told
from tests.forms.labelled.truth import Case


def drawn(case: Case) -> Iterator[str]:
    yield f"== {case.name} [{case.layout}] of {case.definition.title}"
    yield from (f"   paragraph {p.order} {p.text!r}" for p in case.content.paragraphs)
    for grid in case.content.grids:
        yield f"   table {grid.place}{' (hidden)' if grid.hidden else ''}"
        for row in range(grid.rows):
            cells = [_drawn_cell(cell) for cell in grid.cells if cell.row == row]
            yield f"     {row + 1}: {' | '.join(cells)}"
    for form in case.forms:
        yield f"   truth: {form.kind}, unit {form.unit_text!r}, checks {case.checks}"
        for figure in form.figures:
            yield f"     {figure.field_key}: {figure.raw!r} is {told(figure.meaning)}"
        for held in form.activities or ():
            yield f"     row {held.name}: {held.raw!r} is {told(held.participants)}"


def _drawn_cell(cell: Cell) -> str:
    spans = f" ({cell.rowspan}x{cell.colspan})" if cell.rowspan * cell.colspan > 1 else ""
    kind = "" if cell.kind == "text" else f" <{cell.kind}>"
    return f"{cell.column}: {cell.text!r}{spans}{kind}"
