"""Mails whose own text holds the form: tables in HTML and in plain text."""

from __future__ import annotations

from tests.mails.making import simple, text, word

_TITLE = "2022年全国科技活动周开展情况统计表"
_ROWS = (("指标", "计量单位", "数量"), ("科普讲座", "场", "3"), ("参加人数", "人次", "1.2万"),
         ("发放宣传资料", "份", "-"))  # fmt: skip


def _table(rows: tuple[tuple[str, ...], ...]) -> str:
    cells = ("".join(f"<td><p>{cell}</p></td>" for cell in row) for row in rows)
    return "<table border=1>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


_OTHER = _table((("指标", "计量单位", "数量"), ("科普讲座", "场", "99")))
_LINES = "\n".join("\t".join(row) for row in _ROWS)

MAILS: dict[str, bytes] = {
    "form_in_html": simple(
        word("统计表", "gbk"),
        text(
            f"<div>领导好：</div><p>{_TITLE}</p><p>填报单位：县教育局</p>{_table(_ROWS)}"
            "<div>县教育局</div>",
            "html",
            coding="base64",
        ),
    ),
    "form_in_reply_above_quoted_form": simple(
        word("回复：统计表", "gbk"),
        text(
            f'<p>{_TITLE}</p>{_table(_ROWS)}<div>在 2022-06-10 16:05:00，"科技股" '
            f"&lt;kjj@office.example&gt; 写道：</div><blockquote>{_OTHER}</blockquote>",
            "html",
            coding="base64",
        ),
    ),
    "form_only_quoted": simple(
        word("转发：统计表", "gbk"),
        text(
            f"<div>-------- 转发邮件信息 --------</div><p>{_TITLE}</p>{_OTHER}",
            "html",
            coding="base64",
        ),
    ),
    "form_in_plain_text": simple(
        word("统计表", "gbk"),
        text(f"领导好：\n\n{_TITLE}\n填报单位：县教育局\n{_LINES}\n\n县教育局", coding="base64"),
    ),
    "prose_is_no_form": simple(
        word("总结", "gbk"), text("我局举办科普讲座 3 场，参加人数 500 人次。", coding="base64")
    ),
}
