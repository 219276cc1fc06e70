"""What a campaign's titles tell: the words that name it and the years it is about."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date

from mailbot.config.collection import Material

_YEAR = re.compile(r"(?<!\d)(20\d\d|19\d\d)(?!\d)")
_BEFORE_NAME = re.compile(
    r"^.*(?:(?:19|20)\d\d年?度?|全国|全省|全市|全县|第[\d一二三四五六七八九十]+届)"
)
_BRACKETED = re.compile(r"\([^()]*\)|[\s《》“”]+")
_FORM_ENDING = re.compile(r"(开展|工作|活动)?(情况)?(统计|调查|汇总)?(报表|表格|表)$")
_SHORTEST = 3
"""A word of two characters (总结) stands in too many other mails to tell a campaign."""


def campaign_words(title: str, form_title: str, materials: Sequence[Material]) -> tuple[str, ...]:
    """The campaign's bare name and its materials' labels and words, longest first."""
    words = [_bare(title), _FORM_ENDING.sub("", _bare(form_title))]
    for material in materials:
        words.extend((material.label, *material.words))
    kept = {word for word in words if len(word) >= _SHORTEST}
    return tuple(sorted(kept, key=lambda word: (-len(word), word)))


def _bare(title: str) -> str:
    """A title without place, year, level and ordinal before it: how people speak of it."""
    folded = _BRACKETED.sub("", unicodedata.normalize("NFKC", title))
    return _BEFORE_NAME.sub("", folded)


def years_named(titles: Iterable[str], opens: date) -> tuple[int, ...]:
    """The years that titles name; without any, the year in which the campaign opens."""
    named = {int(year) for title in titles for year in _YEAR.findall(title)}
    return tuple(sorted(named)) or (opens.year,)
