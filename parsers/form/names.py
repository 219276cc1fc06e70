"""The names a form knows its fields by, taken apart once per definition."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from parsers.form.definition import FormDefinition, FormField
from parsers.form.labels import Label, read_label
from parsers.form.measures import measure_of
from parsers.form.text import squeeze


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

    def is_known(self, label: Label) -> bool:
        """Whether the text is a field's name, or the last part of one."""
        return (
            label.text in self.by_last
            or label.full in self.by_joined
            or self.whole_path(label) is not None
        )

    def is_whole(self, label: Label) -> bool:
        """Whether the text is the whole name of a field, not only the last part of a path."""
        return label.text in self.by_joined or label.full in self.by_joined

    def whole_path(self, label: Label) -> Name | None:
        """The name that one cell writes as a whole: 科普讲座/参加人数, 科普讲座（参加人数）."""
        if not _JOINED.fullmatch(label.written):
            return None
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
    return names


def _with_bracket(name: Name) -> tuple[str, ...]:
    """蓄水量(担): a unit of measure that only this form uses is known in its label's bracket."""
    unit = squeeze(name.field.unit_measure)
    return (f"{name.parts[-1]}({unit})",) if unit and measure_of(unit) is None else ()


def _name(one: FormField, written: str) -> Name:
    parts = tuple(read_label(part).text for part in split_path(written)) or (written,)
    return Name(field=one, parts=parts, joined="".join(parts))
