"""Layouts of the held-out set alone: two blocks side by side, a row of units, mixed tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from tests.forms.labelled.crossing import case_of, close_page, open_page
from tests.forms.labelled.dealing import Entry, deal
from tests.forms.labelled.identity import make_identity
from tests.forms.labelled.labels import spelled
from tests.forms.labelled.page import Page, addressing_for
from tests.forms.labelled.pairs import pair_table, sentence_table
from tests.forms.labelled.sheet import Sheet
from tests.forms.labelled.specimen import Specimen
from tests.forms.labelled.tables import indicator_table
from tests.forms.labelled.truth import Case
from tests.forms.labelled.values import Sample
from tests.forms.labelled.wide import row_of_units, wide_table

KINDS = ("side by side", "row of units", "wide over indicators", "pairs and sentences", "shifted")


def side_by_side(rng: Random, entries: tuple[Entry, ...], page: Page) -> None:
    """Item, unit of measure and number twice in a row."""
    sheet = page.sheets[-1]
    sheet.line(*(("项目", "单位", "数量") * 2))
    numbers = [one for one in entries if one.field.type != "text"]
    half = (len(numbers) + 1) // 2
    for row in range(half):
        for offset, one in enumerate(numbers[row::half]):
            sheet.put(3 * offset, spelled(rng, one.flat))
            sheet.put(3 * offset + 1, one.unit)
            page.write(sheet, 3 * offset + 2, one)
        sheet.row += 1


def shifted(rng: Random, entries: tuple[Entry, ...], page: Page) -> None:
    """A table that begins in the third column below empty rows."""
    sheet = page.sheets[-1]
    sheet.row += 2
    sheet.line("指标", "计量单位", "数值", "备注", column=2)
    for one in entries:
        sheet.put(2, spelled(rng, one.flat))
        sheet.put(3, one.unit)
        page.write(sheet, 4, one)
        sheet.put(5, rng.choice(("", "见附表3", "比上年多2")))
        sheet.row += 1


def _write(
    rng: Random, kind: str, specimen: Specimen, entries: tuple[Entry, ...], page: Page
) -> None:
    sheet: Sheet = page.sheets[-1]
    numbers = tuple(one for one in entries if one.field.type != "text")
    half = len(numbers) // 2
    while half < len(numbers) and numbers[half].parent:
        half += 1
    if kind == "side by side":
        side_by_side(rng, entries, page)
    elif kind == "row of units":
        row_of_units(rng, numbers, page)
    elif kind == "shifted":
        shifted(rng, entries, page)
    elif kind == "wide over indicators":
        wide_table(rng, specimen, numbers[:half], page)
        sheet.title("二、其他指标", 10)
        indicator_table(rng, numbers[half:], page)
    else:
        pair_table(rng, numbers[:half], page)
        sentence_table(rng, specimen, numbers[half:], page)


def fresh_layouts(
    rng: Random, specimens: Sequence[Specimen], samples: Sequence[Sample]
) -> Iterator[Case]:
    """Deal all samples over the fresh layouts."""
    for kind in KINDS:
        in_sentences = kind == "pairs and sentences"
        odd = {"date", "phone", "formula without value", "error cell"}
        fit = [s for s in samples if not in_sentences or not (s.parts or s.kind in odd)]
        rng.shuffle(fit)
        for index, specimen in enumerate(specimens):
            share = fit[index :: len(specimens)]
            cases = deal(rng, specimen, share, shown=not in_sentences, nasty=3)
            for number, entries in enumerate(cases):
                page = Page(rng, addressing_for(rng, entries))
                identity = make_identity(rng, specimen, ("paragraph", "row", "last row", "below"))
                open_page(rng, specimen.definition.title, identity, page, 6)
                _write(rng, kind, specimen, entries, page)
                close_page(identity, page, 6)
                name = f"{kind} {specimen.definition.title[:10]} {number}"
                written = {figure.field_key for figure in page.figures}
                short = any(one.field.key not in written for one in entries)
                yield case_of(name, kind, specimen, page, identity, doubtful=short)
