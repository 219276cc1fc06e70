"""What clerks put around a label: marks, the year, 我局, a remark in brackets, the unit of measure.

Each is taken off as long as a label that the form knows comes out; what may change the meaning
makes the label unsure, and what surely does (上年, 计划, 人均) leaves it unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from parsers.form.naming.labels import Label
from parsers.form.naming.similar import speaks_of_else, tells_apart
from parsers.form.values.measures import Measure, measure_of

_MARKS = "*※★☆#△▲●·•“”\"'‘’《》〈〉「」『』【】。，、；：:;,.!！—–_ "
_OPEN, _CLOSED = "([【〔", ")]】〕"
_TRAILING = re.compile(r"[(\[【〔](?P<inner>[^()\[\]【】〔〕]*)[)\]】〕]?$")
_LEADING = re.compile(r"^[(\[【〔](?P<inner>[^()\[\]【】〔〕]*)[)\]】〕]")
_OURS = re.compile(
    r"^(?:本(?:单位|部门|年度?|次|届|局|镇|乡|街道|村|社区|校|院|县|区|市|地)|今年|当年"
    r"|我(?:单位|局|镇|乡|县|区|校|院|村|街道|市|社区|委|办|部门)"
    r"|(?:活动(?:周|月|日)?)?期间|指标(?:名称)?\d*[:：]?|(?:项目|内容|名称)[:：])"
)
_YEAR = re.compile(r"^(?P<year>(?:19|20)\d{2})年(?:度)?")
_PERHAPS = re.compile(r"^(?:累计|全年|全(?:县|区|市|镇|乡|校|局|院|街道|村))(?=..)")
"""It may be the same, or another whole."""
_MORE = re.compile(r"(?:总数量|数量|总数|总量|数目|个数|情况|合计|总计)$")
_QUIET = re.compile(
    r"^(?:含|包括|包含|指|即|注|见|详见|附|按|据|请|填|必填|选填|可不填|如实|单位:)"
    r"|^[本我](?:单位|部门|局|镇|乡|村|校|院|社区|街道)$"
    r"|不少于|不低于|不超过|至少|≥|保留|小数|整数|数字|实际|据实|没有填|如有|\d+[月日号]|^注?\d{1,2}$|之和|总数$|[个人次场]数$|人次数$"
)
_YEARS = re.compile(r"(?:19|20)\d{2}(?=年|$)")
_MOST = 4


@dataclass(frozen=True, slots=True)
class _Bare:
    text: str
    measure: Measure | None = None
    sure: bool = True


class Knows(Protocol):
    """Whether a text is a form's name and a unit of measure can be, or exactly is, its own."""

    def __call__(self, text: str, measure: Measure | None, *, exactly: bool = False) -> bool:
        """Look one text up."""


def undress(label: Label, is_known: Knows, years: tuple[int, ...]) -> tuple[Label, bool] | None:
    """The label that a form knows below what was put around it, and whether that is sure.

    None where no known label comes out.
    """
    seen: set[str] = set()
    heap = [_Bare(label.written or label.full, label.measure)]
    for _ in range(_MOST):
        following: list[_Bare] = []
        for bare in heap:
            for lighter in _lighter(bare, is_known, years):
                if is_known(lighter.text, lighter.measure):
                    plain = replace(
                        label, text=lighter.text, full=lighter.text,
                        measure=lighter.measure or label.measure, written=lighter.text,
                    )  # fmt: skip
                    return plain, lighter.sure
                if lighter.text not in seen and len(lighter.text) > 1:
                    seen.add(lighter.text)
                    following.append(lighter)
        heap = following
    return None


def _lighter(bare: _Bare, is_known: Knows, years: tuple[int, ...]) -> Iterator[_Bare]:
    """Every label with one thing less around it."""
    text = bare.text
    if (stripped := text.strip(_MARKS)) != text:
        yield replace(bare, text=stripped)
    for pattern in (_TRAILING, _LEADING):
        match = pattern.search(text)
        if match is not None and match.group() != text:
            rest = (text[: match.start()] + text[match.end() :]).strip(_MARKS)
            if _is_of_years(match["inner"], years):
                yield from _without_bracket(bare, rest, match["inner"])
    if match := _OURS.match(text):
        yield replace(bare, text=text[match.end() :].strip(_MARKS))
    if (match := _YEAR.match(text)) and int(match["year"]) in years:
        yield replace(bare, text=text[match.end() :].strip(_MARKS))
    if match := _PERHAPS.match(text):
        yield replace(bare, text=text[match.end() :], sure=False)
    if match := _MORE.search(text):
        yield replace(bare, text=text[: match.start()])
    counted = text.removesuffix("数")
    if len(counted) < len(text) and counted.endswith("次"):
        text = counted
    for size in (3, 2, 1):
        if (measure := measure_of(text[-size:])) is not None and len(text) > size + 1:
            lighter = text[:-size].rstrip("/-" + _MARKS)
            sure = bare.sure and (size > 1 or is_known(lighter, measure, exactly=True))
            yield replace(bare, text=lighter, measure=measure, sure=sure)


def bare_of(text: str) -> str:
    """A label without marks, 本单位 and brackets that only explain it."""
    text = text.strip(_MARKS)
    while (match := _TRAILING.search(text)) and explains(match["inner"]):
        text = text[: match.start()].strip(_MARKS)
    return _OURS.sub("", text).strip(_MARKS)


def explains(inner: str) -> bool:
    """Whether a bracket tells what is counted, and narrows nothing: 折页、海报等; 含线上."""
    listed = re.fullmatch(r"[^\d]*(?:等|[^、]、[^、][^\d]*)", inner) is not None
    narrows = speaks_of_else(inner) or tells_apart(inner)
    return _QUIET.search(inner) is not None or (listed and not narrows)


def _is_of_years(inner: str, years: tuple[int, ...]) -> bool:
    """（2021年） in a form of 2022 is another number."""
    told = {int(year) for year in _YEARS.findall(inner)}
    return not told or not years or bool(told & set(years))


def _without_bracket(bare: _Bare, rest: str, inner: str) -> Iterator[_Bare]:
    measure = measure_of(inner) or measure_of(inner.removesuffix("数"))
    if measure is None:
        pieces = (measure_of(piece) for piece in re.split(r"[,，;；、]", inner))
        measure = next((one for one in pieces if one is not None), None)
    if measure is not None:
        yield replace(bare, text=rest, measure=measure)
    elif explains(inner):
        yield replace(bare, text=rest)
    elif re.search(r"\d", inner) or not (speaks_of_else(inner) or tells_apart(inner)):
        yield replace(bare, text=rest, sure=False)
