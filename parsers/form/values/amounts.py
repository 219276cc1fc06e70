"""What a cell of a number field can say."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from parsers.form.values.quantities import Quantity
from parsers.results import Approximation, FigureState

Doubt = Literal[
    "", "template", "combined", "parts", "pieces", "two_values", "mixed", "words", "odd", "own_unit"
]
"""Why a readable cell still needs a look.

`combined`: one number for several things; `parts`: several named numbers that add up to the
value; `pieces`: several named numbers of which nobody can tell that they are parts of one whole;
`two_values`: 本周 and 累计; `mixed`: numbers of different units; `words`: unexplained text;
`odd`: pieces that do not fit;
`own_unit`: `base` is a word the grammar does not know, right only if the form has it as a unit.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellNumber:
    """What a cell says. `value` is in ones of `base`; `parts` are its named pieces.

    `words` is text beside the number that does not belong to it, for the caller to weigh; `before`
    is the piece of it that leads to the number, `behind` says that all of it stands after the
    number, set off by a bracket or a comma.
    """

    state: FigureState
    value: Decimal | None = None
    base: str = ""
    scaled: bool = False
    approximation: Approximation | None = None
    parts: tuple[Quantity, ...] = ()
    doubt: Doubt = ""
    words: str = ""
    before: str = ""
    behind: bool = False


BLANK = CellNumber(state="blank")
NOTHING = CellNumber(state="none")
UNREADABLE = CellNumber(state="unreadable")
LEFTOVER = CellNumber(state="unreadable", doubt="template")
