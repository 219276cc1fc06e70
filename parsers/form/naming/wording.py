"""The gist of a label: what is left without verbs, words of quantity and the form's own subject.

举办健康讲座, 健康讲座场次, 各类健康讲座 all have the gist of 健康讲座: where one field alone has
it, and the verb and the unit of measure leave what is counted as it is, nobody would ask.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from parsers.form.definition import FormDefinition
from parsers.form.naming.dressing import bare_of
from parsers.form.naming.similar import same_words, speaks_of_else, telling_words, tells_apart
from parsers.form.text import squeeze
from parsers.form.values.measures import measure_of

_HELD = re.compile(
    r"^(?:共(?!同|青|建|享|产)|累计|[总一]共|先后|积极|集中|开展|举办|举行|组织|进行|实施|召开|承办)了?"
)
"""What is held is counted by itself: 举办讲座 counts 讲座."""
_DEEDS: dict[str, str] = {
    "发放": "发放 赠阅",
    "悬挂": "悬挂",
    "张贴": "张贴",
    "摆放": "摆放 布置 设置 展出 展示",
    "制作": "制作 印制 拍摄",
    "投入": "投入",
    "出动": "出动",
    "发布": "推送 发布 刊发 刊登",
    "受理": "受理",
    "接受": "接受 提供 解答",
    "参加": "参加",
}
"""By kind, the verbs that may stand before the thing that they hand out, hang up, send out."""
_KINDS = {verb: kind for kind, verbs in _DEEDS.items() for verb in verbs.split()}
_DEED = re.compile(rf"^(?P<verb>{'|'.join(sorted(_KINDS, key=len, reverse=True))})了?")
_OF_PEOPLE = frozenset({"参加", "接受"})
"""参与健康讲座 counts people, and no 健康讲座."""
_AUDIENCE = re.compile(r"^[为向给对](?:广大)?(?:人民)?(?:群众|市民|居民|百姓|公众|大众)?")
_FILLING = re.compile(r"各类|各种|各级|各项|各|总(?=.)|的")
_AMOUNT = re.compile(r"(?:总?数量|总数|数目|个数|情况)$")
_PLACE = re.compile(r"[省市区县乡镇村校级年月季度第]|统计|情况|表")
_QUOTES = re.compile(r"[“”\"'‘’《》「」『』<>]")
_SHORTEST = 2
_LONGEST_LABEL = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Gist:
    """What a label counts: `core`, by which `deed`, in the unit `base`, about which `themes`."""

    core: str
    deed: str = ""
    base: str = ""
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What the whole form is about: its title, and a short name of it that several fields bear."""

    title: str = ""
    short: tuple[str, ...] = ()


def subject_of_form(definition: FormDefinition, joined: Iterable[tuple[str, str]]) -> Subject:
    """The subject of a form; `joined`: each field's key with a name of it."""
    title = _QUOTES.sub("", squeeze(f"{definition.campaign_title} {definition.title}"))
    fields = Counter(first for _, first in {(key, name[:2]) for key, name in joined})
    short = (first for first, count in fields.items() if count > 1 and _is_short(first, title))
    return Subject(title=title, short=tuple(short))


def _is_short(word: str, title: str) -> bool:
    """非遗 in a form about 非物质文化遗产."""
    rest = iter(title)
    return (
        word not in title
        and all(character in rest for character in word)
        and not tells_apart(word)
        and not _PLACE.search(word)
    )


@lru_cache(maxsize=8192)
def gists_of(written: str, subject: Subject) -> tuple[Gist, ...]:
    """What a label may say, taken apart; 咨询台数 counts 咨询台, or 咨询 in 台."""
    text = same_words(_QUOTES.sub("", bare_of(squeeze(written))))
    for themes in (tuple(_themes_in(text, subject)), ()):
        found = tuple(_without_words(text, themes))
        if found:
            return found
    return ()


def _themes_in(text: str, subject: Subject) -> Iterator[str]:
    """The words that a label shares with the form's title, the longest first in each place."""
    start = 0
    while start < len(text) - 1:
        size = 0
        while text[start : start + size + 1] in subject.title and start + size < len(text):
            size += 1
        word = text[start : start + size]
        if text[start : start + 2] in subject.short:
            word = text[start : start + 2]
        if len(word) > 1 and not _PLACE.search(word) and not tells_apart(word):
            yield word
            start += len(word)
        else:
            start += 1


def _without_words(text: str, themes: tuple[str, ...]) -> Iterator[Gist]:
    for word in themes:
        text = text.replace(word, "", 1)
    text = _FILLING.sub("", _AUDIENCE.sub("", text))
    deed = ""
    while match := _HELD.match(text) or (None if deed else _DEED.match(text)):
        deed = _KINDS.get(match.groupdict().get("verb") or "", deed)
        text = text[match.end() :]
    for core, base in _without_amount(_AMOUNT.sub("", text)):
        if len(core) >= _SHORTEST:
            yield Gist(core=core, deed=deed, base=base, themes=themes)


def _without_amount(text: str) -> Iterator[tuple[str, str]]:
    """志愿者人数, 讲座场次, 摊位数: the thing, and what its quantity is counted in."""
    for size in (4, 3, 2):
        stem = text[-size:].removesuffix("数")
        measure = measure_of(stem) if len(stem) > 1 or text.endswith("数") else None
        if measure is not None:
            yield text[:-size], measure.base
            if len(stem) > 1:
                return
            break
    yield text.removesuffix("数"), ""


def is_same(label: Gist, name: Gist, base: str) -> bool:
    """Whether a label says the same as a name of a field that is counted in `base`."""
    if label.core != name.core:
        return False
    if any(not any(word in one for one in label.themes) for word in name.themes):
        return False
    if label.deed == name.deed:
        return True
    return bool(label.deed) and not name.deed and (label.deed not in _OF_PEOPLE or "人" in base)


def may_be_reworded(label: str, name: str) -> bool:
    """Whether no word stands in one only that is never overlooked: 线上, 上年, 学生."""
    apart = telling_words(label.replace("累计", "")) ^ telling_words(name.replace("累计", ""))
    return (
        len(label) <= _LONGEST_LABEL and not apart and speaks_of_else(label) == speaks_of_else(name)
    )
