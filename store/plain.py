"""A stranger's text as SQLite takes it: no lone surrogates, no NUL."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

_Record = TypeVar("_Record")
_REFUSED = re.compile("[\x00\ud800-\udfff]")


def plain_record(record: _Record) -> _Record:
    """The same record with every text in it plain, at any depth."""
    changed: _Record = _plain(record)
    return changed


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, tuple):
        return tuple(_plain(one) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {
            one.name: new
            for one in fields(value)
            if (new := _plain(old := getattr(value, one.name))) is not old and new != old
        }
        return replace(value, **changed) if changed else value
    return value


def plain(text: str) -> str:
    """Each refused character becomes U+FFFD, so that nothing vanishes unseen."""
    return _REFUSED.sub("\ufffd", text)
