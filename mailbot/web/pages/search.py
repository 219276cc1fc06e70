"""Search over mails, texts and file names; hits are marked, whatever they contain."""

from __future__ import annotations

from typing import Any

from mailbot.web.asked import Asked
from store.search import search as store_search

_MOST = 60
_LONGEST = 200


def search(asked: Asked) -> dict[str, Any]:
    """The places that hold all the words."""
    words = asked.words.get("q", "").strip()[:_LONGEST]
    hits = store_search(asked.db, words, _MOST) if words else []
    return {
        "words": words,
        "hits": [{"hit": one, "pieces": pieces(one.snippet)} for one in hits],
        "most": _MOST,
    }


def pieces(snippet: str) -> list[tuple[str, bool]]:
    """A snippet as (text, whether it was searched for)."""
    found: list[tuple[str, bool]] = []
    for place, part in enumerate(snippet.split("⟦")):
        if place == 0:
            found.append((part, False))
            continue
        hit, closed, rest = part.partition("⟧")
        found.append((hit, bool(closed)))
        found.append((rest, False))
    return [one for one in found if one[0]]
