"""Answers that programs write without a mark in any header, told by what they say."""

from __future__ import annotations

import re

_LONGEST = 400
"""Characters without white space; what is longer says something of its own."""
_SAYS = re.compile(
    r"自动(?:回复|答复|应答)|无法(?:亲自|及时|立即)(?:回复|处理)|"
    r"(?:您|你)的?(?:来信|来件|邮件|信件)(?:我|我们|系统)?(?:已经?|均已)(?:收到|收悉)"
    r".{0,12}(?:尽快|及时|第一时间|稍后).{0,8}(?:回复|答复|处理|联系)|"
    r"系统(?:已|已经)?(?:自动)?收到(?:您|你)的|"
    r"(?:休假|度假|年假|产假|外出|出差|不在办公室)(?:期间|中|，|,).{0,20}"
    r"(?:无法|不能|未能|尽快|稍后).{0,6}(?:回复|答复|处理|查看)|"
    r"(?:邮件|来信|信件)(?:已被|未能|被)(?:阅读|打开|退回|送达|投递)|"
    r"想撤回邮件|wouldliketorecallthemessage|"
    r"didnotreachsomeoralloftheintendedrecipients|couldnotbedelivered|"
    r"(?:outof(?:the)?office|onvacation|onleave|onholiday)|thisisanauto",
    re.IGNORECASE,
)


def courtesy_mark(text: str) -> str:
    """The words that give a short text away as a program's; '' for what a person may have written.

    `text` is the sender's own. A mail that brings a file is never judged by this.
    """
    flat = re.sub(r"\s+", "", text)
    if not flat or len(flat) > _LONGEST:
        return ""
    found = _SAYS.search(flat)
    return found[0][:40] if found else ""
