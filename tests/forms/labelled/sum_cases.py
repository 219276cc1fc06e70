"""Cases about sums: 合计 in blocks and columns, totals of parts, sessions against people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from parsers.form.definition import FormField
from tests.forms.labelled.crossing import case_of, close_page, one_case, open_page
from tests.forms.labelled.dealing import Entry, entry
from tests.forms.labelled.identity import make_identity
from tests.forms.labelled.label_cases import in_order, some_entries
from tests.forms.labelled.page import Page
from tests.forms.labelled.specimen import Specimen
from tests.forms.labelled.truth import Case, Meaning, exact
from tests.forms.labelled.values import Sample

_TOTAL_WORDS = ("合计", "合 计", "小计", "总 计")


def _with(specimen: Specimen, rng: Random, key: str, number: int, kind: str) -> Entry:
    sample = Sample(kind=kind, raw=str(number), meaning=exact(number))
    return entry(rng, specimen, key, sample, specimen.field(key).unit_measure)


def totals_of_parts(rng: Random, specimen: Specimen) -> Iterator[Case]:
    """A total right, wrong, and left blank where the form itself says what it is the sum of."""
    for parts, total in specimen.pairs:
        for layout in ("1 categories", "2 indicators", "3 pairs", "5 wide", "6 stacked"):
            for fault in ("right", "wrong", "blank"):
                taken = some_entries(rng, specimen, 3, without=_related(specimen, parts, total))
                numbers = [rng.randint(200, 900) for _ in parts]
                for key, number in zip(parts, numbers, strict=True):
                    taken[key] = _with(specimen, rng, key, number, "part of a total")
                written = sum(numbers) + (7 if fault == "wrong" else 0)
                one = _with(specimen, rng, total, written, f"total {fault}")
                if fault == "wrong":
                    one = replace(one, meaning=exact(written, flag="required"))
                if fault == "blank":
                    empty = Meaning(states=("value", "blank"), amounts=one.meaning.amounts)
                    one = replace(one, raw="", meaning=replace(empty, flag="free"))
                taken[total] = one
                case = one_case(
                    rng, f"total {fault} {layout}", layout, specimen, in_order(specimen, taken)
                )
                checks = ("total_mismatch",) if fault == "wrong" else ()
                yield replace(case, checks=checks)


def _related(specimen: Specimen, parts: tuple[str, ...], total: str) -> tuple[str, ...]:
    """Fields whose rules would speak of these too."""
    keys = {*parts, total}
    mine = [specimen.field(key) for key in keys]
    keys |= {field.at_least for field in mine if field.at_least}
    return tuple(keys | {f.key for f in specimen.definition.fields if f.at_least in keys})


def fewer_people_than_sessions(rng: Random, specimen: Specimen) -> Iterator[Case]:
    """At least as many as another field: not so, and a person is asked."""
    for field in specimen.definition.fields:
        if not field.at_least:
            continue
        for layout in ("1 categories", "2 indicators", "5 wide", "3 pairs"):
            for larger, smaller in ((40, 12), (12, 40), (15, 15)):
                related = _related(specimen, (field.key,), field.at_least)
                taken = some_entries(rng, specimen, 3, without=(*related, *field.sum_of))
                one = _with(specimen, rng, field.key, larger, "at least another")
                if larger < smaller:
                    one = replace(one, meaning=exact(larger, flag="required"))
                other = _with(specimen, rng, field.at_least, smaller, "at most another")
                if larger < smaller:
                    other = replace(other, meaning=replace(other.meaning, flag="free"))
                taken |= {field.key: one, field.at_least: other}
                name = f"{field.key} {larger} {smaller} {layout}"
                yield one_case(rng, name, layout, specimen, in_order(specimen, taken))


def _of_one_unit(fields: list[FormField]) -> tuple[str, list[FormField]]:
    """The fields of a block that can be added up: one unit of measure, no children, no totals."""
    single = [f for f in fields if f.type != "text" and not f.sum_of and "/" not in f.label]
    units = sorted({f.unit_measure for f in single})
    unit = max(units, key=[f.unit_measure for f in single].count, default="")
    return unit, [f for f in single if f.unit_measure == unit]


def block_totals(rng: Random, specimen: Specimen) -> Iterator[Case]:
    """合计 at a block's end adds up that block's rows of one unit of measure, or does not."""
    for number, (category, keys) in enumerate(specimen.blocks):
        fields = [specimen.field(key) for key in keys]
        unit, same = _of_one_unit(fields)
        if len(same) < 2:
            continue
        for fault in ("right", "wrong"):
            page = Page(rng, "a1" if number % 2 else "row_column")
            identity = make_identity(rng, specimen, ("row", "last row"))
            open_page(rng, specimen.definition.title, identity, page, 4)
            sheet = page.sheets[-1]
            sheet.line("类别", "项目", "单位", "数量")
            sheet.put(0, category, rowspan=len(same) + 1)
            numbers = [40 * len(same) - 5 * index for index in range(len(same))]
            for field, amount in zip(same, numbers, strict=True):
                sheet.put(1, field.label)
                sheet.put(2, unit)
                page.write(sheet, 3, _with(specimen, rng, field.key, amount, "row of a block"))
                sheet.row += 1
            sheet.put(1, rng.choice(_TOTAL_WORDS))
            sheet.put(2, unit)
            sheet.put(3, str(sum(numbers) + (9 if fault == "wrong" else 0)))
            sheet.row += 1
            _others(rng, specimen, page, keys)
            close_page(identity, page, 4)
            name = f"block {category} {fault}"
            checks = ("total_mismatch",) if fault == "wrong" else ()
            yield case_of(name, "1 categories", specimen, page, identity, checks=checks)


def _others(rng: Random, specimen: Specimen, page: Page, keys: tuple[str, ...]) -> None:
    """The form goes on below the block."""
    sheet = page.sheets[-1]
    related = [f.at_least for f in specimen.definition.fields if f.at_least in keys]
    hidden = {*keys, *(f.key for f in specimen.definition.fields if f.at_least in related)}
    hidden |= {f.at_least for f in specimen.definition.fields if f.key in keys and f.at_least}
    rest = some_entries(rng, specimen, 2, without=tuple(hidden))
    for one in in_order(specimen, rest):
        sheet.put(0, specimen.category(one.field.key))
        sheet.put(1, one.flat)
        sheet.put(2, one.unit)
        page.write(sheet, 3, one)
        sheet.row += 1


def column_totals(rng: Random, specimen: Specimen) -> Iterator[Case]:
    """A wide matrix whose last column of a group is 合计."""
    for category, keys in specimen.blocks:
        fields = [specimen.field(key) for key in keys]
        unit, same = _of_one_unit(fields)
        if len(same) < 2:
            continue
        for fault in ("right", "wrong"):
            page = Page(rng, rng.choice(("a1", "row_column")))
            identity = make_identity(rng, specimen, ("row", "paragraph"))
            open_page(rng, specimen.definition.title, identity, page, len(same) + 1)
            sheet = page.sheets[-1]
            sheet.put(0, f"{category}（{unit}）", colspan=len(same) + 1)
            top = sheet.row
            numbers = [40 * len(same) - 5 * index for index in range(len(same))]
            for column, (field, amount) in enumerate(zip(same, numbers, strict=True)):
                sheet.put(column, field.label.rpartition("/")[2], row=top + 1)
                one = _with(specimen, rng, field.key, amount, "column of a group")
                page.write(sheet, column, one, row=top + 2)
            sheet.put(len(same), rng.choice(_TOTAL_WORDS), row=top + 1)
            written = sum(numbers) + (9 if fault == "wrong" else 0)
            sheet.put(len(same), str(written), row=top + 2)
            sheet.row = top + 3
            checks = ("total_mismatch",) if fault == "wrong" else ()
            case = case_of(
                f"columns {category} {fault}",
                "5 wide",
                specimen,
                page,
                identity,
                checks=checks,
                doubtful=True,
            )
            yield case
