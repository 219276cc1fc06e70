"""The sample files that code can make: each maker writes a file and says what must be read in it.

What a maker returns goes beside the file as `.expected.json`. Keys: `state`, `parser`, `need`,
`title`, `headings`, `text` (pieces in this order), `absent` (pieces that must not be read),
`grids` (place: [rows, columns]), `cells` (location: text), `numbers`, `kinds`, `spans`,
`members`, `findings` (codes), `styles` (paragraph: style), `pictures`, `filename`, `limits`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

Expected = dict[str, object]
Make = Callable[[Path], Expected]

MAKERS: dict[str, Make] = {}


def case(name: str) -> Callable[[Make], Make]:
    """Register the maker of `kind/case.ext`."""

    def register(make: Make) -> Make:
        MAKERS[name] = make
        return make

    return register
