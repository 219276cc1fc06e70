"""A number as a person sees it under its number format (ECMA-376 part 1, 18.8.30 and 18.8.31).

Formats that are not plain digits with words around them (fractions, powers, Chinese numerals)
leave the number as it is stored.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from parsers.files.number import plain

BUILTIN: dict[int, str] = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    49: "@",
}
"""Formats that files name by number only; the dates among them are in date_format.py."""

_TOKEN = re.compile(
    r"""
    "(?P<quoted>[^"]*)"
    | \\(?P<escaped>.) | !(?P<forced>.)
    | _. | \*.
    | \[(?P<bracket>[^\]]*)\]
    | (?P<digit>[0\#?]) | (?P<point>\.) | (?P<comma>,) | (?P<percent>%)
    | (?P<general>General) | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(>=|<=|<>|>|<|=)(-?\d+(?:\.\d+)?)$")
_NOT_PLAIN = re.compile(r"[A-Za-z/@]")
_MOST_DECIMALS = 15
_LONGEST = 255
"""Excel allows no longer ones (18.8.30)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Section:
    """One `;` part of a format: words and digit places in order."""

    tokens: tuple[tuple[str, str], ...]
    places: int
    decimals: int
    needed_decimals: int
    scale: int
    grouped: bool
    condition: tuple[str, Decimal] | None
    readable: bool


def shown(number: Decimal, code: str) -> str:
    """Write a number as its format shows it, or plainly where the format is not a simple one."""
    code = code.replace("G/通用格式", "General")  # as Chinese programs name it
    if not code or len(code) > _LONGEST or code.lower() in ("general", "@"):
        return plain(number)
    sections = _sections(code)
    section, signed = _chosen(sections, number)
    if section is None or not section.readable:
        return plain(number)
    return _rendered(section, number, signed).strip() or plain(number)


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[_Section, ...]:
    parts = re.findall(r'(?:"[^"]*"|\\.|!.|[^;])+|(?<=;)(?=;|$)', code, re.DOTALL)
    return tuple(_section(part) for part in parts[:4])


def _section(part: str) -> _Section:
    tokens: list[tuple[str, str]] = []
    condition = None
    readable = True
    for match in _TOKEN.finditer(part):
        kind = match.lastgroup or ""
        if kind == "bracket":
            condition, fine = _bracket(match["bracket"], condition)
            readable = readable and fine
        elif kind == "other":
            readable = readable and not _NOT_PLAIN.match(match[0])
            tokens.append(("text", match[0]))
        elif kind in ("quoted", "escaped", "forced"):
            tokens.append(("text", match[kind]))
        elif kind:
            tokens.append((kind, match[0]))
    return _measured(tokens, condition, readable)


def _bracket(
    text: str, before: tuple[str, Decimal] | None
) -> tuple[tuple[str, Decimal] | None, bool]:
    """A bracket holds a condition, a currency mark, a colour, or something not read here."""
    if match := _CONDITION.match(text):
        return (match[1], Decimal(match[2])), True
    return before, not text.upper().startswith("DBNUM")


def _measured(
    tokens: list[tuple[str, str]], condition: tuple[str, Decimal] | None, readable: bool
) -> _Section:
    point = next((i for i, (kind, _) in enumerate(tokens) if kind == "point"), len(tokens))
    digits = [i for i, (kind, _) in enumerate(tokens) if kind == "digit"]
    last = digits[-1] if digits else -1
    before = [i for i in digits if i < point]
    after = [i for i in digits if i > point]
    commas = [i for i, (kind, _) in enumerate(tokens) if kind == "comma"]
    percents = sum(kind == "percent" for kind, _ in tokens)
    return _Section(
        tokens=tuple(tokens),
        places=len(before),
        decimals=len(after),
        needed_decimals=sum(tokens[i][1] == "0" for i in after),
        scale=2 * percents - 3 * sum(i > last for i in commas if digits),
        grouped=any(before and before[0] < i < before[-1] for i in commas),
        condition=condition,
        readable=readable and len(after) <= _MOST_DECIMALS,
    )


def _chosen(sections: tuple[_Section, ...], number: Decimal) -> tuple[_Section | None, bool]:
    """The section for this number, and whether a minus sign must be written before it."""
    if not sections:
        return None, False
    if any(section.condition for section in sections):
        return next((one for one in sections[:3] if _meets(one, number)), None), number < 0
    if number < 0 and len(sections) > 1:
        return sections[1], False
    if number == 0 and len(sections) > 2:
        return sections[2], False
    return sections[0], number < 0


def _meets(section: _Section, number: Decimal) -> bool:
    if section.condition is None:
        return True
    sign, bound = section.condition
    order = (number > bound) - (number < bound)
    return order in {">": (1,), "<": (-1,), "=": (0,), ">=": (0, 1), "<=": (0, -1)}.get(
        sign, (-1, 1)
    )


def _rendered(section: _Section, number: Decimal, signed: bool) -> str:
    if any(kind == "general" for kind, _ in section.tokens):
        digits = plain(abs(number))
        body = "".join(digits if kind == "general" else text for kind, text in section.tokens)
        return f"-{body}" if signed else body
    if not section.places and not section.decimals:
        return "".join(text for kind, text in section.tokens if kind in ("text", "percent"))
    scaled = abs(number).scaleb(section.scale)
    rounded = scaled.quantize(Decimal(1).scaleb(-section.decimals), ROUND_HALF_UP)
    whole, _, part = format(rounded, "f").partition(".")
    body = _placed(section, whole.lstrip("0"), _trimmed(part, section.needed_decimals))
    return f"-{body}" if signed and rounded else body


def _trimmed(part: str, needed: int) -> str:
    kept = part.rstrip("0")
    return part[: max(len(kept), needed)]


def _placed(section: _Section, whole: str, part: str) -> str:
    """Put digits into their places; digits beyond the first place stand in it."""
    out: list[str] = []
    left = section.places
    decimal = 0
    extra = max(len(whole) - left, 0)
    started = False
    for kind, text in section.tokens:
        if kind == "digit" and left:
            index = len(whole) - left
            piece = whole[: extra + 1] if not started and extra else whole[index : index + 1]
            if index < 0:
                piece = "0" if text == "0" else ""
            out.append(_grouped(piece, left, section.grouped))
            started = True
            left -= 1
        elif kind == "digit":
            out.append(part[decimal : decimal + 1])
            decimal += 1
        elif kind == "point":
            out.append("." if part else "")
        elif kind in ("text", "percent"):
            out.append(text)
    return "".join(out)


def _grouped(piece: str, left: int, grouped: bool) -> str:
    """Write the thousands' commas after digits of which `left` - 1 more follow."""
    if not grouped:
        return piece
    marked: list[str] = []
    for at, digit in enumerate(piece):
        after = left - 1 + len(piece) - 1 - at
        marked.append(digit + ("," if after and after % 3 == 0 else ""))
    return "".join(marked)
