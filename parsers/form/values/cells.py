"""What a cell says: by its text, by the number its file holds, by the form's own units."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from parsers.form.definition import FormField
from parsers.form.entries import Entry
from parsers.form.text import plain_text, squeeze
from parsers.form.values.amounts import CellNumber
from parsers.form.values.follow_ups import without_follow_up
from parsers.form.values.marks import is_unfilled_sentence
from parsers.form.values.measures import SCALES, Measure, compatible, families, written_measure
from parsers.form.values.numbers import read_number
from parsers.form.values.several import EACH
from parsers.grid import Cell


def read_entry(entry: Entry, field: FormField) -> CellNumber:
    """Read the cell; a unit of measure that only this form uses is known here."""
    read = _before_follow_up(entry, field) or read_cell(entry.cell)
    own = {target_of(field).base, entry.measure.base if entry.measure else ""} - {""}
    unfilled = squeeze(entry.cell.text) in own or is_unfilled_sentence(entry.cell.text)
    if read.state == "unreadable" and read.doubt != "template" and unfilled:
        return CellNumber(state="blank")
    if _says_none(entry.cell.text, own):
        return CellNumber(state="none")
    if read.doubt != "own_unit":
        return read
    if read.base in own:
        return replace(read, doubt="", words="")
    if not re.search(r"\d", plain_text(entry.cell.text)):
        return CellNumber(state="unreadable")
    base = read.base.removesuffix(read.words)
    return replace(read, base=base, doubt="words" if base else "odd")


def _before_follow_up(entry: Entry, field: FormField) -> CellNumber | None:
    """25处，已整改22处 under 发现隐患: the number that the rest tells the fate of."""
    if entry.cell.kind != "text":
        return None
    label = "".join(label.text for label in entry.path) + field.label
    text, largest = without_follow_up(entry.cell.text, label)
    read = None if text == entry.cell.text else read_number(text)
    plain = read and read.value is not None and not read.doubt and read.value >= largest
    return read if plain else None


def _says_none(text: str, own: set[str]) -> bool:
    """无毫升, with a unit of measure that only this form knows."""
    text = squeeze(text)
    return text[:1] == "无" and text[1:] in own


def read_cell(cell: Cell) -> CellNumber:
    """What a cell says, by its text and by the number the file itself holds."""
    if cell.kind == "date":
        return CellNumber(state="unreadable")
    if cell.kind in ("formula", "error"):
        return CellNumber(state="unreadable")
    if cell.number is None:
        return read_number(cell.text)
    read = read_number(cell.text) if cell.text.strip() else CellNumber(state="value")
    if read.state == "unreadable" and read.doubt != "template" and not _is_shown_rounded(cell):
        return read
    if cell.number < 0:
        return CellNumber(state="unreadable")
    if read.base == "%" and read.value is not None and _agree(read.value, cell.number * 100):
        return replace(read, value=(cell.number * 100).normalize())  # 0.95 shown as 95%
    if scale := _shown_scale(read, cell.number):
        return replace(read, value=cell.number * scale)  # 12.5 shown as 12.50万元
    if read.value is not None and not _agree(read.value, cell.number):
        return replace(read, doubt="words", words=f"显示为 {cell.text}")
    base = read.base if read.state == "value" else ""
    scaled = read.scaled and read.value == cell.number
    return CellNumber(state="value", value=cell.number, base=base, scaled=scaled)


def _is_shown_rounded(cell: Cell) -> bool:
    """#### in a narrow column hides a number that the file holds."""
    return set(cell.text.strip()) <= {"#"}


def _shown_scale(read: CellNumber, held: Decimal) -> Decimal | None:
    """The 万 that the number's format writes behind it, so that it counts in them itself."""
    scales = map(Decimal, SCALES.values()) if read.value and read.scaled else ()
    return next((one for one in scales if _agree(read.value or held, held * one)), None)


def _agree(shown: Decimal, held: Decimal) -> bool:
    return abs(shown - held) <= max(Decimal(1), abs(held)) / 100


def pick(read: CellNumber, entry: Entry, field: FormField) -> CellNumber:
    """3场200人次: the one number whose unit is the field's; 12场/15次 has to be looked at."""
    wanted = target_of(field).base
    fitting = [one for one in read.parts if one.base == wanted] or [
        one for one in read.parts if one.base and compatible(one.base, wanted)
    ]
    named = [one for one in fitting if one.words and _is_named(one.words, entry.leaf.text)]
    chosen = named if len(named) == 1 else fitting
    if len(chosen) != 1 or not wanted:
        return CellNumber(state="unreadable")
    one = chosen[0]
    others = [each for each in read.parts if each is not one]
    alike = [each for each in others if compatible(each.base, wanted)]
    whole = len(alike) > 1 and sum(each.value for each in alike) == one.value
    alone = all(each.base for each in others) and (whole or not alike)
    known = alone and families(one.base) & families(wanted) and not EACH.search(one.words)
    return CellNumber(
        state="value", value=one.value, base=one.base, scaled=one.scaled, words=one.words,
        approximation=one.approximation, doubt="words" if known else "mixed", parts=read.parts,
    )  # fmt: skip


def _is_named(words: str, label: str) -> bool:
    """参观 of 参观人数, or 举办健康讲座 beside 健康讲座."""
    return words in label or (len(label) > 2 and words.endswith(label))


def target_of(field: FormField) -> Measure:
    """The field's own unit of measure."""
    return written_measure(field.unit_measure) or Measure(base=field.unit_measure)
