"""What a cell of a number field says: a value, an explicit none, a blank, or nothing readable.

Zero, none and blank stay apart; 约 with 余 is at_least; 若干, 近千 and dates are no numbers.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from parsers.form.amounts import UNREADABLE, CellNumber, Doubt
from parsers.form.marks import special
from parsers.form.measures import compatible
from parsers.form.numerals import CHINESE
from parsers.form.quantities import AFTER, Line, Quantity, quantities_of
from parsers.form.text import plain_text
from parsers.results import Approximation

_TOTAL = re.compile(
    r"(?:共计|合计|总计|小计|总共|总数|一共|共)(?:[开展举办发放组织印接待有]{0,4})$"
)
_SUM_SO_FAR = re.compile(r"累计|总累计")
_PERIOD = re.compile(r"本周|当周|本期|本次|本月|本日|当日|今日|科技周期间")
_EACH = re.compile(r"各(?:发放|印|制作)?$|每[人个场次份种]?$|分别$")
_INCLUDED = re.compile(r"其中|包括|包含|含")
_SEVERAL = re.compile(r"[、,和及与]|以及")
_ANOTHER = re.compile(
    r"原来?(?:报|填)?$|改[为成]|^改|调整|更正|核实|核定|核减|应[为是]|上报|截[至止]|[去上]年|上[月季]|同期|"
    r"季度|^[年月日号]|^\s*(?:月底|月份)"
)
_STAGE = re.compile(
    r"[应实][到参有报办完开收发]|发现|查出|排查|整改|解决|办结|受理|处[理置]|接到|收到|答复|实际|报名|到场|到会|签到|出席|缺席|请假|邀请|招募|印制|印刷|制作|采购|购置|剩余|库存|结余|收回|回收|有效"
    r"|发出|下发|下达|申请|申报|通过|审核|核定|核减|上报|初[报步]|终报|目标|完成|合格|达标|新增|原有|现有|退|停|损"
)
"""应到30人，实到28人 tells of the same people twice: such numbers are never added."""
_NEGATED = re.compile(r"未|没|计划|预计|拟|不含|不足$|除")


@lru_cache(maxsize=16384)
def read_number(text: str) -> CellNumber:
    """Read what a person wrote into the cell of a number field; never raises."""
    line = re.sub(r"(?<=\d)[wW](?![A-Za-z])", "万", plain_text(text))
    told = special(line)
    if told is not None:
        return told
    found = quantities_of(_without_lines(line))
    if not found.quantities or found.broken:
        return UNREADABLE
    if not re.search(r"\d", line) and not _is_plain_chinese(found):
        return UNREADABLE
    if len(found.quantities) > 1:
        return _several(found)
    one = _single(found.quantities[0], found.trailing)
    return replace(one, doubt="odd") if _BOOKED.fullmatch(line) else one


_BOOKED = re.compile(r"\([\d,.]+\)")
"""Bookkeepers write -12 as (12)."""


def _is_plain_chinese(found: Line) -> bool:
    """Chinese numerals also stand in words (统一, 三下乡): then nothing else may be there."""
    ones = found.quantities
    explained = all(one.base or not _TOTAL.sub("", one.words) for one in ones)
    own = len(ones) == 1 and not ones[0].words and _OWN_UNIT.fullmatch(found.trailing)
    return explained and (not found.trailing or bool(own))


def _without_lines(line: str) -> str:
    """Drop the underlines that a number was written on: __12__人次."""
    return re.sub(r"\s*_+\s*", "", line) if "_" in line else line


def _single(one: Quantity, trailing: str) -> CellNumber:
    words, is_each = one.words, bool(_EACH.search(one.words))
    words = _TOTAL.sub("", _SUM_SO_FAR.sub("", words)).strip(" ,、;:")
    own = _OWN_UNIT.fullmatch(trailing) if not words and not is_each else None
    if own and one.base + own["base"]:
        return _with_own_unit(one, own)
    beside = f"{words}…{trailing}" if words and trailing else words or trailing
    doubt: Doubt = "odd" if is_each else "words" if beside else ""
    if words and _SEVERAL.search(words) and not _NEGATED.search(words):
        doubt = "combined"
    return _number(one, doubt=doubt, words=beside)


_OWN_UNIT = re.compile(
    r"\(?(?P<base>[\u4e00-\u9fff/]{1,3}?)\)?\s*(?P<tail>左右|上下|以上|以下|以内|多|余)?"
)


def _with_own_unit(one: Quantity, own: re.Match[str]) -> CellNumber:
    """840垛, 三百件套左右: whether that is a unit of measure only the form can tell."""
    mark = one.approximation or AFTER.get(own["tail"] or "")
    unit = replace(one, base=one.base + own["base"], approximation=mark)
    return _number(unit, doubt="own_unit", words=own["base"])


def _number(
    one: Quantity, *, doubt: Doubt = "", words: str = "", parts: tuple[Quantity, ...] = ()
) -> CellNumber:
    return CellNumber(
        state="value", value=one.value, base=one.base, scaled=one.scaled,
        approximation=one.approximation, parts=parts, doubt=doubt, words=words,
    )  # fmt: skip


def _several(line: Line) -> CellNumber:
    ones = line.quantities
    if any(_NEGATED.search(one.words) for one in ones):
        return UNREADABLE
    if any(_ANOTHER.search(one.words) or _STAGE.search(one.words) for one in ones):
        # One number and what it was before, or a date: nothing that adds up.
        return UNREADABLE
    if any(_PERIOD.search(one.words) for one in ones):
        return _period(ones)
    totals = [index for index, one in enumerate(ones) if _says_total(one)]
    if len(totals) == 1:
        rest = tuple(one for index, one in enumerate(ones) if index != totals[0])
        return _with_parts(ones[totals[0]], rest, line.trailing)
    if totals:
        return UNREADABLE
    if _INCLUDED.search(ones[1].words) or _adds_up(ones[0], ones[1:]):
        return _with_parts(ones[0], ones[1:], line.trailing)
    if any(not one.words.strip("+") for one in ones) and not _is_addition(ones):
        return _mixed(ones)
    if not _same_measure(ones):
        return _mixed(ones)
    return _number(_sum(ones), doubt="parts", parts=ones, words=line.trailing)


def _says_total(one: Quantity) -> bool:
    return bool(_TOTAL.search(one.words) or _SUM_SO_FAR.search(one.words))


def _period(ones: tuple[Quantity, ...]) -> CellNumber:
    """本周：3 累计：15 gives the period's own number, always to be looked at."""
    own = [one for one in ones if _PERIOD.search(one.words)]
    if len(own) != 1:
        return UNREADABLE
    return _number(own[0], doubt="two_values", parts=ones)


def _with_parts(total: Quantity, parts: tuple[Quantity, ...], trailing: str) -> CellNumber:
    """A total and its pieces: trusted where they fit, else to be looked at."""
    fits = _each_fits(total, parts) or _adds_up(total, parts) or _is_share(total, parts)
    doubt: Doubt = "" if fits and not trailing else "odd"
    named = parts if _adds_up(total, parts) and all(one.words for one in parts) else ()
    return _number(total, doubt=doubt, parts=named, words=trailing)


def _each_fits(total: Quantity, parts: tuple[Quantity, ...]) -> bool:
    """五种各300份 explains a total; 4种各200份 must also multiply to it."""
    each = [one for one in parts if _EACH.search(one.words)]
    if len(parts) == 2 and len(each) == 1 and each[0] is parts[1]:
        return parts[0].value * parts[1].value == total.value
    return bool(each) and len(each) == len(parts)


def _is_share(total: Quantity, parts: tuple[Quantity, ...]) -> bool:
    """其中 names pieces that need not add up, but may not exceed the whole."""
    said = any(_INCLUDED.search(one.words) for one in parts)
    return said and all(
        compatible(one.base, total.base) and one.value <= total.value for one in parts
    )


def _adds_up(total: Quantity, parts: tuple[Quantity, ...]) -> bool:
    return (
        len(parts) > 1
        and sum(one.value for one in parts) == total.value
        and all(compatible(one.base, total.base) for one in parts)
    )


def _is_addition(ones: tuple[Quantity, ...]) -> bool:
    return all(one.words == "+" for one in ones[1:])


def _same_measure(ones: tuple[Quantity, ...]) -> bool:
    return len({one.base for one in ones if one.base}) <= 1


def _mixed(ones: tuple[Quantity, ...]) -> CellNumber:
    """3场200人次: the field's unit of measure may tell which one it wants."""
    if len({one.base for one in ones}) != len(ones):
        return UNREADABLE
    return CellNumber(state="unreadable", doubt="mixed", parts=ones)


def _sum(ones: tuple[Quantity, ...]) -> Quantity:
    marks = {one.approximation for one in ones if one.approximation}
    return Quantity(
        value=sum((one.value for one in ones), Decimal(0)),
        base=next((one.base for one in ones if one.base), ""),
        scaled=all(one.scaled for one in ones),
        approximation=marks.pop() if len(marks) == 1 else "about" if marks else None,
    )


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
