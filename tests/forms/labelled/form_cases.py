"""Cases about whole files: other forms, blank forms, wrong years, several units, hidden sheets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from random import Random

from tests.forms.labelled.crossing import (
    LAYOUTS,
    case_of,
    close_page,
    one_case,
    open_page,
    write_table,
)
from tests.forms.labelled.dealing import Entry
from tests.forms.labelled.identity import make_identity, phone_numbers
from tests.forms.labelled.label_cases import in_order, some_entries
from tests.forms.labelled.page import Page
from tests.forms.labelled.specimen import Specimen
from tests.forms.labelled.truth import BLANK, UNFILLED, Case, ExpectedForm

_TABLES = tuple(layout for layout in LAYOUTS if layout != "7 sentences")


def _titled(rng: Random, specimen: Specimen, layout: str, title: str, name: str) -> Case:
    page = Page(rng, rng.choice(("a1", "row_column")))
    identity = make_identity(rng, specimen, ("paragraph", "row", "last row"))
    open_page(rng, title, identity, page, 5, headed=bool(title))
    write_table(rng, layout, specimen, in_order(specimen, some_entries(rng, specimen, 6)), page)
    close_page(identity, page, 5)
    return case_of(name, layout, specimen, page, identity)


def look_alikes(rng: Random, specimen: Specimen) -> Iterator[Case]:
    """The same labels under another form's title: kept, not counted."""
    for title in specimen.look_alikes:
        for layout in ("1 categories", "3 pairs"):
            case = _titled(rng, specimen, layout, title, f"{title} {layout}")
            other = (ExpectedForm(kind="other_form"),)
            yield replace(case, forms=other, checks=("other_form",), layout="other form")


def last_years(rng: Random, specimen: Specimen) -> Iterator[Case]:
    """Last year's title over figures: read, with a finding."""
    for layout in _TABLES:
        case = _titled(rng, specimen, layout, specimen.last_year, f"last year {layout}")
        yield replace(case, checks=("wrong_year",))


def titles(rng: Random, specimen: Specimen) -> Iterator[Case]:
    """The right form under its title spaced, broken, with an annex number, and under none."""
    title = specimen.definition.title
    digits = str.maketrans("0123456789", "〇一二三四五六七八九")
    year = title[:4]
    written = (
        f"附件2\n{title}",
        title[:8] + "\n" + title[8:],
        title.replace(year, year.translate(digits)),
        title.replace(year, f"{year[:2]} {year[2:]} "),
        f"附件2：{title}（样表）" if specimen.count_field == "events" else f"附表：{title}",
        "",
    )
    for number, text in enumerate(written):
        layout = _TABLES[number % len(_TABLES)]
        yield _titled(rng, specimen, layout, text, f"title {number} {layout}")


def _emptied(one: Entry, raw: str) -> Entry:
    return replace(one, raw=raw, cell="text", meaning=UNFILLED, kind="blank form")


def blank_forms(rng: Random, specimen: Specimen) -> Iterator[Case]:
    """A form nobody filled in, in every layout; some keep units of measure or underlines."""
    for number, layout in enumerate(LAYOUTS):
        entries = in_order(specimen, some_entries(rng, specimen, 7))
        mark = ("", "", "____{u}", " ")[number % 4]
        empty = tuple(_emptied(one, mark.format(u=one.unit)) for one in entries)
        case = one_case(rng, f"blank form {layout}", layout, specimen, empty)
        yield replace(
            case,
            forms=(ExpectedForm(kind="blank_form"),),
            checks=("blank_form",),
            layout="blank form",
        )


def zero_reports(rng: Random, specimen: Specimen) -> Iterator[Case]:
    """All zeros, and all 无: an answer, not a blank form."""
    for layout in LAYOUTS:
        for raw in ("0", "无"):
            entries = in_order(specimen, some_entries(rng, specimen, 6))
            zeros = tuple(
                replace(
                    one,
                    raw=raw,
                    kind="all zero" if raw == "0" else "all none",
                    meaning=replace(
                        one.meaning,
                        states=("value",) if raw == "0" else ("none",),
                        amounts=(Decimal(0),) if raw == "0" else (),
                    ),
                )
                for one in entries
            )
            yield one_case(rng, f"all {raw} {layout}", layout, specimen, zeros)


def partly_filled(rng: Random, specimen: Specimen) -> Iterator[Case]:
    """One number among blanks is a filled form."""
    for layout in _TABLES:
        entries = in_order(specimen, some_entries(rng, specimen, 7))
        empty = tuple(
            replace(one, raw="", meaning=BLANK, kind="blank among blanks") for one in entries[1:]
        )
        yield one_case(rng, f"one number {layout}", layout, specimen, (entries[0], *empty))


def two_units(rng: Random, specimen: Specimen) -> Iterator[Case]:
    """Two sheets of one file for two units."""
    for layout in ("1 categories", "2 indicators", "3 pairs", "5 wide"):
        page = Page(rng, "a1")
        forms: list[ExpectedForm] = []
        phones: frozenset[Decimal] = frozenset()
        for unit in specimen.units[:2]:
            identity = replace(make_identity(rng, specimen, ("row", "last row")), unit_text=unit)
            sheet = page.add(unit)
            sheet.title(specimen.definition.title, 5)
            identity.above(sheet, 5)
            entries = in_order(specimen, some_entries(rng, specimen, 5))
            before = len(page.figures)
            write_table(rng, layout, specimen, entries, page)
            identity.beneath(sheet, 5)
            figures = tuple(page.figures[before:])
            forms.append(ExpectedForm(unit_text=unit, figures=figures))
            phones |= phone_numbers(identity)
        case = case_of(f"two units {layout}", "8 sheets", specimen, page, identity)
        yield replace(case, forms=tuple(forms), forbidden=phones)


def hidden_sheets(rng: Random, specimen: Specimen) -> Iterator[Case]:
    """A hidden sheet with other figures is not counted."""
    for layout in ("1 categories", "2 indicators", "3 pairs"):
        page = Page(rng, "a1")
        identity = make_identity(rng, specimen, ("row",))
        open_page(rng, specimen.definition.title, identity, page, 5)
        chosen = some_entries(rng, specimen, 6)
        entries = in_order(specimen, chosen)
        write_table(rng, layout, specimen, entries, page)
        shown = list(page.figures)
        hidden = page.add("上年", hidden=True)
        hidden.title(specimen.definition.title, 5)
        other = tuple(replace(one, raw="9" + one.raw, cell="text") for one in entries)
        write_table(rng, layout, specimen, other, page)
        page.figures[:] = shown
        case = case_of(f"hidden {layout}", layout, specimen, page, identity)
        yield replace(case, checks=("hidden_sheet",), files=frozenset({"xlsx"}))


def missing_required(rng: Random, specimen: Specimen) -> Iterator[Case]:
    """A required field that is nowhere in the form."""
    for field in specimen.definition.fields:
        if not field.required:
            continue
        for layout in _TABLES:
            taken = some_entries(rng, specimen, 5)
            taken.pop(field.key, None)
            entries = in_order(specimen, taken)
            case = one_case(rng, f"missing {field.key} {layout}", layout, specimen, entries)
            yield replace(case, checks=("missing_field",))
