"""Numbers as a file stores them, without the noise of binary fractions."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

_DIGITS = 15
"""What Excel itself shows: 0.1 + 0.2 is stored as 0.30000000000000004 and shown as 0.3."""
_DUSTY, _SHOWN, _ZEROS, _DUST = 12, 11, 3, Decimal("1e-6")
"""Digits of a number that may end in dust, digits that Excel shows at most, and how many of these
must be zeros for the rest to be dust; never more than a millionth."""
_LARGEST = 60


def stored_number(text: str) -> Decimal | None:
    """Read a stored number; None if it is none, or absurdly large."""
    try:
        exact = Decimal(text.strip())
    except InvalidOperation:
        return None
    if not exact.is_finite() or abs(exact.adjusted()) > _LARGEST:
        return None
    return _rounded(exact)


def from_float(value: float) -> Decimal | None:
    """Make a decimal of a library's float, or None for infinities."""
    return stored_number(repr(value))


def plain(number: Decimal) -> str:
    """Write a number with neither exponent nor trailing zeros."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _rounded(exact: Decimal) -> Decimal:
    if len(exact.as_tuple().digits) > _DIGITS:
        exact = Decimal(f"{exact:.{_DIGITS - 1}e}")
    return _without_dust(Decimal(plain(exact)) or Decimal(0))


def _without_dust(number: Decimal) -> Decimal:
    """36.00000000001, which a formula leaves behind and Excel shows as 36."""
    if len(number.as_tuple().digits) < _DUSTY or number == number.to_integral_value():
        return number
    short = Decimal(plain(Decimal(f"{number:.{_SHOWN - 1}e}")))
    clean = len(short.as_tuple().digits) <= _SHOWN - _ZEROS
    return short if clean and abs(short - number) < _DUST else number
