"""Several numbers in one cell: the total that is written, the parts that add up, or a question."""

from __future__ import annotations

import re
from decimal import Decimal

from parsers.form.values.amounts import UNREADABLE, CellNumber, Doubt
from parsers.form.values.measures import compatible
from parsers.form.values.partitions import divides
from parsers.form.values.quantities import Line, Quantity
from parsers.form.values.remarks import HEDGED, STAGE
from parsers.form.values.spelling import PERIOD

TOTAL = re.compile(r"(?:共计|合计|总计|小计|总共|总数|一共|共)(?:[开展举办发放组织印接待有]{0,4})$")
SUM_SO_FAR = re.compile(r"累计|总累计")
EACH = re.compile(r"各(?:发放|印|制作)?$|每[人个场次份种]?$|分别$|^(?:每|[人户村班]均|平均每)")
EACH_SAID = re.compile(r"(?:每|[人户村班]均|平均每)[^,;]{1,8}[,;]\s*")
"""每户一份，共500份: a mean before the total that was written."""
_WHOLE = re.compile(
    r"总|全[部天周月年程县镇校]|平均|[两二三四五六七八九十][项天日镇村场个类种期次]$"
)
_PERIOD = re.compile(r"本周|当周|本期|本次|本月|本日|当日|今日|科技周期间")
_INCLUDED = re.compile(r"其中|包括|包含|含")
_ANOTHER = re.compile(
    r"原来?(?:报|填)?$|改[为成]|^改|调整|更正|核实|核定|核减|应[为是]|上报|截[至止]|[去上]年|上[月季]|同期|"
    r"^[年号]|^\s*(?:月底|月份)"
)
_NEGATED = re.compile(r"未|没|计划|预计|拟|不含|不足$|除")


def number(
    one: Quantity,
    *,
    doubt: Doubt = "",
    words: str = "",
    parts: tuple[Quantity, ...] = (),
    before: str = "",
    behind: bool = False,
) -> CellNumber:
    """A cell that says this one quantity."""
    return CellNumber(
        state="value", value=one.value, base=one.base, scaled=one.scaled, before=before,
        behind=behind,
        approximation=one.approximation, parts=parts, doubt=doubt, words=words,
    )  # fmt: skip


def read_several(line: Line) -> CellNumber:
    """What a line of several numbers says; added up is only what is known to be parts."""
    ones = line.quantities
    words = [one.words for one in ones]
    if any(_NEGATED.search(one) or _ANOTHER.search(one) for one in words):
        return UNREADABLE
    if any(_PERIOD.search(one) for one in words):
        return _period(ones)
    index = _total_of(ones)
    if index is not None:
        rest = (*ones[:index], *ones[index + 1 :])
        return with_parts(ones[index], rest, line.trailing)
    if sum(one.base != "%" for one in ones) == 1:
        return _mixed(ones)  # 28件，解决率87.5%
    if any(STAGE.search(one) for one in words) or sum(_says_total(one) for one in ones) > 1:
        return UNREADABLE
    return _parts(line)


def _total_of(ones: tuple[Quantity, ...]) -> int | None:
    """Which of the numbers is the whole of the others."""
    totals = [index for index, one in enumerate(ones) if _says_total(one)]
    if len(totals) == 1:
        return totals[0]
    if totals:
        return _multiplied(ones)
    staged = any(STAGE.search(one.words) for one in ones)
    if _INCLUDED.search(ones[1].words):
        return None if staged else 0
    for index, one in enumerate(ones):
        rest = (*ones[:index], *ones[index + 1 :])
        leads = not index and not staged and not divides([other.words for other in ones])
        if (_WHOLE.search(one.words) or leads) and adds_up(one, rest):
            return index
    wholes = [index for index, one in enumerate(ones) if _WHOLE.search(one.words)]
    return wholes[0] if len(wholes) == 1 and _is_rate_or_last(ones, wholes[0]) else None


def _is_rate_or_last(ones: tuple[Quantity, ...], index: int) -> bool:
    """平均88% among shares, or 全部260 after the largest day: to be looked at where it is odd."""
    return index == len(ones) - 1 or all(one.base == "%" for one in ones)


def _multiplied(ones: tuple[Quantity, ...]) -> int | None:
    """每村50份，共10个村，共500份."""
    last = len(ones) - 1
    fits = len(ones) == 3 and ones[0].value * ones[1].value == ones[2].value
    return last if fits and EACH.search(ones[0].words) else None


def _says_total(one: Quantity) -> bool:
    return bool(TOTAL.search(one.words) or SUM_SO_FAR.search(one.words))


def _period(ones: tuple[Quantity, ...]) -> CellNumber:
    """本周：3 累计：15 gives the period's own number, always to be looked at."""
    own = [one for one in ones if _PERIOD.search(one.words)]
    if len(own) != 1:
        return UNREADABLE
    return number(own[0], doubt="two_values", parts=ones)


def with_parts(total: Quantity, parts: tuple[Quantity, ...], trailing: str) -> CellNumber:
    """A total and its pieces: trusted where they fit, else to be looked at."""
    adds = adds_up(total, parts)
    fits = adds or _each_fits(total, parts) or _is_share(total, parts) or _is_count(total, parts)
    doubt: Doubt = "" if fits and not trailing else "odd"
    named = parts if adds and all(one.words for one in parts) else ()
    return number(total, doubt=doubt, parts=named, words=trailing)


def _each_fits(total: Quantity, parts: tuple[Quantity, ...]) -> bool:
    """五种各300份 explains a total; 4种各200份 must also multiply to it."""
    each = [one for one in parts if EACH.search(one.words)]
    if len(parts) == 2 and len(each) == 1:
        return parts[0].value * parts[1].value == total.value
    return bool(each) and len(each) == len(parts)


def _is_share(total: Quantity, parts: tuple[Quantity, ...]) -> bool:
    """其中 names pieces that need not add up, but may not exceed the whole.

    线上100人，其中教师10人，线下20人 has no whole: the first number is a part itself.
    """
    said = any(_INCLUDED.search(one.words) for one in parts)
    is_part = (
        total.words
        and not _says_total(total)
        and any(divides([total.words, one.words]) for one in parts)
    )
    return (
        said
        and not is_part
        and all(compatible(one.base, total.base) and one.value <= total.value for one in parts)
    )


def _is_count(total: Quantity, parts: tuple[Quantity, ...]) -> bool:
    """5种共500份: the other number counts kinds, places or days of the same total."""
    return all(
        not one.words and one.base and one.base != total.base and one.value <= total.value
        for one in parts
    ) and bool(total.base)


def adds_up(total: Quantity, parts: tuple[Quantity, ...]) -> bool:
    """Whether a number is the sum of the others, of which there are two or more."""
    return (
        len(parts) > 1
        and "%" not in (total.base, *(one.base for one in parts))
        and sum(one.value for one in parts) == total.value
        and all(compatible(one.base, total.base) for one in parts)
    )


def _parts(line: Line) -> CellNumber:
    ones = line.quantities
    added = all(one.words.startswith("+") for one in ones[1:])
    if any(not one.words.strip("+") for one in ones) and not added:
        return _mixed(ones)
    if len({one.base for one in ones if one.base}) > 1:
        return _mixed(ones)
    words = [one.words.strip("+ ") for one in ones]
    known = added and not any(HEDGED.search(one.replace(PERIOD, "")) for one in words)
    if any(one.base == "%" for one in ones) or not (known or divides(words)) or _is_whole(ones):
        return CellNumber(state="unreadable", doubt="pieces", parts=ones, words=line.trailing)
    return number(_sum(ones), doubt="parts", parts=ones, words=line.trailing)


def _is_whole(ones: tuple[Quantity, ...]) -> bool:
    """Whether one equals all the others together, which may be their total."""
    return any(
        len(ones) > 2 and one.value and adds_up(one, (*ones[:index], *ones[index + 1 :]))
        for index, one in enumerate(ones)
    )


def _mixed(ones: tuple[Quantity, ...]) -> CellNumber:
    """3场200人次: the field's unit of measure may tell which one it wants."""
    if len({one.base for one in ones}) != len(ones) or all(one.value == 1 for one in ones):
        return UNREADABLE  # 一户一份 counts nothing
    return CellNumber(state="unreadable", doubt="mixed", parts=ones)


def _sum(ones: tuple[Quantity, ...]) -> Quantity:
    marks = {one.approximation for one in ones if one.approximation}
    return Quantity(
        value=sum((one.value for one in ones), Decimal(0)),
        base=next((one.base for one in ones if one.base), ""),
        scaled=all(one.scaled for one in ones),
        approximation=marks.pop() if len(marks) == 1 else "about" if marks else None,
    )
