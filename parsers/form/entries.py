"""What a layout finds: cells with the labels that lead to them, before fields are known."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from parsers.form.lists.activity_list import ActivityList
from parsers.form.naming.labels import Label
from parsers.form.values.measures import Measure
from parsers.form.values.numbers import decimal_text
from parsers.grid import Cell

Said = Literal["", "sentence", "prose"]
"""How a text holds a field's name itself: as nothing but such clauses, or among other words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One cell with a label. `path` leads to it: section, category, parent, label, column.

    `groups` name the runs of cells it stands in, with whether it is the 合计 of that run;
    `shared`: the cell is merged over several labels; `raw`: the whole text of a cell of which
    this is one part;
    `counted_above`: a merged cell's number counts under an earlier label already;
    `unsure_measure`: two units of measure stand by it; `general_measure`: its unit was said for
    the whole table; `beside_another`: a second number stands in the same row;
    `part`: it stands in one of several rows of these names, and is no whole by itself;
    `added`: it is the sum of several cells; `guessed_label`: its label as it stood, where
    something that may matter was taken off it; `elsewhere`: a number near its empty cell;
    `said`: running text holds it.
    """

    path: tuple[Label, ...]
    cell: Cell
    location: str
    measure: Measure | None = None
    groups: tuple[tuple[str, bool], ...] = ()
    shared: bool = False
    is_child: bool = False
    raw: str | None = None
    counted_above: bool = False
    unsure_measure: bool = False
    general_measure: bool = False
    beside_another: bool = False
    elsewhere: str = ""
    part: tuple[Label, ...] | None = None
    added: bool = False
    said: Said = ""
    guessed_label: str = ""

    @property
    def leaf(self) -> Label:
        """The label nearest to the cell."""
        return self.path[-1]

    @property
    def is_total(self) -> bool:
        """Whether any label on the path is 合计 or the like."""
        return any(label.is_total for label in self.path)

    @property
    def name(self) -> str:
        """The path as a person reads it."""
        return "/".join(label.full for label in self.path if label.full)


@dataclass(slots=True)
class Section:
    """What one stretch of a table holds: entries, lists, identity, titles above it.

    `list_head` is the row of the header under which its last activity list stands.
    """

    entries: list[Entry] = field(default_factory=list)
    lists: list[ActivityList] = field(default_factory=list)
    list_head: int | None = None
    banners: list[str] = field(default_factory=list)
    pending: list[str] = field(default_factory=list)
    reporting_unit_text: str = ""
    closed: bool = False
    row_unit: bool = False
    location: str = ""
    sheet: str = ""


def raw_of(entry: Entry) -> str:
    """The text as written."""
    if entry.raw is not None:
        return entry.raw
    if not entry.cell.text.strip() and entry.cell.number is not None:
        return decimal_text(entry.cell.number)
    return entry.cell.text.strip()
