"""The piece of an indexed text around the words that were looked for.

SQLite's own `snippet()` compares each place with each other one: a summary that names 活 eight
hundred times took it four milliseconds, and a page shows sixty hits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

OPEN, CLOSE = "⟦", "⟧"
_TOKEN = re.compile(r"[^\W_]+")
_BEFORE, _BEHIND = 8, 32
_REACH = 160
"""Characters: a stranger's word may be endless."""
_MOST_PLACES = 30
_Place = tuple[int, int, int]
"""Where it begins, where it ends, which phrase it is."""


def snippet(words: str, phrases: Iterable[str]) -> str | None:
    """The forty words around the place where most of the phrases stand, these marked.

    `words` and `phrases` have a space around each Chinese character. None where the phrases are
    not written there as they were asked for (the index also finds e for é).
    """
    places = _places(words, [_pattern(one) for one in phrases if _TOKEN.search(one)])
    if not places:
        return None
    start, end = _window(words, places)
    pieces, at = [] if start == 0 else ["…"], start
    for first, last, _ in places:
        if at <= first and last <= end:
            pieces += [words[at:first], OPEN, words[first:last], CLOSE]
            at = last
    return "".join([*pieces, words[at:end], "" if end == len(words) else "…"])


def _pattern(phrase: str) -> re.Pattern[str]:
    """The phrase's tokens in order, with nothing but spaces and punctuation between them."""
    tokens = r"[\W_]+".join(map(re.escape, _TOKEN.findall(phrase)))
    return re.compile(rf"(?<![^\W_]){tokens}(?![^\W_])", re.IGNORECASE)


def _places(words: str, patterns: Sequence[re.Pattern[str]]) -> list[_Place]:
    found: list[_Place] = []
    for number, pattern in enumerate(patterns):
        for count, one in enumerate(pattern.finditer(words)):
            if count == _MOST_PLACES:
                break
            found.append((one.start(), one.end(), number))
    return sorted(found)


def _window(words: str, places: Sequence[_Place]) -> tuple[int, int]:
    """The first of the windows that hold the most different phrases."""
    best, most = (0, 0), 0
    wanted = len({number for _, _, number in places})
    for index, (start, stop, _) in enumerate(places):
        window = _around(words, start, stop)
        held = len({number for _, last, number in places[index:] if last <= window[1]})
        if held > most:
            best, most = window, held
        if most == wanted:
            break
    return best


def _around(words: str, start: int, stop: int) -> tuple[int, int]:
    """Some words before a place and more behind it."""
    before = words[max(0, start - _REACH) : start].rsplit(" ", _BEFORE)[-_BEFORE:]
    behind = words[stop : stop + 2 * _REACH].split(" ", _BEHIND)[:_BEHIND]
    return start - len(" ".join(before)), stop + len(" ".join(behind))
