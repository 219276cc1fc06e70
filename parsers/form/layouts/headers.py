"""What the heads of columns say: label, code, unit of measure, value, note."""

from __future__ import annotations

import re
from typing import Literal

from parsers.form.naming.labels import TOTALS, Label, read_label
from parsers.form.table import Table, is_label
from parsers.form.text import squeeze
from parsers.grid import Cell

_CUMULATIVE = re.compile(
    r"(?:本年度?|今年|年内|全年|年初以来|本季度?)?累计(?:完成|发生|开展|实绩)?(?:数|量|值|数量|情况)?"
    r"|(?:截至|截止|年初至).*|1[-—~至]\d{1,2}月(?:份|累计)?"
)
_WHOLE = re.compile(
    r"(?:完成|实际|全[县市区镇乡校村院局年]|[县市区镇乡])?"
    r"(?:合计|总计|共计|小计|总数|总[额量值]|总金额|汇总)(?:数|完成)?"
)
_TIME = re.compile(
    r"(?:(?:19|20)\d\d[年./-]?)?(?:\d{1,2}(?:[-—~至]\d{1,2})?(?:月份?|[./-]))?"
    r"(?:\d{1,2}(?:[-—~至]\d{1,2})?[日号]?)?"
)
_SHOWN = r"(?:填[写报表])?(?:示|样|范|举)例"
_EXAMPLE = re.compile(
    rf"[(【\[]?(?:{_SHOWN}.*|例(?:如|子|行)?\d?(?:[)\]】:.、].*)?|如:.*)"
    rf"|.+[(【\[](?:{_SHOWN}|例)[)\]】]"
)
_YEAR = re.compile(
    r"((?:19|20)\d\d)(?:年度?)?(?:[上下]半年|第?[一二三四1-4]季度?|[春夏秋冬][季天]?"
    r"|(?<=年)\d{1,2}(?:[-—~至]\d{1,2})?月份?)?(?:实际|完成|实绩|全年)?(?:数据?|数量|情况)?"
)

Role = Literal["label", "code", "measure", "value", "note", "previous", "named"]

_LABEL = re.compile(
    r"(?:统计|调查|活动|工作|具体|主要|[一二三]级|科普|考核)?(?:指标|项目|内容|类别|类型|形式|事项|名称|栏目|分类|大类|小类|种类|对象|领域|范围)(?:名称|内容|分类)?"
)
_MEASURE = re.compile(r"(?:计量|数量|计算|统计)?单位|量纲")
_CODE = re.compile(
    r"(?:指标|项目)?(?:代码|编码|编号|代号)|序号|行次|行号|栏次|栏号|序|号|No\.?"
    r"|.{0,4}(?:排名|名次|位次|排位)",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"备注.*|说明|(?:填报|填写|填表|指标|情况)(?:说明|要求|解释|须知)|指标解释|解释|口径|要求|注|佐证材料|附件"
    r"|(?:填报|填写)?(?:示例|样例|范例|举例)"
)
_VALUE = re.compile(
    r"(?:统计|实际|本期|本年|本年度|当年|完成|填报|上报|本单位|活动|指标|本次|汇总|具体)*"
    r"(?:数量|数值|数据|数字|数|值|完成情况|情况|结果|填写|填报|填写内容|填报内容|实绩)(?:统计)?|本期|本年|本单位|(?:19|20)\d\d年度?(?:数据?|数量)?"
    r"|(?:本|当)(?:月|周|季度?|期|年度?|次|日)(?:完成|发生|开展)?[数量]?|今年(?:完成)?[数量]?|(?:已|实际)?(?:完成|开展)[数量]?|实际"
)
_PREVIOUS = re.compile(
    r"(?:上年|去年|上期|上月|上季|上周|上次|上届|往年|前一年|前期|较上|比上|较去|比去).*|.*同期.*"
    r"|增减.*|.*[同环]比.*|增长.*|增幅"
    r"|(?:年度|年初)?(?:计划|目标|任务|预期|预计|应|拟)(?:完成|开展|举办)?(?:数|值|量|任务)?"
    r"|(?!.*(?:完成|实际|已)).*(?:计划|目标|任务)(?:数|值|量|指标|数量)?"
    r"|.{1,2}均(?:数|值|量|[^数值量]{2,6})?|%|(?:占|达|完成).*%"
    r"|.*占比|占.{0,8}(?:比|比例|比重|份额|百分比)|(?:所占)?(?:比例|比重|百分比)"
    r"|(?:任务|目标|计划)?完成(?:率|比例|百分比)"
)


def role_of(cell: Cell) -> Role:
    """What a head names; `named` is a column with a name of its own (线上, 参加人数)."""
    text = read_label(cell.text).text or cell.text
    for pattern, role in _ROLES:
        if pattern.fullmatch(text):
            return role
    return "named"


_ROLES: tuple[tuple[re.Pattern[str], Role], ...] = (
    (_MEASURE, "measure"), (_CODE, "code"), (_NOTE, "note"), (_PREVIOUS, "previous"),
    (_LABEL, "label"), (_VALUE, "value"),
)  # fmt: skip


def is_generic(text: str) -> bool:
    """Whether a column's head adds nothing to a row's label: 数量, 数值, 合计 as the only one."""
    return bool(_VALUE.fullmatch(text)) or text in TOTALS


def is_this_period(label: Label) -> bool:
    """A row named 本月 or 实际 is this report's: its name adds nothing to the columns' heads."""
    return is_generic(label.text) and not label.is_total


def is_previous(label: Label) -> bool:
    """Whether a row holds another time's numbers, a plan's or a share: 去年同期, 计划, 同比."""
    return _PREVIOUS.fullmatch(label.text) is not None


def is_cumulative(label: Label) -> bool:
    """Whether a column counts from the year's beginning: 累计, 1-4月."""
    return _CUMULATIVE.fullmatch(label.text) is not None


def is_whole(label: Label) -> bool:
    """Whether a head promises the sum of the columns beside it: 合计, 完成合计."""
    whole = label.is_total or _WHOLE.fullmatch(label.text) is not None
    return whole and not is_cumulative(label)


def year_of(label: Label) -> int | None:
    """The year that a label is: 2022, 2022年, 2022年度."""
    match = _YEAR.fullmatch(label.text)
    return int(match[1]) if match else None


def is_note(label: Label) -> bool:
    """Whether a column's head leaves room for remarks: 备注, 说明."""
    return _NOTE.fullmatch(label.text) is not None


def is_example(label: Label) -> bool:
    """Whether a row only shows how to fill the form in: 例, （示例）某某小学, 某某小学（样例）."""
    return _EXAMPLE.fullmatch(label.written) is not None


def is_code(label: Label) -> bool:
    """Whether a column's head stands over running numbers or codes: 序号, 行次, 代码."""
    return _CODE.fullmatch(label.text) is not None


def is_label_row(table: Table, row: int) -> bool:
    """Whether a row holds labels only, at least two; some of them may be days, months, years."""
    cells = table.row(row)
    times = sum(not is_label(cell) for cell in cells)
    if len(cells) < 2 or times in (1, len(cells)):
        return False
    return times == 0 or all(_is_head(cell) for cell in cells)


def _is_head(cell: Cell) -> bool:
    """A label, or a time that may stand over a column: 6月1日, 5月, 30日, 2022."""
    if is_label(cell) or cell.kind == "date":
        return True
    text = squeeze(cell.text)
    if year_of(read_label(text)) is not None:
        return True
    return (
        cell.kind == "text"
        and bool(set(text) & set("年月日号"))
        and _TIME.fullmatch(text) is not None
    )


def depth_of(table: Table, row: int, end: int) -> int:
    """How many rows a header that starts in `row` takes, from its merged cells or its gaps."""
    cells = table.row(row)
    depth = min(4, max((cell.rowspan for cell in cells if cell.row == row), default=1))
    while depth < 4 and row + depth <= end and _continues(table, row + depth):
        depth += 1
    return depth


def _continues(table: Table, row: int) -> bool:
    """Whether `row` still names columns: labels under wider or empty heads."""
    cells = [cell for cell in table.row(row) if cell.row == row]
    if not cells or not all(is_label(cell) for cell in table.row(row)):
        return False
    above = [table.at(row - 1, cell.column) for cell in cells]
    wider = any(cell.colspan > 1 and cell.row < row for cell in above)
    gap = not table.is_merged(row - 1) and any(not cell.text.strip() for cell in above)
    starts_under_head = not table.at(row, 0).text.strip() or table.at(row, 0).row < row
    return (wider or gap) and len(cells) >= 2 and (starts_under_head or wider)
