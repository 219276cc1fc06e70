"""The field that two labels name together: a category, and what is counted of it.

A form that knows 参加人数 as 参与人次 too, and 科普讲座 as 科普报告会, means 科普讲座/参加人数 by
科普报告会/参与人次; where 参加人数 is the sum of 线上 and 线下, 参加人数/线上 is one of its parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from parsers.form.definition import FormField
from parsers.form.naming.similar import is_general, telling_words
from parsers.form.values.measures import compatible, measure_of, written_measure

Written = tuple[FormField, tuple[str, ...]]
"""A field with one of its names as a path, category first."""

_ACTIVITY = "活动"
_ATTENDING = re.compile(
    r"(?:实际|现场|活动)?(?:参[加与观训赛会演展]|观[看众展摩赛]|受[众益训教]|听[众讲课]|到[场会]|接待|服务|培训)?"
    r"(?:群众|公众|观众)?总?(?:人[数次员]|人/次)"
)
"""Words for the people who came, whatever they came for."""
_MODES = {"线上": ("线上", "网上", "网络"), "线下": ("线下", "现场", "实地")}
"""Two ways to hold anything, with their other words."""


@dataclass(slots=True)
class Counted:
    """Lookups by two labels; a pair that may name several fields names none."""

    pairs: dict[tuple[str, str], Written | None] = field(default_factory=dict)
    """By category and what is counted of it; by category and "" its one field of people."""
    people: set[str] = field(default_factory=set)
    """The labels of whoever came that stand alone and below categories too."""
    splits: dict[str, tuple[tuple[str, Written], ...]] = field(default_factory=dict)
    """By the label of a sum, the words that tell its parts."""

    def named(self, category: str, own: str) -> Written | None:
        """The field of a category that a label counts."""
        came = own in self.people or _ATTENDING.fullmatch(own)
        is_open = came and (category, own) not in self.pairs
        return self.pairs.get((category, "" if is_open else own))

    def part(self, whole: str, own: str) -> Written | None:
        """线上, 其中：线上参与 below 参加人数."""
        told = [(word, one) for word, one in self.splits.get(whole, ()) if word in own]
        rests = [own.replace(word, "", 1).removeprefix(_ACTIVITY) for word, _ in told]
        fields = {one[0].key for _, one in told}
        sure = any(not rest or rest == whole or is_general(rest) for rest in rests)
        return told[0][1] if len(fields) == 1 and sure else None


def counted_of(written: Iterable[Written]) -> Counted:
    """Take the names of a form apart. `written`: all of them, in the form's order."""
    names, alone = tuple(written), dict[str, list[str]]()
    for one, parts in names:
        alone.setdefault(one.key, []).extend(parts if len(parts) == 1 else ())
    owners = {text: key for key, texts in alone.items() for text in texts}
    found, fields = Counted(), {one.key: one for one, _ in names}
    for one, parts in names:
        category, own = "".join(parts[:-1]), parts[-1]
        same = owners.get(own)
        counts = same is not None and same != one.key and _alike(fields[same], one)
        owns = {own, *(alone[same] if same is not None and counts else ())}
        if len(owns) > 1 and "人" in _base(one):
            found.people |= owns
        if measure_of(own) is not None or _ATTENDING.fullmatch(own):
            owns |= {""} if "人" in _base(one) else set()
        above = {category, *alone.get(owners.get(category, ""), ())} if category else set()
        for pair in ((left, right) for left in above for right in owns):
            before = found.pairs.get(pair, (one, parts))
            is_same = before is not None and before[0].key == one.key
            found.pairs[pair] = before if is_same else None
    for key, texts in alone.items():
        told = tuple(_words(fields[key], names))
        found.splits.update((text, told) for text in texts if told)
    return found


def _words(whole: FormField, names: tuple[Written, ...]) -> Iterator[tuple[str, Written]]:
    """What tells each part of a sum from all its other parts."""
    told: dict[str, dict[str, Written]] = {}
    for one, parts in names:
        if one.key in whole.sum_of:
            for word in _telling(parts):
                told.setdefault(word, {}).setdefault(one.key, (one, parts))
    for word, fields in told.items():
        if len(fields) == 1:
            yield word, next(iter(fields.values()))


def _telling(parts: tuple[str, ...]) -> set[str]:
    """线上活动/参与人次 and 线上参与人次 are told by 线上."""
    words = {part.removesuffix(_ACTIVITY) for part in parts[:-1]} | telling_words("".join(parts))
    return {same for word in words if len(word) > 1 for same in _MODES.get(word, (word,))}


def _alike(one: FormField, other: FormField) -> bool:
    return compatible(_base(one), _base(other))


def _base(one: FormField) -> str:
    measure = written_measure(one.unit_measure)
    return measure.base if measure is not None else one.unit_measure
