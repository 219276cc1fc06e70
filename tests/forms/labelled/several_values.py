"""Cells that hold more than one number, or one that nobody can be sure of."""

from __future__ import annotations

from dataclasses import replace

from tests.forms.labelled.truth import Meaning, approximate, doubtful, either, exact
from tests.forms.labelled.values import (
    ABOUT,
    AT_LEAST,
    AT_MOST,
    BROKEN,
    CHINESE,
    COPIES,
    DATES,
    EMPTY,
    NO_NUMBER,
    NONE,
    PEOPLE,
    PHONES,
    PLAIN,
    SESSIONS,
    TEMPLATE,
    THOUSANDS,
    UNIT_IN_CELL,
    WAN,
    ZERO,
    Sample,
)

EITHER_PERIOD = replace(doubtful(), amounts=(), any_amount=True)


def _several(raw: str, meaning: Meaning, only: frozenset[str] = frozenset()) -> Sample:
    return Sample(kind="several values", raw=raw, meaning=meaning, only=only, parts=True)


SEVERAL = (
    _several("五种各300{u},共1500{u}", exact(1500), COPIES),
    _several("各300{u}，共1500{u}", exact(1500), COPIES),
    _several("4种各200{u}，共计800{u}", exact(800), COPIES),
    _several("线上3{u}、线下5{u}", exact(8), SESSIONS),
    _several("线上200{u}，线下150{u}", exact(350), PEOPLE),
    _several("线上3{u}，线下5{u}，共8{u}", exact(8), SESSIONS),
    _several("线上3{u}，线下5{u}，共9{u}", doubtful(), SESSIONS),
    _several("线上3{u}、线下5{u}，合计8{u}", exact(8), SESSIONS),
    _several("线上3{u}、线下5{u}，总计9{u}", doubtful(), SESSIONS),
    _several("线上3{u}、线下5{u}，计8{u}", either(8), SESSIONS),
    _several("共8{u}，其中线上3{u}、线下5{u}", either(8), SESSIONS),
    _several("线上3{u}、线下5{u}（共8{u}）", either(8), SESSIONS),
    _several("一季度3{u}、二季度4{u}，小计7{u}", either(7), SESSIONS),
    _several("县级3{u}、乡镇5{u}", either(8), SESSIONS),
    _several("上午3{u}，下午2{u}", either(5), SESSIONS),
    _several("3+5", either(8), SESSIONS),
    _several("12{u}（其中线上3{u}）", either(12), SESSIONS),
    _several("320{u}（含学生200{u}）", either(320), PEOPLE),
    _several("6{u}（5月21日）", either(6), SESSIONS),
    _several("本周：3\n累计：15", EITHER_PERIOD, SESSIONS),
    _several("本周30{u}，累计150{u}", EITHER_PERIOD, PEOPLE),
    _several("讲座、科技咨询43{u}", either(43), frozenset({"场次"})),
    _several("1200份500册", doubtful(), frozenset({"份"})),
    _several("12场次300人次", either(12), SESSIONS),
    _several("12、15", doubtful()),
)


def _doubt(*raws: str, only: frozenset[str] = frozenset(), whole: bool = False) -> list[Sample]:
    kind = "doubtful"
    return [
        Sample(kind=kind, raw=raw, meaning=doubtful(), only=only, whole=whole, parts=True)
        for raw in raws
    ]


DOUBTFUL = (
    *_doubt("3-5", "300～400{u}", "三五百", "-5", "85%", "12?", "36（待核实）", "12，34", "1,20"),
    *_doubt("l2", "1O0", "O", "同上", "详见附件", "见总结", "√", "已开展", "余", "约", "待统计"),
    *_doubt("预计300{u}", "拟300{u}", "计划500{u}", "30或40", "300→400", "1.2.3"),
    *_doubt("12.5", "3.5{u}", "1.200", only=SESSIONS, whole=True),
    *_doubt("1.2", only=PEOPLE, whole=True),
    *_doubt("300人次", "300人", "200份", "3000元", only=SESSIONS),
    *_doubt("12场", "500份", "20万元", only=PEOPLE),
    *_doubt("12场", "300人次", only=COPIES),
    *_doubt("3小时", "2天", "第3届", only=SESSIONS),
)
"""In 12，34 and 1,20 the comma may mark thousands, a decimal point or two numbers."""


def _wan(raw: str, meaning: Meaning, *, base: bool = False) -> Sample:
    return Sample(kind="万 column", raw=raw, meaning=meaning, base=base)


WAN_ROWS = (
    _wan("1.2", exact("1.2")),
    _wan("3", exact(3)),
    _wan("0.35", exact("0.35")),
    _wan("１.２", exact("1.2")),
    _wan("2.5{u}", exact("2.5")),
    _wan("500{b}", exact(500, flag="free"), base=True),
    _wan("1,200{b}", exact(1200, flag="free"), base=True),
    _wan("12000{b}", exact(12000, flag="free"), base=True),
    _wan("五百{b}", exact(500, flag="free"), base=True),
    _wan("1.2万{b}", exact(12000), base=True),
    _wan("1.2万", exact(12000, flag="free"), base=True),
    _wan("约1.5", approximate("1.5", "about")),
    _wan("近2万{b}", approximate(20000, "at_most"), base=True),
    _wan("20多万{b}", approximate(200000, "at_least"), base=True),
    _wan("3万余{b}", approximate(30000, "at_least"), base=True),
    _wan("12000", doubtful()),
    _wan("120000", doubtful()),
    _wan("35,000", doubtful()),
    Sample(kind="万 column", raw="0.8", meaning=exact("0.8"), cell="number"),
    Sample(kind="万 column", raw="26000", meaning=doubtful(), cell="number"),
    *(replace(sample, kind=f"万 column: {sample.kind}") for sample in (ZERO[0], NONE[0], NONE[5])),
    *(replace(sample, kind=f"万 column: {sample.kind}") for sample in (EMPTY[0], NO_NUMBER[0])),
    *(replace(sample, kind=f"万 column: {sample.kind}") for sample in (TEMPLATE[0], DATES[2])),
)

ROWS = (
    *(*PLAIN, *THOUSANDS, *CHINESE, *UNIT_IN_CELL, *WAN, *AT_LEAST, *AT_MOST, *ABOUT, *NO_NUMBER),
    *(*ZERO, *NONE, *EMPTY, *TEMPLATE, *DATES, *PHONES, *BROKEN, *SEVERAL, *DOUBTFUL),
)
