"""What a page is asked: where, with which words, when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from mailbot.web.desk import Desk


class NotFound(Exception):
    """Nothing of that name or number; the text is for the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A page's question. `place` holds the parts of the address, `words` those behind the `?`."""

    db: Database
    desk: Desk
    place: Mapping[str, str]
    words: Mapping[str, str]
    now: datetime

    def number(self, name: str) -> int:
        """A number of the address; raises NotFound for one that SQLite cannot hold."""
        text = self.place[name]
        if not text.isascii() or not text.isdigit() or len(text) > 18:
            raise NotFound(f"没有编号为 {text[:20]} 的内容")
        return int(text)

    def page(self) -> int:
        """Which page of a long list, from 1."""
        text = self.words.get("page", "1")
        return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 7 else 1
