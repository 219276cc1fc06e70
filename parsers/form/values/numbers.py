"""What a cell of a number field says: a value, an explicit none, a blank, or nothing readable.

Zero, none and blank stay apart; 约 with 余 is at_least; 若干, 近千 and dates are no numbers.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from parsers.form.text import plain_text
from parsers.form.values.amounts import UNREADABLE, CellNumber, Doubt
from parsers.form.values.marks import special
from parsers.form.values.measures import compatible
from parsers.form.values.numerals import CHINESE
from parsers.form.values.partitions import divides
from parsers.form.values.quantities import AFTER, Line, Quantity, quantities_of
from parsers.form.values.remarks import HEDGED, STAGE, Split, compares, split_remarks
from parsers.form.values.several import (
    EACH,
    EACH_SAID,
    SUM_SO_FAR,
    TOTAL,
    adds_up,
    number,
    read_several,
    with_parts,
)
from parsers.form.values.spelling import DAY, spelled, without_dates
from parsers.results import Approximation

_SEVERAL = re.compile(r"[、,和及]|(?<!参)与")
_NEGATED = re.compile(r"未|没|计划|预计|拟|不含|不足$|除")


_COUNT = re.compile(r"0|[1-9][0-9]{0,4}")
"""Most cells: a few digits and nothing else."""


@lru_cache(maxsize=16384)
def read_number(text: str) -> CellNumber:
    """Read what a person wrote into the cell of a number field; never raises."""
    if _COUNT.fullmatch(text):
        return CellNumber(state="value", value=Decimal(text))
    line = spelled(text)
    told = special(line)
    if told is None:
        told = _plainly(line)
    if told.state == "unreadable" and not told.doubt and (undated := _undated(line)) is not None:
        return _plainly(undated)
    return told


def _plainly(line: str) -> CellNumber:
    split = split_remarks(_without_lines(line))
    read = _main(quantities_of(split.line), split)
    return replace(read, doubt="odd") if _BOOKED.fullmatch(line) and read.value else read


def _undated(line: str) -> str | None:
    """3场（5月20日）: the line without its dates, where what is left is a number with its unit."""
    rest = without_dates(line)
    if rest == line or special(rest) is not None or not re.search(r"\d", rest):
        return None
    ones = quantities_of(split_remarks(rest).line).quantities
    first = re.match(r"\d[\d,.]*\s*[(,;]", rest) is not None
    return rest if (ones and all(one.base for one in ones)) or first else None


_BOOKED = re.compile(r"\([\d,.]+\)")
"""Bookkeepers write -12 as (12)."""


def _main(found: Line, split: Split) -> CellNumber:
    """What the line says without its brackets, weighed with what stands in them."""
    if not found.quantities or found.broken:
        return UNREADABLE
    if not re.search(r"\d", split.line) and not _is_plain_chinese(found):
        return UNREADABLE
    asides = [quantities_of(without_dates(one)) for one in split.remarks]
    if len(found.quantities) > 1:
        return _beside_several(read_several(found), found, split, asides)
    one = found.quantities[0]
    numbers = tuple(
        each
        for remark, aside in zip(split.remarks, asides, strict=True)
        if not compares(remark)
        for each in aside.quantities
    )
    if not numbers:
        remarks = tuple(one for one in split.remarks if not compares(one))
        return _single(one, found.trailing, remarks)
    if any(aside.broken for aside in asides) or found.trailing:
        return number(one, doubt="odd", words=found.trailing)
    return _with_asides(one, numbers)


def _with_asides(one: Quantity, numbers: tuple[Quantity, ...]) -> CellNumber:
    """12人（高级职称3人）, 1200人次（3场）: the number before the bracket, if that one fits it."""
    if any(_is_of_another_kind(each, one) for each in numbers):
        bases = [each.base for each in (one, *numbers)]
        if len(set(bases)) < len(bases):
            return number(one, doubt="odd")
        return CellNumber(state="unreadable", doubt="mixed", parts=(one, *numbers))
    if all(EACH.search(each.words) and _goes_into(each, one) for each in numbers):
        return number(one)
    if adds_up(one, numbers) or _is_named(one, numbers):
        read = with_parts(one, numbers, "")
        words = one.words if read.doubt == "odd" or not _is_total(one.words) else ""
        doubt: Doubt = "words" if words else ""
        return replace(read, doubt=doubt, words=words)
    return number(one, doubt="odd")


def _goes_into(each: Quantity, one: Quantity) -> bool:
    """60条（每村5条）."""
    return each.base == one.base and each.value > 0 and one.value % each.value == 0


def _is_of_another_kind(each: Quantity, one: Quantity) -> bool:
    """12（1200人次）: the bracket counts something else, and may be what the field asks."""
    if not one.base:
        return bool(each.base) and each.value > one.value
    return not compatible(each.base, one.base)


def _is_total(words: str) -> bool:
    return not TOTAL.sub("", SUM_SO_FAR.sub("", words)).strip(" ,、;:")


def _is_named(one: Quantity, numbers: tuple[Quantity, ...]) -> bool:
    """Whether the bracket tells of pieces no larger than the whole, or says the same again."""
    words = [each.words.strip("+ ") for each in numbers]
    staged = HEDGED.search(one.words) or STAGE.search(one.words)
    if staged or any(_spoils(each) or "大写" in each for each in words):
        return len(numbers) == 1 and words == ["大写"] and numbers[0].value == one.value
    if len(numbers) == 1 and numbers[0].value == one.value:
        return True
    if len(numbers) > 1 and (divides(words) or any(each.words[:1] == "+" for each in numbers)):
        return False
    named = all(each.words or each.base != one.base for each in numbers)
    return named and all(
        each.value <= one.value or each.base == "%" or EACH.search(each.words) for each in numbers
    )


def _spoils(words: str) -> bool:
    """已发400份 and 撤1个 tell what became of the whole, not what it is made of."""
    rest = words.replace("其中", "")
    return any(pattern.search(rest) for pattern in (HEDGED, STAGE, _BECAME))


_BECAME = re.compile("已|撤|发|领|建成|在建|完成|[增减]")


def _beside_several(read: CellNumber, found: Line, split: Split, asides: list[Line]) -> CellNumber:
    """线上100人（教师10人），线下20人: brackets tell of pieces; doubtful ones spoil the sum."""
    largest = max(one.value for one in found.quantities)
    spoiled = any(_spoils(remark) for remark in split.remarks) or any(
        aside.broken or any(one.value > largest for one in aside.quantities) for aside in asides
    )
    return UNREADABLE if spoiled else read


def _is_plain_chinese(found: Line) -> bool:
    """Chinese numerals also stand in words (统一, 三下乡): then nothing else may be there."""
    ones = found.quantities
    explained = all(one.base or not TOTAL.sub("", one.words) for one in ones)
    own = len(ones) == 1 and not ones[0].words and _OWN_UNIT.fullmatch(found.trailing)
    return explained and (not found.trailing or bool(own))


def _without_lines(line: str) -> str:
    """Drop the underlines that a number was written on: __12__人次."""
    return re.sub(r"\s*_+\s*", "", line) if "_" in line else line


def _single(one: Quantity, trailing: str, remarks: tuple[str, ...]) -> CellNumber:
    words = EACH_SAID.sub("", one.words) if TOTAL.search(one.words) else one.words
    is_each = bool(EACH.search(words))
    words = TOTAL.sub("", SUM_SO_FAR.sub("", words)).strip(f" ,、;:{DAY}")
    plain = not words and not is_each and not remarks
    own = _OWN_UNIT.fullmatch(trailing) if plain else None
    if own and one.base + own["base"]:
        return _with_own_unit(one, own)
    if plain and not trailing and len(remarks) == 0:
        return number(one)
    if words.startswith(("含", "内含", "其中", "包括")):
        return number(one, doubt="odd", words=words)
    beside = "…".join(part for part in (words, trailing, *remarks) if part)
    doubt: Doubt = "odd" if is_each else "words" if beside else ""
    if words and _SEVERAL.search(words) and not _NEGATED.search(words):
        doubt = "combined"
    behind = not words and not trailing
    return number(one, doubt=doubt, words=beside, before=words, behind=behind)


_OWN_UNIT = re.compile(
    r"\(?(?P<base>[\u4e00-\u9fff/]{1,3}?)\)?\s*(?P<tail>左右|上下|以上|以下|以内|多|余)?"
)


def _with_own_unit(one: Quantity, own: re.Match[str]) -> CellNumber:
    """840垛, 三百件套左右: whether that is a unit of measure only the form can tell."""
    mark = one.approximation or AFTER.get(own["tail"] or "")
    unit = replace(one, base=one.base + own["base"], approximation=mark)
    return number(unit, doubt="own_unit", words=own["base"])


_DIGIT = re.compile(rf"[\d{CHINESE}]")
_PREFIX: dict[Approximation | None, str] = {
    None: "", "at_least": "超", "at_most": "近", "about": "约",
}  # fmt: skip


def has_numeral(text: str) -> bool:
    """Whether any digit or Chinese numeral stands in a text."""
    return _DIGIT.search(plain_text(text)) is not None


def decimal_text(value: Decimal) -> str:
    """A number as people write it: no exponent, no trailing zeros after the point."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def write_number(value: Decimal, base: str = "", approximation: Approximation | None = None) -> str:
    """A number in the form that `read_number` reads back."""
    return f"{_PREFIX[approximation]}{decimal_text(value)}{base}"
