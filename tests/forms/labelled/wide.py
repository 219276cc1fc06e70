"""Layout 5: a wide matrix with merged header rows, one data row, units in header brackets."""

from __future__ import annotations

from random import Random

from tests.forms.labelled.dealing import Entry
from tests.forms.labelled.labels import spelled, with_unit
from tests.forms.labelled.page import Page
from tests.forms.labelled.specimen import Specimen
from tests.forms.labelled.tables import by_category


def wide_table(rng: Random, specimen: Specimen, entries: tuple[Entry, ...], page: Page) -> None:
    """Two header rows (category, field), three with one cell above them all, or a row of units."""
    sheet = page.sheets[-1]
    numbers = tuple(one for one in entries if one.field.type != "text")
    if rng.random() < 0.2:
        row_of_units(rng, numbers, page)
        return
    top = sheet.row
    column = int(rng.random() < 0.5)
    deep = rng.random() < 0.4
    depth = 3 if deep else 2
    if column:
        sheet.put(0, rng.choice(("序号", "序 号")), row=top, rowspan=depth)
        sheet.put(0, "1", row=top + depth, kind="number" if page.addressing == "a1" else "text")
    if deep:
        sheet.put(column, "开展情况", row=top, colspan=len(numbers))
    for category, group in by_category(specimen, numbers):
        if len(group) == 1 and category != group[0].parent and rng.random() < 0.5:
            label = with_unit(rng, spelled(rng, group[0].flat), group[0].unit)
            sheet.put(column, label, row=top + deep, rowspan=2)
            page.write(sheet, column, group[0], row=top + depth)
            column += 1
            continue
        sheet.put(column, spelled(rng, category), row=top + deep, colspan=len(group))
        for one in group:
            nested = one.parent not in {"", category}
            label = f"其中：{one.leaf}" if nested else spelled(rng, one.leaf)
            sheet.put(column, with_unit(rng, label, one.unit), row=top + depth - 1)
            page.write(sheet, column, one, row=top + depth)
            column += 1
    sheet.row = top + depth + 1


def row_of_units(rng: Random, numbers: tuple[Entry, ...], page: Page) -> None:
    """Labels in one row, their units of measure beneath, the values under those."""
    sheet = page.sheets[-1]
    for column, one in enumerate(numbers):
        sheet.put(column, spelled(rng, one.flat))
        sheet.put(column, one.unit, row=sheet.row + 1)
        page.write(sheet, column, one, row=sheet.row + 2)
    sheet.row += 3
