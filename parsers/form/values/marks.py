"""Cells of a number field that hold no number: none marks, blanks, leftovers, dates, phones."""

from __future__ import annotations

import re

from parsers.form.text import plain_text
from parsers.form.values.amounts import BLANK, LEFTOVER, NOTHING, UNREADABLE, CellNumber
from parsers.form.values.measures import PATTERN, Measure, measure_of

_NO_AMOUNT = re.compile(
    r"(?<!第)一批|一些|一大|大批|一系列|一定|(?<![十百千万])多批|无数|不少|许多|很多|好多|较多|诸多|众多|大量|若干"
)
_VAGUE = re.compile(
    r"若干|许多|很多|好多|较多|诸多|大量|众多|无数|不少|大批|(?<!第)一批|一些|不等|(?:近|上|数|几|成|好几|约|逾|超|超过)[十百千万]|^多[场次人个]|[百千万]余"
)
_NONE = re.compile(
    r"(?:(?:本|我)?(?:单位|部门|局|校|院|镇|乡|村|社区|街道|县|区)?(?:暂|均)?(?:无|没有|未开展|未举办|未组织|没有开展)"
    r"(?:此|该|这|本)?(?:项|类)?(?:指标|活动|工作|内容|业务|情况)?|不适用|不涉及|未涉及"
    r"|/|\\|[-—–―─－_~]{1,6}(?: [-—–―─]{1,6})*"
    r"|〇|○|N/?A|n/a|无数据)[。.]?"
)
_NONE_WITH_UNIT = re.compile(r"(?:无|没有|[-—–―─－/\\〇○]{1,4})\s*")
_EMPTY = re.compile(r"[\s_()\[\].:;,、。…]*")
_DATE = re.compile(
    r"\d{2,4}\s*年|\d{1,2}\s*月(?:\d|\s|至|$|份)|\d{1,2}月\d{1,2}[日号]?|\d{4}[-./]\d{1,2}[-./]\d{1,2}"
    r"|[二一][〇零○0Oo九][〇零○0Oo一二三四五六七八九\d]{2}年|[一二三四五六七八九十]+月[一二三四五六七八九十\d]+日"
    rf"|\d{{1,2}}:\d{{2}}|(?<!\d)(?:19|20)\d{{2}}[-.](?:0?[1-9]|1[0-2])(?!\d)(?!\s*{PATTERN})"
)
_UNDERLINED = re.compile(r"_{2,}\s*[\u4e00-\u9fff/()]{1,5}")
_UNFILLED = re.compile(
    r"[\u4e00-\u9fff、,:]*(?<![约近超余多第])(?:_{2,}|…+|\.{3,})\s*[\u4e00-\u9fff/()]{1,5}"
)
_WHOLE_DATE = re.compile(
    r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|0[1-9](?:0[1-9]|[12]\d|3[01])"
)
_EMPTY_DATE = re.compile(r"[\s_]*年[\s_]*月([\s_]*日)?")
_PHONE = re.compile(
    r"(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)0\d{2,3}[- ]?\d{7,8}(?!\d)|\(0\d{2,3}\)|"
    r"\d{7,8}-\d{1,6}|(?<!\d)\d{13,}|"
    r"1[3-9]\d[- ]\d{4}[- ]\d{4}"
)
_TEMPLATE = re.compile(
    r"[xX×]{2,}|[xX×](?=[人场次份个册项余多万元])|\*{2,}|[某]{2,}|\d_+\s*[余多]|_+\s*[余多]|^余[人场次份个册]"
    r"|^[(]?(?:例如|例|如|示例|样例|填写说明|请填写|填写|请填)[:,、0-9]|^\(?请(?:填|如实|按|在)"
)


def special(line: str) -> CellNumber | None:
    """Cells that are no number at all."""
    if nothing := _none(line):
        return nothing
    if _EMPTY.fullmatch(line) or _EMPTY_DATE.fullmatch(line):
        return BLANK
    if _TEMPLATE.search(line):
        return LEFTOVER
    if _NO_AMOUNT.search(line) and not re.search(r"\d", line):
        return UNREADABLE
    if _UNDERLINED.fullmatch(line):
        return BLANK
    if measure_of(line.strip("_ ")) is not None:
        return BLANK
    if _DATE.search(line) or _WHOLE_DATE.fullmatch(line) or _PHONE.search(line):
        return UNREADABLE
    return None


def _none(line: str) -> CellNumber | None:
    """无, -, /, also before the printed unit of a sentence: `无 场`."""
    if set(line) == {"_"}:
        return None
    if _NONE.fullmatch(line):
        return NOTHING
    match = _NONE_WITH_UNIT.match(line)
    if match is None:
        return None
    rest, apart = line[match.end() :], not match.group().startswith(("无", "没"))
    is_word = re.fullmatch(r"[\u4e00-\u9fff]{1,3}", rest) is not None
    measure = measure_of(rest)
    if measure is None and is_word and (apart or match.group() != match.group().strip()):
        measure = Measure(base=rest)
    return CellNumber(state="none", base=measure.base) if measure else None


def is_vague(text: str) -> bool:
    """Whether a text speaks of an amount without a number: 若干, 数百, 不少."""
    return len(text) <= 12 and _VAGUE.search(plain_text(text)) is not None


def is_unfilled_sentence(text: str) -> bool:
    """向居民发放____份: words around a blank that nobody filled in."""
    return _UNFILLED.fullmatch(plain_text(text)) is not None
