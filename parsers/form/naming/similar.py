"""How close two labels are, with an eye on words that must never be overlooked."""

from __future__ import annotations

import re
from functools import lru_cache

_TELLING = (
    "线上", "线下", "网上", "网络", "现场", "上年", "去年", "拟", "计划", "预计", "目标", "其中",
    "女", "男", "国家级", "省级", "市级", "县级", "专职", "兼职", "大型", "累计", "新增", "平均",
    "青少年", "学生", "教师", "农民", "儿童", "未成年",
)  # fmt: skip
_THINGS = (
    "讲座", "展览", "竞赛", "培训", "报告", "咨询", "资料", "书籍", "展板", "横幅", "宣传车",
    "媒体", "经费", "志愿者", "科技人员", "工作人员", "观看", "浏览", "播放", "点击", "参观",
    "接待", "义诊", "直播", "视频", "微信", "微博", "电视", "广播", "报纸",
)  # fmt: skip
_FILLER = re.compile(
    r"数量|总数|总量|总计|合计|情况|次数|人数|人次|数|量|总|的|开展|举办|举行|组织|进行|活动|各类|各种|科普|科技|共|约|本|等|实际|全部|类"
)
_SAME = (
    ("参与", "参加"),
    ("印发", "发放"),
    ("派发", "发放"),
    ("散发", "发放"),
    ("举行", "举办"),
    ("图书", "书籍"),
    ("赠阅", "赠送"),
    ("材料", "资料"),
    ("报导", "报道"),
    ("老师", "教师"),
    ("人/次", "人次"),
)
_LONGEST_SLIP = 5
_ALMOST = (("宣传品", "宣传资料"),)


@lru_cache(maxsize=16384)
def is_similar(written: str, name: str) -> bool:
    """Whether a label is probably a way of writing a field's name; never for equal ones alone."""
    if len(written) < 2 or len(name) < 2 or abs(len(written) - len(name)) > 8:
        return False
    written, name = _level(written), _level(name)
    if _contradict(written, name):
        return False
    if written == name:
        return True
    bare, wanted = _FILLER.sub("", written), _FILLER.sub("", name)
    if len(bare) >= 2 and bare == wanted and _unit_word(written) == _unit_word(name):
        return True
    longer = max(len(written), len(name))
    return longer >= 4 and _distance(written, name) <= (1 if longer < 7 else 2)


_ELSEWHERE = re.compile(
    r"上年|去年|往年|历年|明年|拟|计划|预计|目标|任务|人均|平均|占比|比例|比重|[^功]率|增长|同比|其他|其它|未"
)
"""Words that make a label speak of something else than the field it names."""
_VERB = re.compile(
    r"悬挂|张贴|制作|摆放|设置|设立|印制|印发|发放|派发|散发|赠送|新建|建立|出动|投入|播放|"
    r"参与|参加|接受|提供|完成|现场|宣传"
)


@lru_cache(maxsize=16384)
def hints_at(written: str, name: str, counts_people: bool = False) -> bool:
    """Whether a label may mean a field: it holds the field's words, or is made of them.

    `counts_people`: the field's unit of measure is 人 or 人次, whatever its name says.
    """
    written, name = _level(written), _level(name)
    if speaks_of_else(written) and not speaks_of_else(name):
        return False
    theirs, ours = _unit_word(written), "people" if counts_people else _unit_word(name)
    if _contradict(written, name) or (theirs and "people" in (theirs, ours) and theirs != ours):
        return False
    return any(
        min(len(left), len(right)) >= 2
        and (left in right or right in left or _is_turned(left, right) or _is_spread(left, right))
        for left, right in zip(_cores(written), _cores(name), strict=True)
    )


def is_general(text: str) -> bool:
    """Whether a label counts everything, such as 参加总人次, and no thing of its own."""
    return len(_VERB.sub("", _FILLER.sub("", text))) < 2


def _cores(text: str) -> tuple[str, str]:
    """What tells a label from others: without 数, 情况 and the like, also without its verb."""
    bare = _FILLER.sub("", re.sub(r"\([^()]*\)|[/、,和及与]|场次|场数|项数", "", text))
    core = _VERB.sub("", bare)
    return bare, core if len(core) >= 2 else bare


def _is_turned(left: str, right: str) -> bool:
    """隐患排查 for 排查隐患."""
    return len(left) >= 4 and sorted(left) == sorted(right)


def _is_spread(left: str, right: str) -> bool:
    """清运生活垃圾 for 清运垃圾: its characters in order, a word between; 捐书 for 捐赠图书."""
    short, long = sorted((left, right), key=len)
    if len(short) * 2 == len(long) == 4:
        return short[0] in long[:2] and short[1] in long[2:]
    rest = iter(long)
    return len(short) >= 3 and all(character in rest for character in short)


def speaks_of_else(text: str) -> bool:
    """Whether a label is about something else than the field it names: 上年, 计划, 人均."""
    return _ELSEWHERE.search(text) is not None


def tells_apart(text: str) -> bool:
    """Whether a word stands in a text that is never overlooked: 线上, 计划, 县级."""
    return any(word in text for word in _TELLING)


def telling_words(text: str) -> set[str]:
    """The words in a text that are never overlooked."""
    return {word for word in _TELLING if word in text}


def is_slip(written: str, name: str) -> bool:
    """One wrong character at the end of a three-character name; only where the units agree."""
    return len(written) == len(name) == 3 and written[:2] == name[:2]


def is_misspelt(written: str, name: str) -> bool:
    """横副 for 横幅: one other character in a short name; only where the units agree."""
    if len(written) != len(name) or not 2 <= len(name) <= _LONGEST_SLIP:
        return False
    apart = sum(left != right for left, right in zip(written, name, strict=True))
    return apart == 1 and not tells_apart(written + name) and not speaks_of_else(written)


def same_words(text: str) -> str:
    """The text with one word for each thing: 派发材料 becomes 发放资料."""
    for other, usual in _SAME:
        text = text.replace(other, usual)
    return text


def _level(text: str) -> str:
    text = same_words(text)
    for other, usual in _ALMOST:
        text = text.replace(other, usual)
    return text


def _contradict(one: str, other: str) -> bool:
    """Whether a word that tells fields apart stands in one only, or each names its own thing."""
    if any((word in one) != (word in other) for word in _TELLING):
        return True
    return names_another(one, other)


def names_another(one: str, other: str) -> bool:
    """Whether each names its own thing: 展览 and 讲座."""
    left = {word for word in _THINGS if word in one}
    right = {word for word in _THINGS if word in other}
    return bool(left and right and left != right)


def _unit_word(text: str) -> str:
    """人数 and 场次 of the same thing are two fields."""
    if re.search(r"人数|人次|人员|人/次", text):
        return "people"
    return "times" if re.search(r"场次|次数|场数|项数", text) else ""


def _distance(one: str, other: str) -> int:
    """Levenshtein's distance."""
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, start=1):
        before, row[0] = row[0], i
        for j, right in enumerate(other, start=1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (left != right))
    return row[-1]
