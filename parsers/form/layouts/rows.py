"""What each row under a wide header is: this report's, a village's, a total, another time's."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from parsers.form.layouts.headers import is_example, is_note, is_previous, is_this_period, role_of
from parsers.form.naming.labels import Label, read_label
from parsers.form.naming.names import Names
from parsers.form.table import Table, is_blank, is_label, is_measure, is_value, label_of
from parsers.form.text import squeeze
from parsers.form.values.cells import read_cell
from parsers.grid import Cell

Kind = Literal[
    "measure", "numbers", "note", "previous", "own", "total", "subtotal", "child", "part"
]

_WHOLE = r"全(?:县|市|区|省|州|镇|乡|村|局|院|校|系统|街道|部|体)?"
_TOTAL_RANKS = (
    (4, re.compile(rf"(?:{_WHOLE})?(?:总计|总合计|总和|总数|总汇)数?")),
    (3, re.compile(rf"(?:{_WHOLE})?(?:本年|以上)?(?:合计|共计|汇总|累计|总体)数?|{_WHOLE}")),
    (2, re.compile(r".{1,8}(?:合计|总计|共计|汇总|累计)数?")),
    (1, re.compile(r".{0,8}小计数?")),
)
_LOWEST_ALONE = 3
"""Of two rows named 小计 or 某镇合计 each sums a part of the rows."""
_YEAR = re.compile(r"((?:19|20)\d{2})年?(?:度|全年|数据?|数量|情况|实际|完成数?)?")
_STEMS = frozenset("甲乙丙丁戊ABC")
_COUNTED = re.compile(r"\(?(\d{1,3})\)?(?:=[\d+\-*/×÷()%]+)?")
_COUNTING = re.compile(r"栏次|栏目?号|列号|列次|编号|序号|行次|代码")
_FEWEST_COUNTED = 3
_OVER_FIGURES = ("numbers", "measure", "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row, the labels that name it, and what it is."""

    index: int
    labels: tuple[Label, ...]
    kind: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    row: Row
    rank: int


def rows_of(
    table: Table, rows: tuple[int, ...], columns: tuple[int, ...], names: Names
) -> list[Row]:
    """Sort the rows of a wide table. `columns` hold their names."""
    found = _numbers_on_top([_read(table, row, columns, names) for row in rows])
    return _with_children(_with_totals(found))


def total_rank(label: Label) -> int:
    """How much of a table a row's name sums up: 总计 before 合计, 小计 last; 0 for no total."""
    text = re.sub(r"\([^()]*\)$", "", label.text)
    return next((rank for rank, pattern in _TOTAL_RANKS if pattern.fullmatch(text)), 0)


def _read(table: Table, row: int, columns: tuple[int, ...], names: Names) -> _Read:
    labels = _labels(table, row, columns)
    rest = [cell for cell in table.row(row) if cell.row == row and cell.column not in columns]
    rank = _rank(labels)
    kind = _kind(labels, rest, names, rank)
    return _Read(row=Row(index=row, labels=labels, kind=kind), rank=rank)


def _labels(table: Table, row: int, columns: tuple[int, ...]) -> tuple[Label, ...]:
    """The names of a row; a merged one counts in all its rows.

    A serial number names nothing, nor does 3项 beside 合计.
    """
    cells: list[Cell] = []
    for column in columns:
        cell = table.at(row, column)
        if not is_blank(cell) and cell not in cells and not cell.text.strip().isdigit():
            cells.append(cell)
    if any(total_rank(label_of(cell)) for cell in cells):
        cells = [cell for cell in cells if not is_value(cell)]
    return tuple(label_of(cell) for cell in cells)


def _rank(labels: tuple[Label, ...]) -> int:
    """合 and 计 in two cells are one word; 东镇 | 小计 is told by its last label."""
    if not labels:
        return 0
    joined = read_label("".join(label.text for label in labels))
    return total_rank(labels[-1]) or (total_rank(joined) if len(joined.text) <= 3 else 0)


def _kind(labels: tuple[Label, ...], rest: list[Cell], names: Names, rank: int) -> Kind:
    if _counts_columns(labels, rest):
        return "numbers"
    if not labels:
        return "part"
    own = labels[-1]
    if role_of(Cell(row=0, column=0, text=own.text)) == "measure" or _are_measures(rest):
        return "measure"
    if is_note(own) or any(map(is_example, labels)):
        return "note"
    year = _YEAR.fullmatch(own.text)
    if year is not None and names.years:
        return "own" if int(year[1]) in names.years else "previous"
    if is_previous(own):
        return "previous"
    if is_this_period(own) and year is None:
        return "own"
    if rank:
        return "total"
    return "child" if own.is_child else "part"


def _are_measures(rest: list[Cell]) -> bool:
    return len(rest) > 1 and all(is_measure(cell) for cell in rest)


def _counts_columns(labels: tuple[Label, ...], rest: list[Cell]) -> bool:
    """栏次 | 1 | 2 | 3=1+2 numbers the columns; without a word for it only 1, 2, 3 does."""
    texts = [squeeze(cell.text) for cell in rest]
    stems = all(text in _STEMS for text in texts)
    told = any(label.text in _STEMS or _COUNTING.fullmatch(label.text) for label in labels)
    if labels and not told:
        return False
    counted = [match for text in texts if (match := _COUNTED.fullmatch(text))]
    if len(counted) + sum(text in _STEMS for text in texts) < len(texts) or not texts:
        return False
    numbers = [int(match[1]) for match in counted]
    steps = all(later == one + 1 for one, later in pairwise(numbers))
    enough = told or len(numbers) >= _FEWEST_COUNTED
    return stems or (steps and enough and bool(numbers) and numbers[0] <= _FEWEST_COUNTED)


def _numbers_on_top(found: list[_Read]) -> list[_Read]:
    """1, 2, 3 number the columns above the first figures; alone where 栏次 says so."""
    kinds = [one.row.kind for one in found]
    above = next((at for at, kind in enumerate(kinds) if kind not in _OVER_FIGURES), None)
    return [
        replace(one, row=replace(one.row, kind="part"))
        if one.row.kind == "numbers" and (not one.row.labels if above is None else at >= above)
        else one
        for at, one in enumerate(found)
    ]


def _with_totals(found: list[_Read]) -> list[Row]:
    """Of several totals the highest is the table's; lower ones sum a part of its rows."""
    totals = [one for one in found if one.row.kind == "total"]
    best = max((one.rank for one in totals), default=0)
    rivals = [one for one in totals if one.rank == best]
    is_sum = len(rivals) == 1 and not (best == 1 and _goes_on(found, rivals[0]))
    kept = rivals if is_sum or best >= _LOWEST_ALONE else []
    return [
        replace(one.row, kind="subtotal") if one in totals and one not in kept else one.row
        for one in found
    ]


def _goes_on(found: list[_Read], total: _Read) -> bool:
    """Whether rows follow a 小计 that it cannot have summed up."""
    below = found[found.index(total) + 1 :]
    return any(one.row.kind == "part" for one in below)


def _with_children(rows: list[Row]) -> list[Row]:
    """Rows below 其中：… go on telling what the row above them is made of."""
    first = next((index for index, row in enumerate(rows) if row.kind == "child"), None)
    if first is None:
        return rows
    whole = any(row.kind in ("own", "total") for row in rows)
    above = [index for index, row in enumerate(rows[:first]) if row.kind == "part"]
    kinds: dict[int, Kind] = {}
    if not whole and len(above) == 1:
        kinds[above[0]] = "own"
    for index in range(first, len(rows)):
        if rows[index].kind == "part":
            kinds[index] = "child"
    return [replace(row, kind=kinds.get(index, row.kind)) for index, row in enumerate(rows)]


_DATE = re.compile(
    r"(?:\d{2,4}[年./-])?\d{1,2}[月./-](?:\d{1,2}[日号]?)?(?:[-—~至到].{1,8})?|\d{1,2}[日号]"
    r"|(?:19|20)\d{2}年?|第?[一二三四五六七八九十\d]{1,3}(?:天|日|周|月|季度|批|期|次|组|标段)"
)


def name_columns(
    table: Table, start: int, end: int, told: dict[int, bool], heads: set[int]
) -> tuple[int, ...]:
    """The columns on the left that name the rows.

    `told`: by column, whether its head says so; `heads`: columns of which the form knows the head,
    or which count something in a unit of measure. The rest is decided by the cells.
    """
    found: list[int] = []
    for column, says in told.items():
        if not says and (column in heads or not _are_names(table, column, start, end)):
            break
        found.append(column)
    return tuple(found) if len(found) < len(told) else ()


_MOST_LOOKED_AT = 60
_WORD = re.compile(r"[A-Za-z\u3400-\u9fff]")
_COUNT = re.compile(r"\s*\d")


def _are_names(table: Table, column: int, start: int, end: int) -> bool:
    """Whether a column's cells, in the rows with numbers to the right of them, are names.

    12场 is none where every cell is like it.
    """
    clear = counted = named = 0
    for row in range(start, min(end, start + _MOST_LOOKED_AT) + 1):
        cells = table.row(row)
        if not cells:
            break
        if not any(is_value(cell) for cell in cells if cell.column > column and cell.row == row):
            continue
        own = table.at(row, column)
        if is_blank(own):
            continue
        if not _may_name(own):
            return False
        is_date = own.kind == "date" or _DATE.fullmatch(squeeze(own.text)) is not None
        clear += is_date or (is_label(own) and not is_measure(own))
        counted += bool(_COUNT.match(own.text)) and not is_label(own)
        named += 1
    return named > 0 and (clear > 0 or counted == 0)


def _may_name(cell: Cell) -> bool:
    """一村, 2号线, 6月1日: words, if need be with a number; no number alone and no 无."""
    if cell.kind == "date" or _DATE.fullmatch(squeeze(cell.text)):
        return True
    return cell.kind == "text" and bool(_WORD.search(cell.text)) and not _says_none(cell)


def _says_none(cell: Cell) -> bool:
    return read_cell(cell).state == "none"
