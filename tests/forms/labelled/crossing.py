"""Every layout crossed with every kind of cell value, for every form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from tests.forms.labelled.dealing import Entry, deal
from tests.forms.labelled.identity import PLACES, Identity, make_identity, phone_numbers
from tests.forms.labelled.lists import ListPlan, activity_list, all_certain, summed
from tests.forms.labelled.page import Page, addressing_for
from tests.forms.labelled.pairs import pair_table, sentence_table
from tests.forms.labelled.specimen import Specimen
from tests.forms.labelled.stacked import several_sheets, stacked_table
from tests.forms.labelled.tables import category_table, indicator_table
from tests.forms.labelled.truth import Case, ExpectedForm
from tests.forms.labelled.values import Sample
from tests.forms.labelled.wide import wide_table

LAYOUTS = (
    "1 categories",
    "2 indicators",
    "3 pairs",
    "5 wide",
    "6 stacked",
    "7 sentences",
    "8 sheets",
)
LIST_LAYOUT = "4 list"
_WIDTHS = {"3 pairs": 4, "7 sentences": 4, "5 wide": 10, "6 stacked": 6}
_SHOWS_UNITS = frozenset(LAYOUTS) - {"7 sentences"}
_NOT_IN_SENTENCES = frozenset(
    {"date", "phone", "formula without value", "error cell", "doubtful", "several values"}
)
_ONE_GRID = frozenset(LAYOUTS) - {"8 sheets"}


def write_table(
    rng: Random, layout: str, specimen: Specimen, entries: tuple[Entry, ...], page: Page
) -> None:
    if layout == "1 categories":
        category_table(rng, specimen, entries, page)
    elif layout == "2 indicators":
        indicator_table(rng, entries, page)
    elif layout == "3 pairs":
        pair_table(rng, entries, page)
    elif layout == "5 wide":
        wide_table(rng, specimen, entries, page)
    elif layout == "6 stacked":
        stacked_table(rng, specimen, entries, page)
    elif layout == "7 sentences":
        sentence_table(rng, specimen, entries, page)
    else:
        several_sheets(rng, specimen, entries, page)


def open_page(
    rng: Random, title: str, identity: Identity, page: Page, width: int, *, headed: bool = True
) -> None:
    """Title and identity above the table: in the sheet's first rows, or as paragraphs."""
    sheet = page.add()
    if headed and page.addressing == "a1":
        sheet.title(title, width)
    elif headed:
        page.before.append(title)
    page.before += identity.above(sheet, width)


def close_page(identity: Identity, page: Page, width: int) -> None:
    page.after += identity.beneath(page.sheets[-1], width)


def one_case(
    rng: Random, name: str, layout: str, specimen: Specimen, entries: tuple[Entry, ...]
) -> Case:
    """A filled form of one layout."""
    page = Page(rng, addressing_for(rng, entries))
    places = tuple(place for place in PLACES if layout != "5 wide" or place != "row of pairs")
    identity = make_identity(rng, specimen, places)
    width = _WIDTHS.get(layout, 5)
    open_page(rng, specimen.definition.title, identity, page, width)
    write_table(rng, layout, specimen, entries, page)
    close_page(identity, page, width)
    return case_of(name, layout, specimen, page, identity)


def case_of(
    name: str,
    layout: str,
    specimen: Specimen,
    page: Page,
    identity: Identity,
    *,
    checks: tuple[str, ...] = (),
    doubtful: bool = False,
) -> Case:
    """The case of a page written to its end."""
    form = ExpectedForm(unit_text=identity.unit_text, figures=tuple(page.figures))
    there = {figure.field_key for figure in page.figures}
    missing = any(f.required and f.key not in there for f in specimen.definition.fields)
    files = {"xlsx", "docx", "html"} | ({"csv"} if len(page.sheets) == 1 else set())
    if any(cell.kind in {"formula", "error", "date"} for s in page.sheets for cell in s.cells):
        files = {"xlsx"}
    return Case(
        name=name,
        layout=layout,
        definition=specimen.definition,
        content=page.content(),
        forms=(form,),
        checks=checks,
        forbidden=phone_numbers(identity),
        doubtful=doubtful or missing,
        files=frozenset(files),
    )


def list_case(
    rng: Random, name: str, specimen: Specimen, samples: Sequence[Sample], plan: ListPlan
) -> Case:
    """An activity list of its own, whose rows are summed."""
    sheet_only = any(sample.cell in {"formula", "error", "date"} for sample in samples)
    page = Page(rng, "a1" if sheet_only or rng.random() < 0.5 else "row_column")
    identity = make_identity(rng, specimen, tuple(p for p in PLACES if p != "row of pairs"))
    open_page(rng, specimen.definition.title, identity, page, 7)
    rows = activity_list(rng, specimen, samples, plan, page)
    close_page(identity, page, 7)
    case = case_of(name, LIST_LAYOUT, specimen, page, identity)
    form = ExpectedForm(
        unit_text=identity.unit_text,
        figures=summed(specimen, rows, plan),
        activities=rows,
    )
    certain = all_certain([row.participants for row in rows])
    return replace(
        case,
        forms=(form,),
        checks=("total_mismatch",) if plan.total == "wrong" and certain else (),
        doubtful=any(field.required for field in specimen.definition.fields),
    )


def crossing(
    rng: Random, specimens: Sequence[Specimen], samples: Sequence[Sample]
) -> Iterator[Case]:
    """Deal all samples over all layouts, each layout's samples shared among the forms."""
    for layout in (*LAYOUTS, "7 sentences"):
        fit = [
            s
            for s in samples
            if layout != "7 sentences" or not (s.parts or s.kind in _NOT_IN_SENTENCES)
        ]
        rng.shuffle(fit)
        for index, specimen in enumerate(specimens):
            share = fit[index :: len(specimens)]
            shown = layout in _SHOWS_UNITS
            for number, entries in enumerate(deal(rng, specimen, share, shown=shown)):
                name = f"{layout} {specimen.definition.title[:12]} {number}"
                yield one_case(rng, name, layout, specimen, entries)


def list_samples(samples: Sequence[Sample]) -> list[Sample]:
    """Samples for the column of participants: those that are certain or certainly doubtful."""
    return [
        s
        for s in samples
        if not s.meaning.or_flagged
        and not s.kind.startswith("万 column")
        and (not s.only or "人次" in s.only)
    ]


def crossed_lists(
    rng: Random, specimens: Sequence[Specimen], samples: Sequence[Sample]
) -> Iterator[Case]:
    """Lists with one odd cell each among plain ones, with totals right, wrong and left out."""
    fit = list_samples(samples)
    rng.shuffle(fit)
    plain = [sample for sample in fit if sample.kind in {"plain", "number cell"}]
    for number, start in enumerate(range(0, len(fit), 2)):
        specimen = specimens[number % len(specimens)]
        total = ("right", "none", "wrong", "right")[number // len(specimens) % 4]
        chosen = fit[start : start + 2] + rng.choices(plain, k=rng.randint(2, 5))
        rng.shuffle(chosen)
        plan = ListPlan(total=total, subtotals=number % 5 == 0, unit=rng.choice(("人次", "人")))
        yield list_case(rng, f"4 list {number}", specimen, chosen, plan)
