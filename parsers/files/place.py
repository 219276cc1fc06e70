"""How a file is called in locations: its own name, without the folders of an archive."""

from __future__ import annotations

import re

_MOST = 120


def short_name(filename: str) -> str:
    """The last part of a name, on one line."""
    last = re.split(r"[/\\]", filename.strip("/\\"))[-1]
    return " ".join(last.split())[:_MOST]
