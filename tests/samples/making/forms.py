"""Made-up forms that samples are made of, and what reading them must give."""

from __future__ import annotations

import html
from dataclasses import dataclass, replace

Spanning = tuple[str, int, int]
"""Text, rows and columns of a cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form: its title, the lines over and under the table, and the table's rows."""

    title: str
    head: str
    rows: tuple[tuple[str | Spanning, ...], ...]
    foot: str


ANNUAL = Form(
    title="2022年全国科技活动周开展情况统计表",
    head="填报单位（盖章）：青禾县教育局　　填报时间：2022年6月10日",
    rows=(
        ("类别", "指标", "单位", "数量", "备注"),
        (("线下活动", 4, 1), "科普讲座", "场", "12", ""),
        ("科普展览", "场", "7", "含巡展"),
        ("参加人数", "人次", "3,560", ""),
        ("合计", "场", "19", ""),
        (("线上活动", 3, 1), "直播", "场", "1", ""),
        ("浏览人次", "万人次", "2.4", "约数"),
        ("短视频", "个", "0", ""),
        (("宣传资料", 2, 1), "发放宣传资料", "份", "8600", ""),
        ("展板", "块", "45", ""),
        (("投入经费", 1, 2), "万元", "3.85", "财政拨款"),
    ),
    foot="本周共开展各类活动19场次，参加人数3560人次，取得了良好的社会效果。",
)

ACTIVITIES = Form(
    title="科技活动周活动明细表",
    head="填表单位：云岭县第一中学　　联系电话：0000-7654321",
    rows=(
        ("序号", "活动名称", "时间", "地点", "参加人数"),
        ("1", "航模体验课", "5月21日", "操场", "168"),
        ("2", "天文夜观", "5月22日", "教学楼顶", "75"),
        ("3", "院士报告会", "5月24日", "大礼堂", "1,020"),
        ("4", "垃圾分类闯关", "5月26日", "食堂前", "394"),
        (("合计", 1, 4), "1657"),
    ),
    foot="",
)

UNRULED = replace(ACTIVITIES, rows=(*ACTIVITIES.rows[:-1], ("合计", "", "", "", "1657")))
"""Without lines nobody sees how far a cell spans."""


def long_form(rows: int) -> Form:
    """An activity list that needs more than one page."""
    lines = tuple(
        (
            str(number),
            f"科普进村第{number}场",
            f"5月{20 + number % 9}日",
            f"{number}村",
            str(30 + 7 * number),
        )
        for number in range(1, rows + 1)
    )
    head = ACTIVITIES.rows[0]
    return Form(title="科普进村活动明细表", head=ACTIVITIES.head, rows=(head, *lines), foot="")


def spans(row: tuple[str | Spanning, ...]) -> list[Spanning]:
    """A row's cells, each with its spans."""
    return [(cell, 1, 1) if isinstance(cell, str) else cell for cell in row]


def cells(form: Form) -> list[list[int | str]]:
    """The table's cells as rows of an expected result: row, column, rows, columns, text."""
    taken: set[tuple[int, int]] = set()
    found: list[list[int | str]] = []
    for row, listed in enumerate(form.rows):
        column = 0
        for text, rowspan, colspan in spans(listed):
            while (row, column) in taken:
                column += 1
            taken.update(
                (row + down, column + right) for down in range(rowspan) for right in range(colspan)
            )
            found.append([row, column, rowspan, colspan, text])
            column += colspan
    return found


def _row(row: tuple[str | Spanning, ...]) -> str:
    listed = (
        f"<td rowspan={down} colspan={right}>{html.escape(text)}</td>"
        for text, down, right in spans(row)
    )
    return f"<tr>{''.join(listed)}</tr>"


def page(form: Form, style: str = "") -> str:
    """A web page of the form."""
    ruled = "td{border:1px solid #000}" if "borderless" not in style else ""
    headed = all(down == 1 for _, down, _ in spans(form.rows[0]))
    rows = [_row(row) for row in form.rows]
    head, body = "".join(rows[:headed]), "".join(rows[headed:])
    return (
        "<html><meta charset=utf-8><style>body{font:12pt 'Noto Sans CJK SC'}h2{text-align:center;"
        "font-weight:normal}table{border-collapse:collapse;width:100%}td{padding:5px;text-align:"
        f"center}}{ruled}@page{{size:A4;margin:18mm}}{style}</style><h2>{form.title}</h2>"
        f"<p>{form.head}</p><table><thead>{head}</thead><tbody>{body}</tbody></table>"
        f"<p>{form.foot}</p></html>"
    )


def texts(form: Form) -> list[str]:
    """The lines around the table."""
    return [text for text in (form.title, form.head, form.foot) if text]
