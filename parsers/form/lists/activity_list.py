"""An activity list as a layout hands it on: its activities, its columns of numbers, its doubts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from parsers.form.naming.labels import Label
from parsers.form.values.measures import Measure
from parsers.grid import Cell
from parsers.results import ActivityReading

RowDoubt = Literal[
    "strange", "cancelled", "uncounted", "postponed", "numbering", "sessions", "merged", "main"
]
"""Why rows may not be what they seem: a strange row among them, a cancelled or put off activity,
one not to be counted, numbers left out, several sessions in one row, a name merged over rows, only
main activities."""


_NEAR = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ListCell:
    """A cell of a list and where it stands."""

    cell: Cell
    location: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListColumn:
    """A column of an activity list: the cells of its activities, and the sums written in it.

    `is_open`: an activity has no number here, where most have one; `is_doubtful`: a number stands
    in a row of which it is not certain that it is an activity.
    """

    path: tuple[Label, ...]
    measure: Measure | None
    cells: tuple[ListCell, ...]
    location: str
    total: ListCell | None = None
    subtotals: tuple[ListCell, ...] = ()
    is_open: bool = False
    is_doubtful: bool = False

    @property
    def label(self) -> Label:
        """The head right over the column."""
        return self.path[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityList:
    """A list of activities, one a row.

    `place` and `rows` tell where it stands: its table, its header's row and its last one;
    `heads` are the texts of its header; `heading` is what stands above it; `ordinals` are the
    first and the last number of its rows; `stated` is how many activities its 合计 row says.
    """

    activities: tuple[ActivityReading, ...]
    columns: tuple[ListColumn, ...]
    location: str
    place: str = ""
    rows: tuple[int, int] = (0, 0)
    heads: tuple[str, ...] = ()
    heading: str = ""
    ordinals: tuple[int, int] | None = None
    stated: Decimal | None = None
    doubts: frozenset[RowDoubt] = frozenset()
    continues: bool = False

    def is_above(self, cell: Cell, location: str) -> bool:
        """Whether a cell stands among the list's rows, or right below them."""
        first, last = self.rows
        return location.startswith(self.place) and first < cell.row <= last + _NEAR
