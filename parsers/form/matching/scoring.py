"""How well an entry's path of labels fits a field's name: a score, 0 for not at all."""

from __future__ import annotations

import re

from parsers.form.entries import Entry
from parsers.form.naming.labels import Label
from parsers.form.naming.names import Name, Names
from parsers.form.naming.similar import is_general, is_similar, is_slip
from parsers.form.values.cells import read_cell, target_of
from parsers.form.values.measures import compatible, measure_of

EXACT, JOINED, MEASURED, LEAF, CHILD = 100, 95, 85, 80, 79
LOOSE, WORDED, IMPLIED, BARE, INNER, SIMILAR = 78, 75, 72, 50, 40, 20
_HELD = re.compile(r"^(?:举办|开展|组织|举行)")
TRUSTED = IMPLIED
"""From here on a match needs no finding of its own."""
_OPPOSED = ("线上", "线下", "网上", "现场")
_SPLITTING = ("线上", "线下", "网上", "现场", "上年", "去年", "拟", "计划", "预计", "其中")


def score(entry: Entry, name: Name, names: Names) -> int:
    """The score of one name for one entry."""
    texts = tuple(_without_unit(label.text, name) for label in entry.path)
    if opposed(texts, name) or _is_only_part(entry, name) or _is_in_child(entry, name):
        return 0
    if len(name.parts) > 1:
        return _path_score(entry, texts, name, names)
    return _single_score(entry, texts, name.parts[0], name, names)


def _without_unit(text: str, name: Name) -> str:
    """A bracket with a unit that only this form uses is no part of the label."""
    return text.removesuffix(f"({name.field.unit_measure})") if name.field.unit_measure else text


def opposed(texts: tuple[str, ...], name: Name) -> bool:
    """线上 on one side and 线下 alone on the other are never the same."""
    written = "".join(texts)
    ours = {word for word in _OPPOSED if word in name.joined}
    theirs = {word for word in _OPPOSED if word in written}
    return bool(ours and theirs and not ours & theirs)


def _is_in_child(entry: Entry, name: Name) -> bool:
    """宣讲活动 | 其中：进企业 | 场次 is no 宣讲活动/场次, which counts all of them."""
    return any(
        label.is_child
        and label.text not in name.joined
        and not any(one in label.text for one in name.parts)
        for label in entry.path[:-1]
    )


def is_mere_part(entry: Entry, names: Names) -> bool:
    """Whether no field is told by the row: one village's number is none, whatever its head."""
    return entry.part is not None and all(_is_only_part(entry, name) for name in names.names)


def _is_only_part(entry: Entry, name: Name) -> bool:
    """One of several rows is a figure only where the field's name tells that row: 线上."""
    return entry.part is not None and not any(
        len(label.text) > 1
        and (label.text in name.joined or any(one in label.text for one in name.parts[:-1]))
        for label in entry.part
    )


def _single_score(entry: Entry, texts: tuple[str, ...], part: str, name: Name, names: Names) -> int:
    leaf = texts[-1]
    if leaf == part or entry.leaf.full == part:
        return EXACT if len(texts) == 1 else _leaf_score(entry, part, names)
    if any("".join(texts[start:]) == part for start in range(len(texts) - 1)):
        return JOINED
    if len(texts) > 1 and texts[-1] + texts[-2] == part:
        return JOINED
    if len(texts) > 1 and texts[-2] == part and _adds_measure(entry.leaf, name):
        return MEASURED if len(texts) == 2 or not _is_splitting(entry.path[:-2], part) else INNER
    return 0


def _leaf_score(entry: Entry, part: str, names: Names) -> int:
    """The name alone under a category; under another field or 线上 it is only a piece of it."""
    ancestors = entry.path[:-1]
    if _is_splitting(ancestors, part):
        return 0
    if entry.is_child:
        return CHILD
    if _is_of_another(entry, names):
        return 0 if not entry.is_total else LEAF
    return LEAF


def _is_splitting(ancestors: tuple[Label, ...], part: str) -> bool:
    return any(
        word in label.text and word not in part for label in ancestors for word in _SPLITTING
    )


def _adds_measure(leaf: Label, name: Name) -> bool:
    """A last label that is only a unit of measure (场次) or 合计 leaves the name as it is."""
    if leaf.is_total:
        return True
    text = _HELD.sub("", leaf.text)
    measure = measure_of(text) or measure_of(text.removesuffix("数"))
    return measure is not None and compatible(measure.base, target_of(name.field).base)


def _path_score(entry: Entry, texts: tuple[str, ...], name: Name, names: Names) -> int:
    parts, leaf = name.parts, texts[-1]
    if leaf == parts[-1] and _in_order(parts, texts):
        return EXACT
    if leaf in parts and set(parts) <= set(texts) and not _is_own(entry, name, names):
        return JOINED
    if any("".join(texts[start:]) == name.joined for start in range(len(texts))):
        return JOINED
    if len(texts) > 1 and name.joined in (_lapped(*texts[-2:]), _lapped(leaf, texts[-2])):
        return JOINED
    if leaf == parts[-1] and all(_loosely(part, texts[:-1]) for part in parts[:-1]):
        return LOOSE
    if _is_implied(entry, texts, name):
        return IMPLIED
    strange = any(names.is_part(label) or label.is_total for label in entry.path[:-1])
    if leaf == parts[-1] and not strange:
        return BARE
    return 0


def _lapped(one: str, other: str) -> str:
    """线上活动 and 活动场次 are 线上活动场次; empty where the two have no word in common."""
    sizes = range(min(len(one), len(other)) - 1, 1, -1)
    return next((one + other[size:] for size in sizes if one.endswith(other[:size])), "")


def _is_own(entry: Entry, name: Name, names: Names) -> bool:
    """义诊活动 in 场 under a heading 服务群众 is itself, not 义诊活动/服务群众 in 人次."""
    base = entry.measure.base if entry.measure else ""
    alone = [one for one in names.by_last.get(entry.leaf.text, ()) if len(one.parts) == 1]
    fits = any(base and compatible(base, target_of(one.field).base) for one in alone)
    return fits and not compatible(base, target_of(name.field).base)


def _in_order(parts: tuple[str, ...], texts: tuple[str, ...]) -> bool:
    rest = iter(texts)
    return all(part in rest for part in parts)


def _loosely(part: str, ancestors: tuple[str, ...]) -> bool:
    """线上 and 线上活动 name the same category."""
    return any(len(one) >= 2 and (one in part or part in one) for one in ancestors)


def _is_implied(entry: Entry, texts: tuple[str, ...], name: Name) -> bool:
    """线上活动 counted in 场 is 线上活动/场次."""
    measure = measure_of(name.parts[-1]) or measure_of(name.parts[-1].removesuffix("数"))
    own = read_cell(entry.cell).base or (entry.measure.base if entry.measure else "")
    if measure is None or not own:
        return False
    return compatible(own, measure.base) and texts[-1] == "".join(name.parts[:-1])


def reworded(entry: Entry, names: Names) -> list[Name]:
    """The field that a label names in other words: 举办健康讲座 for 健康讲座."""
    base = read_cell(entry.cell).base or (entry.measure.base if entry.measure else "")
    name = names.reworded(entry.leaf.full, base)
    if name is None or opposed(tuple(label.text for label in entry.path), name):
        return []
    strange = _is_splitting(entry.path[:-1], name.joined) or _is_only_part(entry, name)
    return [] if strange or _is_in_child(entry, name) or entry.is_child else [name]


def similar_score(entry: Entry, name: Name, names: Names) -> int:
    """SIMILAR for a label that is close to a field's name but not equal to it."""
    texts = tuple(_without_unit(label.text, name) for label in entry.path)
    if opposed(texts, name) or _is_splitting(entry.path, name.joined):
        return 0
    if _is_only_part(entry, name):
        return 0
    if _counts_else(entry, name):
        return 0
    if len(name.parts) == 1:
        if is_general(texts[-1]) and _is_of_another(entry, names):
            return 0
        close = (
            is_similar(texts[-1], name.parts[0])
            or _is_slip(entry, name)
            or (len(texts) > 1 and is_similar("".join(texts[-2:]), name.parts[0]))
        )
    else:
        close = is_similar("".join(texts[-len(name.parts) :]), name.joined)
    return SIMILAR if close else 0


def _is_of_another(entry: Entry, names: Names) -> bool:
    """科普展览 | 参加人数 are the visitors of 科普展览, and never all that came."""
    return any(names.is_whole(label) and not label.is_total for label in entry.path[:-1])


def _counts_else(entry: Entry, name: Name) -> bool:
    """讲座听众 in 人次 is no 讲座 in 场; the unit beside a merely mistyped name may be the slip."""
    if entry.measure is None or entry.general_measure:
        return False
    typed = len(name.parts) == 1 and len(entry.leaf.text) == len(name.parts[0])
    return not typed and not compatible(entry.measure.base, target_of(name.field).base)


def _is_slip(entry: Entry, name: Name) -> bool:
    measure = entry.measure
    same = measure is not None and measure.base == target_of(name.field).base
    return same and is_slip(entry.leaf.text, name.parts[0])
