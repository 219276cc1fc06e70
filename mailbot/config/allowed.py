"""What a key may hold, in Chinese: for the error messages and for docs/configuration.md."""

from __future__ import annotations

import types
from datetime import date, datetime, time
from functools import reduce
from operator import or_
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from msgspec import Meta, Struct

from mailbot.config.dates import DATE_ALLOWED, MOMENT_ALLOWED, TIME_ALLOWED


def bare(hint: Any) -> Any:
    """A type hint without its annotations and without `None`."""
    if get_origin(hint) is Annotated:
        return bare(get_args(hint)[0])
    if get_origin(hint) in (Union, types.UnionType):
        rest = tuple(one for one in get_args(hint) if one is not types.NoneType)
        return bare(rest[0]) if len(rest) == 1 else reduce(or_, rest)
    return hint


def meta_of(hint: Any) -> Meta:
    """The first annotation of a key (an empty one where there is none)."""
    notes = get_args(hint)[1:] if get_origin(hint) is Annotated else ()
    return next((one for one in notes if isinstance(one, Meta)), Meta())


def item_of(hint: Any) -> Any:
    """What a list holds, or None for a key that is no list."""
    kind = bare(hint)
    return get_args(kind)[0] if get_origin(kind) is tuple else None


def is_section(kind: Any) -> bool:
    """Whether this is a section with keys of its own."""
    return isinstance(kind, type) and issubclass(kind, Struct)


def allowed(hint: Any) -> str:
    """What a key of this type may hold."""
    kind, meta = bare(hint), meta_of(hint)
    if meta.extra and "allowed" in meta.extra:
        return str(meta.extra["allowed"])
    item = item_of(hint)
    if item is not None:
        least = "至少一个，" if meta.min_length else ""
        return f"方括号里的一组，{least}每个是{spaced(allowed(item))}"
    if get_origin(kind) is Literal:
        return "、".join(f'"{one}"' for one in get_args(kind)) + " 中的一个"
    if kind in (int, float):
        return _number(meta, "整数" if kind is int else "数")
    return _simple(kind, meta)


def spaced(told: str) -> str:
    """A text to follow Chinese: set off by a space where it begins with a Latin character."""
    return f" {told}" if told[:1].isascii() else told


def _number(meta: Meta, noun: str) -> str:
    if meta.ge is not None and meta.le is not None:
        return f"{meta.ge} 到 {meta.le} 的{noun}"
    return noun


def _simple(kind: Any, meta: Meta) -> str:
    if kind is str:
        longest = f"，最多 {meta.max_length} 个字" if meta.max_length else ""
        least = "，不能空着" if meta.min_length else ""
        return f"文字（加英文双引号）{least}{longest}"
    known = {
        bool: "true 或 false",
        Path: "路径（加英文双引号）",
        date: DATE_ALLOWED,
        time: TIME_ALLOWED,
        date | datetime: MOMENT_ALLOWED,
    }
    return known.get(kind, "一节设置")
