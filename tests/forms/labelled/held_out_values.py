"""Cell values of the held-out set: other numbers and other words for the same kinds."""

from __future__ import annotations

from dataclasses import replace

from parsers.grid import CellKind
from tests.forms.labelled.truth import (
    BLANK,
    LEFTOVER,
    NOTHING,
    UNFILLED,
    UNREADABLE,
    Meaning,
    approximate,
    doubtful,
    either,
    exact,
)
from tests.forms.labelled.values import PEOPLE, SESSIONS, Sample


def _same(kind: str, meaning: Meaning, *raws: str, cell: CellKind = "text") -> tuple[Sample, ...]:
    return tuple(Sample(kind=kind, raw=raw, meaning=meaning, cell=cell) for raw in raws)


def _numbers(kind: str, *pairs: tuple[str, int], cell: CellKind = "text") -> tuple[Sample, ...]:
    return tuple(
        Sample(
            kind=kind, raw=raw, meaning=exact(number), cell=cell, parts="," in raw or "，" in raw
        )
        for raw, number in pairs
    )


def _about(kind: str, meaning: Meaning, *pairs: tuple[str, int]) -> tuple[Sample, ...]:
    mark = meaning.approximations
    return tuple(
        Sample(kind=kind, raw=raw, meaning=replace(approximate(number), approximations=mark))
        for raw, number in pairs
    )


_AT_LEAST, _AT_MOST = approximate(0, "at_least"), approximate(0, "at_most")
_ABOUT = approximate(0, "about")

CERTAIN = (
    *_numbers("plain", ("5", 5), ("41", 41), ("687", 687), ("3208", 3208)),
    *_numbers("number cell", ("17", 17), ("2040", 2040), ("61500", 61500), cell="number"),
    *_numbers("thousands", ("2,050", 2050), ("18,600{u}", 18600), ("3 450", 3450)),
    *_numbers("thousands", ("１，０８０", 1080), ("5，300{u}", 5300), ("1,006,000", 1006000)),
    *_numbers("full width", ("４７", 47), ("９０６{u}", 906), ("３．５万{u}", 35000)),
    *_numbers("Chinese numeral", ("四十六", 46), ("九百", 900), ("一千五百", 1500)),
    *_numbers("Chinese numeral", ("六万三千", 63000), ("伍佰", 500), ("叁仟贰佰", 3200)),
    *_numbers("Chinese numeral", ("二十七{u}", 27), ("一百一十", 110), ("三千零五", 3005)),
    *_numbers("Chinese numeral", ("一万零三百", 10300), ("两百", 200), ("十九", 19), ("八", 8)),
    *_numbers("unit in cell", ("共计33{u}", 33), ("总计 52{u}", 52), ("88{u}；", 88)),
    *_numbers("unit in cell", ("14  {u}", 14), ("四十{u}", 40), ("共 71 {u}。", 71)),
    *_same("unit in cell", either(64), "实际完成64{u}", "已完成64{u}", "举办64{u}"),
    *_numbers("万", ("2.4万", 24000), ("7万{u}", 70000), ("0.8万", 8000), ("2万3千", 23000)),
    *_numbers("万", ("6千{u}", 6000), ("1.05万", 10500), ("五万{u}", 50000), ("8百", 800)),
    *_numbers("万", ("3万5千6百", 35600), ("3.2 万 {u}", 32000), ("1 万", 10000)),
    *_same("万", either(25000), "2.5W", "2.5w{u}"),
    *_numbers("zero", ("0", 0), ("０{u}", 0), ("零{u}", 0)),
    *_numbers("zero", ("0", 0), cell="number"),
    *_same("Chinese numeral", either(420), "四百二"),
    *_same("Chinese numeral", either(15000), "一万五"),
)
APPROXIMATE = (
    *_about("at least", _AT_LEAST, ("5万多", 50000), ("40多万{u}", 400000), ("60余{u}", 60)),
    *_about("at least", _AT_LEAST, ("二百多{u}", 200), ("八千余{u}", 8000), ("800多{u}", 800)),
    *_about("at least", _AT_LEAST, ("超2万{u}", 20000), ("逾3000{u}", 3000), ("1500余", 1500)),
    *_about("at least", _AT_LEAST, ("不低于400{u}", 400), ("250{u}以上", 250), ("至少20{u}", 20)),
    *_about("at least", _AT_LEAST, ("2千余{u}", 2000), ("二十余万{u}", 200000)),
    *_about("at least", _AT_LEAST, ("1.8万多{u}", 18000), ("5万{u}以上", 50000)),
    *_about("at least", _AT_LEAST, ("约600多{u}", 600), ("达到70余{u}", 70), ("共90余{u}", 90)),
    *_about("at most", _AT_MOST, ("近4万", 40000), ("近五百{u}", 500), ("将近1200{u}", 1200)),
    *_about("at most", _AT_MOST, ("不足60{u}", 60), ("不到30{u}", 30), ("不超过80{u}", 80)),
    *_about("about", _ABOUT, ("约二百{u}", 200), ("大约1500", 1500), ("约 2.3万{u}", 23000)),
    *_about("about", _ABOUT, ("70左右", 70), ("四十{u}左右", 40), ("约６０{u}", 60)),
)
NOT_NUMBERS = (
    *_same("no number", UNREADABLE, "近万", "上百{u}", "数以千计", "不计其数", "几千{u}"),
    *_same("no number", UNREADABLE, "成千上万", "若干", "许多", "大量", "数十万{u}", "好几十{u}"),
    *_same("none mark", NOTHING, "无", "——", "/", "－", "\\", "—", " - ", "〇", "\n无\n"),
    *_same("blank", BLANK, "", "\u3000\u3000", "\t", " \n "),
    *_same("blank", UNFILLED, "_____{u}", "（    ）{u}", "   {u}"),
    *_same("template leftover", LEFTOVER, "XX余{u}", "20××{u}", "__余{u}", "xxx{u}", "X{u}"),
    *_same("template leftover", LEFTOVER, "××余{u}", "20xx", "XX万{u}"),
    *_same("date", UNREADABLE, "二O二三年六月", "2023年6月", "2023-06-15", "6月15日", "2023.6.1"),
    *_same("date", UNREADABLE, "6月1日—30日", "二〇二三年", "2023/6/15"),
    *_same("date", UNREADABLE, "2023-06-15", cell="date"),
    *_same("date", UNFILLED, "年   月   日"),
    *_same("phone", doubtful(), "0812-5550123", "13800009999", "138-0000-9999"),
    *_same("formula without value", UNREADABLE, "=B3*2", "=COUNTA(B:B)", cell="formula"),
    *_same("error cell", UNREADABLE, "#REF!", "#NUM!", "#NULL!", cell="error"),
)


def _several(raw: str, meaning: Meaning, only: frozenset[str] = frozenset()) -> Sample:
    return Sample(kind="several values", raw=raw, meaning=meaning, only=only, parts=True)


UNSURE = (
    _several("三类各200{u}，共600{u}", exact(600), frozenset({"份", "册", "张", "件"})),
    _several("线上12{u}；线下8{u}", exact(20), SESSIONS),
    _several("线上：4{u} 线下：6{u}", exact(10), SESSIONS),
    _several("线上12{u}、线下9{u}，合计22{u}", doubtful(), SESSIONS),
    _several("城区5{u}、乡镇7{u}", either(12), SESSIONS),
    _several("上半月4{u}，下半月6{u}", either(10), SESSIONS),
    _several("18{u}(含夜间3{u})", either(18), SESSIONS),
    _several("25{u}，其中线上10{u}", either(25), SESSIONS),
    _several("本月：6\n本年：30", doubtful(), SESSIONS),
    _several("当周12{u}，累计80{u}", doubtful(), SESSIONS),
    _several("200份、30册", doubtful(), frozenset({"份", "册"})),
)


def _doubt(*raws: str, only: frozenset[str] = frozenset(), whole: bool = False) -> list[Sample]:
    made = Sample(kind="doubtful", raw="", meaning=doubtful(), only=only, whole=whole, parts=True)
    return [replace(made, raw=raw) for raw in raws]


DOUBTFUL = (
    *_doubt("8-10", "约5～6{u}", "四五十{u}", "-3", "60%", "20？", "15（暂估）", "计划80{u}"),
    *_doubt("预计2万{u}", "两三百{u}", "1l", "5O", "见附件", "已完成", "待报", "1/2", "同去年"),
    *_doubt("7.5{u}", "2.345", only=SESSIONS, whole=True),
    *_doubt("150人次", "40份", "100元", only=SESSIONS),
    *_doubt("6场", "80册", "2万元", only=PEOPLE),
)


def _wan(raw: str, meaning: Meaning, *, base: bool = False) -> Sample:
    return Sample(kind="万 column", raw=raw, meaning=meaning, base=base)


HELD_OUT_ROWS = (
    *(*CERTAIN, *APPROXIMATE, *NOT_NUMBERS, *UNSURE, *DOUBTFUL),
    _wan("2.6", exact("2.6")),
    _wan("0.9{u}", exact("0.9")),
    _wan("15", exact(15, flag="free")),
    _wan("800{b}", exact(800, flag="free"), base=True),
    _wan("6,500{b}", exact(6500, flag="free"), base=True),
    _wan("2.6万{b}", exact(26000), base=True),
    _wan("近5万{b}", approximate(50000, "at_most"), base=True),
    _wan("约3.2", approximate("3.2", "about")),
    _wan("48000", doubtful()),
    _wan("500000", doubtful()),
    _wan("无", NOTHING),
    _wan("", BLANK),
    _wan("若干", UNREADABLE),
    Sample(kind="万 column", raw="1.7", meaning=exact("1.7"), cell="number"),
)
