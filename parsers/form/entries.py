"""What a layout finds: cells with the labels that lead to them, before fields are known."""

from __future__ import annotations

from dataclasses import dataclass, field

from parsers.form.labels import Label
from parsers.form.measures import Measure
from parsers.form.numbers import decimal_text
from parsers.grid import Cell
from parsers.results import ActivityReading


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One cell with a label. `path` leads to it: section, category, parent, label, column.

    `groups` name the runs of cells it stands in, with whether it is the 合计 of that run;
    `shared`: the cell is merged over several labels; `raw`: the whole text of a cell of which
    this is one part;
    `counted_above`: a merged cell's number counts under an earlier label already;
    `unsure_measure`: two units of measure stand by it; `general_measure`: its unit was said for
    the whole table; `beside_another`: a second number stands in the same row.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ListColumn:
    """A column of an activity list: its rows, and the 合计 written under it."""

    label: Label
    measure: Measure | None
    cells: tuple[Cell, ...]
    location: str
    total: Cell | None = None
    total_location: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityList:
    """A list of activities, one a row."""

    activities: tuple[ActivityReading, ...]
    columns: tuple[ListColumn, ...]
    location: str


@dataclass(slots=True)
class Section:
    """What one stretch of a table holds: entries, lists, identity, titles above it."""

    entries: list[Entry] = field(default_factory=list)
    lists: list[ActivityList] = field(default_factory=list)
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
