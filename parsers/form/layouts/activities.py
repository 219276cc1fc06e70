"""Layout 4: a list of activities, one a row; its 合计 is left out and compared."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.form.entries import ActivityList, ListColumn
from parsers.form.figures import participants_in
from parsers.form.labels import Label, read_label
from parsers.form.layouts.gaps import column_heads
from parsers.form.layouts.headers import depth_of, is_label_row
from parsers.form.measures import families
from parsers.form.names import Names
from parsers.form.table import Table, is_blank, is_value, label_of
from parsers.form.text import squeeze
from parsers.grid import Cell
from parsers.results import ActivityReading

_HEADS: dict[str, re.Pattern[str]] = {
    "ordinal": re.compile(r"序号|编号|序|号|No\.?"),
    "name": re.compile(
        r"(?:科普|主要|重点)?(?:活动|项目)?(?:名称|主题)|活动(?:项目|内容|名称及内容)?|活动名称.*|项目(?:名称)?|内容"
    ),
    "held_on": re.compile(r"(?:活动|举办|开展|起止|举行)?(?:时间|日期).*"),
    "place": re.compile(r"(?:活动|举办|开展|举行)?(?:地点|地址|场所|场地).*"),
    "organiser": re.compile(
        r"(?:主办|承办|组织|举办|主承办|实施|责任|牵头|开展|协办)(?:/承办|及承办|、承办|\(承办\))?(?:单位|部门|方)?.*"
    ),
    "note": re.compile(
        r"备注|说明|活动形式|形式|活动类型|类型|类别|联系人|联系电话|负责人|电话|活动简介|简介"
    ),
}
_PEOPLE = re.compile(
    r".*(?:参加|参与|受益|覆盖|参观|到场|服务|活动)?.*(?:人数|人次|人/次|人员数量)$"
)
_FEWEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ListHeader:
    """Columns of an activity list by what they hold; `others` are columns of numbers."""

    depth: int
    columns: dict[str, int]
    others: tuple[int, ...]


def find_list(table: Table, row: int, end: int, names: Names) -> ListHeader | None:
    """The header of an activity list that starts in `row`, or None."""
    if not is_label_row(table, row) or len(table.row(row)) < _FEWEST:
        return None
    depth = depth_of(table, row, end)
    columns: dict[str, int] = {}
    others: list[int] = []
    for column in range(table.columns):
        heads = column_heads(table, row, depth, column)
        if heads:
            role = _role(label_of(heads[-1]), names)
            if role is None:
                others.append(column)
            else:
                columns.setdefault(role, column)
    told = sum(role in columns for role in ("held_on", "place", "organiser"))
    if "name" not in columns or told < 1 or (told == 1 and not others):
        return None
    return ListHeader(depth=depth, columns=columns, others=tuple(others))


def _role(label: Label, names: Names) -> str | None:
    if names.is_known(label) and not names.wants_text(label) and _PEOPLE.fullmatch(label.text):
        return None
    for role, pattern in _HEADS.items():
        if pattern.fullmatch(label.text):
            return role
    return None


def read_list(table: Table, header: ListHeader, row: int, end: int) -> ActivityList:
    """The rows below the header as activities, and its columns of numbers."""
    start = row + header.depth
    rows = [one for one in range(start, end + 1) if not table.is_empty(one)]
    totals = [one for one in rows if _is_total(table, one)]
    kept = [one for one in rows if one not in totals and _has_content(table, header, one)]
    columns = [_column(table, header, row, column, kept, totals) for column in header.others]
    people = _people_column(columns)
    activities = [
        _activity(table, header, index, one, people) for index, one in enumerate(kept, start=1)
    ]
    return ActivityList(
        activities=tuple(activities),
        columns=tuple(columns),
        location=table.grid.location(row, 0),
    )


def _people_column(columns: list[ListColumn]) -> ListColumn | None:
    """The column of participants: by its name, by its unit of measure, or as the only one."""
    for fits in (_is_people_by_name, _is_people_by_measure):
        for one in columns:
            if fits(one):
                return one
    return columns[0] if len(columns) == 1 and columns[0].measure is None else None


def _is_people_by_name(column: ListColumn) -> bool:
    return _PEOPLE.fullmatch(column.label.text) is not None


def _is_people_by_measure(column: ListColumn) -> bool:
    return column.measure is not None and families(column.measure.base) == {"people"}


def _is_total(table: Table, row: int) -> bool:
    return any(
        read_label(cell.text).is_total
        or re.match(r"(?:合计|总计|小计|总合计)[:(]", squeeze(cell.text))
        for cell in table.row(row)[:3]
        if cell.kind == "text"
    )


def _has_content(table: Table, header: ListHeader, row: int) -> bool:
    """A row with nothing but its number, or dots, is an empty line of the form."""
    cells = [table.at(row, column) for column in (header.columns["name"], *header.others)]
    return any(not is_blank(cell) and not re.fullmatch(r"[.…·。\s]*", cell.text) for cell in cells)


def _column(
    table: Table, header: ListHeader, row: int, column: int, kept: list[int], totals: list[int]
) -> ListColumn:
    heads = column_heads(table, row, header.depth, column)
    cells = [table.at(one, column) for one in kept]
    anchors = [cell for one, cell in zip(kept, cells, strict=True) if cell.row == one]
    grand = [one for one in totals if not _is_subtotal(table, one)]
    if not grand and len(totals) == 1 and kept and totals[0] > kept[-1]:
        grand = totals
    total = table.at(grand[-1], column) if grand else None
    written = total is not None and not is_blank(total) and is_value(total)
    label = label_of(heads[-1])
    return ListColumn(
        label=label,
        measure=label.measure,
        cells=tuple(anchors),
        location=table.grid.location(row, column),
        total=total if written else None,
        total_location=table.location(total) if total and written else "",
    )


def _is_subtotal(table: Table, row: int) -> bool:
    return any(read_label(cell.text).text == "小计" for cell in table.row(row)[:3])


def _activity(
    table: Table, header: ListHeader, ordinal: int, row: int, people: ListColumn | None
) -> ActivityReading:
    def text(role: str) -> str:
        column = header.columns.get(role)
        return "" if column is None else " ".join(table.at(row, column).text.split())

    cell = _people_cell(people, row)
    return ActivityReading(
        ordinal=ordinal,
        name=text("name"),
        location=table.grid.location(row, header.columns["name"]),
        held_on=text("held_on"),
        place=text("place"),
        organiser=text("organiser"),
        participants=None
        if cell is None or people is None
        else participants_in(cell, people.measure),
    )


def _people_cell(people: ListColumn | None, row: int) -> Cell | None:
    if people is None:
        return None
    return next((cell for cell in people.cells if cell.row == row), None)
