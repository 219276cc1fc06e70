"""Numerals to numbers: Chinese, Arabic, and both mixed (十二, 两千三, 1.2万, 12万5000)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

DIGITS = {
    **{char: index for index, char in enumerate("零一二三四五六七八九")},
    **{char: index for index, char in enumerate("〇壹贰叁肆伍陆柒捌玖")},
    "○": 0, "两": 2, "兩": 2, "貳": 2, "弍": 2, "參": 3, "陸": 6, "俩": 2, "仨": 3,
}  # fmt: skip
SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
CHINESE = "".join([*DIGITS, *SMALL, *LARGE])
"""Every character a Chinese numeral is made of."""

_TOKEN = re.compile(rf"(?P<arabic>\d[\d,]*(?:\.\d+)?)|(?P<char>[{CHINESE}])")
_ZEROS = frozenset("零〇○")


def number_of(numeral: str) -> Decimal | None:
    """The number a numeral means, or None where it means none or more than one.

    两三 (two or three), 百 and 千 alone (百余, 上千) and 1万2 give None.
    """
    numeral = numeral.replace(" ", "")
    if "点" in numeral:
        return _pointed(numeral)
    tokens = _tokens(numeral)
    if not tokens:
        return None
    if all(token in DIGITS for token in tokens):
        return _positional(tokens)
    return _composed(tokens)


def _pointed(numeral: str) -> Decimal | None:
    """三点五万: digits around the point, one scale after them."""
    whole, _, rest = numeral.partition("点")
    digits = rest.rstrip("".join([*SMALL, *LARGE]))
    scales = rest[len(digits) :]
    left = number_of(whole)
    if left is None or not digits or any(char not in DIGITS for char in digits):
        return None
    value = left + Decimal("0." + "".join(str(DIGITS[char]) for char in digits))
    for char in scales:
        value *= SMALL.get(char) or LARGE[char]
    return value


def _tokens(numeral: str) -> list[str]:
    """Arabic numbers and single Chinese characters; empty where anything else stands between."""
    found = list(_TOKEN.finditer(numeral))
    if sum(len(match.group()) for match in found) != len(numeral):
        return []
    return [match.group().replace(",", "") for match in found]


def _positional(tokens: list[str]) -> Decimal | None:
    """二〇 is 20; 三五 is "three or five" and gives None."""
    if len(tokens) > 1 and not any(token in _ZEROS for token in tokens[1:]):
        return None
    if len(tokens) > 1 and tokens[0] in _ZEROS:
        return None
    return Decimal("".join(str(DIGITS[token]) for token in tokens))


class _Broken(ValueError):
    """The characters do not follow the order of a numeral."""


def _composed(tokens: list[str]) -> Decimal | None:
    try:
        return _Sum(iter(tokens)).value()
    except _Broken:
        return None


class _Sum:
    """Adds up the sections of a numeral from left to right."""

    def __init__(self, tokens: Iterator[str]) -> None:
        self.total = Decimal(0)
        self.section = Decimal(0)
        self.digit: Decimal | None = None
        self.digit_is_arabic = False
        self.after_zero = False
        self.lowest: int | None = None
        self.last_large: int | None = None
        for token in tokens:
            self._take(token)

    def _take(self, token: str) -> None:
        if token in SMALL:
            self._small(SMALL[token])
        elif token in LARGE:
            self._large(LARGE[token])
        elif token in _ZEROS:
            if self.digit is not None:
                raise _Broken
            self.after_zero = True
        else:
            self._digit(token)

    def _digit(self, token: str) -> None:
        if self.digit is not None:
            raise _Broken
        self.digit_is_arabic = token not in DIGITS
        self.digit = Decimal(DIGITS[token]) if token in DIGITS else Decimal(token)

    def _small(self, size: int) -> None:
        if self.lowest is not None and size >= self.lowest:
            raise _Broken
        if self.digit is None:
            if size != 10 or self.section:
                raise _Broken
            self.digit = Decimal(1)
        self.section += self.digit * size
        self.digit, self.lowest, self.after_zero = None, size, False

    def _large(self, size: int) -> None:
        amount = self.section + (self.digit or 0)
        if self.last_large is not None and size > self.last_large:
            amount += self.total
            self.total = Decimal(0)
        elif self.last_large == size:
            raise _Broken
        if amount <= 0:
            raise _Broken
        self.total += amount * size
        self.section, self.digit = Decimal(0), None
        self.lowest, self.last_large, self.after_zero = None, size, False

    def value(self) -> Decimal:
        return self.total + self.section + self._ending()

    def _ending(self) -> Decimal:
        """The last digit: 一万五 is 15000 and 两千三 is 2300, but 1万2 is not certain."""
        if self.digit is None:
            return Decimal(0)
        above = self.lowest or self.last_large
        if above is None or self.after_zero or above == 10:
            if self.digit_is_arabic and above == 10:
                raise _Broken
            return self.digit
        if not self.digit_is_arabic:
            return self.digit * above / 10
        if not above / 10 <= self.digit < above:
            raise _Broken
        return self.digit


def is_scaled(numeral: str) -> bool:
    """Whether a numeral says itself what it counts in: 三万, 2千5百; 三百 under 万元 does not."""
    if any(char in LARGE for char in numeral):
        return True
    return any(char.isdigit() and char.isascii() for char in numeral) and any(
        char in SMALL for char in numeral
    )
