"""Tables without ruled lines: boxes of text that stand in rows and columns."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from parsers.files.boxes import Box, around, lines_of, merged

LEAST_ROWS = 3
MOST_TRIMMED = 4
LEAST_FILLED = 0.6
"""Share of a table's places that hold text; less is prose that happens to be spaced."""
LOOSE = 2.2
"""In text heights: lines farther apart do not belong to one table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligned:
    """A table of boxes: each with its row and column, and the area that they cover."""

    box: Box
    rows: int
    columns: int
    places: tuple[tuple[int, int, Box], ...]


def find_aligned(boxes: Iterable[Box]) -> list[Aligned]:
    """Runs of lines whose pieces stand below each other in at least two columns."""
    tables: list[Aligned] = []
    run: list[list[Box]] = []
    for line in (_pieces(line) for line in lines_of(boxes)):
        if len(line) > 1 and (not run or _follows(run[-1], line)):
            run.append(line)
        else:
            tables.extend(_longest_table(run))
            run = [line] if len(line) > 1 else []
    return tables + _longest_table(run)


def _longest_table(run: Sequence[Sequence[Box]]) -> list[Aligned]:
    """The table in a run of lines; lines before and after it may be spaced by chance."""
    trims = sorted(itertools.product(range(MOST_TRIMMED), repeat=2), key=sum)
    for start, end in trims:
        table = _table(run[start : len(run) - end])
        if table:
            return table
    return []


def _pieces(line: Sequence[Box]) -> list[Box]:
    """Join what stands as close as the words of one cell."""
    groups: list[list[Box]] = [[line[0]]]
    for box in line[1:]:
        before = groups[-1][-1]
        if box.left - before.right < 0.9 * min(before.height, box.height):
            groups[-1].append(box)
        else:
            groups.append([box])
    return [merged(group, wide=" ") for group in groups]


def _follows(before: Sequence[Box], after: Sequence[Box]) -> bool:
    upper, lower = around(before), around(after)
    return lower.top - upper.bottom < LOOSE * max(box.height for box in (*before, *after))


def _table(run: Sequence[Sequence[Box]]) -> list[Aligned]:
    if len(run) < LEAST_ROWS:
        return []
    columns = _columns([box for line in run for box in line])
    places = [(row, _column(columns, box), box) for row, line in enumerate(run) for box in line]
    distinct = {(row, column) for row, column, _ in places}
    room = len(run) * len(columns)
    if len(columns) < 2 or len(distinct) < len(places) or len(places) < LEAST_FILLED * room:
        return []
    area = around([box for line in run for box in line])
    return [Aligned(box=area, rows=len(run), columns=len(columns), places=tuple(places))]


def _columns(boxes: Sequence[Box]) -> list[tuple[float, float]]:
    """The stretches of the page's width that some box stands in."""
    columns: list[tuple[float, float]] = []
    for box in sorted(boxes, key=lambda box: box.left):
        if columns and box.left < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], box.right))
        else:
            columns.append((box.left, box.right))
    return columns


def _column(columns: Sequence[tuple[float, float]], box: Box) -> int:
    middle = box.middle[0]
    return next(i for i, (left, right) in enumerate(columns) if left <= middle <= right)
