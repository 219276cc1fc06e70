"""What the words of a list's row say of it: a sum, called off, put off, several sessions."""

from __future__ import annotations

import re
from collections.abc import Iterable

from parsers.form.naming.labels import TOTALS
from parsers.form.text import squeeze

_TOTAL = re.compile(
    r"(?P<of>.{0,8}?)(?P<word>总合计|总计|合计数?|小计|共计|累计|总数|总和)(?:[:(].*)?"
    r"|(?P<said>总计|合计|共计|共)\d+(?:场|项|次|个).*"
)
_WHOLE = re.compile(r"(?:全|总|活动|本单位|以上|各项).*")
_CANCELLED = re.compile(
    r"取消|停办|停开|未能?(?:如期|按期)?(?:举办|开展|举行|实施|进行)|没有?(?:举办|开展|举行)"
    r"|作废|撤销|中止|终止|不再(?:举办|开展)"
)
_UNCOUNTED = re.compile(
    r"不(?:再|重复)?(?:计(?!报?酬|名次|得失|成本|较)|列入|纳入|算在内)|未(?:计入|列入|纳入)"
    r"|重复(?:填报|登记|录入|$|[)])"
)
_POSTPONED = re.compile(r"延期|改期|推迟|延后|暂缓")
_SESSIONS = re.compile(
    r"(?<![第\d届])(?:[2-9]|[1-9]\d{1,2}|[两二三四五六七八九十]{1,2})(?:场次?|次|期|项|批)"
    r"|^(?:其[他它余]|各类|各种)|.等(?:活动)?$"
)


def is_sum(text: str, *, numbered: bool) -> bool:
    """Whether a cell names a sum; a `numbered` row may have a longer name with 合计 in it."""
    flat = squeeze(text)
    return flat.rstrip(":") in TOTALS or (not numbered and _TOTAL.fullmatch(flat) is not None)


def sum_rank(texts: Iterable[str]) -> int:
    """2 for 总计, 1 for 合计, 0 for the 小计 of a group."""
    ranks = [0]
    for text in texts:
        match = _TOTAL.fullmatch(squeeze(text).rstrip(":"))
        if match is None:
            continue
        word, of = match["word"] or match["said"], match["of"] or ""
        if word == "小计" or (of and not _WHOLE.match(of)):
            continue
        ranks.append(2 if "总" in word + of else 1)
    return max(ranks)


def is_cancelled(text: str) -> bool:
    """Whether an activity was called off."""
    return _CANCELLED.search(text) is not None


def is_uncounted(text: str) -> bool:
    """Whether a remark says that an activity, or its people, are not to be counted."""
    return _UNCOUNTED.search(text) is not None


def is_postponed(text: str) -> bool:
    """Whether an activity was put off."""
    return _POSTPONED.search(text) is not None


def says_sessions(text: str) -> bool:
    """Whether a name tells of several sessions: 讲座3场."""
    return _SESSIONS.search(text) is not None
