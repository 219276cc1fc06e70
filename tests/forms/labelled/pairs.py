"""Layouts of labels beside or inside their values: pairs, and sentences with blanks."""

from __future__ import annotations

from random import Random

from tests.forms.labelled.dealing import Entry
from tests.forms.labelled.labels import spelled, upright, with_unit
from tests.forms.labelled.page import Page
from tests.forms.labelled.specimen import Specimen
from tests.forms.labelled.tables import by_category


def pair_table(rng: Random, entries: tuple[Entry, ...], page: Page) -> None:
    """Layout 3: label and value, two pairs a row; texts over the whole width, upright labels."""
    sheet = page.sheets[-1]
    texts = [one for one in entries if one.field.type == "text"]
    numbers = [one for one in entries if one.field.type != "text"]
    for start in range(0, len(numbers), 2):
        pair = numbers[start : start + 2]
        alone = len(pair) == 1
        for offset, one in enumerate(pair):
            sheet.put(2 * offset, pair_label(rng, one))
            page.write(sheet, 2 * offset + 1, one, colspan=3 if alone else 1)
        sheet.row += 1
    for one in texts:
        sheet.put(0, upright(one.label) if rng.random() < 0.6 else one.label)
        page.write(sheet, 1, one, colspan=3)
        sheet.row += 1


def pair_label(rng: Random, one: Entry) -> str:
    """With its unit of measure in brackets where that is not the field's own, else sometimes."""
    style = rng.random()
    needs = one.unit != one.field.unit_measure or one.field.label == "开展科技咨询"
    if needs or style < 0.4:
        return with_unit(rng, spelled(rng, one.flat), one.unit)
    if style < 0.55:
        return upright(one.flat)
    if style < 0.65:
        return f"{one.flat}："
    return spelled(rng, one.flat)


def sentence_table(rng: Random, specimen: Specimen, entries: tuple[Entry, ...], page: Page) -> None:
    """Layout 7: sentences with blanks in wide cells, each block's fields in one sentence."""
    sheet = page.sheets[-1]
    lettered = rng.random() < 0.6
    numbers = tuple(one for one in entries if one.field.type != "text")
    for name, group in by_category(specimen, numbers):
        if lettered:
            sheet.put(0, spelled(rng, name))
        separator = rng.choice(("，", "；", "、", "，\n", "。"))
        sentence = separator.join(clause(rng, one) for one in group)
        location = sheet.put(int(lettered), sentence + rng.choice(("。", "")), colspan=3)
        page.figures.extend(one.at(location) for one in group)
        sheet.row += 1


def clause(rng: Random, one: Entry) -> str:
    """专职人员 12 人: the label, the value, the unit of measure unless the value has its own."""
    raw = one.raw.strip()
    gap = rng.choice(("", " ", "  "))
    if not raw:
        return f"{one.flat}{rng.choice(('    ', '____', ' '))}{one.unit}"
    # 无 says nothing of the unit of measure that tells 开展科技咨询 from 开展科技咨询.
    twin = one.field.label == "开展科技咨询"
    if one.kind.endswith("none mark") and (raw != "无" or twin):
        return f"{one.flat} {raw} {one.unit}"
    has_unit = any(character in raw for character in one.unit) or raw.endswith(("。", "）"))
    unit = "" if has_unit or one.kind in {"none mark", "no number"} else one.unit
    return f"{one.flat}{gap}{raw}{gap if unit else ''}{unit}"
