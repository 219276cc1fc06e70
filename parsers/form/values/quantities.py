"""Numbers with their units of measure found in a line of text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from parsers.form.values.measures import PATTERN, SCALES, base_of
from parsers.form.values.numerals import CHINESE, is_scaled, number_of
from parsers.results import Approximation

_ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)?|\d{1,3}(?: \d{3})+(?![ ]?[\d.])|\d+(?:\.\d+)?)"
_SCALE = "百万|千万|十万|[十百万亿]|千(?![米克])"
_MIXED = r"\d+(?:\.\d+)?(?:[千百万亿]\d+)+[千百万]?"
_TAIL = r"(?P<tail>及?以上|不到|以下|以内|左右|上下|不等|有余|余|多|许|\+(?![^,;。]*\d))?"
_UNIT = rf"\s*(?P<unit>{PATTERN})?\s*{_TAIL}"
_LOOSE = r"(?P<post>余|多|几|来|左右|上下|\+(?![^,;。]*\d))?"
_WITH_DIGITS = re.compile(
    rf"(?P<num>{_MIXED}|{_ARABIC})\s*(?P<mid>[余多几来])?\s*(?P<scale>{_SCALE})?{_LOOSE}{_UNIT}"
)
_CHINESE = re.compile(
    rf"(?P<num>(?:(?!千[米克])[{CHINESE}点])+)(?P<mid>[余多几来])?(?P<scale>{_SCALE})?{_LOOSE}{_UNIT}"
)
_BEFORE = re.compile(
    r"(?P<about>大约|大概|(?<!节)约|~|≈)$|(?P<at_most>将近|接近|近|不到|未满|不满|不超过|不多于|不足|少于|低于|最多|至多|≤|<|[小少]于(?:等于)?)$"
    r"|(?P<at_least>超过|超|逾|多达|突破|不少于|不低于|至少|多于|高于|≥|>|大于(?:等于)?)$|(?P<plain>达到|高达|达|为|(?<!共)有|(?<![共合总小累预估设统])计)$"
)
AFTER: dict[str, Approximation] = {
    "以上": "at_least", "及以上": "at_least", "不到": "at_most",
    "有余": "at_least", "余": "at_least", "多": "at_least", "+": "at_least",
    "许": "at_least", "以下": "at_most", "以内": "at_most", "左右": "about", "上下": "about",
    "不等": "about",
}  # fmt: skip
_LOOSELY: dict[str, Approximation] = {
    "余": "at_least", "多": "at_least", "几": "at_least", "+": "at_least", "来": "about",
    "左右": "about", "上下": "about",
}  # fmt: skip
_STRENGTH: tuple[Approximation, ...] = ("at_least", "at_most", "about")
_EDGES = " ,、;。:和及与()!|_\"'“”"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """One number: `value` in ones of `base` (1.2万人次 is 12000 人次).

    `scaled` says that the text itself multiplies (万, 千); `words` is what stands before it.
    """

    value: Decimal
    base: str = ""
    scaled: bool = False
    approximation: Approximation | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """All quantities of a line and the text that none of them explains.

    `broken` says that a number stands there which cannot be told (a range, 2/3, 1.2.3).
    """

    quantities: tuple[Quantity, ...]
    trailing: str
    broken: bool = False


def quantities_of(line: str) -> Line:
    """Read a line that went through `plain_text` (or `spelled`); never raises."""
    pattern = _WITH_DIGITS if re.search(r"\d", line) else _CHINESE
    found: list[Quantity] = []
    position, broken = 0, False
    for match in pattern.finditer(line):
        between = line[position : match.start()]
        quantity = _quantity(match, between)
        after = line[match.end() :]
        slashed = between.strip() == "/" and bool(found) and bool(found[-1].base) and match["unit"]
        broken |= quantity is None or (
            not slashed and _is_torn(between, after, bool(found), bool(match["unit"]))
        )
        if quantity:
            found.append(quantity)
        position = match.end()
    trailing = line[position:].strip(_EDGES)
    return Line(quantities=tuple(found), trailing=trailing, broken=broken)


def _quantity(match: re.Match[str], between: str) -> Quantity | None:
    number = number_of(match["num"])
    if number is None:
        return None
    scale = Decimal(SCALES.get(match["scale"] or "", 1))
    words, marks = _marks_before(between.strip(_EDGES))
    marks |= {_LOOSELY[mark] for mark in (match["mid"], match["post"]) if mark}
    if match["tail"]:
        marks.add(AFTER[match["tail"]])
    return Quantity(
        value=number * scale,
        base=base_of(match["unit"] or ""),
        scaled=bool(match["scale"]) or is_scaled(match["num"]),
        approximation=next((mark for mark in _STRENGTH if mark in marks), None),
        words=words,
    )


def _marks_before(words: str) -> tuple[str, set[Approximation]]:
    """Take 约, 近, 超 … off the end of the words before a number."""
    marks: set[Approximation] = set()
    while match := _BEFORE.search(words):
        if match.lastgroup in ("about", "at_most", "at_least"):
            marks.update(mark for mark in _STRENGTH if mark == match.lastgroup)
        words = words[: match.start()].rstrip(_EDGES)
    return words, marks


_VAGUE_BEFORE = re.compile(r"(?:^|[,、约近好])[几数成上]$")
_RANGE = re.compile(r"[-~—–―至到/×xX*.:^⁄]|->|\d")
_WRONG_BEFORE = re.compile(r"第$|[-−.]$|\d$|[A-Za-z#$^]$")
_WRONG_AFTER = re.compile(
    r"\s*(?:折(?!页)|[‰度届:^⁄=×xX*#@]|/(?!\s*\d+(?:\.\d+)?[\u4e00-\u9fff])|[-~—–至到]\s*[\d几一二两三四五六七八九十]|\.\d|[A-Za-z])"
)


def _is_torn(before: str, after: str, is_later: bool, has_unit: bool) -> bool:
    """Whether the number is a piece of something else: a range, a fraction, an ordinal, a code."""
    left = before.strip()
    if _VAGUE_BEFORE.search(left):
        return True
    if _WRONG_AFTER.match(after) or (not has_unit and re.match(r",?\s*\d", after)):
        return True
    return bool(_RANGE.fullmatch(left) if is_later else _WRONG_BEFORE.search(left))
