"""The header of an indicator table: which columns hold labels, units of measure, numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import takewhile

from parsers.form.layouts.gaps import column_heads, is_unsure
from parsers.form.layouts.headers import depth_of, is_label_row, role_of, year_of
from parsers.form.naming.labels import Label
from parsers.form.naming.names import Names
from parsers.form.table import Table, is_blank, is_label, is_measure, label_of
from parsers.grid import Cell

_LOOKED_AT = 30


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


def find_header(table: Table, row: int, end: int, names: Names) -> Header | None:
    """The header that starts in `row`, or None where the row is none."""
    if not is_label_row(table, row):
        return None
    first = table.row(row)
    if not any(role_of(cell) == "label" for cell in first) or len(first) < 2:
        return None
    depth = depth_of(table, row, end)
    runs = _runs_under(table, row, depth, end, names)
    if not runs or not all(run.labels and run.values for run in runs):
        return None
    for run in runs:
        run.unsure |= {one for one in run.heads if is_unsure(table, row, depth, one)}
    return Header(depth=depth, runs=tuple(runs))


def _runs_under(table: Table, row: int, depth: int, end: int, names: Names) -> list[Columns]:
    """The runs of columns; what stands left of the rows' names is a category, or no value at all.

    排名 | 指标 | 数量 counts its rows; in 数量 | 单位 | 项目 alone the value is on the left.
    """
    below = range(row + depth, min(end, row + depth + _LOOKED_AT) + 1)
    roles = _with_headless(table, _roles(table, row, depth), below)
    heads = {one: tuple(map(label_of, column_heads(table, row, depth, one))) for one in roles}
    before = list(takewhile(lambda one: roles[one] != "label", roles))
    before = [one for one in before if roles[one] in ("value", "named")]
    if any(names.is_known(label) or names.is_part(label) for one in before for label in heads[one]):
        return []
    rivals = [one for one in before if roles[one] == "value"]
    mirrored = _is_mirrored(roles)
    if not mirrored:
        roles |= {one: "label" if _are_words(table, one, below) else "code" for one in before}
    runs = _runs(dict(sorted(roles.items(), reverse=mirrored)), heads)
    if before and not (runs[0].labels and _are_words(table, runs[0].labels[-1], below)):
        return []
    runs[0].unsure.update(runs[0].values if rivals and not mirrored else ())
    return runs


def _roles(table: Table, row: int, depth: int) -> dict[int, str]:
    """What each column with a head is for, from left to right."""
    roles: dict[int, str] = {}
    for column in range(table.columns):
        heads = column_heads(table, row, depth, column)
        if heads:
            roles[column] = role_of(heads[0]) if len(heads) == 1 else _deep_role(heads)
    return roles


def _with_headless(table: Table, roles: dict[int, str], rows: range) -> dict[int, str]:
    """项目 over ordinals or categories, and no head over the names of the rows beside them."""
    headless = {
        one: "label"
        for one in range(1, table.columns)
        if one not in roles and roles.get(one - 1) == "label" and _are_words(table, one, rows)
    }
    return dict(sorted((roles | headless).items()))


def _is_mirrored(roles: dict[int, str]) -> bool:
    """数量 | 单位 | 项目: the numbers stand left of what they count."""
    told = [role for role in roles.values() if role in ("label", "value", "named")]
    return told[-1:] == ["label"] and "value" in takewhile(lambda role: role != "label", told)


def _are_words(table: Table, column: int, rows: range) -> bool:
    """Whether a column names something in most rows, rather than numbering or counting it."""
    cells = [cell for row in rows if not is_blank(cell := table.at(row, column))]
    return 2 * sum(is_label(cell) and not is_measure(cell) for cell in cells) > len(cells)


def _runs(roles: dict[int, str], heads: dict[int, tuple[Label, ...]]) -> list[Columns]:
    """The columns in the order of reading; each label behind a value begins another run."""
    runs = [Columns()]
    for column, role in roles.items():
        if role == "label" and runs[-1].values:
            runs[-1].end = max(column, *runs[-1].labels)
            runs.append(Columns())
        _take(runs[-1], column, role, heads[column])
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
        run.values.sort()
    return runs


def of_year(run: Columns, wanted: tuple[int, ...]) -> tuple[Columns, bool]:
    """Of columns under 2021年 and 2022年 the campaign's own, and whether that was certain.

    Without a column of the campaign's own year the latest one is taken.
    """
    years = {one: year for one in run.values if (year := _year_over(run.heads[one])) is not None}
    if len(set(years.values())) < 2:
        return run, True
    own = set(years.values()) & set(wanted)
    kept = max(own or years.values())
    values = [one for one in run.values if years.get(one, kept) == kept]
    heads = dict(run.heads)
    if len({_dated(heads[one]) for one in values if one in years}) == 1:  # not March beside April
        heads |= {one: _undated(heads[one]) for one in values if one in years}
    return replace(run, values=values, heads=heads), bool(own) or not wanted


def _year_over(heads: tuple[Label, ...]) -> int | None:
    return next((year for head in heads if (year := year_of(head)) is not None), None)


def _dated(heads: tuple[Label, ...]) -> tuple[str, ...]:
    return tuple(head.text for head in heads if year_of(head) is not None)


def _undated(heads: tuple[Label, ...]) -> tuple[Label, ...]:
    return tuple(head for head in heads if year_of(head) is None)
