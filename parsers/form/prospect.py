"""Whether a grid is worth reading as a form: a quick look, so that other tables cost nothing."""

from __future__ import annotations

from dataclasses import replace

from parsers.form.identity import is_unit_label
from parsers.form.naming.labels import read_label
from parsers.form.naming.names import Names
from parsers.form.naming.similar import is_similar
from parsers.form.text import squeeze
from parsers.form.titles import is_form_title
from parsers.grid import Grid

_LOOKED_AT = 3000
_MOST_ROWS = 1000
_MOST_COLUMNS = 80
_LONGEST = 40
_SMALL = 1500


def worth_reading(grid: Grid, names: Names) -> Grid | None:
    """The grid, cut to a readable size, or None where its first cells have nothing of a form."""
    hits = 0
    is_small = len(grid.cells) <= _SMALL
    seen: set[str] = set()
    for cell in grid.cells[:_LOOKED_AT]:
        if cell.kind != "text" or not cell.text or cell.text in seen:
            continue
        seen.add(cell.text)
        hits += _weight(cell.text, names, is_small)
        if hits >= _ENOUGH:
            return _cut(grid)
    return _cut(grid) if hits and is_small else None


_ENOUGH = 2


def _weight(text: str, names: Names, is_small: bool) -> int:
    if len(text) > _LONGEST:
        return int(any(last in text for last in names.by_last if len(last) > 2))
    label = read_label(text)
    if names.is_part(label) or names.is_known(label):
        return 2
    if is_unit_label(text) or is_form_title(text):
        return 1
    if not is_small:
        return 0
    flat = squeeze(text)
    inside = any(last in flat for last in names.by_last if len(last) > 1)
    return int(inside or _is_close(label.text, names))


def _is_close(text: str, names: Names) -> bool:
    return 2 < len(text) <= 16 and any(is_similar(text, last) for last in names.by_last)


def loses(grid: Grid) -> bool:
    """Whether something stands beyond the part of a grid that is read as a form."""
    if grid.rows <= _MOST_ROWS and grid.columns <= _MOST_COLUMNS:
        return False
    return any(
        cell.text and (cell.row >= _MOST_ROWS or cell.column >= _MOST_COLUMNS)
        for cell in grid.cells
    )


def _cut(grid: Grid) -> Grid:
    if grid.rows <= _MOST_ROWS and grid.columns <= _MOST_COLUMNS:
        return grid
    return replace(
        grid,
        rows=min(grid.rows, _MOST_ROWS),
        columns=min(grid.columns, _MOST_COLUMNS),
        cells=tuple(
            cell for cell in grid.cells if cell.row < _MOST_ROWS and cell.column < _MOST_COLUMNS
        ),
    )
