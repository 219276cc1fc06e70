"""Content-Type and Content-Disposition: their value and parameters, RFC 2231 and worse."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import unquote_to_bytes

from parsers.mail.charset import decode_text
from parsers.mail.fields import one_line, unfold
from parsers.mail.words import decode_words

_PARAMETER = re.compile(
    r";\s*([!#$%&+.\w^`{|}~-]+(?:\*\d{0,4})?\*?)\s*=\s*"
    r'(?:"((?:[^"\\]|\\.)*)"?|([^;]*))',
    re.ASCII | re.DOTALL,
)
_SECTION = re.compile(r"(.+?)(?:\*(\d{1,4}))?(\*)?")
_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")
_WINDOWS_PATH = re.compile(r"\\(?![\\\"])")
_LONGEST_NAME = 240


def split_value(raw: bytes) -> tuple[str, dict[str, str]]:
    """The value in lower case, and the parameters decoded, by name in lower case."""
    text = unfold(raw)
    value, semicolon, _ = text.partition(";")
    sections: dict[str, list[tuple[int, bool, str]]] = {}
    for match in _PARAMETER.finditer(text, len(value)) if semicolon else ():
        section = _SECTION.fullmatch(match[1])
        if section is None:
            continue
        content = match[3].strip() if match[2] is None else _unquoted(match[2])
        one = (int(section[2] or 0), section[3] is not None, content)
        sections.setdefault(section[1].lower(), []).append(one)
    return value.strip().lower(), {name: _joined(parts) for name, parts in sections.items()}


def file_name(disposition: Mapping[str, str], content_type: Mapping[str, str]) -> str:
    """The name of a file: the disposition's, else the type's, else the less damaged of both."""
    names = [one for one in (disposition.get("filename"), content_type.get("name")) if one]
    if not names:
        return ""
    return safe_name(min(names, key=lambda name: name.count("\ufffd") + name.count("?")))


def _unquoted(text: str) -> str:
    """Take the quoting out; a lone backslash is a Windows path, not a quoted pair."""
    if _WINDOWS_PATH.search(text):
        return text
    return re.sub(r"\\(.)", r"\1", text, flags=re.DOTALL)


def _joined(parts: list[tuple[int, bool, str]]) -> str:
    """One parameter from its sections (RFC 2231), however its writer encoded it."""
    ordered = sorted(parts, key=lambda part: part[0]) if len(parts) > 1 else parts
    if not any(extended for _, extended, _ in ordered):
        # the same parameter given twice without numbers: the first counts
        numbered = ordered if len({number for number, _, _ in ordered}) > 1 else ordered[:1]
        return _plain("".join(text for _, _, text in numbered))
    extended_once = [part for part in ordered if part[1]] if _twice(ordered) else ordered
    return one_line(decode_words(_extended(extended_once)))


def _twice(parts: list[tuple[int, bool, str]]) -> bool:
    """Whether a value is given plain and extended, both whole: `filename=` and `filename*=`."""
    return len({number for number, _, _ in parts}) < len(parts)


def _extended(parts: list[tuple[int, bool, str]]) -> str:
    charset, data = "", b""
    for place, (_, extended, text) in enumerate(parts):
        body = text
        if place == 0 and extended and text.count("'") >= 2:
            charset, _, body = text.split("'", 2)
        data += unquote_to_bytes(body) if extended else body.encode("utf-8", "surrogateescape")
    return decode_text(data, charset)


def _plain(text: str) -> str:
    """Encoded words, whether quoted or not; then names that a browser percent-encoded."""
    found = one_line(decode_words(text))
    if not _PERCENT.search(found):
        return found
    data = unquote_to_bytes(found)
    if data.isascii():
        return found
    decoded = one_line(decode_text(data))
    return found if "\ufffd" in decoded else decoded


def safe_name(name: str) -> str:
    """No longer than a file system takes; the suffix stays."""
    if len(name) <= _LONGEST_NAME:
        return name
    stem, dot, suffix = name.rpartition(".")
    if not dot or len(suffix) > 10:
        return name[:_LONGEST_NAME]
    return f"{stem[: _LONGEST_NAME - len(suffix) - 1]}.{suffix}"
