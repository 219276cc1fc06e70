"""Units of measure: what is one, how large it is, and which of them can mean the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from parsers.form.text import plain_text, squeeze

_FAMILIES: dict[str, str] = {
    "people": "人次 人 名 位",
    "event": "场次 场 次 项次 项 期 批次 批 届 轮 个 节 堂 站 回 起 通",
    "place": "个 家 家次 所 处 座 间 户 户次 村 点",
    "paper": "份 册 本 张 套 件 条 幅 册次 个 袋 盒 瓶 批 部",
    "kind": "种 类 款",
    "board": "块 幅 条 面 张 个 期 版 套 处",
    "vehicle": "辆次 辆 台次 台 车次 次 部 架 套 台套 艘",
    "media": "篇 条 次 则 条次 篇次 个 部 件 期 版 集 段",
    "money": "元 块钱 圆",
    "time": "小时 天 学时 课时 分钟 日",
    "area": "平方米 平米 平方公里 亩 公顷 公亩",
    "weight": "吨 公斤 千克 斤 克",
    "volume": "升 立方米 方",
    "length": "米 公里 千米 里",
    "living": "头 只 匹 羽 尾 棵 株 口 对 双",
    "thing": "根 枚 颗 粒 盏 把 床 栋 幢 架 箱 捆 包 支 处 例 宗 笔 户 户次 家次 队 班 组 团 章",
    "share": "% ‰",
    "foreign money": "美元 欧元 港元 港币 日元 英镑 澳元 卢布",
    "work": "人天 工日 台班 台时 台天",
    "case": "件 起 宗 例",
}
_FAMILIES_OF: dict[str, frozenset[str]] = {}
for _family, _names in _FAMILIES.items():
    for _name in _names.split():
        _FAMILIES_OF[_name] = _FAMILIES_OF.get(_name, frozenset()) | {_family}

SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6,
          "千万": 10**7, "亿": 10**8}  # fmt: skip
_NOT_IN_TEXT = (
    "人数",
    "人员",
    "单位",
    "村",
    "点",
    "日",
    "对",
    "里",
    "方",
    "班",
    "组",
    "团",
    "章",
    "口",
    "类",
    "款",
    "通",
    "‰",
)
_IN_TEXT = [one for one in _FAMILIES_OF if one not in _NOT_IN_TEXT]
_ONE = "|".join(sorted(_IN_TEXT, key=len, reverse=True))
PATTERN = (
    rf"(?:\((?:{_ONE})\)|(?:{_ONE}))"
    rf"(?:(?<!元)(?:/?\((?:{_ONE})\)|/(?:次|册|份|条|幅|块|处)|、(?:册|份|次|条|幅)|册|次))?"
)
"""A unit of measure in running text, with its second name: 场次, (份)册, 人/次, 份(册)."""
_WHOLE = PATTERN.replace(_ONE, "|".join(sorted(_FAMILIES_OF, key=len, reverse=True)))
_COUNTED = "人次|人|名|份|元|吨|公斤|斤|亩|户|只|头|册|场次|立方米|平方米"
_MEASURE = re.compile(
    rf"(?:计量)?(?:单位:?)?(?P<scale>[十百千]?[万亿]|[百千](?={_COUNTED}))?(?P<base>{_WHOLE})"
)

_SIZES: dict[str, dict[str, Decimal]] = {
    family: {name: Decimal(size) for name, size in sizes.items()}
    for family, sizes in {
        "share": {"%": "10", "‰": "1"},
        "weight": {"吨": "1000", "公斤": "1", "千克": "1", "斤": "0.5", "克": "0.001"},
        "area": {
            "平方米": "3", "平米": "3", "公亩": "300", "公顷": "30000", "平方公里": "3000000",
            "亩": "2000",
        },
        "volume": {"升": "1", "立方米": "1000", "方": "1000"},
        "length": {"米": "1", "公里": "1000", "千米": "1000", "里": "500"},
        "time": {
            "小时": "60", "分钟": "1", "天": "1440", "日": "1440", "学时": "45", "课时": "45",
        },
    }.items()
}  # fmt: skip
"""Units of one kind that are of different sizes, in any common unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """`scale` ones of `base`: 万人次 is 10000 of 人次. `base` is '' for a bare number."""

    scale: Decimal = Decimal(1)
    base: str = ""

    def __str__(self) -> str:
        names = {Decimal(size): name for name, size in SCALES.items()}
        return names.get(self.scale, "") + self.base


@lru_cache(maxsize=4096)
def measure_of(text: str) -> Measure | None:
    """The unit of measure that a text is (万人次, 单位：元), or None where it is something else."""
    text = squeeze(plain_text(text)).strip("()[]:")
    match = _MEASURE.fullmatch(text)
    if match is None and "(" in text:
        match = _MEASURE.fullmatch(squeeze(text + ")")) or _MEASURE.fullmatch("(" + text)
    if match is None:
        return None
    scale = Decimal(SCALES.get(match["scale"] or "", 1))
    return Measure(scale=scale, base=base_of(match["base"]))


@lru_cache(maxsize=4096)
def written_measure(text: str) -> Measure | None:
    """The unit of measure in a cell of a column headed 计量单位, a word of its own if need be."""
    known = measure_of(text)
    if squeeze(text).strip("()") in SCALES:
        return Measure(scale=Decimal(SCALES[squeeze(text).strip("()")]))
    word = squeeze(text).strip("()[]:/-—")
    if known is not None or not re.fullmatch(r"[\u4e00-\u9fff/()]{1,5}", word):
        return known
    is_scaled = len(word) > 1 and (
        word[0] in "万亿" or (word[0] in "十百千" and measure_of(word[1:]) is not None)
    )
    scale = SCALES[word[0]] if is_scaled else 1
    return Measure(scale=Decimal(scale), base=word[1:] if scale > 1 else word)


def base_of(written: str) -> str:
    """The plain name: (份)册 is 份册, 人/次 is 人次."""
    return re.sub(r"[()/、]", "", written)


@lru_cache(maxsize=4096)
def families(base: str) -> frozenset[str]:
    """What a unit counts; a double name (份册, 场次) counts what either part does."""
    if base in _FAMILIES_OF:
        return _FAMILIES_OF[base]
    found: frozenset[str] = frozenset()
    for name, kinds in _FAMILIES_OF.items():
        if name in base:
            found |= kinds
    return found


def same_size(one: str, other: str) -> bool:
    """Whether a number in one unit is the same number in the other: 斤 and 公斤 differ."""
    for sizes in _SIZES.values():
        if one in sizes and other in sizes:
            return sizes[one] == sizes[other]
    return True


def converted(value: Decimal, one: str, other: str) -> Decimal | None:
    """A number in another unit of the same kind (3500 米: 3.5 公里), or None.

    Times are left out: how long a 课时 is, every office decides by itself.
    """
    for family, sizes in _SIZES.items():
        if family != "time" and one in sizes and other in sizes:
            result = value * sizes[one] / sizes[other]
            return result if result * sizes[other] == value * sizes[one] else None
    return None


def is_strange(written: str, other: str) -> bool:
    """Whether a written unit is none that is known to count what the other one does."""
    if not written or not other or written in other or other in written:
        return False
    return not families(written) or not families(other)


def compatible(one: str, other: str) -> bool:
    """Whether two units can count the same thing (人 and 人次, 份 and 册); unknown ones can."""
    if not one or not other or one == other or {one, other} == {"%", "‰"}:
        return True
    if "%" in (one, other):
        return False
    left, right = families(one), families(other)
    return not left or not right or bool(left & right)
