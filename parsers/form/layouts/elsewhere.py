"""Words by which a sentence speaks of something else than what the unit did."""

from __future__ import annotations

import re

from parsers.form.naming.names import Names

_ELSEWHERE = re.compile(
    r"不得|应当|须|要求|计划|目标|任务|力争|争取|拟|预计|预期|打算|"
    r"下一?步|下(?:季度|半年|月|周|年)|明年|将(?:继续|开展|举办|组织)|"
    r"(?:^|[(,;。:、\s\d.])(?:(?:例|举例|例如|比如|如|示例|样例)[:,如]|例?如名)|"
    r"[去上往历]年|上(?:季度|半年|月|周)|同期|以往|据.{0,8}(?:通报|统计|了解)"
)
LIMIT = re.compile(r"不少于|不低于|不多于|不超过|不高于|至少|至多|最多|最少|≥|≤")
"""A number behind one of these is asked for, where nothing says that it was reached."""
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年(?!\d{1,2}月)")


def speaks_elsewhere(text: str, names: Names) -> bool:
    """Whether a text tells of a requirement, a plan, an example or another year.

    A word of the form's own labels (计划免疫) does not count.
    """
    bare = names.words.sub("名", text) if names.words else text
    if _ELSEWHERE.search(bare.replace("，", ",").replace("：", ":").replace("（", "(")):
        return True
    return bool(names.years) and any(int(year) not in names.years for year in _YEAR.findall(bare))
