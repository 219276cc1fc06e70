"""Dates and times as a person sees them under a number format; 1900 and 1904 serial numbers."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import Decimal

BUILTIN: dict[int, str] = {
    14: "yyyy/m/d",
    15: "yyyy-m-d",
    16: "m-d",
    17: "yyyy-m",
    18: "h:mm",
    19: "h:mm:ss",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    29: 'm"月"d"日"',
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    34: 'h"时"mm"分"',
    35: 'h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss",
    50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"',
    54: 'm"月"d"日"',
    55: 'yyyy"年"m"月"',
    56: 'm"月"d"日"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}
"""Dates that files name by number only, as a Chinese Excel shows them (18.8.30, zh-cn)."""

_WORDS = re.compile(r'"[^"]*"|\\.|!.|_.|\*.|\[[^\]]*\]')
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|!(?P<forced>.)|_.|\*.|\[[^\]]*\]'
    r"|(?P<field>y+|m+|d+|h+|s+)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_LAST_SERIAL = 2_958_465  # 31 December 9999


def is_date_format(code: str) -> bool:
    """Whether a format shows dates or times: a letter of one outside quoted words."""
    bare = _WORDS.sub("", code[:255].split(";", maxsplit=1)[0])
    return bool(re.search(r"[ymdhs]|a{3,4}", bare, re.IGNORECASE)) and "general" not in bare.lower()


def serial_moment(serial: Decimal, *, from_1904: bool = False) -> datetime | None:
    """The moment of a serial number; None outside Excel's calendar.

    In the 1900 system day 60 is 29 February 1900, which never was.
    """
    if not 0 <= serial <= _LAST_SERIAL:
        return None
    day = 31 if serial < 60 else 30
    start = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, day)  # noqa: DTZ001 - no zone is known
    seconds = int((serial * 86400).to_integral_value())
    try:
        return start + timedelta(seconds=seconds)
    except OverflowError:
        return None


def shown_moment(moment: datetime, code: str) -> str:
    """Write a moment under its format, or as ISO 8601 where the format has more than numbers."""
    section = code.split(";", maxsplit=1)[0]
    if re.search(r"a/p|am/pm|上午|aaa|m{3,}|d{3,}|e|g|b", _WORDS.sub("", section), re.IGNORECASE):
        return iso_moment(moment)
    out: list[str] = []
    before = ""
    fields = list(_TOKEN.finditer(section))
    for index, match in enumerate(fields):
        field = match["field"]
        if not field:
            out.append(
                match["quoted"] or match["escaped"] or match["forced"] or match["other"] or ""
            )
            continue
        letter = field[0].lower()
        if letter == "m" and (before == "h" or _next_letter(fields[index + 1 :]) == "s"):
            letter = "M"
        out.append(_field(moment, letter, len(field)))
        before = letter
    return "".join(out).strip()


def iso_moment(moment: datetime) -> str:
    """A date, or a date with minutes where there is a time."""
    if (moment.hour, moment.minute, moment.second) == (0, 0, 0):
        return moment.date().isoformat()
    return moment.isoformat(sep=" ", timespec="minutes")


def _next_letter(rest: list[re.Match[str]]) -> str:
    return next((one["field"][0].lower() for one in rest if one["field"]), "")


def _field(moment: datetime, letter: str, width: int) -> str:
    if letter == "y":
        return f"{moment.year:04}" if width > 2 else f"{moment.year % 100:02}"
    value = {
        "m": moment.month,
        "d": moment.day,
        "h": moment.hour,
        "M": moment.minute,
        "s": moment.second,
    }[letter]
    return f"{value:02}" if width > 1 else str(value)
