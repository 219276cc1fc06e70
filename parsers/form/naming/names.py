"""The names a form knows its fields by, taken apart once per definition."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from parsers.form.definition import FormDefinition, FormField
from parsers.form.naming.counted import Counted, counted_of
from parsers.form.naming.dressing import undress
from parsers.form.naming.labels import TOTALS, Label, read_label
from parsers.form.naming.wording import (
    Gist,
    Subject,
    gists_of,
    is_same,
    may_be_reworded,
    subject_of_form,
)
from parsers.form.text import squeeze
from parsers.form.values.measures import Measure, compatible, measure_of, written_measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One label or alias of a field as a path: category or parent row first."""

    field: FormField
    parts: tuple[str, ...]
    joined: str


@dataclass(slots=True)
class Names:
    """Lookups over all names of a form: by last part, by joined text, and what units they have."""

    names: tuple[Name, ...]
    by_last: dict[str, list[Name]] = field(default_factory=dict)
    by_joined: dict[str, list[Name]] = field(default_factory=dict)
    by_part: dict[str, list[Name]] = field(default_factory=dict)
    by_path: dict[str, Name] = field(default_factory=dict)
    years: tuple[int, ...] = ()
    inside: re.Pattern[str] | None = None
    bare: dict[tuple[str, bool], tuple[Label, bool] | None] = field(default_factory=dict)
    by_gist: dict[str, list[tuple[Name, Gist]]] = field(default_factory=dict)
    subject: Subject = field(default_factory=Subject)
    counted: Counted = field(default_factory=Counted)
    words: re.Pattern[str] | None = None
    """Any name, last part or category as it stands in running text, the longest first."""

    def is_known(self, label: Label) -> bool:
        """Whether the text is a field's name, or the last part of one."""
        return (
            label.text in self.by_last
            or label.full in self.by_joined
            or self.whole_path(label) is not None
        )

    def undressed(self, label: Label) -> tuple[Label, bool] | None:
        """The known label below what a clerk put around it, and whether that is sure."""
        if self.inside is None or not self.inside.search(label.written or label.full):
            return None
        key = (label.written or label.full, label.is_child)
        if key not in self.bare:
            self.bare[key] = undress(label, self._is_name, self.years)
        return self.bare[key]

    def reworded(self, text: str, base: str = "") -> Name | None:
        """The name of the one field that a label says in other words, counted in `base` or ''."""
        found = (self._one_by(own, text, base) for own in gists_of(text, self.subject))
        return next((name for name in found if name is not None), None)

    def _one_by(self, own: Gist, text: str, base: str) -> Name | None:
        near = [
            (name, gist)
            for name, gist in self.by_gist.get(own.core, ())
            if _counted_in(name.field, base, own.base)
        ]
        if counted_alike := [one for one in near if own.base and one[1].base == own.base]:
            near = counted_alike  # 举办庙会场次 beside 庙会/场次 and 庙会/项数
        if len({name.field.key for name, _ in near}) != 1:
            return None
        counted = base_of_unit(near[0][0].field.unit_measure)
        if any(own.deed and gist.deed not in ("", own.deed) for _, gist in near):
            near = [(name, gist) for name, gist in near if gist.deed == own.deed]
        for name, gist in near:
            if is_same(own, gist, counted) and may_be_reworded(text, name.joined):
                return name
        return None

    def _is_name(self, text: str, measure: Measure | None, *, exactly: bool = False) -> bool:
        """Whether a text is a field's name that can be counted in a unit of measure."""
        named = (*self.by_last.get(text, ()), *self.by_joined.get(text, ()))
        if measure is None:
            return bool(named)
        own = {base_of_unit(name.field.unit_measure) for name in named}
        return measure.base in own if exactly else any(compatible(measure.base, one) for one in own)

    def is_whole(self, label: Label) -> bool:
        """Whether the text is the whole name of a field, not only the last part of a path."""
        return label.text in self.by_joined or label.full in self.by_joined

    def whole_path(self, label: Label) -> Name | None:
        """The name that one cell writes as a whole: 科普讲座/参加人数, 科普讲座（参加人数）."""
        if not _JOINED.fullmatch(label.written):
            return None
        if (turned := _TURNED.fullmatch(label.written)) is not None:
            whole = self.by_path.get(turned["parent"] + turned["child"])
            if whole is not None:
                return whole
        whole = self.by_path.get(_JOINT.sub("", label.written))
        if whole is None and label.full != label.written:
            whole = self.by_path.get(_JOINT.sub("", label.full))
        return whole

    def is_part(self, label: Label) -> bool:
        """Whether the text stands anywhere in a field's path."""
        return label.text in self.by_part

    def wants_text(self, label: Label) -> bool:
        """Whether the label names a field that holds text."""
        named = self.by_last.get(label.text, [])
        return bool(named) and all(one.field.type == "text" for one in named)


class AnyNames(Names):
    """For a form that is not known yet: every label may name a field."""

    def is_known(self, label: Label) -> bool:
        """Any text."""
        return bool(label.text)

    def is_part(self, label: Label) -> bool:
        """Any text."""
        return bool(label.text)


_JOINT = re.compile(r"[-/:()—–·>_]")
_JOINED = re.compile(r".+[-/:()—–·>_].*[^-/:(—–·>_]")
"""What people write between the parts of a path in one cell."""
_TURNED = re.compile(r"(?P<child>[^()]+)\((?P<parent>[^()]+)\)")
"""场次（线上活动） for 线上活动/场次."""


def split_path(label: str) -> tuple[str, ...]:
    """`线上活动/场次` is two parts; 参加人/次 and 实际参加人/次（人次） are one."""
    parts: list[str] = []
    for piece in label.split("/"):
        is_unit = parts and piece in ("次", "册", "份", "条") and measure_of(parts[-1][-1:] + piece)
        if is_unit or (
            parts
            and parts[-1].count("(") + parts[-1].count("（")
            > parts[-1].count(")") + parts[-1].count("）")
        ):
            parts[-1] = f"{parts[-1]}/{piece}"
        else:
            parts.append(piece)
    return tuple(part for part in parts if part.strip())


@lru_cache(maxsize=64)
def names_of(definition: FormDefinition) -> Names:
    """Take all labels and aliases of a form apart."""
    found = tuple(
        _name(one, written) for one in definition.fields for written in (one.label, *one.aliases)
    )
    names = Names(names=found, years=definition.years)
    for name in found:
        names.by_last.setdefault(name.parts[-1], []).append(name)
        names.by_joined.setdefault(name.joined, []).append(name)
        if len(name.parts) > 1:
            names.by_path.setdefault(_JOINT.sub("", name.joined), name)
        for last in _with_bracket(name):
            names.by_last.setdefault(last, []).append(name)
        for part in (*name.parts, "".join(name.parts[:-1]), *_with_bracket(name)):
            names.by_part.setdefault(part, []).append(name)
    known = sorted({text for text in (*names.by_last, *names.by_joined) if len(text) > 1})
    names.inside = re.compile("|".join(map(re.escape, known))) if known else None
    names.words = _words_of(found)
    names.counted = counted_of((name.field, name.parts) for name in found)
    names.subject = subject_of_form(definition, ((one.field.key, one.joined) for one in found))
    for name in found:
        for gist in (one for text in _said(name) for one in gists_of(text, names.subject)):
            names.by_gist.setdefault(gist.core, []).append((name, gist))
    return names


def _words_of(found: tuple[Name, ...]) -> re.Pattern[str] | None:
    """Blanks may stand between the characters of a name; 场次 alone is a unit, not a name."""
    words = {
        word
        for name in found
        for word in (name.joined, name.parts[-1], "".join(name.parts[:-1]))
        if len(word) > 1 and measure_of(word) is None
    }
    ordered = sorted(words, key=len, reverse=True)
    spaced = (r"\s*".join(re.escape(one) for one in word) for word in ordered)
    return re.compile("|".join(spaced)) if words else None


def _with_bracket(name: Name) -> tuple[str, ...]:
    """蓄水量(担): a unit of measure that only this form uses is known in its label's bracket."""
    unit = squeeze(name.field.unit_measure)
    return (f"{name.parts[-1]}({unit})",) if unit and measure_of(unit) is None else ()


def _said(name: Name) -> tuple[str, ...]:
    """媒体报道/省级 is 省级媒体报道 too."""
    *above, last = name.parts
    turns = len(above) == 1 and measure_of(last.removesuffix("数")) is None and last not in TOTALS
    return (name.joined, last + above[0]) if turns else (name.joined,)


def _counted_in(one: FormField, *bases: str) -> bool:
    return all(compatible(base, base_of_unit(one.unit_measure)) for base in bases)


def base_of_unit(unit_measure: str) -> str:
    """The unit that a field is counted in, without 万: 人次 of 万人次."""
    measure = written_measure(unit_measure)
    return measure.base if measure is not None else unit_measure


def _name(one: FormField, written: str) -> Name:
    parts = tuple(read_label(part).text for part in split_path(written)) or (written,)
    return Name(field=one, parts=parts, joined="".join(parts))
