"""A grid whose labels stand without what clerks put around them, so that every layout knows them.

`1.科普讲座（场）`, `科普讲座 场`, `科普讲座（场）（不少于5场）` all become `科普讲座（场）`:
numbers and units of measure inside a label cell would else be taken for its value.
"""

from __future__ import annotations

import re
from dataclasses import replace

from parsers.form.naming.labels import Label, read_label, shielded
from parsers.form.naming.names import Names
from parsers.form.table import is_label, is_value
from parsers.form.text import squeeze
from parsers.form.values.measures import measure_of
from parsers.grid import Cell, Grid

_LONGEST, _MOST_LINES = 60, 4
_BLANK = re.compile(
    r"[_＿]{2,}|[ \t\u3000]{2,}|[-—–―/:：]\s*$|[（(]\s*[)）]|\n|\s[-—–―/无]+\s*\S{0,3}$"
)
"""What a blank to be filled in, or a none mark, looks like: such a cell is a sentence."""
_BRACKET = re.compile(r"[)）\]】〕]\s*[^)）\]】〕]{0,2}$")
_OTHER_YEAR = re.compile(r"\s*(?P<year>(?:19|20)\d{2}年度?)(?P<rest>[\u4e00-\u9fff]\D*)")


def with_plain_labels(grid: Grid, names: Names) -> Grid:
    """The same grid; a cell that surely is a dressed label holds the label alone."""
    if names.inside is None:
        return grid
    cells = {(cell.row, cell.column): cell for cell in grid.cells}
    plain = tuple(_plain(cell, cells, names) for cell in grid.cells)
    return grid if plain == grid.cells else replace(grid, cells=plain)


def _plain(cell: Cell, cells: dict[tuple[int, int], Cell], names: Names) -> Cell:
    text = cell.text
    if cell.kind == "text" and "\n" in text and (lines := _lines_of(text, names)):
        return replace(cell, text="、".join(lines))
    if cell.kind != "text" or not 2 < len(text) <= _LONGEST or _BLANK.search(text.strip()):
        return cell
    if names.inside is None or not names.inside.search(squeeze(text)):
        return cell
    label = read_label(text)
    if measure_of(label.text) is not None:
        return cell
    exact = _is_exact(label, names)
    if exact and is_label(cell) and not is_value(cell):
        return cell
    found = (label, True) if exact else names.undressed(label)
    if found is not None and found[1]:
        # A bare unit of measure behind the name may be all that is left of an empty blank.
        bare = found[0].measure is not None and not _BRACKET.search(text)
        return _labelled(cell, found[0]) if not bare or _leads(cell, cells) else cell
    other = _OTHER_YEAR.fullmatch(text)
    if other is not None and is_value(cell):
        return replace(cell, text=f"{other['rest']}（{other['year']}）")
    return cell


def _lines_of(text: str, names: Names) -> list[str]:
    """参加人次 over 株数 in one cell: several labels, and no name that was broken in two."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    whole = names.is_known(read_label(text)) or names.is_part(read_label(text))
    known = all(names.is_known(read_label(line)) for line in lines)
    return lines if 2 <= len(lines) <= _MOST_LINES and known and not whole else []


def _is_exact(label: Label, names: Names) -> bool:
    exact = label.text in names.by_last or label.full in names.by_joined
    return exact or names.whole_path(label) is not None


def _labelled(cell: Cell, label: Label) -> Cell:
    """The cell with the label alone; figures in a name are none of the form's numbers."""
    plain = replace(cell, text=_written(label))
    return (
        plain
        if is_label(plain) and not is_value(plain)
        else replace(plain, text=shielded(plain.text))
    )


def _written(label: Label) -> str:
    child = "其中：" if label.is_child else ""
    return f"{child}{label.text}（{label.measure}）" if label.measure else f"{child}{label.text}"


def _leads(cell: Cell, cells: dict[tuple[int, int], Cell]) -> bool:
    """Whether a value stands right of a cell, or below a narrow one."""
    if cell.colspan > 2:
        return False
    beside = cells.get((cell.row, cell.column + max(1, cell.colspan)))
    below = cells.get((cell.row + max(1, cell.rowspan), cell.column))
    return any(one is not None and is_value(one) for one in (beside, below))
