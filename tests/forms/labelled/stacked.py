"""Layouts 6 and 8: sub-tables stacked in one table, and a form over several sheets."""

from __future__ import annotations

from random import Random

from tests.forms.labelled.dealing import Entry
from tests.forms.labelled.labels import spelled, with_unit
from tests.forms.labelled.page import Page
from tests.forms.labelled.pairs import pair_label, pair_table
from tests.forms.labelled.specimen import Specimen
from tests.forms.labelled.tables import by_category, category_rows, indicator_table, row_label

_WIDTH = 6
_NUMERALS = "一二三四五六七八九"


def stacked_table(rng: Random, specimen: Specimen, entries: tuple[Entry, ...], page: Page) -> None:
    """Each category is a sub-table of its own shape under a title over all columns."""
    sheet = page.sheets[-1]
    for ordinal, (category, group) in enumerate(by_category(specimen, entries)):
        sheet.title(f"{_NUMERALS[ordinal]}、{spelled(rng, category)}", _WIDTH)
        nested = any(one.parent not in {"", category} for one in group)
        texts = any(one.field.type == "text" for one in group)
        if texts:
            pair_table(rng, group, page)
        elif nested or rng.random() < 0.4:
            _rows(rng, category, group, page)
        elif rng.random() < 0.5:
            _pairs(rng, group, page)
        else:
            _flat(rng, group, page)


def _rows(rng: Random, category: str, group: tuple[Entry, ...], page: Page) -> None:
    sheet = page.sheets[-1]
    sheet.line("项目", "单位", rng.choice(("数量", "数 量")))
    for one in group:
        sheet.put(0, row_label(rng, one, category))
        sheet.put(1, one.unit)
        page.write(sheet, 2, one)
        sheet.row += 1


def _pairs(rng: Random, group: tuple[Entry, ...], page: Page) -> None:
    sheet = page.sheets[-1]
    for start in range(0, len(group), 3):
        for offset, one in enumerate(group[start : start + 3]):
            sheet.put(2 * offset, pair_label(rng, one))
            page.write(sheet, 2 * offset + 1, one)
        sheet.row += 1


def _flat(rng: Random, group: tuple[Entry, ...], page: Page) -> None:
    sheet = page.sheets[-1]
    for start in range(0, len(group), _WIDTH):
        members = group[start : start + _WIDTH]
        for column, one in enumerate(members):
            sheet.put(column, with_unit(rng, spelled(rng, one.leaf), one.unit))
            page.write(sheet, column, one, row=sheet.row + 1)
        sheet.row += 2


def several_sheets(rng: Random, specimen: Specimen, entries: tuple[Entry, ...], page: Page) -> None:
    """The first half beside its categories, the rest as indicators on a sheet of its own."""
    half = len(entries) // 2
    while half < len(entries) and entries[half].parent:
        half += 1
    first, second = entries[:half], entries[half:]
    sheet = page.sheets[-1]
    sheet.row += rng.randint(0, 2)
    if first:
        category_rows(rng, specimen, first, page, sheet, noted=False)
    if rng.random() < 0.5:
        notes = page.add("填表说明")
        notes.line("填表说明")
        notes.line("1.本表于6月14日前报送，一式3份。")
        notes.line("2.人次按实际参加活动的人数填写，1人参加3次计3人次。")
    if second:
        page.add("续表")
        page.sheets[-1].title(f"{specimen.definition.title}（续）", 4)
        indicator_table(rng, second, page)
