"""From the values of a TOML file to the sections' structs, noting every problem on the way."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import FieldInfo, fields

from mailbot.config.allowed import allowed, bare, is_section, item_of, meta_of, spaced
from mailbot.config.dates import read_date, read_moment, read_time
from mailbot.config.problems import KeyPath, Problem, visible

_READERS: dict[Any, Any] = {
    date: read_date,
    time: read_time,
    date | datetime: read_moment,
}
_SECRET_WORDS = ("password", "keyring")


class StructureReader:
    """Reads sections; `problems` grows by what does not fit. Paths are relative to `base`."""

    def __init__(self, base: Path) -> None:
        self.base = base
        self.problems: list[Problem] = []

    def values(self, kind: type[msgspec.Struct], raw: object, path: KeyPath) -> dict[str, Any]:
        """The sound values among `raw`, by key; what is not sound is noted and left out."""
        if not isinstance(raw, Mapping):
            self._note(path, _no_section(raw, path))
            return {}
        known = {field.name: field for field in fields(kind)}
        for key in raw:
            if key not in known:
                self._note((*path, key), _unknown(key, tuple(known)))
        found: dict[str, Any] = {}
        for name, field in known.items():
            before = len(self.problems)
            value = self._field(field, raw, (*path, name))
            if name in raw and len(self.problems) == before:
                found[name] = value
        return found

    def _field(self, field: FieldInfo, raw: Mapping[str, object], path: KeyPath) -> object:
        if field.name in raw:
            return self._value(field.type, raw[field.name], path)
        if field.required and is_section(bare(field.type)):
            return self._value(field.type, {}, path)
        if field.required:
            self._note(path, f"没有写，必须填：{meta_of(field.type).description}")
        return None

    def _value(self, hint: Any, raw: object, path: KeyPath) -> object:
        kind, item = bare(hint), item_of(hint)
        if is_section(kind):
            return self._struct(kind, raw, path)
        if item is not None and is_section(bare(item)):
            return self._structs(bare(item), raw, path)
        if _has_invisible(raw):
            self._note(path, "里面有换行或看不见的字符，请删去")
            return None
        try:
            return self._leaf(hint, kind, raw)
        except (ValueError, msgspec.ValidationError):
            secret = any(word in str(path[-1]) for word in _SECRET_WORDS)
            written = "" if secret else f"写的是 {shown(raw)}，"
            self._note(path, f"{written}应是{spaced(allowed(hint))}")
            return None

    def _struct(self, kind: type[msgspec.Struct], raw: object, path: KeyPath) -> object:
        before = len(self.problems)
        values = self.values(kind, raw, path)
        return kind(**values) if len(self.problems) == before else None

    def _structs(self, kind: type[msgspec.Struct], raw: object, path: KeyPath) -> object:
        if not isinstance(raw, list):
            dotted = ".".join(str(part) for part in path)
            self._note(path, f"应写成 [[{dotted}]]，每个一节")
            return ()
        return tuple(self._struct(kind, one, (*path, place)) for place, one in enumerate(raw))

    def _leaf(self, hint: Any, kind: Any, raw: object) -> object:
        reader = _READERS.get(kind)
        if reader is not None:
            return reader(raw)
        return msgspec.convert(raw, hint, dec_hook=self._hook)

    def _hook(self, kind: type, raw: object) -> object:
        if kind is Path and isinstance(raw, str) and raw.strip():
            return self.base / Path(raw).expanduser()
        raise ValueError(kind.__name__)

    def _note(self, path: KeyPath, told: str) -> None:
        self.problems.append(Problem(path, told))


def _no_section(raw: object, path: KeyPath) -> str:
    dotted = ".".join(part for part in path if isinstance(part, str))
    if isinstance(raw, list):
        return f"只能有一节，应写成 [{dotted}]"
    brackets = f"[[{dotted}]]" if isinstance(path[-1], int) else f"[{dotted}]"
    return f"写的是 {shown(raw)}，应写成 {brackets} 一节"


def shown(raw: object) -> str:
    """A value as it stands in the file, shortened."""
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, Mapping):
        return "一节设置"
    if isinstance(raw, list | tuple):
        text = f"[{', '.join(shown(one) for one in raw)}]"
    else:
        text = f'"{raw}"' if isinstance(raw, str) else str(raw)
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39] + "…"


def _has_invisible(raw: object) -> bool:
    """Line breaks and controls in a text would end up in headers and letters."""
    texts: Sequence[object] = raw if isinstance(raw, list) else [raw]
    return any(isinstance(one, str) and visible(one) != one for one in texts)


def _unknown(key: str, known: tuple[str, ...]) -> str:
    if key in ("password", "passwd", "authorization_code", "授权码", "密码"):
        return "密码和授权码不写在这里，用 password_env、password_file 或 keyring"
    close = difflib.get_close_matches(key, known, n=1)
    guess = f"是不是 {close[0]}？" if close else ""
    return f"没有这个键，{guess}可用的是 {'、'.join(known)}"
