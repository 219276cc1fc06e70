"""Whether a grid is worth reading as a form: a quick look, so that other tables cost nothing."""

from __future__ import annotations

from dataclasses import replace

from parsers.form.identity import is_unit_label
from parsers.form.labels import read_label
from parsers.form.names import Names
from parsers.form.similar import is_similar
from parsers.form.text import squeeze
from parsers.form.titles import is_form_title
from parsers.grid import Grid

_LOOKED_AT = 4000
_MOST_ROWS = 3000
_MOST_COLUMNS = 80
_LONGEST = 40


def worth_reading(grid: Grid, names: Names) -> Grid | None:
    """The grid, cut to a readable size, or None where its first cells have nothing of a form."""
    hits = 0
    seen: set[str] = set()
    for cell in grid.cells[:_LOOKED_AT]:
        if cell.kind != "text" or not cell.text or cell.text in seen:
            continue
        seen.add(cell.text)
        hits += _weight(cell.text, names)
        if hits >= _ENOUGH:
            return _cut(grid)
    return _cut(grid) if hits and len(grid.cells) <= _LOOKED_AT else None


_ENOUGH = 2


def _weight(text: str, names: Names) -> int:
    if len(text) > _LONGEST:
        return int(any(last in text for last in names.by_last if len(last) > 2))
    label = read_label(text)
    if names.is_part(label) or names.is_known(label):
        return 2
    if is_unit_label(text) or is_form_title(text):
        return 1
    flat = squeeze(text)
    return int(
        any(last in flat for last in names.by_last if len(last) > 1) or _is_close(label.text, names)
    )


def _is_close(text: str, names: Names) -> bool:
    return 2 < len(text) <= 16 and any(is_similar(text, last) for last in names.by_last)


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
