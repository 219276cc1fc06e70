"""Layout 4: activity lists with and without totals, with groups and subtotals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from parsers.results import Approximation
from tests.forms.labelled.labels import spelled, with_unit
from tests.forms.labelled.page import Page
from tests.forms.labelled.specimen import Specimen
from tests.forms.labelled.truth import (
    ExpectedActivity,
    ExpectedFigure,
    Meaning,
    exact,
)
from tests.forms.labelled.values import Sample

_NAMES = ("进校园", "进社区", "讲座", "展览", "实验室开放日", "咨询", "亲子营", "知识竞答", "巡展")
_PLACES = ("第一小学", "文化广场", "石桥村", "县科技馆3楼", "2号会议室")
_DATES = ("5月21日", "5月22日-23日", "2022.5.24", "5.25", "2022年5月26日上午", "")
_TOTALS = ("合计", "合 计", "总合计", "总计", "合\n计")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPlan:
    """How a list is written: `total` right, wrong or left out; `subtotals` after every group."""

    total: str = "right"
    subtotals: bool = False
    unit: str = "人次"


def activity_list(
    rng: Random, specimen: Specimen, samples: Sequence[Sample], plan: ListPlan, page: Page
) -> tuple[ExpectedActivity, ...]:
    """Write one activity a row, then the total the plan asks for; the rows come back."""
    sheet = page.sheets[-1]
    field = specimen.field(specimen.list_field)
    label = field.label.rpartition("/")[0] or field.label
    people = field.aliases[0] if "/" in field.label else label
    head = (
        "序号",
        "活动名称",
        "时间",
        "地点",
        "主办单位",
        with_unit(rng, people, plan.unit),
        "备注",
    )
    sheet.line(*(spelled(rng, word) if word != head[5] else word for word in head))
    rows: list[ExpectedActivity] = []
    group: list[Meaning] = []
    for ordinal, sample in enumerate(samples, start=1):
        rows.append(_row(rng, specimen, sample, ordinal, page, plan.unit))
        group.append(rows[-1].participants)
        if plan.subtotals and ordinal % 3 == 0:
            _total_row(rng, page, "小计", _sum(group))
            group.clear()
    whole = _sum([row.participants for row in rows])
    if plan.total != "none":
        written = whole + (0 if plan.total == "right" else rng.randint(3, 90))
        _total_row(rng, page, rng.choice(_TOTALS), written)
    return tuple(rows)


def _row(
    rng: Random, specimen: Specimen, sample: Sample, ordinal: int, page: Page, unit: str
) -> ExpectedActivity:
    sheet = page.sheets[-1]
    name = f"科普{rng.choice(_NAMES)}第{ordinal}场"
    sheet.put(0, str(ordinal), kind="number" if page.addressing == "a1" else "text")
    for column, text in enumerate((name, rng.choice(_DATES), rng.choice(_PLACES)), start=1):
        sheet.put(column, text)
    sheet.put(4, rng.choice(specimen.units))
    raw = sample.raw.format(u=unit, b=unit)
    cell = sample.cell if page.addressing == "a1" else "text"
    location = sheet.put(5, raw, kind=cell)
    sheet.put(6, rng.choice(("", "", "发放资料200份", "线上")))
    sheet.row += 1
    return ExpectedActivity(
        name=name,
        kind=sample.kind,
        raw=raw,
        participants=sample.meaning,
        location=location,
    )


def _total_row(rng: Random, page: Page, word: str, amount: Decimal) -> None:
    sheet = page.sheets[-1]
    if rng.random() < 0.5:
        sheet.put(0, word, colspan=5)
    else:
        sheet.put(1, word)
    sheet.put(5, f"{amount:f}")
    sheet.row += 1


def _sum(meanings: Sequence[Meaning]) -> Decimal:
    return sum((meaning.amounts[0] for meaning in meanings if meaning.amounts), Decimal(0))


def summed(
    specimen: Specimen, rows: Sequence[ExpectedActivity], plan: ListPlan
) -> tuple[ExpectedFigure, ...]:
    """The figures a list gives: the sum of its people, and perhaps how many rows it has."""
    count = Meaning(amounts=(Decimal(len(rows)),), flag="free", may_be_absent=True)
    return (
        ExpectedFigure(
            field_key=specimen.list_field,
            kind="sum of a list",
            raw="、".join(row.raw for row in rows),
            meaning=_meaning_of_sum([row.participants for row in rows], plan),
        ),
        ExpectedFigure(
            field_key=specimen.count_field, kind="rows of a list", raw="", meaning=count
        ),
    )


def all_certain(meanings: Sequence[Meaning]) -> bool:
    """Only then does a total that differs from the sum prove a mistake."""
    return all(
        m.states in {("value",), ("none",)} and m.flag != "required" and None in m.approximations
        for m in meanings
    )


def _meaning_of_sum(meanings: Sequence[Meaning], plan: ListPlan) -> Meaning:
    """Exact where every row is; marked where a row is; a person must look where one is unread."""
    refuted = plan.total == "wrong" and all_certain(meanings)
    if refuted or any(m.flag == "required" for m in meanings):
        return Meaning(any_amount=True, flag="required")
    free = plan.total == "wrong" or any(m.flag == "free" or "blank" in m.states for m in meanings)
    total = exact(_sum(meanings), flag="free" if free else "none")
    if all(None in m.approximations for m in meanings):
        return total
    marks: tuple[Approximation | None, ...] = ("at_least", "at_most", "about")
    if plan.total == "none":
        return replace(total, approximations=marks, flag="free")
    # The unit's own total is exact as written; where rows are not, none of both is proven wrong.
    return replace(total, approximations=(None, *marks), flag="free", or_flagged=True)
