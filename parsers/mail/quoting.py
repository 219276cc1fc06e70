"""Which lines of a text their sender wrote now, and which he quoted or forwarded."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.mail.letters import our_letter

_WORDS = (
    r"原始邮件|原邮件|原始信息|原始郵件|邮件原件|回复的原邮件|转发的邮件|转发的原邮件|转发邮件|"
    r"转发邮件信息|被转发邮件|Original Message|Original Appointment|Original|"
    r"Forwarded Message|Replied Message|Forwarded by .{1,80}|Reply message"
)
_RULE = re.compile(rf"\s*[-—–_=*]{{2,}}\s*(?:{_WORDS})\s*[-—–_=*]{{2,}}.{{0,40}}", re.IGNORECASE)
_MIDLINE = re.compile(rf"(?<=[^\s\-])[ \t]*(?=-{{4,}}\s*(?:{_WORDS})\s*-{{4,}})", re.IGNORECASE)
_TITLE = re.compile(r"\s*(?:Original|原始邮件|原邮件)\s*", re.IGNORECASE)
_BARE = re.compile(
    r"\s*(?:Begin forwarded message|开始转发的邮件|以下是转发的邮件|下面是被转发的邮件|"
    r"以下是原邮件|-+\s*邮件原文\s*-+)\s*[:：]?\s*",
    re.IGNORECASE,
)
_DATE = (
    r"(?:\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}"
    r"|[A-Za-z]{3,9}\.?,? .{0,12}\d{1,2}.{0,10}\d{4})"
)
_ATTRIBUTION = re.compile(
    rf"\s*(?:(?:在|于|At|On)\s*.{{0,20}}{_DATE}.{{0,300}}|.{{1,200}}[于在]\s*{_DATE}.{{0,60}})"
    r"(?:写道|寫道|wrote)\s*[:：]?\s*",
    re.IGNORECASE,
)
_CLOCK_OR_ADDRESS = re.compile(r"\d\s*[:：]\s*\d{2}|@")
_SHORT_ATTRIBUTION = re.compile(
    r"\s*.{0,80}[<＜(（]?[\w.+-]{1,64}@[\w.-]{1,200}[>＞)）]?.{0,40}(?:写道|wrote)\s*[:：]\s*",
    re.IGNORECASE,
)
_OPENING = re.compile(r"\s*(?:在|于|At|On)\s*.{0,20}\d", re.IGNORECASE)
_SENDER = re.compile(r"(?:发件人|發件人|寄件者|寄件人|From)[\s|*]*[:：|\t].*", re.IGNORECASE)
_OTHERS = re.compile(
    r"(发送时间|发送日期|發送時間|日期|时间|Sent Time|Sent|Date|收件人|To|抄送|Cc|"
    r"主题|主旨|Subject)"
    r"[\s|*]*[:：|\t].*",
    re.IGNORECASE,
)
_FRAME = " \t|*\u3000\xa0"
_MARKED = re.compile(r"\s{0,3}(?:>|&gt;)")
_REPLY_SUBJECT = re.compile(
    r"\s*(?:re|aw|sv|回复|回覆|答复|答覆|回信)\s*(?:\[\d+\]|（\d+）)?\s*[:：]", re.IGNORECASE
)
_FORWARD_SUBJECT = re.compile(r"\s*(?:转发|轉寄|转寄|fwd?)\s*[:：]", re.IGNORECASE)
_FORWARD_WORDS = re.compile(r"转发|Forwarded|forwarded message", re.IGNORECASE)
_TAGLINE = re.compile(
    r"\s*(?:发自我的.{1,40}|来自我的.{1,40}|发送自.{1,40}|Sent from .{1,60}|获取 ?Outlook.{0,30}|"
    r"Get Outlook for .{1,30}|从 ?Windows ?版.{0,6}邮件发送|来自网易邮箱.{0,20}|"
    r"签名由.{0,20}定制|.{0,3}由网易邮箱大师.{0,10}|发自.{0,20}(?:邮箱|客户端|手机|APP)|"
    r"发自.{0,10}(?:iPhone|iPad|Android)|来自.{0,10}邮箱(?:手机版|客户端|大师)?)\s*",
    re.IGNORECASE,
)
_DELIMITER = re.compile(r"\s*(?:-{2,3}|_{3,}|—{2,}|={3,})\s*")


@dataclass(frozen=True, slots=True)
class Split:
    """A text in two: what is the sender's own, what is quoted."""

    own: str = ""
    quoted: str = ""


NO_TEXT = Split()


def is_thread(subject: str) -> bool:
    """Whether a subject says that the mail answers or forwards another."""
    return (_REPLY_SUBJECT.match(subject) or _FORWARD_SUBJECT.match(subject)) is not None


def is_forward(subject: str, quoted: str) -> bool:
    """Whether the mail passes another one on."""
    if _FORWARD_SUBJECT.match(subject):
        return True
    return any(
        _FORWARD_WORDS.search(line) and (_RULE.fullmatch(line) or _BARE.fullmatch(line))
        for line in quoted.splitlines()[:5]
    )


def split_text(text: str) -> Split:
    """Part a plain text; some programs leave HTML's entities in it, or put it on one line."""
    if "&nbsp;" in text:
        text = html.unescape(text).replace("\xa0", " ")
    lines = _MIDLINE.sub("\n", text).splitlines()
    flags = quoted_lines(lines, [_MARKED.match(line) is not None for line in lines])
    return joined(lines, flags)


def joined(lines: Sequence[str], quoted: Sequence[bool]) -> Split:
    """Both halves of parted lines; the mail program's own advertisement is left out."""
    own = [line for line, flag in zip(lines, quoted, strict=True) if not flag]
    other = [line for line, flag in zip(lines, quoted, strict=True) if flag]
    return Split(own=_tidy(_without_taglines(own)), quoted=_tidy(other))


def quoted_lines(lines: Sequence[str], marked: Sequence[bool]) -> list[bool]:
    """Flag every quoted line; `marked` are those that are quoted by their form already.

    After a line that introduces a quotation only what is marked is quoted, where anything is;
    else all that follows: losing an own line is better than reading another's figure.
    """
    flags = list(marked)
    position = 0
    while position < len(lines):
        if flags[position]:
            position += 1
            continue
        if _begins_block(lines, position):
            return _quote(flags, position, len(lines))
        length = _attribution(lines, position)
        if length:
            following = _next_filled(lines, position + length)
            if following is None or not flags[following]:
                return _quote(flags, position, len(lines))
            _quote(flags, position, following)
            position = following
        elif letter := our_letter(lines, position):
            _quote(flags, *letter)
            position = letter[1]
        else:
            position += 1
    return flags


def _begins_block(lines: Sequence[str], position: int) -> bool:
    line = lines[position]
    if len(line) > 400:
        return False
    if _RULE.fullmatch(line) or _BARE.fullmatch(line):
        return True
    if _TITLE.fullmatch(line):
        following = [one for one in lines[position + 1 : position + 8] if one.strip()]
        return any(_SENDER.fullmatch(one[:400].lstrip(_FRAME)) for one in following[:2])
    return _SENDER.fullmatch(line.lstrip(_FRAME)) is not None and _is_header_block(lines, position)


def _is_header_block(lines: Sequence[str], position: int) -> bool:
    """Whether other headers of a quoted mail follow 发件人."""
    found = set()
    filled = [line for line in lines[position + 1 : position + 16] if line.strip()]
    for line in filled[:7]:
        match = _OTHERS.fullmatch(line[:400].lstrip(_FRAME))
        if match:
            found.add(match[1].lower())
    inline = re.findall(r"(发送时间|收件人|主题|Sent|Subject)\s*[:：]", lines[position])
    return len(found) + len(set(inline)) >= 2


def _attribution(lines: Sequence[str], position: int) -> int:
    """How many lines introduce a quotation here (0: none); programs wrap the sentence."""
    if not lines[position].strip():
        return 0
    if _introduces(lines[position]):
        return 1
    if not _OPENING.match(lines[position][:200]):
        return 0
    text = lines[position]
    for length in (2, 3):
        if position + length > len(lines) or not lines[position + length - 1].strip():
            return 0
        text = f"{text} {lines[position + length - 1]}"
        if _introduces(text):
            return length
    return 0


def _introduces(line: str) -> bool:
    if len(line) > 500 or not line.rstrip().endswith((":", "：", "写道", "wrote", "寫道")):
        return False
    if _SHORT_ATTRIBUTION.fullmatch(line):
        return True
    return _CLOCK_OR_ADDRESS.search(line) is not None and _ATTRIBUTION.fullmatch(line) is not None


def _next_filled(lines: Sequence[str], position: int) -> int | None:
    return next((i for i in range(position, len(lines)) if lines[i].strip()), None)


def _quote(flags: list[bool], start: int, end: int) -> list[bool]:
    flags[start:end] = [True] * (end - start)
    return flags


def _without_taglines(lines: list[str]) -> list[str]:
    """Leave out 发自我的手机 and bare signature delimiters; the signature itself stays."""
    return [line for line in lines if not (_TAGLINE.fullmatch(line) or _DELIMITER.fullmatch(line))]


def _tidy(lines: list[str]) -> str:
    text = "\n".join(line.rstrip() for line in lines)
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n")
