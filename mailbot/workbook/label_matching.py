"""Which field a label of somebody else's table means, read as the labels of reports are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from parsers.form.definition import FormDefinition, FormField
from parsers.form.entries import Entry
from parsers.form.matching.scoring import LEAF, TRUSTED, score
from parsers.form.naming.labels import Label, read_label
from parsers.form.naming.names import names_of
from parsers.form.text import squeeze
from parsers.form.values.measures import Measure, compatible, measure_of
from parsers.grid import Cell

_ORDINARY = frozenset(
    {
        "序号",
        "编号",
        "代码",
        "单位",
        "单位名称",
        "报送单位",
        "填报单位",
        "部门",
        "部门名称",
        "责任单位",
        "类别",
        "项目",
        "指标",
        "指标名称",
        "名称",
        "内容",
        "计量单位",
        "数量",
        "数值",
        "备注",
        "说明",
        "县区",
        "乡镇",
    }
)
_GENERAL = re.compile(r"(人数|人次|场次|场数|次数|项数|个数|数量|总数)$")
_NEUTRAL = re.compile(
    r"总体|总计|总的|总|全部|整体|基本|情况|概况|规模|活动|开展|举办|参与|参加|群众|公众|全国|科技|科普"
    r"|周|日|年|月|度|\d|主要|指标|数据|统计|工作|其中|及|和"
)
_NOWHERE = Cell(row=0, column=0, text="", kind="blank")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """A field, and by what its stored value is multiplied to be in the table's own unit."""

    field: FormField
    factor: Decimal
    score: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherMeasure:
    """The label names a field that is counted in something else here."""

    field: FormField
    measure: str


def meaning(texts: Sequence[str], definition: FormDefinition) -> Meant | OtherMeasure | None:
    """What the texts that lead to a cell mean, outermost first; None where that is not certain."""
    whole, measure = _path(texts, keep_measure=True)
    found = _meaning(whole, measure, definition)
    if isinstance(found, Meant):
        return found
    bare, measure = _path(texts, keep_measure=False)
    return (_meaning(bare, measure, definition) if bare != whole else None) or found


def _meaning(
    path: tuple[Label, ...], measure: Measure | None, definition: FormDefinition
) -> Meant | OtherMeasure | None:
    if not path:
        return None
    names = names_of(definition)
    entry = Entry(path=path, cell=_NOWHERE, location="", measure=measure)
    best: dict[str, tuple[int, FormField]] = {}
    for name in names.names:
        found = score(entry, name, names)
        if found >= TRUSTED and found > best.get(name.field.key, (0, name.field))[0]:
            best[name.field.key] = (found, name.field)
    if not best:
        return None
    top = max(found for found, _ in best.values())
    if top <= LEAF and _is_of_something_else(path):
        return None
    leading = [one for found, one in best.values() if found == top]
    fitting = [one for one in leading if _factor(one, measure) is not None]
    if len(fitting) > 1 or (not fitting and len(leading) > 1):
        return None
    if not fitting:
        return OtherMeasure(field=leading[0], measure=str(measure))
    return Meant(field=fitting[0], factor=_factor(fitting[0], measure) or Decimal(1), score=top)


def _is_of_something_else(path: Sequence[Label]) -> bool:
    """参与人次 under 植树 are the planters; under 总体情况 they are those of the whole campaign."""
    if not _GENERAL.search(path[-1].text):
        return False
    return any(_NEUTRAL.sub("", label.text) for label in path[:-1])


def is_ordinary(text: str) -> bool:
    """Whether a heading belongs to the table itself and names no field: 序号, 备注, 合计."""
    label = read_label(text)
    return label.is_total or squeeze(text) in _ORDINARY or measure_of(text) is not None


def _path(texts: Sequence[str], *, keep_measure: bool) -> tuple[tuple[Label, ...], Measure | None]:
    """The labels without headings such as 项目, and the unit of measure that stands last.

    场次 under a label may be its last part or its unit of measure.
    """
    labels: list[Label] = []
    measure: Measure | None = None
    for text in texts:
        alone = measure_of(text)
        if alone is not None and labels:
            measure = alone
            if keep_measure:
                labels.append(read_label(text))
        elif text and squeeze(text) not in _ORDINARY:
            labels.append(read_label(text))
            measure = labels[-1].measure or measure
    while labels and labels[-1].is_total:
        labels.pop()
    return tuple(labels), measure


def _factor(field: FormField, measure: Measure | None) -> Decimal | None:
    own = measure_of(field.unit_measure) or Measure(base=field.unit_measure)
    if measure is None or not measure.base:
        return Decimal(1)
    if not compatible(own.base, measure.base):
        return None
    return own.scale / measure.scale
