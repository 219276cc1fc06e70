"""Bytes of a text to characters, believing the bytes more than the label."""

from __future__ import annotations

import codecs
import re

import chardet

_GB = frozenset(
    {"gb2312", "gb_2312", "gb_2312-80", "gb2312-80", "gbk", "cp936", "windows-936", "x-gbk"}
    | {"hz-gb-2312", "gb18030", "gb-18030", "gb_18030", "chinese", "ms936", "euc-cn"}
)
_VAGUE = frozenset(
    {"us-ascii", "ascii", "iso-8859-1", "iso8859-1", "latin1", "latin-1", "windows-1252"}
    | {"cp1252", "unknown-8bit", "default_charset", "x-unknown", "unknown", "default"}
    | {"8bit", "binary"}
)
_ALIASES = {"utf8": "utf-8", "utf-8-sig": "utf-8", "unicode-1-1-utf-7": "utf-7"}
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")
_HZ = re.compile(rb"~\{(?:[!-}][!-~])+~\}")
_CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_LONG_UTF8 = 4
"""So many Chinese characters that are valid UTF-8 are no GBK by chance."""


def decode_text(data: bytes, charset: str = "") -> str:
    """Decode a text; never raises, and never leaves surrogates behind."""
    data = data.removeprefix(codecs.BOM_UTF8)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _replacing(data, "utf-16")
    label = canonical(charset)
    if label == "gb18030":
        return _chinese(data)
    if label == "utf-8":
        return _utf8(data)
    if label in ("", *_VAGUE):
        return _unlabelled(data, label)
    found = _strictly(data, label)
    return _unlabelled(data, label) if found is None else found


def canonical(charset: str) -> str:
    """The label in one spelling; all of GB2312, GBK and kin are gb18030; '' for an unknown one."""
    label = re.sub(r"[\"'\s]", "", charset).lower()
    label = _ALIASES.get(label, label)
    if label in _GB:
        return "gb18030"
    if label in _VAGUE:
        return label
    return label if _is_text_codec(label) else ""


def printable(text: str) -> str:
    """Without NUL, controls but tab and line end, line separators, byte order marks, surrogates."""
    return _NOT_TEXT.sub("", text)


def _is_text_codec(label: str) -> bool:
    try:
        found = codecs.lookup(label)
    except (LookupError, ValueError):
        return False
    return getattr(found, "_is_text_encoding", True) and found.name not in _DANGEROUS


_DANGEROUS = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"})
"""Codecs of Python that are no character sets of mail."""


def _chinese(data: bytes) -> str:
    if data.isascii() and _HZ.search(data):
        return _strictly(data, "hz") or _replacing(data, "gb18030")
    utf8 = _strictly(data, "utf-8")
    if utf8 is not None and len(_CHINESE.findall(utf8)) >= _LONG_UTF8:
        return utf8
    found = _strictly(data, "gb18030")
    if found is not None:
        return found
    return utf8 if utf8 is not None else _nearest(data, "gb18030")


def _utf8(data: bytes) -> str:
    found = _strictly(data, "utf-8")
    return _nearest(data, "utf-8") if found is None else found


def _nearest(data: bytes, label: str) -> str:
    """For damaged bytes: the reading with fewer holes, the label's own when they are equal."""
    if label == "utf-8":
        whole = _strictly(data, "gb18030")
        spoilt = data.decode("utf-8", "replace")
        if whole is not None and spoilt.count("\ufffd") > 1 + len(_CHINESE.findall(spoilt)) // 20:
            return whole
    texts = [_replacing(data, one) for one in dict.fromkeys((label, "utf-8", "gb18030"))]
    return min(texts, key=lambda text: text.count("\ufffd"))


def _unlabelled(data: bytes, label: str) -> str:
    """UTF-8 strictly, GB18030 where that gives Chinese, then a guess by chardet."""
    utf8 = _strictly(data, "utf-8")
    if utf8 is not None:
        return utf8
    chinese = _strictly(data, "gb18030")
    if chinese is not None and _looks_chinese(chinese):
        return chinese
    if label not in ("", *_VAGUE):
        return _replacing(data, label)
    guess = canonical(str(chardet.detect(data[:20000]).get("encoding") or ""))
    found = _strictly(data, guess) if guess not in ("", *_VAGUE) else None
    if found is not None:
        return found
    return _replacing(data, "windows-1252") if label in _VAGUE and chinese is None else (
        _nearest(data, "gb18030")
    )  # fmt: skip


def _looks_chinese(text: str) -> bool:
    foreign = [letter for letter in text if ord(letter) > 127]
    return len(_CHINESE.findall(text)) * 10 >= len(foreign) * 8


def _strictly(data: bytes, label: str) -> str | None:
    try:
        return _without_surrogates(data.decode(label))
    except (ValueError, LookupError):
        return None


def _replacing(data: bytes, label: str) -> str:
    try:
        return _without_surrogates(data.decode(label, "replace"))
    except (ValueError, LookupError):
        return data.decode("utf-8", "replace")


def _without_surrogates(text: str) -> str:
    return re.sub("[\ud800-\udfff]", "\ufffd", text)
