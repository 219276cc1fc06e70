"""Layouts of one field a row: categories merged down, and indicators with children."""

from __future__ import annotations

from itertools import groupby
from random import Random

from tests.forms.labelled.dealing import Entry
from tests.forms.labelled.labels import numbered, spelled, with_unit
from tests.forms.labelled.page import Page
from tests.forms.labelled.sheet import Sheet
from tests.forms.labelled.specimen import Specimen

_NUMBER_WORDS = ("数量", "数 量", "数值", "本期数", "实际完成数", "数\n量")
_UNIT_WORDS = ("单位", "计量单位", "单 位", "计量\n单位")
_ITEM_WORDS = ("项目", "项 目", "指标名称", "内容", "活动内容")
_REMARKS = ("", "", "", "含线上2场", "同比增加3场", "5月21日开展", "详见附件1", "12家媒体参与")


def by_category(
    specimen: Specimen, entries: tuple[Entry, ...]
) -> list[tuple[str, tuple[Entry, ...]]]:
    def category(one: Entry) -> str:
        return specimen.category(one.field.key)

    order = [name for name, _ in specimen.blocks]
    ordered = sorted(entries, key=lambda one: order.index(category(one)))
    return [(name, tuple(group)) for name, group in groupby(ordered, category)]


def row_label(rng: Random, one: Entry, category: str) -> str:
    if one.parent and one.parent != category:
        return rng.choice((f"其中：{one.leaf}", f"    其中:{one.leaf}", f"#{one.leaf}"))
    return spelled(rng, one.leaf)


def category_table(rng: Random, specimen: Specimen, entries: tuple[Entry, ...], page: Page) -> None:
    """Layout 1: category (merged down), item, unit of measure, number, note."""
    sheet = page.sheets[-1]
    category_rows(rng, specimen, entries, page, sheet, noted=rng.random() < 0.6)


def category_rows(
    rng: Random,
    specimen: Specimen,
    entries: tuple[Entry, ...],
    page: Page,
    sheet: Sheet,
    *,
    noted: bool,
) -> None:
    unit_column = rng.random() < 0.7
    header = [rng.choice(("类别", "类 别", "活动类别")), rng.choice(_ITEM_WORDS)]
    header += [rng.choice(_UNIT_WORDS)] if unit_column else []
    header += [rng.choice(_NUMBER_WORDS)]
    sheet.line(*header, *(["备注"] if noted else []))
    merging = rng.choice(("merged", "merged", "merged", "repeated", "first row only"))
    for category, group in by_category(specimen, entries):
        for number, one in enumerate(group):
            if merging == "repeated" or not number:
                height = len(group) if merging == "merged" else 1
                sheet.put(0, spelled(rng, category), rowspan=height)
            label = row_label(rng, one, category)
            sheet.put(1, label if unit_column else with_unit(rng, label, one.unit))
            if unit_column:
                sheet.put(2, one.unit)
            page.write(sheet, 2 + unit_column, one)
            if noted:
                sheet.put(3 + unit_column, rng.choice(_REMARKS))
            sheet.row += 1
        if rng.random() < 0.1:
            sheet.line(*header, *(["备注"] if noted else []))


def indicator_table(rng: Random, entries: tuple[Entry, ...], page: Page) -> None:
    """Layout 2: indicator, code, unit of measure, number, with indented children."""
    sheet = page.sheets[-1]
    coded = rng.random() < 0.7
    words = ["指标名称", *(["代码"] if coded else []), rng.choice(_UNIT_WORDS)]
    sheet.line(*words, rng.choice(_NUMBER_WORDS))
    if rng.random() < 0.4:
        sheet.line("甲", *(["乙"] if coded else []), "丙", "1")
    known = {one.field.label for one in entries}
    opened = ""
    for ordinal, one in enumerate(entries, start=1):
        if one.parent and one.parent not in known and one.parent != opened:
            sheet.line(one.parent)
            opened = one.parent
        _indicator_row(rng, sheet, page, one, f"{ordinal:02d}" if coded else "", ordinal)


def _indicator_row(
    rng: Random, sheet: Sheet, page: Page, one: Entry, code: str, ordinal: int
) -> None:
    label = numbered(rng, ordinal, spelled(rng, one.label))
    if one.parent:
        label = rng.choice((f"  其中：{one.leaf}", f"    {one.leaf}", f"其中: {one.leaf}"))
    sheet.put(0, label)
    if code:
        sheet.put(1, code, kind="number" if page.addressing == "a1" and code > "09" else "text")
    sheet.put(1 + bool(code), one.unit)
    page.write(sheet, 2 + bool(code), one)
    sheet.row += 1
