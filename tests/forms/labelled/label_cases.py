"""Cases about labels: misspelt, claimed twice, shared by two fields, unknown to the form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from random import Random

from tests.forms.labelled.crossing import LAYOUTS, case_of, close_page, one_case, open_page
from tests.forms.labelled.dealing import Entry, entry, plain, relabelled, settled
from tests.forms.labelled.identity import make_identity
from tests.forms.labelled.page import Page
from tests.forms.labelled.sheet import Addressing
from tests.forms.labelled.specimen import Specimen
from tests.forms.labelled.truth import Case, ExpectedFigure, Meaning, doubtful, exact

_SESSIONS = ("events", "online_events", "offline_events")
_ROW_LAYOUTS = ("1 categories", "2 indicators", "3 pairs", "5 wide", "6 stacked")


def some_entries(
    rng: Random, specimen: Specimen, count: int, *, without: Sequence[str] = ()
) -> dict[str, Entry]:
    """Plain numbers for the required fields and a few others, consistent with each other."""
    fields = [f for f in specimen.definition.fields if f.type != "text" and f.key not in without]
    twins = [f.label for f in fields]
    single = [f for f in fields if twins.count(f.label) == 1 and not f.sum_of]
    chosen = rng.sample(single, k=min(count, len(single)))
    chosen += [f for f in fields if f.required and f not in chosen]
    taken = {
        f.key: entry(rng, specimen, f.key, plain(rng, f.unit_measure), f.unit_measure)
        for f in chosen
    }
    return {one.field.key: one for one in settled(specimen, taken)}


def in_order(specimen: Specimen, taken: dict[str, Entry]) -> tuple[Entry, ...]:
    return tuple(taken[f.key] for f in specimen.definition.fields if f.key in taken)


def misspelt(rng: Random, specimen: Specimen) -> Iterator[Case]:
    """A slip of the pen: read as the field it is near to, and a person is asked."""
    for index, (key, label) in enumerate(specimen.misspellings):
        field = specimen.field(key)
        one = entry(rng, specimen, key, plain(rng, field.unit_measure, 30, 90), field.unit_measure)
        one = replace(relabelled(one, label), kind="misspelt label")
        one = replace(one, meaning=replace(one.meaning, flag="required"))
        taken = {**some_entries(rng, specimen, 5, without=(key,)), key: one}
        layout = _ROW_LAYOUTS[index % len(_ROW_LAYOUTS)]
        name = f"misspelt {label}"
        yield one_case(rng, name, layout, specimen, in_order(specimen, taken))


def claimed_twice(rng: Random, specimen: Specimen, addressing: Addressing) -> Iterator[Case]:
    """Two rows for one field: the same number twice is one, two numbers are a question."""
    for key, labels in specimen.spellings:
        field = specimen.field(key)
        if len(labels) < 2 or field.type == "text":
            continue
        for second in ("12", "15"):
            page = Page(rng, addressing)
            identity = make_identity(rng, specimen, ("row", "paragraph"))
            open_page(rng, specimen.definition.title, identity, page, 4)
            sheet = page.sheets[-1]
            sheet.line("项目", "单位", "数量", "备注")
            others = some_entries(rng, specimen, 3, without=(key,))
            for one in in_order(specimen, others):
                sheet.put(0, one.flat)
                sheet.put(1, one.unit)
                page.write(sheet, 2, one)
                sheet.row += 1
            for label, raw in ((labels[0], "12"), (labels[1], second)):
                sheet.put(0, label)
                sheet.put(1, field.unit_measure)
                sheet.put(2, raw)
                sheet.row += 1
            meaning = exact(12, flag="free") if second == "12" else doubtful()
            figure = ExpectedFigure(
                field_key=key,
                kind="two labels",
                raw=f"12 and {second}",
                meaning=meaning,
            )
            page.figures.append(figure)
            name = f"claimed twice {key} {second}"
            case = case_of(name, "2 indicators", specimen, page, identity, doubtful=True)
            yield case


def two_fields_one_cell(rng: Random, specimen: Specimen) -> Iterator[Case]:
    """阅读推广 12场次，300人次 where the form has a field for each."""
    parents = {f.label.rpartition("/")[0] for f in specimen.definition.fields if "/" in f.label}
    for parent in sorted(parents):
        parts = [f for f in specimen.definition.fields if f.label.startswith(f"{parent}/")]
        if [f.unit_measure for f in parts] != ["场次", "人次"]:
            continue
        for form in (
            "{0}场次，{1}人次",
            "{0}场次/{1}人次",
            "{0}场次，参与{1}人次",
            "{0}场，{1}人次",
        ):
            sessions, people = rng.randint(2, 20), rng.randint(50, 900)
            raw = form.format(sessions, people)
            page = Page(rng, rng.choice(("a1", "row_column")))
            identity = make_identity(rng, specimen, ("row", "paragraph", "last row"))
            open_page(rng, specimen.definition.title, identity, page, 4)
            sheet = page.sheets[-1]
            sheet.line("项目", "完成情况")
            for one in in_order(specimen, some_entries(rng, specimen, 3, without=_keys(specimen))):
                sheet.put(0, f"{one.flat}（{one.unit}）")
                page.write(sheet, 1, one)
                sheet.row += 1
            sheet.put(0, parent)
            location = sheet.put(1, raw)
            sheet.row += 1
            for field, number in zip(parts, (sessions, people), strict=True):
                page.figures.append(
                    ExpectedFigure(
                        field_key=field.key,
                        kind="two fields in a cell",
                        raw=raw,
                        meaning=exact(number, flag="free"),
                        location=location,
                    )
                )
            close_page(identity, page, 4)
            yield case_of(f"{parent} {raw}", "2 indicators", specimen, page, identity)


def _keys(specimen: Specimen) -> tuple[str, ...]:
    return tuple(f.key for f in specimen.definition.fields if "/" in f.label)


def parts_in_a_cell(rng: Random, specimen: Specimen) -> Iterator[Case]:
    """线上200人次、线下150人次 where the form has the parts: they are filled, and the sum."""
    for parts, total in specimen.pairs:
        if not total.startswith("people"):
            continue
        for raw, online, offline in (
            ("线上200人次、线下150人次", 200, 150),
            ("线上1200人次，线下35人次，共1235人次", 1200, 35),
            ("线上：1.2万人次\n线下：300人次", 12000, 300),
        ):
            taken = some_entries(rng, specimen, 4, without=(*parts, total, *_SESSIONS))
            field = specimen.field(total)
            whole = Meaning(amounts=(Decimal(online + offline),), flag="free", may_be_absent=True)
            taken[total] = replace(
                entry(rng, specimen, total, plain(rng, field.unit_measure), field.unit_measure),
                raw=raw,
                cell="text",
                kind="parts in a cell",
                meaning=whole,
            )
            case = one_case(
                rng, f"parts {raw}", "2 indicators", specimen, in_order(specimen, taken)
            )
            place = next(f.location for f in case.forms[0].figures if f.field_key == total)
            extra = tuple(
                ExpectedFigure(
                    field_key=key,
                    kind="parts in a cell",
                    raw=raw,
                    meaning=exact(number, flag="free"),
                    location=place,
                )
                for key, number in zip(parts, (online, offline), strict=True)
            )
            form = case.forms[0]
            yield replace(case, forms=(replace(form, figures=form.figures + extra),))


def split_of_another(rng: Random, specimen: Specimen) -> Iterator[Case]:
    """线上 and 线下 in the cell of a field that has no such parts: its sum, no other's parts."""
    for field in specimen.definition.fields:
        if field.unit_measure != "人次" or "/" in field.label or field.sum_of or field.at_least:
            continue
        keys = [f.key for f in specimen.definition.fields if f.at_least or f.sum_of]
        if [f.label for f in specimen.definition.fields].count(field.label) > 1:
            continue
        taken = some_entries(rng, specimen, 4, without=(field.key, *keys))
        one = entry(rng, specimen, field.key, plain(rng, "人次"), "人次")
        raw = "线上200人次，线下150人次"
        taken[field.key] = replace(
            one, raw=raw, cell="text", kind="split of another", meaning=exact(350, flag="free")
        )
        layout = rng.choice(_ROW_LAYOUTS)
        name = f"split of {field.key}"
        yield one_case(rng, name, layout, specimen, in_order(specimen, taken))


def another_in_the_cell(rng: Random, specimen: Specimen) -> Iterator[Case]:
    """One field's cell names another field too: whose the number is, nobody knows."""
    taken = some_entries(rng, specimen, 5)
    first, second = in_order(specimen, taken)[:2]
    for join in ("、", "和", "及"):
        raw = f"{first.flat}{join}{second.flat}43{first.unit}"
        odd = replace(first, raw=raw, cell="text", kind="two fields' names", meaning=doubtful())
        rest = {key: one for key, one in taken.items() if key != second.field.key}
        entries = in_order(specimen, {**rest, first.field.key: odd})
        case = one_case(rng, f"two names {join}", "2 indicators", specimen, entries)
        yield replace(case, doubtful=True)


def strangers(rng: Random, specimen: Specimen) -> Iterator[Case]:
    """Rows the form does not know: kept under their own label, no field's figure."""
    for number, label in enumerate(specimen.strangers):
        layout = ("1 categories", "2 indicators", "3 pairs")[number % 3]
        page = Page(rng, "a1")
        identity = make_identity(rng, specimen, ("row",))
        open_page(rng, specimen.definition.title, identity, page, 4)
        sheet = page.sheets[-1]
        sheet.line("项目", "单位", "数量", "备注")
        for one in in_order(specimen, some_entries(rng, specimen, 5)):
            sheet.put(0, one.flat)
            sheet.put(1, one.unit)
            page.write(sheet, 2, one)
            sheet.row += 1
        sheet.put(0, label)
        sheet.put(1, "次")
        location = sheet.put(2, "47")
        sheet.row += 1
        page.figures.append(
            ExpectedFigure(
                field_key=f"?{label}",
                kind="unknown label",
                raw="47",
                meaning=exact(47),
                location=location,
            )
        )
        yield case_of(f"stranger {label}", layout, specimen, page, identity)


def all_layout_labels(rng: Random, specimen: Specimen) -> Iterator[Case]:
    """Plain numbers alone: whatever goes wrong here is the labels' or the layout's doing."""
    for layout in LAYOUTS:
        entries = in_order(specimen, some_entries(rng, specimen, 8))
        yield one_case(rng, f"plain {layout}", layout, specimen, entries)
