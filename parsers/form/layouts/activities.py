"""Layout 4: a list of activities, one a row; its 合计 is left out and compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from parsers.form.activity_list import ActivityList, ListCell, ListColumn
from parsers.form.figures import participants_in
from parsers.form.labels import Label
from parsers.form.layouts.gaps import column_heads
from parsers.form.layouts.headers import depth_of, is_generic, is_label_row
from parsers.form.layouts.list_cells import is_date, serial_of
from parsers.form.layouts.list_rows import ListHeader, ListRows, RowSorter
from parsers.form.measures import families
from parsers.form.names import Names
from parsers.form.table import Table, is_blank, is_measure, is_value, label_of
from parsers.form.text import squeeze
from parsers.grid import Cell
from parsers.results import ActivityReading

_WHO = r"(?:主办|承办|组织|举办|主承办|实施|责任|牵头|开展|协办|主管)"
_HEADS: dict[str, re.Pattern[str]] = {
    "ordinal": re.compile(r"序号|编号|序|号|No\.?"),
    "name": re.compile(
        r"(?:科普|主要|重点)?(?:活动|项目)?(?:名称|主题)|活动(?:项目|内容|名称及内容)?|活动名称.*|项目(?:名称)?|内容"
    ),
    "held_on": re.compile(r"(?:活动|举办|开展|起止|举行|实施|完成)?(?:时间|日期).*"),
    "place": re.compile(r"(?:活动|举办|开展|举行)?(?:地点|地址|场所|场地).*"),
    "organiser": re.compile(
        rf"{_WHO}(?:/承办|及承办|、承办|\(承办\))?(?:单位|部门|方|科室).*|{_WHO}|主[/、]承办单位"
    ),
    "note": re.compile(
        r"备注|说明|活动形式|形式|活动类型|类型|类别|(?:责任|联系|负责|主讲|主持|经办)人(?:员)?.*|.*电话|活动简介|简介|效果"
    ),
}
_PEOPLE = re.compile(
    r".*(?:参加|参与|受益|覆盖|参观|到场|服务|活动)?.*(?:人数|人次|人/次|人员数量)(?:\(.*\))?$"
)
_PLANNED = re.compile(r"计划|预计|拟|应到|预期|目标")
_PROPER_NAME = re.compile(r"(?:.*活动|讲座|培训|展览|课程|宣讲)(?:名称|主题|项目|题目|内容).*")
_SESSIONS = re.compile(r"(?:活动|举办|开展)?(?:场次?|次|期|项|批)数?")
_COUNT = re.compile(r"(?:合计|总计|共计?|计)?[:(]?(\d+)(?:场次?|项|次|个)(?:活动)?\)?")
_FEWEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundList:
    """A list, the last row it takes, and the rows between that say something else."""

    found: ActivityList
    last: int
    foreign: tuple[int, ...]


def find_list(table: Table, row: int, end: int, names: Names) -> ListHeader | None:
    """The header of an activity list that starts in `row`, or None."""
    if not is_label_row(table, row) or len(table.row(row)) < _FEWEST:
        return None
    depth = depth_of(table, row, end)
    columns, others = _columns(table, row, depth, names)
    if "name" not in columns or not _is_told(table, row, columns, others):
        return None
    if _is_counted(table, row + depth, end, others) or _names_fields(
        table, range(row + depth, end + 1), columns["name"], others, names
    ):
        return None
    people = _people_of(others)
    return ListHeader(depth=depth, columns=columns, others=tuple(others), people=people)


def _columns(
    table: Table, row: int, depth: int, names: Names
) -> tuple[dict[str, int], dict[int, tuple[Label, ...]]]:
    columns: dict[str, int] = {}
    others: dict[int, tuple[Label, ...]] = {}
    for column in range(table.columns):
        heads = column_heads(table, row, depth, column)
        if heads:
            role = _role(label_of(heads[-1]), names)
            if role is None:
                others[column] = tuple(label_of(head) for head in heads)
            else:
                columns.setdefault(role, column)
    return columns, others


def _role(label: Label, names: Names) -> str | None:
    if names.is_known(label) and not names.wants_text(label) and _PEOPLE.fullmatch(label.text):
        return None
    for role, pattern in _HEADS.items():
        if pattern.fullmatch(label.text):
            return role
    return None


def _is_told(
    table: Table, row: int, columns: dict[str, int], others: dict[int, tuple[Label, ...]]
) -> bool:
    """Time, place or organiser make a list of activities; so do numbered names with people."""
    told = sum(role in columns for role in ("held_on", "place", "organiser"))
    if told:
        return told > 1 or bool(others)
    name = label_of(table.at(row, columns["name"]))
    counted = any(_SESSIONS.fullmatch(path[-1].text) for path in others.values())
    proper = _PROPER_NAME.fullmatch(name.text) is not None and "ordinal" in columns
    flat = all(len(path) == 1 for path in others.values())
    return proper and flat and not counted and _people_of(others) is not None


def _people_of(others: dict[int, tuple[Label, ...]]) -> int | None:
    """The column of participants: by its name, by its unit of measure, or as the only one."""
    by_name = [c for c, path in others.items() if _is_people(path[-1].text)]
    held = [c for c in by_name if not any(_PLANNED.search(one.text) for one in others[c])]
    by_measure = [
        column
        for column, path in others.items()
        if (measure := path[-1].measure) is not None and families(measure.base) == {"people"}
    ]
    alone = [c for c, path in others.items() if len(others) == 1 and path[-1].measure is None]
    return next(iter((*held, *by_name, *by_measure, *alone)), None)


def _is_people(text: str) -> bool:
    return _PEOPLE.fullmatch(text) is not None


def _is_counted(table: Table, start: int, end: int, others: dict[int, tuple[Label, ...]]) -> bool:
    """Whether a column of units of measure stands beside the names: a table of indicators."""
    for column in others:
        cells = [table.at(row, column) for row in range(start, end + 1)]
        filled = [cell for cell in cells if not is_blank(cell)]
        if filled and sum(is_measure(cell) for cell in filled) * 2 >= len(filled):
            return True
    return False


def _names_fields(
    table: Table, rows: range, name: int, others: dict[int, tuple[Label, ...]], names: Names
) -> bool:
    """Whether the rows are the form's own fields, with their number under 数量."""
    labels = [label_of(cell) for row in rows if not is_blank(cell := table.at(row, name))]
    fields = sum(_is_field(label, others, names) for label in labels)
    return fields > 0 and fields * 3 >= len(labels)


def _is_field(label: Label, others: dict[int, tuple[Label, ...]], names: Names) -> bool:
    """检查企业 under 数量, 宣讲活动 under 场次; not a lecture under 参加人数."""
    has_people = any(_is_people(path[-1].text) for path in others.values())
    for path in others.values():
        head = path[-1]
        if label.text + head.text in names.by_joined:
            return True
        bare = head.measure is None and not names.is_known(head) and not _is_people(head.text)
        if names.is_known(label) and (is_generic(head.text) or (bare and not has_people)):
            return True
    return False


def goes_on(table: Table, header: ListHeader, row: int) -> bool:
    """Whether a row below a title goes on with the list above it: by its number or its date."""
    columns = header.columns
    role = "ordinal" if "ordinal" in columns else "held_on"
    if role not in columns or is_blank(table.at(row, columns["name"])):
        return False
    cell = table.at(row, columns[role])
    return serial_of(cell) is not None if role == "ordinal" else is_date(cell)


def read_list(
    table: Table, header: ListHeader, row: int, span: tuple[int, int], names: Names
) -> FoundList:
    """The rows of a span under the header in `row` as activities, and its columns of numbers."""
    sorter = RowSorter(table, header, row, names)
    rows = sorter.sort(*span)
    ordinals = _ordinals(table, header, rows)
    columns = tuple(_column(table, header, row, column, rows) for column in header.others)
    people = next(
        (one for c, one in zip(header.others, columns, strict=True) if c == header.people), None
    )
    activities = tuple(
        _activity(table, header, index, group, people)
        for index, group in enumerate(rows.activities, start=1)
    )
    found = ActivityList(
        activities=activities,
        columns=columns,
        location=table.grid.location(row, 0),
        heads=tuple(sorter.heads),
        ordinals=ordinals,
        stated=_stated(table, header, rows),
        doubts=frozenset(rows.doubts),
    )
    foreign = tuple(one for one in rows.foreign if one < rows.last)
    return FoundList(found=found, last=rows.last, foreign=foreign)


def _column(table: Table, header: ListHeader, row: int, column: int, rows: ListRows) -> ListColumn:
    heads = column_heads(table, row, header.depth, column)
    path = tuple(label_of(head) for head in heads)

    def held(one: int) -> ListCell | None:
        cell = table.at(one, column)
        is_own = cell.row == one and cell.column == column and not is_blank(cell)
        return ListCell(cell=cell, location=table.location(cell)) if is_own else None

    groups = [[held(one) for one in group] for group in rows.activities]
    open_groups = [
        group
        for group, cells in zip(rows.activities, groups, strict=True)
        if not any(cells) and all(is_blank(table.at(one, column)) for one in group)
    ]
    sums = {one: cell for one in (*rows.totals, *rows.subtotals) if (cell := held(one))}
    written = {one: cell for one, cell in sums.items() if is_value(cell.cell)}
    return ListColumn(
        path=path,
        measure=next((label.measure for label in reversed(path) if label.measure), None),
        cells=tuple(cell for cells in groups for cell in cells if cell is not None),
        location=table.grid.location(row, column),
        total=next((written[one] for one in rows.totals if one in written), None),
        subtotals=tuple(cell for one, cell in written.items() if one in rows.subtotals),
        is_open=bool(open_groups),
        is_doubtful=any(held(one) is not None for one in rows.unsure),
    )


def _ordinals(table: Table, header: ListHeader, rows: ListRows) -> tuple[int, int] | None:
    """The first and the last number; a number left out between them is a doubt."""
    column = header.columns.get("ordinal")
    if column is None:
        return None
    found = [serial_of(table.at(group[0], column)) for group in rows.activities]
    told = [one for one in found if one is not None]
    if not told:
        return None
    steps = pairwise(told)
    if len(told) == len(found) and any(right > left + 1 for left, right in steps):
        rows.doubts.add("numbering")
    return told[0], told[-1]


def _stated(table: Table, header: ListHeader, rows: ListRows) -> Decimal | None:
    """How many activities the 合计 row says: 3场 beside it, or 合计3场."""
    for row in rows.totals:
        for cell in table.row(row):
            if cell.column in header.others or cell.row != row:
                continue
            if match := _COUNT.fullmatch(squeeze(cell.text)):
                return Decimal(match[1])
    return None


def _activity(
    table: Table, header: ListHeader, ordinal: int, rows: list[int], people: ListColumn | None
) -> ActivityReading:
    def text(role: str) -> str:
        column = header.columns.get(role)
        cells = [] if column is None else [table.at(row, column) for row in rows]
        return "、".join(dict.fromkeys(t for cell in cells if (t := " ".join(cell.text.split()))))

    cells = [one.cell for one in people.cells if one.cell.row in rows] if people else []
    return ActivityReading(
        ordinal=ordinal,
        name=text("name"),
        location=table.grid.location(rows[0], header.columns["name"]),
        held_on=text("held_on"),
        place=text("place"),
        organiser=text("organiser"),
        participants=_participants(cells, people),
    )


def _participants(cells: list[Cell], people: ListColumn | None) -> Decimal | None:
    read = [participants_in(cell, people.measure if people else None) for cell in cells]
    known = [one for one in read if one is not None]
    return sum(known, Decimal(0)) if read and len(known) == len(read) else None
