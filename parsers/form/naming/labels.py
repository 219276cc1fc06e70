"""Labels as forms write them: numbering, brackets with a unit of measure, 其中, colons."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from parsers.form.text import squeeze
from parsers.form.values.measures import PATTERN, Measure, measure_of, written_measure

TOTALS = frozenset(
    {
        "合计",
        "总计",
        "总合计",
        "小计",
        "共计",
        "累计",
        "总数",
        "合计数",
        "总和",
        "累计数",
        "总计数",
        "本年累计",
    }
)
_OF_ALL = re.compile(
    r"(?:全|[全本我]?[县市区省州镇乡村局院校]|[全本]街道)(?:合计|总计|共计|汇总)(?:数|面积)?"
)
_NUMBERING = re.compile(
    r"^(?:[\u2460-\u249b\u2776-\u2793]|\((?:[一二三四五六七八九十]{1,3}|\d{1,2})\)|[一二三四五六七八九十]{1,3}[、.]"
    r"|\d{1,2}(?:[、:)]|\.(?!\d)|(?:\.\d{1,2})+[、.]?(?=\D)))+"
)
_NUMBER_APART = re.compile(
    rf"^\s*\d{{1,2}}[ \u3000\t]+(?!{PATTERN}|[年月日时分号])(?=[\u4e00-\u9fff]{{3}})"
)
_NUMBER_BEFORE = re.compile(
    rf"^\s*\d{{1,2}}[.．、]\s*(?!{PATTERN}\s*$)(?=[\u4e00-\u9fff]{{2}})|{_NUMBER_APART.pattern}"
)
_BULLET = re.compile(r"^[-—–·•*★☆●○■□◆※→]+")
_CHILD = re.compile(r"^(?:其中|含|包括|#)[:,、]?")
_BRACKET = re.compile(r"\(([^()]*(?:\([^()]*\)[^()]*)?)\)$")
_AFTER_COLON = re.compile(r"^(?P<label>.{2,20}?)[:,/](?P<measure>[^:,/]{1,6})$")


_DIGITS = "0123456789"
_SHIELDS = "".join(chr(0xE2F0 + digit) for digit in range(10))
_SHIELDED, _BARED = str.maketrans(_DIGITS, _SHIELDS), str.maketrans(_SHIELDS, _DIGITS)


def shielded(text: str) -> str:
    """A name with figures in it (12366热线) as a text in which no number is found."""
    return text.translate(_SHIELDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label: `text` without numbering and unit, `measure` from its bracket, 其中 told apart.

    `full` keeps a bracket that is no unit: 座谈报告会(含线上); `written` keeps units too, so
    that a whole path in one cell (线上活动/人次) can be told.
    """

    text: str
    full: str
    measure: Measure | None = None
    is_child: bool = False
    written: str = ""

    @property
    def is_total(self) -> bool:
        """Whether it names a sum, such as 合计 or 小计."""
        return self.text in TOTALS or _OF_ALL.fullmatch(self.text) is not None


@lru_cache(maxsize=8192)
def read_label(raw: str) -> Label:
    """Take a label apart."""
    text = squeeze(_NUMBER_APART.sub("", _strip_circled(raw.translate(_BARED))))
    text = _NUMBERING.sub("", _BULLET.sub("", text)) or text
    is_child = bool(_CHILD.match(text))
    text = _CHILD.sub("", text)
    text = (_NUMBERING.sub("", text) or text).rstrip(":;,。、_")
    full = written = text
    measure: Measure | None = None
    while match := _BRACKET.search(text):
        inner = _measure_in(match[1])
        if inner is None and not _is_remark(match[1]) and not _are_measures(match[1]):
            break
        measure, text = measure or inner, text[: match.start()]
        full = text
    if measure is None and (match := _AFTER_COLON.match(text)) and text not in _SLASHED:
        inner = measure_of(match["measure"])
        if inner is not None and measure_of(text[-len(match["measure"]) - 2 :]) is None:
            full = text = match["label"]
            measure = inner
    if measure is None:
        measure = measure_of(text)
    return Label(
        text=text.rstrip(":"), full=full.rstrip(":"), measure=measure, is_child=is_child,
        written=written,
    )  # fmt: skip


_SLASHED = frozenset({"人/次", "场/次"})
_REMARK = re.compile(r"盖章|公章|签章|签字|签名|必填|选填|可不填|如有|单选|填数字|数字|总数$")


def _measure_in(inner: str) -> Measure | None:
    """A bracket's unit of measure: any word after 单位, else one that is known."""
    said = re.fullmatch(r"(?:计量)?单位:?(.{1,6})", inner)
    return written_measure(said[1]) if said else measure_of(inner)


def _are_measures(inner: str) -> bool:
    """（场/人次）, （场、人次）: two units of measure for two numbers."""
    pieces = re.split(r"[/、,;和及]", inner)
    return len(pieces) > 1 and all(measure_of(piece) is not None for piece in pieces)


def has_two_measures(label: Label) -> bool:
    """Whether a label's bracket leaves open which of two units of measure its number has."""
    match = _BRACKET.search(label.written)
    if match is None or measure_of(match[1]) is not None:
        return False
    return _are_measures(match[1])


def _is_remark(inner: str) -> bool:
    return bool(_REMARK.search(inner))


def _strip_circled(raw: str) -> str:
    """① before NFKC makes a 1 of it."""
    return re.sub(r"^\s*[\u2460-\u249b\u2776-\u2793]+", "", raw)


def is_numbered(raw: str) -> bool:
    """Whether a text is a name behind a running number: 1.科普讲座, 1 科普讲座, not 1 场."""
    match = _NUMBER_BEFORE.match(raw)
    return match is not None and not re.search(r"\d", raw[match.end() :])


def is_section(raw: str) -> bool:
    """Whether a text is numbered like a heading: 一、活动情况 or （二）宣传."""
    return bool(
        re.match(
            r"\(?[一二三四五六七八九十]{1,3}[、.)]|第[一二三四五六七八九十]+部分", squeeze(raw)
        )
    )
