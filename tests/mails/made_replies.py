"""Replies and forwards: what is quoted, in every program's way."""

from __future__ import annotations

from tests.mails.making import XLSX, file, holder, mixed, simple, text, word

_RECEIPT = """县教育局：

您好！来信已收到，登记如下。

回执编号：R-7K3M9
收到时间：2022年6月10日 16:00

【读取到的数据】
参加人数：12000 人次

如有疑问，请联系：县工科局科技股 0359-2333259

（全国科技活动周材料报送，本邮件由系统自动发出。）"""
_MARKED = "\n".join(f"> {line}".rstrip() for line in _RECEIPT.splitlines())
_HTML_RECEIPT = _RECEIPT.replace("\n", "<br>")
_OWN = "参加人数为980人次"
_QUOTED_TABLE = "<table><tr><td>参加人数</td><td>12000</td></tr></table>"
_HEADED = (
    "发件人: 科技股 <kjj@office.example>\n发送时间: 2022年6月10日 16:05\n"
    "收件人: 县教育局\n主题: 回执 R-7K3M9：报送"
)
_RE = word("回复：回执 R-7K3M9：报送材料", "utf-8")
_ANSWERS = (
    ("In-Reply-To", "<mailbot.0a1b@office.example>"),
    ("References", "<made-up.1@unit.example>\r\n <mailbot.0a1b@office.example>"),
)


def _plain(content: str) -> bytes:
    return simple(_RE, text(content, charset="utf-8", coding="base64"), *_ANSWERS)


def _html(content: str, charset: str = "gbk") -> bytes:
    return simple(_RE, text(content, "html", charset, coding="base64"), *_ANSWERS)


MAILS: dict[str, bytes] = {
    "reply_netease_web": _html(
        f"<div style='line-height:1.7'><div>{_OWN}</div></div><br>"
        '<p>在 2022-06-10 16:05:00，"科技股" &lt;kjj@office.example&gt; 写道：</p>'
        '<blockquote id="isReplyContent" style="PADDING-LEFT: 1ex; MARGIN: 0px 0px 0px 0.8ex; '
        f'BORDER-LEFT: #ccc 1px solid"><pre>{_RECEIPT}</pre>{_QUOTED_TABLE}</blockquote>'
        '<span title="neteasefooter"><p>&nbsp;</p></span>'
    ),
    "reply_netease_app": _html(
        f'<div>{_OWN}</div><div class="J-reply ntes-mailmaster-quote" style="padding-top: 1px">'
        '<div style="margin:2em 0 1em">---- 回复的原邮件 ----</div><table><tr><td>发件人</td>'
        f"<td>科技股</td></tr></table><div>{_HTML_RECEIPT}</div></div>",
        "utf-8",
    ),
    "reply_netease_app_plain": _plain(
        f"{_OWN}\n\n---- 回复的原邮件 ----\n| 发件人 | 科技股<kjj@office.example> |\n"
        f"| 日期 | 2022年06月10日 16:05 |\n| 收件人 | 县教育局 |\n| 主题 | 回执 |\n{_RECEIPT}"
    ),
    "reply_qq_web": _html(
        f"<div>{_OWN}</div><div><br></div><div style='font-size: 12px;padding:2px 0 2px 0;'>"
        "------------------&nbsp;原始邮件&nbsp;------------------</div>"
        "<div style='font-size: 12px;background:#efefef;padding:8px;'><div><b>发件人:</b>&nbsp;"
        f"科技股</div></div><div>{_HTML_RECEIPT}</div>{_QUOTED_TABLE}",
        "gb18030",
    ),
    "reply_qq_new": _html(
        f"<p>{_OWN}</p><article><div style='display:flex'><div>原始邮件</div><hr></div><table>"
        "<tr><td><div><span>发件人：</span><span>科技股</span></div><div><span>发件时间：</span>"
        f"<span>2022年6月10日 16:05</span></div></td></tr></table><div>{_HTML_RECEIPT}</div>"
        "</article>"
    ),
    "reply_qq_plain_entities": _plain(
        f"{_OWN}\n\n\n------------------&nbsp;原始邮件&nbsp;------------------\n"
        f"发件人:&nbsp;科技股&lt;kjj@office.example&gt;;\n{_RECEIPT}"
    ),
    "reply_flattened": _plain(
        f"{_OWN} ------------------ 原始邮件 ------------------ 发件人: 科技股; 参加人数：12000"
    ),
    "reply_foxmail": _html(
        f'<div>{_OWN}</div><hr style="width:210px" align="left" id="FMSigSeperator">'
        "<div>县教育局办公室</div>"
        '<blockquote style="margin-Top: 0px; margin-Bottom: 0px; margin-Left: 0.5em">'
        '<div style="border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0cm 0cm 0cm">'
        "<div><b>发件人：</b>&nbsp;科技股</div><div><b>发送时间：</b>&nbsp;2022-06-10</div></div>"
        f"<div>{_HTML_RECEIPT}</div></blockquote>"
    ),
    "reply_foxmail_plain": _plain(
        f"{_OWN}\n\n县教育局办公室\n \n发件人： 科技股\n发送时间： 2022-06-10 16:05\n"
        f"收件人： 县教育局\n主题： 回执\n{_RECEIPT}"
    ),
    "reply_outlook": _html(
        f"<p class=MsoNormal>{_OWN}</p>"
        "<div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'>"
        "<p class=MsoNormal><b>发件人<span lang=EN-US>:</span></b> 科技股<br><b>发送时间:</b> "
        f"2022年6月10日</p></div><p>{_HTML_RECEIPT}</p>{_QUOTED_TABLE}"
    ),
    "reply_outlook_plain": _plain(f"{_OWN}\n\n-----邮件原件-----\n{_HEADED}\n\n{_RECEIPT}"),
    "reply_outlook_web": _html(
        f'<div>{_OWN}</div><div id="appendonsend"></div><hr style="width:98%">'
        '<div id="divRplyFwdMsg" dir="ltr"><b>发件人:</b> 科技股<br></div>'
        f"<div>{_HTML_RECEIPT}</div>{_QUOTED_TABLE}"
    ),
    "reply_iphone": _plain(
        f"{_OWN}\n\n发自我的iPhone\n\n> 在 2022年6月10日，16:05，科技股 <kjj@office.example>"
        f" 写道：\n> \n{_MARKED}"
    ),
    "reply_below_quotation": _plain(
        f"科技股 <kjj@office.example> 于2022年6月10日周五 16:05写道：\n\n{_MARKED}\n\n{_OWN}\n"
        "-- \n县教育局"
    ),
    "reply_on_wrote_wrapped": _plain(
        f"{_OWN}\n\nOn Fri, Jun 10, 2022 at 4:05 PM science office\n<kjj@office.example> wrote:\n\n"
        f"{_MARKED}"
    ),
    "reply_gmail_html": _html(
        f'<div dir="ltr">{_OWN}</div><br><div class="gmail_quote"><div dir="ltr" '
        'class="gmail_attr">kjj@office.example 于2022年6月10日周五 16:05写道：<br></div>'
        f'<blockquote class="gmail_quote" style="margin:0 0 0 .8ex">{_HTML_RECEIPT}</blockquote>'
        "</div>",
        "utf-8",
    ),
    "reply_receipt_unmarked": _plain(f"{_OWN}\n\n{_RECEIPT}\n\n以上，请更正。"),
    "indented_own_table": _html(
        '<p>数据：</p><blockquote style="margin: 0 0 0 40px; border: none; padding: 0px;">'
        "<table><tr><td>科普讲座</td><td>3</td></tr></table></blockquote>"
    ),
    "forward_netease": mixed(
        word("转发：统计表", "utf-8"),
        text(
            '<div><br></div><div>-------- 转发邮件信息 --------<br>发件人："某校" '
            "&lt;xx@school.example&gt;<br>发送日期：2022-06-09 10:00:00<br>收件人：县教育局<br>"
            f"主题：统计表<br></div><blockquote id=isForwardContent>{_QUOTED_TABLE}</blockquote>",
            "html",
        ),
        file("统计表.xlsx", XLSX),
    ),
    "forward_with_own_words": mixed(
        word("Fw:总结", "utf-8"),
        holder(
            "alt",
            text(
                "请查收下属单位总结\n\n---------- Forwarded message ----------\nFrom: xx", coding=""
            ),
            kind="alternative",
        ),
        file("总结.docx", XLSX),
    ),
}
