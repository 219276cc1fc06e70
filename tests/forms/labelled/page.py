"""A file being written: sheets, paragraphs, and what each cell of them means."""

from __future__ import annotations

from random import Random

from parsers.grid import Grid
from parsers.results import FileContent, Paragraph
from tests.forms.labelled.dealing import Entry
from tests.forms.labelled.sheet import Addressing, Sheet, typed
from tests.forms.labelled.truth import ExpectedFigure


class Page:
    """One file of one form. `add` starts a sheet or table, `write` puts an entry's cell down."""

    def __init__(self, rng: Random, addressing: Addressing, name: str = "统计表"):
        self.rng = rng
        self.addressing = addressing
        self.name = name
        self.sheets: list[Sheet] = []
        self.before: list[str] = []
        self.after: list[str] = []
        self.figures: list[ExpectedFigure] = []

    def add(self, name: str = "", *, hidden: bool = False) -> Sheet:
        ordinal = len(self.sheets) + 1
        title = name or f"Sheet{ordinal}"
        a1 = self.addressing == "a1"
        place = f"{self.name}.xlsx!{title}!" if a1 else f"{self.name}.docx 表{ordinal} "
        self.sheets.append(Sheet(title, place, self.addressing, hidden=hidden))
        return self.sheets[-1]

    def write(
        self, sheet: Sheet, column: int, one: Entry, *, row: int | None = None, colspan: int = 1
    ) -> None:
        kind = one.cell
        if kind == "text":
            kind = typed(one.raw, self.addressing, self.rng.random())
        elif self.addressing != "a1":
            kind = "text"
        location = sheet.put(column, one.raw, row=row, colspan=colspan, kind=kind)
        self.figures.append(one.at(location))

    def content(self) -> FileContent:
        paragraphs = [
            Paragraph(text=text, order=order, place=f"{self.name} 第{order + 1}段")
            for order, text in enumerate(self.before)
        ]
        first = len(self.before)
        grids: list[Grid] = [sheet.grid(first + offset) for offset, sheet in enumerate(self.sheets)]
        last = first + len(grids)
        paragraphs += [
            Paragraph(text=text, order=last + offset, place=f"{self.name} 末{offset + 1}段")
            for offset, text in enumerate(self.after)
        ]
        parser = "xlsx" if self.addressing == "a1" else "docx"
        return FileContent(parser=parser, paragraphs=tuple(paragraphs), grids=tuple(grids))


def addressing_for(rng: Random, entries: tuple[Entry, ...]) -> Addressing:
    """Documents have no formulas, errors or dates; everything else comes from either."""
    sheet_only = any(one.cell in {"formula", "error", "date"} for one in entries)
    return "a1" if sheet_only or rng.random() < 0.5 else "row_column"
