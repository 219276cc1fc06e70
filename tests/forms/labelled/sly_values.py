"""Cells that a naive reader gets wrong in silence: a person may be asked, none may slip through."""

from __future__ import annotations

from decimal import Decimal

from tests.forms.labelled.truth import UNREADABLE, Meaning, doubtful, either
from tests.forms.labelled.values import PEOPLE, SESSIONS, Sample


def _sly(
    meaning: Meaning, *raws: str, only: frozenset[str] = frozenset(), whole: bool = False
) -> tuple[Sample, ...]:
    return tuple(
        Sample(kind="sly", raw=raw, meaning=meaning, only=only, whole=whole, parts=True)
        for raw in raws
    )


def _or_asked(amount: int | str, *raws: str, only: frozenset[str] = frozenset()) -> list[Sample]:
    return [*_sly(either(Decimal(amount)), *raws, only=only)]


def _nothing_or_asked(*raws: str) -> tuple[Sample, ...]:
    return _sly(Meaning(states=("none",), flag="free", or_flagged=True), *raws)


SLY = (
    # Another number stands beside the one that counts.
    *_or_asked(12, "12{u}（1200人次）", "2022年12{u}", "5月12{u}", "3所学校12{u}", only=SESSIONS),
    *_or_asked(3, "12月5日3{u}", "3{u}，5月21日至28日", only=SESSIONS),
    *_or_asked(1200, "12场（1200{u}）", "6场，共1200{u}", only=PEOPLE),
    *_or_asked(300, "每场50{u}，共300{u}", "300{u}（其中学生120{u}）", only=PEOPLE),
    *_sly(doubtful(), "4场×50{u}", "每场50{u}", "50{u}/场", only=PEOPLE),
    *_sly(doubtful(), "2{u}/周", "每周2{u}", "第3{u}", only=SESSIONS),
    # Footnote marks, fractions and forms that Unicode normalisation turns into digits.
    *_or_asked(12, "12①", "12²", "⑫", "12[1]", "12*"),
    *_sly(doubtful(), "½", "12½", "¾", whole=True),
    # Notations of programs and of money.
    *_or_asked(120000, "1.2E+05", "1.2e5", "120000.00"),
    *_or_asked(3000, "￥3000", "¥3,000", "3000元整", "叁仟元整", only=frozenset({"元"})),
    *_or_asked(1200, "1'200", "1’200", "1 ,200", "1200.0", "01200"),
    *_or_asked(1200, "（1,200）", "(1200){u}"),
    *_or_asked(25000, "2万5", "2.5万0", "二万五"),
    *_sly(doubtful(), "1,2000", "1.200.000", "12..5", "12:15", "8:30-10:00"),
    *_sly(doubtful(), "12\n15", "12/15", "3 5", "12 34", "A12", "No.12", "12;15", "12 和 15"),
    # Neighbouring numerals mean a range, not digits.
    *_sly(doubtful(), "七八{u}", "二三十{u}", "三四百{u}", "十七八{u}", "两三{u}", "五六万{u}"),
    *_sly(doubtful(), "百分之八十", "一半", "两{u}半", "十2", "负3"),
    # Words that hold a numeral, or a mark for none, and are neither.
    *_sly(
        UNREADABLE, "零星", "一批", "一些", "一系列", "十分丰富", "百姓满意", "千方百计", "万众参与"
    ),
    *_sly(UNREADABLE, "无法统计", "多种多样", "两会精神宣讲", "四个一活动", "一线职工", "第一"),
    *_sly(doubtful(), "已取消3{u}", "取消", "〃", "无，下月开展2{u}", "3{u}待办", "尚未统计"),
    *_nothing_or_asked("暂无", "没有", "未开展", "不适用", "无。", "（无）", "N/A"),
    *_sly(either(0), "0{u}（取消）", "0.0", "00", "零{u}"),
)
