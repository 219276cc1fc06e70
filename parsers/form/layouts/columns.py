"""The header of an indicator table: which columns hold labels, units of measure, numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from parsers.form.labels import Label
from parsers.form.layouts.gaps import column_heads, is_unsure
from parsers.form.layouts.headers import depth_of, is_label_row, role_of, year_of
from parsers.form.table import Table, label_of
from parsers.grid import Cell


@dataclass(slots=True)
class Columns:
    """One run of columns of an indicator table; a wide form has two side by side.

    `end`: the column where the next run begins, 0 for the last one.
    """

    labels: list[int] = field(default_factory=list)
    measure: int | None = None
    values: list[int] = field(default_factory=list)
    heads: dict[int, tuple[Label, ...]] = field(default_factory=dict)
    unsure: set[int] = field(default_factory=set)
    end: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """A header: its depth in rows and the runs of columns under it."""

    depth: int
    runs: tuple[Columns, ...]


def find_header(table: Table, row: int, end: int) -> Header | None:
    """The header that starts in `row`, or None where the row is none."""
    if not is_label_row(table, row):
        return None
    first = table.row(row)
    if not any(role_of(cell) == "label" for cell in first) or len(first) < 2:
        return None
    depth = depth_of(table, row, end)
    runs = _runs(table, row, depth)
    if not runs or not all(run.labels and run.values for run in runs):
        return None
    return Header(depth=depth, runs=tuple(runs))


def _runs(table: Table, row: int, depth: int) -> list[Columns]:
    runs = [Columns()]
    for column in range(table.columns):
        heads = column_heads(table, row, depth, column)
        if not heads:
            continue
        role = role_of(heads[0]) if len(heads) == 1 else _deep_role(heads)
        if role == "label" and runs[-1].values:
            runs[-1].end = column
            runs.append(Columns())
        _take(runs[-1], column, role, tuple(label_of(head) for head in heads))
        if is_unsure(table, row, depth, column):
            runs[-1].unsure.add(column)
    return _settled(runs)


def _deep_role(heads: list[Cell]) -> str:
    roles = [role_of(head) for head in heads]
    return next((role for role in ("previous", "note") if role in roles), "named")


def _take(run: Columns, column: int, role: str, heads: tuple[Label, ...]) -> None:
    run.heads[column] = heads
    if role == "label":
        run.labels.append(column)
    elif role == "measure":
        run.measure = column
    elif role == "value" or (role == "named" and (run.labels or not _is_time(heads))):
        run.values.append(column)


def _is_time(heads: tuple[Label, ...]) -> bool:
    """完成时间 before the rows' names dates them; behind them it may be a field of its own."""
    return re.search(r"(?:时间|日期|时限|期限)$", heads[-1].text) is not None


def _settled(runs: list[Columns]) -> list[Columns]:
    """`项目 | 内容` without a value column: the last label column holds the values."""
    for run in runs:
        if not run.values and len(run.labels) > 1:
            run.values.append(run.labels.pop())
    return runs


def of_year(run: Columns, wanted: tuple[int, ...]) -> tuple[Columns, bool]:
    """Of columns headed 2021年 and 2022年 the campaign's own, and whether that was certain.

    Without a column of the campaign's own year the latest one is taken.
    """
    years = {one: year for one in run.values if (year := year_of(run.heads[one][-1])) is not None}
    if len(years) < 2:
        return run, True
    own = set(years.values()) & set(wanted)
    kept = max(own or years.values())
    values = [one for one in run.values if years.get(one, kept) == kept]
    kept_years = years.keys() & set(values)
    heads = {one: heads[:-1] if one in kept_years else heads for one, heads in run.heads.items()}
    return replace(run, values=values, heads=heads), bool(own) or not wanted
