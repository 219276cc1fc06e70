"""Contradictions within the form: labels claimed twice, sums and bounds that lead nowhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from mailbot.config.collection import Field, Form
from mailbot.config.problems import Problem


def check_form(form: Form) -> Iterator[Problem]:
    """Keys and labels are one field's own; every sum and bound refers to another number."""
    yield from _check_names(form)
    fields = {one.key: one for one in form.fields}
    for place, one in enumerate(form.fields):
        for key, told in _check_field(one, fields):
            yield Problem(("form", "fields", place, key), told)
    sums = {one.key: one.sum_of for one in form.fields}
    bounds = {one.key: (one.at_least,) if one.at_least else () for one in form.fields}
    for place, one in enumerate(form.fields):
        for key, graph in (("sum_of", sums), ("at_least", bounds)):
            circle = _circle(one.key, graph)
            # Told once, at the circle's first field; a field of its own is told elsewhere.
            if len(circle) > 1 and one.key == _first(circle, fields):
                told = f"绕成了圈：{' → '.join((*circle, circle[0]))}"
                yield Problem(("form", "fields", place, key), told)


def _check_names(form: Form) -> Iterator[Problem]:
    keys: set[str] = set()
    labels: dict[str, str] = {}
    for place, one in enumerate(form.fields):
        path = ("form", "fields", place)
        if one.key in keys:
            yield Problem((*path, "key"), f"“{one.key}”用了两次，每个指标的 key 不能相同")
        keys.add(one.key)
        for key, label in (("label", one.label), *(("aliases", name) for name in one.aliases)):
            owner = labels.setdefault(_folded(label), one.key)
            if owner != one.key:
                told = f"“{label}”已经是指标 {owner} 的名称或别名，一种写法只能属于一个指标"
                yield Problem((*path, key), told)


def _check_field(one: Field, fields: Mapping[str, Field]) -> Iterator[tuple[str, str]]:
    if one.type != "decimal" and one.decimals:
        yield "decimals", '有小数位就要写 type = "decimal"'
    for key, named in (("sum_of", one.sum_of), ("at_least", (one.at_least,))):
        referred = [name for name in named if name is not None]
        if referred and one.type == "text":
            yield key, "文字指标不能核对大小"
        if len(set(referred)) < len(referred):
            yield key, "同一个 key 写了两次"
        for name in referred:
            if name not in fields:
                yield key, f"没有 key 是“{name}”的指标"
            elif name == one.key:
                yield key, "不能指向自己"
            elif fields[name].type == "text":
                yield key, f"“{name}”是文字指标，不能核对大小"


def _circle(start: str, graph: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The keys from `start` back to itself, or nothing."""
    trails: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    while trails:
        trail = trails.pop()
        for name in graph.get(trail[-1], ()):
            if name == start:
                return trail
            if name not in seen:
                seen.add(name)
                trails.append((*trail, name))
    return ()


def _first(circle: tuple[str, ...], fields: Mapping[str, Field]) -> str:
    return next(key for key in fields if key in circle)


def _folded(label: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", label)).casefold()
