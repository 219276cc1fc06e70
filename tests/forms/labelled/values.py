"""What people write into a cell, beside what it means: the one table of raw and meaning.

`{u}` stands for the unit of measure of the row, `{b}` for it without a leading 万.
"""

from __future__ import annotations

from dataclasses import dataclass

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

SESSIONS = frozenset({"场", "次", "期", "场次", "项"})
PEOPLE = frozenset({"人次", "人"})
COPIES = frozenset({"份", "册", "条", "张"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One raw text and its meaning.

    `base`: the amount counts in the unit of measure without 万. `only`: units of measure of rows
    it fits. `whole`: for fields of whole numbers alone. `parts`: holds commas or several numbers,
    so it cannot stand inside a sentence.
    """

    kind: str
    raw: str
    meaning: Meaning
    cell: CellKind = "text"
    base: bool = False
    only: frozenset[str] = frozenset()
    whole: bool = False
    parts: bool = False


def _table(kind: str, *pairs: tuple[str, Meaning], cell: CellKind = "text") -> tuple[Sample, ...]:
    return tuple(Sample(kind=kind, raw=raw, meaning=meaning, cell=cell) for raw, meaning in pairs)


def _same(kind: str, meaning: Meaning, *raws: str, cell: CellKind = "text") -> tuple[Sample, ...]:
    return tuple(Sample(kind=kind, raw=raw, meaning=meaning, cell=cell) for raw in raws)


def _parts(*samples: Sample) -> tuple[Sample, ...]:
    return tuple(
        Sample(kind=s.kind, raw=s.raw, meaning=s.meaning, cell=s.cell, parts=True) for s in samples
    )


def _only(units: frozenset[str], *samples: Sample, whole: bool = False) -> tuple[Sample, ...]:
    return tuple(
        Sample(kind=s.kind, raw=s.raw, meaning=s.meaning, only=units, whole=whole) for s in samples
    )


PLAIN = (
    *_table("plain", ("7", exact(7)), ("12", exact(12)), ("358", exact(358))),
    *_table("plain", ("2022", exact(2022, flag="free")), ("15600", exact(15600))),
    *_table("number cell", ("36", exact(36)), ("1500", exact(1500)), cell="number"),
    *_table("number cell", ("23000", exact(23000)), ("9", exact(9)), cell="number"),
)
THOUSANDS = (
    *_table("thousands", ("1 200", exact(1200)), ("12\u00a0500", exact(12500))),
    *_parts(*_table("thousands", ("1,200", exact(1200)), ("12,345", exact(12345)))),
    *_parts(*_table("thousands", ("1，200", exact(1200)), ("1,234,567", exact(1234567)))),
    *_parts(*_table("thousands", ("１，２００", exact(1200)), ("3,060{u}", exact(3060)))),
    *_table("full width", ("１２００", exact(1200)), ("３６", exact(36)), ("１５{u}", exact(15))),
    *_table("full width", ("１．２万", exact(12000)), ("２万{u}", exact(20000))),
)
CHINESE = (
    *_table("Chinese numeral", ("三百二十", exact(320)), ("十二", exact(12)), ("十", exact(10))),
    *_table("Chinese numeral", ("两千", exact(2000)), ("壹佰", exact(100)), ("二十", exact(20))),
    *_table("Chinese numeral", ("一百零五", exact(105)), ("三千六百", exact(3600))),
    *_table("Chinese numeral", ("一万二千", exact(12000)), ("贰拾叁", exact(23))),
    *_table("Chinese numeral", ("叁佰伍拾{u}", exact(350)), ("一千零八十{u}", exact(1080))),
    *_table("Chinese numeral", ("两万{u}", exact(20000)), ("九{u}", exact(9))),
    *_table("Chinese numeral", ("一二〇", either(120)), ("二百五", either(250))),
)
UNIT_IN_CELL = (
    *_table("unit in cell", ("12{u}", exact(12)), ("45 {u}", exact(45)), ("共18{u}", exact(18))),
    *_table("unit in cell", ("达300{u}", exact(300)), ("60{u}。", exact(60))),
    *_table("unit in cell", ("25（{u}）", exact(25)), ("三十{u}", exact(30))),
    *_table("unit in cell", ("累计75{u}", exact(75, flag="free")), ("共计 26{u}", exact(26))),
    *_table("unit in cell", ("完成30{u}", either(30)), ("累计开展25{u}", either(25))),
    *_only(frozenset({"人次"}), *_table("unit in cell", ("320人", exact(320, flag="free")))),
    *_only(frozenset({"场"}), *_table("unit in cell", ("14场次", exact(14, flag="free")))),
    *_only(frozenset({"场"}), *_table("unit in cell", ("16次", exact(16, flag="free")))),
)
WAN = (
    *_table("万", ("1.2万", exact(12000)), ("3万", exact(30000)), ("0.5万{u}", exact(5000))),
    *_table("万", ("1万2千", exact(12000)), ("1.2 万", exact(12000)), ("5千", exact(5000))),
    *_table("万", ("1.25万{u}", exact(12500)), ("2千5百", exact(2500)), ("3百", exact(300))),
    *_table("万", ("一万五千{u}", exact(15000)), ("三万", exact(30000)), ("1.2w", either(12000))),
    *_only(frozenset({"份"}), *_table("万", ("1.5万(份)册", exact(15000, flag="free")))),
)
AT_LEAST = (
    *_table("at least", ("3万余", approximate(30000, "at_least"))),
    *_table("at least", ("一千多{u}", approximate(1000, "at_least"))),
    *_table("at least", ("逾百{u}", approximate(100, "at_least", or_flagged=True, flag="free"))),
    *_table("at least", ("3万余{u}", approximate(30000, "at_least"))),
    *_table("at least", ("2万多{u}", approximate(20000, "at_least"))),
    *_table("at least", ("30余万{u}", approximate(300000, "at_least"))),
    *_table("at least", ("30多万{u}", approximate(300000, "at_least"))),
    *_table("at least", ("30几万{u}", approximate(300000, "at_least"))),
    *_table("at least", ("1.2万余{u}", approximate(12000, "at_least"))),
    *_table("at least", ("约400余{u}", approximate(400, "at_least"))),
    *_table("at least", ("达200余{u}", approximate(200, "at_least"))),
    *_table("at least", ("300多", approximate(300, "at_least"))),
    *_table("at least", ("1000余", approximate(1000, "at_least"))),
    *_table("at least", ("1000 余 {u}", approximate(1000, "at_least"))),
    *_table("at least", ("十余{u}", approximate(10, "at_least"))),
    *_table("at least", ("二十多{u}", approximate(20, "at_least"))),
    *_table("at least", ("三百余{u}", approximate(300, "at_least"))),
    *_table("at least", ("十几{u}", approximate(10, "at_least", or_flagged=True, flag="free"))),
    *_table("at least", ("超过500{u}", approximate(500, "at_least"))),
    *_table("at least", ("超1200", approximate(1200, "at_least"))),
    *_table("at least", ("500{u}以上", approximate(500, "at_least"))),
    *_table("at least", ("不少于300{u}", approximate(300, "at_least"))),
    *_table("at least", ("至少300", approximate(300, "at_least"))),
    *_table("at least", ("300+", approximate(300, "at_least", or_flagged=True, flag="free"))),
    *_table("at least", ("百余{u}", approximate(100, "at_least", or_flagged=True, flag="free"))),
    *_table("at least", ("千余{u}", approximate(1000, "at_least", or_flagged=True, flag="free"))),
    *_parts(*_table("at least", ("1,200余{u}", approximate(1200, "at_least")))),
)
AT_MOST = (
    *_table("at most", ("近2万{u}", approximate(20000, "at_most"))),
    *_table("at most", ("近300", approximate(300, "at_most"))),
    *_table("at most", ("近三百{u}", approximate(300, "at_most"))),
    *_table("at most", ("将近500{u}", approximate(500, "at_most"))),
    *_table("at most", ("不足100{u}", approximate(100, "at_most"))),
    *_table("at most", ("不到200{u}", approximate(200, "at_most"))),
    # A contradiction in itself: which of the marks wins is no matter as long as one is kept.
    *_table(
        "at most", ("近8000余{u}", approximate(8000, "at_most", "about", "at_least", flag="free"))
    ),
)
ABOUT = (
    *_table("about", ("约300", approximate(300, "about"))),
    *_table("about", ("约有200{u}", approximate(200, "about", or_flagged=True, flag="free"))),
    *_table("about", ("大概有80{u}", approximate(80, "about", or_flagged=True, flag="free"))),
    *_table("about", ("60来{u}", approximate(60, "about", or_flagged=True, flag="free"))),
    *_table("about", ("约 400{u}", approximate(400, "about"))),
    *_table("about", ("大约50{u}", approximate(50, "about"))),
    *_table("about", ("300左右", approximate(300, "about"))),
    *_table("about", ("240{u}左右", approximate(240, "about"))),
    *_table("about", ("约1.2万", approximate(12000, "about"))),
    *_table("about", ("三百{u}左右", approximate(300, "about"))),
    *_table("about", ("100上下", approximate(100, "about", or_flagged=True, flag="free"))),
)
NO_NUMBER = _same(
    "no number",
    UNREADABLE,
    *(
        "近千",
        "近千{u}",
        "上千",
        "上千{u}",
        "数百",
        "数百{u}",
        "若干",
        "若干{u}",
        "上万{u}",
        "几百",
    ),
    *(
        "数千{u}",
        "近百{u}",
        "几十{u}",
        "成百上千",
        "好几百{u}",
        "众多",
        "数十{u}",
        "近万{u}",
        "数万",
        "不少",
        "另行上报",
        "络绎不绝",
        "全覆盖",
        "较多{u}",
        "无数",
        "一大批",
        "好多{u}",
    ),
)
ZERO = (
    *_table("zero", ("0", exact(0)), ("０", exact(0)), ("零", exact(0)), ("0{u}", exact(0))),
    *_table("zero", ("0", exact(0)), cell="number"),
)
NONE = _same(
    "none mark",
    NOTHING,
    *("无", "-", "—", "–", "―", "/", "\\", "〇", "——", "－", "／", "--", " 无 ", "\u3000/"),
)
EMPTY = (
    *_same("blank", BLANK, "", " ", "\u3000", "\n"),
    *_same("blank", UNFILLED, "{u}", "    {u}", "____{u}"),
)
TEMPLATE = _same(
    "template leftover",
    LEFTOVER,
    *("20xx余{u}", "_余{u}", "XX{u}", "××{u}", "xx", "20XX", "X万余{u}", "___余{u}", "XXX余{u}"),
)
DATES = (
    *_same("date", UNREADABLE, "二O二二年", "二〇二二年五月", "2022年5月21日", "2022-05-21"),
    *_same(
        "date", UNREADABLE, "2022/5/21", "5月21日", "5月21日至28日", "2022.5.21", "二O二二年五月"
    ),
    *_same("date", UNREADABLE, "2022-05-21", "2022-05-28", cell="date"),
    *_same("date", UNFILLED, "年 月 日", "    年  月  日"),
)
PHONES = _same("phone", doubtful(), "0812-3456789", "13900000000", "028-87654321", "139 0000 0000")
BROKEN = (
    *_same("formula without value", UNREADABLE, "=SUM(C3:C6)", "=D4+D5", "", cell="formula"),
    *_same("error cell", UNREADABLE, "#REF!", "#DIV/0!", "#N/A", "#VALUE!", "#NAME?", cell="error"),
)
