"""What is the sender's own and what is quoted, line by line."""

from __future__ import annotations

import pytest

from parsers.mail.markup import read_page
from parsers.mail.quoting import is_forward, is_thread, split_text

OWN = "参加人数为980人次"
QUOTED = "参加人数：12000 人次"

BEFORE_QUOTED = (
    "-----原始邮件-----",
    "------------------ 原始邮件 ------------------",
    "------------------ Original ------------------",
    "-----Original Message-----",
    "-------- 原始信息 --------",
    "---- 回复的原邮件 ----",
    "---- Replied Message ----",
    "-------- 转发邮件信息 --------",
    "---------- Forwarded message ---------",
    "---------- 转发的邮件 ---------",
    "Begin forwarded message:",
    "开始转发的邮件：",
    '在 2022-06-10 16:05:00，"科技股" <kjj@office.example> 写道：',
    'At 2022-06-10 16:05:00, "science" <kjj@office.example> wrote:',
    "在 2022年6月10日，16:05，科技股 <kjj@office.example> 写道：",
    "在 2022/6/10 16:05, 科技股 写道:",
    "科技股 <kjj@office.example> 于2022年6月10日周五 16:05写道：",
    "On Fri, Jun 10, 2022 at 4:05 PM science <kjj@office.example> wrote:",
    "kjj@office.example 写道：",
    "发件人: 科技股\n发送时间: 2022年6月10日 16:05\n收件人: 县教育局\n主题: 回执",
    "发件人：科技股\n日期：2022年6月10日\n收件人：县教育局",
    "From: science\nSent: Friday, June 10, 2022\nTo: unit\nSubject: x",
    "________________________________\n发件人: 科技股\n发送时间: 2022年6月10日\n收件人: x",
    "| 发件人 | 科技股 |\n| 日期 | 2022年06月10日 |\n| 收件人 | x |",
    "         Original\n\nFrom:science <kjj@office.example>\nSent Time:Jun 10, 2022",
    "您好！来信已收到，登记如下。\n\n回执编号：R-7K3M9",
)

OWN_ALTOGETHER = (
    "在2022年5月21日的启动仪式上，局长说：科普很重要。\n共有980人参加。",
    "感言：学生王某在日记中写道：\n我喜欢科学。",
    "发件人：县教育局\n内容：报送材料",
    "我单位于2022年6月10日报送统计表：\n参加人数980人",
    "时间：5月21日\n地点：广场\n主题：走进科技",
    "——————\n总结\n——————\n正文",
    "回执编号见附件。",
    "To be or not to be",
    "回执编号：R-7K3M9\n参加人数更正为980人次",
    "您好！\n回执编号：R-7K3M9\n参加人数更正为980人次",
)

_RECEIPT = (
    "县教育局：\n\n您好！来信已收到，登记如下。\n\n回执编号：R-7K3M9\n\n"
    f"{QUOTED}\n\n（科技活动周材料报送，本邮件由系统自动发出。）"
)
_REMINDER = (
    "县教育局：\n\n您好！\n\n材料尚未收到。\n\n（科技活动周材料报送，本邮件由系统自动发出。）"
)


@pytest.mark.parametrize("line", BEFORE_QUOTED)
def test_what_follows_a_separator_is_quoted(line: str) -> None:
    found = split_text(f"{OWN}\n县教育局\n\n{line}\n\n{QUOTED}\n")
    assert found.own == f"{OWN}\n县教育局"
    assert QUOTED in found.quoted


@pytest.mark.parametrize("line", BEFORE_QUOTED)
def test_a_separator_at_the_beginning_leaves_nothing_of_ones_own(line: str) -> None:
    found = split_text(f"{line}\n{QUOTED}")
    assert found.own == ""
    assert QUOTED in found.quoted


@pytest.mark.parametrize("text", OWN_ALTOGETHER)
def test_a_units_own_prose_is_no_quotation(text: str) -> None:
    assert split_text(text).quoted == ""


@pytest.mark.parametrize(
    ("text", "own"),
    [
        (f"> {QUOTED}\n{OWN}", OWN),
        (f">{QUOTED}\n>>x\n{OWN}\n> y\n以上", f"{OWN}\n以上"),
        (f"x <a@b.example> 写道：\n> {QUOTED}\n\n{OWN}", OWN),
        (f"收到 ------------------ 原始邮件 ------------------ {QUOTED}", "收到"),
        (f"{OWN}\n{_RECEIPT}", OWN),
        (f"{_RECEIPT}\n{OWN}", OWN),
        (f"您好！更正如下：\n{OWN}\n{_RECEIPT}\n以上", f"您好！更正如下：\n{OWN}\n以上"),
        (f"{OWN}\n{_REMINDER}", OWN),
        ("收到\n\n发自我的iPhone", "收到"),
        ("收到\n来自网易邮箱大师", "收到"),
        ("收到\n-- \n县教育局\n0359-0000000", "收到\n县教育局\n0359-0000000"),
        ("收到&nbsp;谢谢", "收到 谢谢"),
        ("a\n\n\n\n\nb", "a\n\nb"),
    ],
)
def test_own_text_is_what_the_sender_wrote_now(text: str, own: str) -> None:
    assert split_text(text).own == own


QUOTING_MARKUP = (
    '<blockquote type="cite">{}</blockquote>',
    '<blockquote id="isReplyContent">{}</blockquote>',
    "<blockquote style='margin:0 0 0 .8ex'>{}</blockquote>",
    '<div class="gmail_quote">{}</div>',
    '<div class="yahoo_quoted">{}</div>',
    '<div class="J-reply ntes-mailmaster-quote">{}</div>',
    '<div style="border-left: 2px solid #ccc; padding-left: 5px">{}</div>',
    '<div style="border-left:#ccc 1px solid">{}</div>',
    '<div style="border-inline-start: #ccc 1px solid">{}</div>',
    '<div id="divRplyFwdMsg">x</div><div>{}</div>',
    '<div id="appendonsend"></div><hr><div>{}</div>',
    '<hr id="replySplit"><div>{}</div>',
    "<div data-marker='__QUOTED_TEXT__'>{}</div>",
    '<span class="gmail_quote">{}</span>',
    "<div style='border:none;border-top:solid #E1E1E1 1.0pt'><b>发件人:</b> x</div>{}",
    "<p>------------------&nbsp;原始邮件&nbsp;------------------</p>{}",
    "<p>在 2022-06-10 16:05:00，x 写道：</p>{}",
    "<table><tr><td><div>-----原始邮件-----</div><div>{}</div></td></tr></table>",
)


@pytest.mark.parametrize("markup", QUOTING_MARKUP)
def test_quoting_markup_is_no_text_and_no_table_of_the_senders_own(markup: str) -> None:
    table = f"<table><tr><td>{QUOTED}</td></tr></table><a href='https://pan.baidu.com/s/1'>y</a>"
    page = read_page(f"<p>{OWN}</p>{markup.format(table)}", thread=True)
    assert page.text.own == OWN
    assert QUOTED in page.text.quoted
    assert QUOTED not in page.own_html
    assert "pan.baidu.com" not in page.own_html
    assert OWN in page.own_html


@pytest.mark.parametrize(
    "markup",
    [
        '<div style="border-left: 4px solid red; padding-left: 8px">{}</div>',
        '<section style="border-left: 4px solid red">{}</section>',
        "<blockquote>{}</blockquote>",
        '<blockquote style="margin: 0 0 0 40px; border: none; padding: 0px;">{}</blockquote>',
        "<div style='border-left: none'>{}</div>",
    ],
)
def test_headings_and_indents_of_a_new_mail_are_its_own(markup: str) -> None:
    page = read_page(markup.format(OWN), thread=False)
    assert (page.text.own, page.text.quoted) == (OWN, "")


def test_a_paragraph_framed_in_word_is_its_authors() -> None:
    style = "mso-element:para-border-div;border:none;border-left:solid windowtext 1.0pt"
    page = read_page(f"<div style='{style}'><p>{OWN}</p></div>", thread=True)
    assert page.text.own == OWN


@pytest.mark.parametrize(
    ("subject", "thread", "forward"),
    [
        ("回复：统计表", True, False),
        ("Re: 统计表", True, False),
        ("答复: x", True, False),
        ("转发：统计表", True, True),
        ("Fw:统计表", True, True),
        ("FWD: x", True, True),
        ("统计表", False, False),
        ("关于回复：的说明", False, False),
        ("Report", False, False),
    ],
)
def test_subjects_say_whether_a_mail_answers_or_forwards(
    subject: str, thread: bool, forward: bool
) -> None:
    assert (is_thread(subject), is_forward(subject, "")) == (thread, forward)
