"""Numbers that nobody read: a field left empty beside one of them is asked about."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from parsers.findings import Finding, finding
from parsers.form.doubts.wholes import Wholes
from parsers.form.entries import Entry, raw_of
from parsers.form.matching.scoring import opposed
from parsers.form.naming.joined import pieces_of
from parsers.form.naming.names import Name, Names
from parsers.form.naming.similar import hints_at, is_general, is_misspelt
from parsers.form.naming.wording import gists_of
from parsers.form.text import squeeze
from parsers.form.values.cells import read_cell, target_of
from parsers.form.values.measures import compatible, measure_of

_DIGIT = re.compile(r"\d|(?<!第)[一二三四五六七八九十百千万两]")
_SHORTEST_TEXT = 6
_PEOPLE = re.compile(r"(?:人数|人次|人员)$")
_NUMBER_BEHIND = r"[^\d,，;；、。()]{0,6}\d[\d.]*[余多万]*(.{0,3})"


def unclaimed_labels(
    rest: Iterable[Entry], names: Names, told: set[str], wholes: Wholes
) -> list[Finding]:
    """Numbers under unknown labels that speak of a field of which nothing was read.

    `told`: keys of the fields with a figure or a question. 悬挂条幅 beside a field 条幅, with the
    field's own unit of measure or none: perhaps it is the field, so that a person is asked.
    """
    found: dict[str, Finding] = {}
    for entry in sorted(rest, key=lambda one: not one.path[0].is_total):
        silent = read_cell(entry.cell).state in ("blank", "none")
        if silent or entry.leaf.is_total or not _DIGIT.search(raw_of(entry)):
            continue
        own = _without_total(entry, wholes)
        for name in names.names:
            key = name.field.key
            if key in told or key in found or wholes.explain(entry, name):
                continue
            if _may_mean(own, name, names) and not _tells_another(own, name, names):
                found[key] = finding(
                    "unread_label",
                    location=entry.location,
                    field_key=key,
                    label=entry.name,
                    raw=raw_of(entry),
                    candidate=name.field.label,
                )
    return list(found.values())


def _without_total(entry: Entry, wholes: Wholes) -> Entry:
    """合计 | 参赛人数 is 参赛人数 itself, where the rows that it sums up are no fields."""
    is_whole = entry.path[0].is_total and not wholes.sums_up_fields(entry)
    return replace(entry, path=entry.path[1:]) if is_whole else entry


def _may_mean(entry: Entry, name: Name, names: Names) -> bool:
    base = read_cell(entry.cell).base or (entry.measure.base if entry.measure else "")
    if base and not compatible(base, target_of(name.field).base):
        return False
    if _is_of_field(entry, names) and base and base != target_of(name.field).base:
        return False  # 其中：心理咨询师 6 人 of the volunteers is no 咨询服务 in 人次
    texts = [label.full for label in entry.path]
    whole, people = "".join(texts), "人" in target_of(name.field).base
    if len(name.parts) > 1:
        if len(texts) == 1 and _is_last(texts[0], name.parts[-1]):
            return True  # 场次 under no category, beside an empty 科普讲座/场次
        told = hints_at(whole, name.joined) or _counts_category(entry, name, base)
        return told or _is_renamed(entry, name, names)
    if base and len(texts[-1]) > 1 and name.joined.startswith(texts[-1]):
        return True  # 参加 3400 人次 for 参加人数
    if base and base == target_of(name.field).base and is_misspelt(texts[-1], name.joined):
        return True
    inside = (one.words for one in read_cell(entry.cell).parts)
    pieces = (piece for way in pieces_of(texts[-1]) for piece in way)
    bare = (one.deed + one.core for one in gists_of(texts[-1], names.subject)[:1])
    said = (texts[-1], whole, *inside, *pieces, *bare)
    return any(hints_at(text, name.joined, people) for text in said)


def _tells_another(entry: Entry, name: Name, names: Names) -> bool:
    """线下 is never 线上, and 赛事活动/场次 of a village is a part of that: not 赛事活动/项数."""
    texts = [label.text for label in entry.path]
    if opposed(tuple(texts), name):
        return True
    ends = range(1, len(texts) + 1)
    written = {"".join(texts[at:end]) for end in ends for at in range(end)}
    named = (one for text in written for one in names.by_joined.get(text, ()))
    return len(name.parts) > 1 and any(
        one.parts[:-1] == name.parts[:-1] and one.field.key != name.field.key for one in named
    )


def _is_of_field(entry: Entry, names: Names) -> bool:
    """Whether a row tells what the field above it is made of."""
    return entry.is_child and len(entry.path) > 1 and names.is_whole(entry.path[-2])


def _counts_category(entry: Entry, name: Name, base: str) -> bool:
    """260人 or 人次 beside 应急演练 may be 应急演练/参演人数."""
    labels = [label.text for label in entry.path if measure_of(label.text) is None]
    if not base and len(labels) > 1 and _PEOPLE.search(labels[-1]):
        base = labels.pop()[-2:].replace("人数", "人").replace("人员", "人")
    category = "".join(name.parts[:-1])
    return (
        bool(base) and "".join(labels) == category and compatible(base, target_of(name.field).base)
    )


def _is_renamed(entry: Entry, name: Name, names: Names) -> bool:
    """网络活动/场数 where the form has 线上活动/场次: an unknown category over a last part."""
    *above, leaf = entry.path
    if not above or _is_elsewhere(entry, names) or names.is_whole(leaf):
        return False
    own = measure_of(leaf.text.removesuffix("数"))
    last = measure_of(name.parts[-1].removesuffix("数"))
    same = leaf.text == name.parts[-1] or leaf.text.endswith(name.parts[-1])
    return same or (own is not None and last is not None and compatible(own.base, last.base))


def _is_last(leaf: str, last: str) -> bool:
    """场次, 举办场次: the last part of a name, with no more than a verb before it."""
    return leaf.endswith(last) and (leaf == last or is_general(leaf.removesuffix(last)))


def _is_elsewhere(entry: Entry, names: Names) -> bool:
    """Whether a category of the form, or a total, stands above the label."""
    return any(names.is_part(label) or label.is_total for label in entry.path[:-1])


def unclaimed_inside(entries: Iterable[Entry], names: Names, told: set[str]) -> list[Finding]:
    """Fields that a cell of another one names: 750人次（线上600人次，线下150人次）."""
    found: dict[str, Finding] = {}
    for entry in entries:
        text, general = squeeze(raw_of(entry)), is_general(entry.leaf.text)
        if len(text) < _SHORTEST_TEXT or not re.search(r"[\u4e00-\u9fff]{2}\D{0,3}\d", text):
            continue
        for name in names.names:
            key = name.field.key
            again = entry.leaf.text.endswith(name.parts[-1])
            if key in told or key in found:
                continue
            if _says(text, name, general=general, again=again):
                found[key] = finding(
                    "unread_label",
                    location=entry.location,
                    field_key=key,
                    label=entry.name,
                    raw=raw_of(entry),
                    candidate=name.field.label,
                )
    return list(found.values())


def _says(text: str, name: Name, *, general: bool, again: bool) -> bool:
    """Whether a name stands before a number in the field's unit of measure.

    `general`: the cell counts everything, so that its 线上 may be the form's 线上活动; `again`:
    its own label ends as the name does, so that the last part alone only says it again.
    """
    *above, last = name.parts
    words = {name.joined} | ({last} if measure_of(last) is None and not again else set())
    if general:
        words |= {one.removesuffix("活动") for one in above}
    return any(_counted(text, word, name) for word in words if len(word) > 1)


def _counted(text: str, word: str, name: Name) -> bool:
    match = re.search(re.escape(word) + _NUMBER_BEHIND, text)
    if match is None:
        return False
    sizes = range(len(match[1]), 0, -1)
    measure = next((one for size in sizes if (one := measure_of(match[1][:size]))), None)
    base = target_of(name.field).base
    if measure is None:
        return len(name.parts) == 1
    return bool(base) and compatible(measure.base, base)
