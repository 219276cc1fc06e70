"""The header of an activity list: what its columns hold, and whether its rows are activities."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from parsers.form.definition import FormField
from parsers.form.layouts.gaps import column_heads
from parsers.form.layouts.headers import depth_of, is_generic, is_label_row
from parsers.form.naming.labels import Label
from parsers.form.naming.names import Names
from parsers.form.table import Table, is_blank, is_label, is_measure, is_value, label_of
from parsers.form.values.cells import target_of
from parsers.form.values.measures import compatible, families, measure_of

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
        r"备注|说明|(?:活动)?(?:形式|类型|类别|分类)|(?:责任|联系|负责|主讲|主持|经办)人(?:员)?.*|.*电话|活动简介|简介|效果"
    ),
}
_PEOPLE = re.compile(
    r".*(?:参加|参与|受益|覆盖|参观|到场|服务|活动)?.*(?:人数|人次|人/次|人员数量)(?:\(.*\))?$"
)
_PLANNED = re.compile(r"计划|预计|拟|应到|预期|目标")
_PROPER_NAME = re.compile(r"(?:.*活动|讲座|培训|展览|课程|宣讲)(?:名称|主题|项目|题目|内容).*")
_OWN_NAME = re.compile(r"(?:具体|主要)?活动(?:名称|主题|题目)")
_SESSIONS = re.compile(r"(?:活动|举办|开展)?(?:场次?|次|期|项|批)数?")
_TELLING = frozenset({"ordinal", "held_on", "place", "organiser"})
_FEWEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ListHeader:
    """Columns of an activity list by what they hold; `others` are columns of numbers."""

    depth: int
    columns: dict[str, int]
    others: tuple[int, ...]
    people: int | None = None


def find_list(table: Table, row: int, end: int, names: Names) -> ListHeader | None:
    """The header of an activity list that starts in `row`, or None."""
    if not is_label_row(table, row):
        return None
    depth = depth_of(table, row, end)
    columns, others = _columns(table, row, depth, names)
    if "name" not in columns:
        return None
    head = _Head(table, names, range(row + depth, end + 1), columns, others)
    name = label_of(table.at(row, columns["name"]))
    if not head.is_told(name) or head.is_counted() or head.names_fields():
        return None
    return ListHeader(depth=depth, columns=columns, others=tuple(others), people=head.people())


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
    if names.is_known(label) and not names.wants_text(label) and _is_people(label.text):
        return None
    for role, pattern in _HEADS.items():
        if pattern.fullmatch(label.text):
            return role
    return None


@dataclass(frozen=True, slots=True)
class _Head:
    """A row that may head a list, with the rows below it; `others` are columns of numbers."""

    table: Table
    names: Names
    rows: range
    columns: dict[str, int]
    others: dict[int, tuple[Label, ...]]

    def is_told(self, name: Label) -> bool:
        """Time, place or organiser make a list of activities; so do names with people."""
        told = sum(role in self.columns for role in ("held_on", "place", "organiser"))
        if told:
            width = len(self.columns) + len(self.others)
            return width >= _FEWEST and (told > 1 or bool(self.others))
        flat = all(len(path) == 1 for path in self.others.values())
        if not self._is_sessionless() or not flat:
            return False
        if "ordinal" in self.columns:
            return _PROPER_NAME.fullmatch(name.text) is not None and self.people() is not None
        return _OWN_NAME.fullmatch(name.text) is not None and self._has_people()

    def _is_sessionless(self) -> bool:
        return not any(_SESSIONS.fullmatch(path[-1].text) for path in self.others.values())

    def _has_people(self) -> bool:
        """Whether a head is of people, and most rows are a name with numbers under the heads."""
        rows = [row for row in self.rows if self.table.row(row)]
        counted = [
            row
            for row in rows
            if is_label(self.table.at(row, self.columns["name"]))
            and any(is_value(self.table.at(row, column)) for column in self.others)
        ]
        return self._counts_people() and len(counted) * 2 > len(rows)

    def _counts_people(self) -> bool:
        return any(
            _is_people(path[-1].text) or _is_field_of_people(path[-1], self.names)
            for path in self.others.values()
        )

    def people(self) -> int | None:
        """The column of participants: by its name, its measure, its field, or as the only one."""
        others = self.others
        by_name = [c for c, path in others.items() if _is_people(path[-1].text)]
        held = [c for c in by_name if not any(_PLANNED.search(one.text) for one in others[c])]
        by_measure = [
            column
            for column, path in others.items()
            if (measure := path[-1].measure) is not None and families(measure.base) == {"people"}
        ]
        by_field = [c for c, path in others.items() if _is_field_of_people(path[-1], self.names)]
        alone = [c for c, path in others.items() if len(others) == 1 and path[-1].measure is None]
        return next(iter((*held, *by_name, *by_measure, *by_field, *alone)), None)

    def is_counted(self) -> bool:
        """Whether a column of units of measure stands beside the names: a table of indicators."""
        for column in self.others:
            cells = [self.table.at(row, column) for row in self.rows]
            filled = [cell for cell in cells if not is_blank(cell)]
            if filled and sum(is_measure(cell) for cell in filled) * 2 >= len(filled):
                return True
        return False

    def names_fields(self) -> bool:
        """Whether the rows are the form's own fields, with their number under 数量."""
        cells = [self.table.at(row, self.columns["name"]) for row in self.rows]
        labels = [label_of(cell) for cell in cells if not is_blank(cell)]
        fields = sum(self._is_field(label) for label in labels)
        if not self.columns.keys() & _TELLING:
            fields += sum(self.names.is_part(one) or self.names.is_known(one) for one in labels)
        return fields > 0 and fields * 3 >= len(labels)

    def _were_held(self) -> bool:
        """Whether each row is one activity: it has its day or its place, and no column of 场次."""
        columns = [self.columns[role] for role in ("held_on", "place") if role in self.columns]
        rows = [row for row in self.rows if not is_blank(self.table.at(row, self.columns["name"]))]
        told = [row for row in rows if any(self._says(row, column) for column in columns)]
        return self._is_sessionless() and 2 * len(told) > len(rows)

    def _says(self, row: int, column: int) -> bool:
        cell = self.table.at(row, column)
        return cell.row == row and not is_blank(cell)

    def _is_field(self, label: Label) -> bool:
        """检查企业 under 数量, 宣讲活动 under 场次; not a lecture under 参加人数."""
        known = self.names.is_known(label)
        fields = [name.field for name in self.names.by_joined.get(label.text, ())]
        has_people, held = self._counts_people(), self._were_held()
        for path in self.others.values():
            head = path[-1]
            joined = label.text + head.text in self.names.by_joined
            came = held and _is_people(head.text)
            if not came and (joined or _counts(head, fields)):
                return True
            bare = head.measure is None and not self.names.is_known(head) and not has_people
            if known and (is_generic(head.text) or bare):
                return True
        return False


def _counts(head: Label, fields: Iterable[FormField]) -> bool:
    """场次 over a row that is a field counted in 场."""
    measure = measure_of(head.text)
    return measure is not None and any(
        compatible(measure.base, target_of(field).base) for field in fields
    )


def _is_field_of_people(label: Label, names: Names) -> bool:
    fields = [name.field for name in names.by_joined.get(label.text, ())]
    return any(families(target_of(field).base) == {"people"} for field in fields)


def _is_people(text: str) -> bool:
    return _PEOPLE.fullmatch(text) is not None
