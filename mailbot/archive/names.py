"""Names that are safe on every disk, made from what strangers wrote."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul"}
    | {f"com{number}" for number in range(1, 10)}
    | {f"lpt{number}" for number in range(1, 10)}
)
_LONGEST_STEM, _LONGEST_ENDING = 60, 12
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def safe_name(text: str, fallback: str) -> str:
    """One name, never a path: no separators, controls, trailing dots, reserved device names."""
    shown = "".join(c for c in text if unicodedata.category(c) not in _INVISIBLE)
    flat = " ".join(_FORBIDDEN.sub("_", shown).split()).strip(" .")
    path = PurePosixPath(flat or fallback)
    stem = path.stem[:_LONGEST_STEM].strip(" .") or fallback
    if stem.lower().partition(".")[0] in _RESERVED:
        stem = f"_{stem}"
    return stem + path.suffix[:_LONGEST_ENDING]


def ending_of(filename: str) -> str:
    """The ending that a file's own name gives it, such as `.xlsx`; '' without a plain one."""
    suffix = PurePosixPath(safe_name(filename, "x")).suffix.lower()
    return suffix if re.fullmatch(r"\.[a-z0-9]{1,8}", suffix) else ""
