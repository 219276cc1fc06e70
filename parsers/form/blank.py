"""A blank form becomes configuration: its title and proposed fields."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from parsers.form.definition import FieldType, FormField
from parsers.form.entries import Entry, Section, raw_of
from parsers.form.keys import key_for
from parsers.form.lists.activity_list import ActivityList
from parsers.form.naming.labels import Label, read_label
from parsers.form.naming.names import AnyNames
from parsers.form.sections import read_grid
from parsers.form.table import is_blank
from parsers.form.text import squeeze
from parsers.form.titles import is_form_title
from parsers.form.values.measures import Measure, families, measure_of
from parsers.grid import Cell
from parsers.results import FileContent

_TEXT = re.compile(
    r"(?:简介|特色|亮点|经验|问题|困难|建议|名称|内容|时间|地点|备注|说明|形式|措施|成效|做法|主题|概况|情况简述|负责人|案例)$"
)
_SPLITTING = re.compile(r"线上|线下|网上|现场|其中|女|男")
_BLANKS = re.compile(
    r"(?P<label>[\u4e00-\u9fff()（）]{2,20}?)\s*[:：]?\s*(?:_{2,}|[ \u3000]{3,})\s*"
    r"(?P<measure>[^\s_,，;；。、]{0,4})"
)
_MOST = 200


def fields_of_blank(content: FileContent) -> tuple[str, tuple[FormField, ...]]:
    """The title and the fields of a blank form, in the form's order.

    Labels are paths where the last part alone would not do. Sums are what the form itself shows:
    合计 within a block, 其中 below its whole.
    """
    names = AnyNames(names=())
    sections = [
        section
        for grid in sorted(content.grids, key=lambda one: one.order)
        if not grid.hidden
        for section in read_grid(grid, names)
    ]
    entries = [entry for section in sections for entry in _entries(section)]
    entries.extend(_from_sentences(content))
    return _title(content, sections), _fields(entries[:_MOST])


def _title(content: FileContent, sections: list[Section]) -> str:
    texts = [banner for section in sections for banner in section.banners]
    texts += [one.text for one in content.paragraphs[:20]]
    texts += [content.title]
    titled = [text for text in texts if is_form_title(text)]
    return " ".join((titled or [text for text in texts if text.strip()] or [""])[0].split())


def _entries(section: Section) -> list[Entry]:
    """The section's cells, and the columns of numbers of its activity lists."""
    found = [entry for entry in section.entries if _is_field(entry)]
    for one in section.lists:
        found.extend(_from_list(one))
    return found


def _is_field(entry: Entry) -> bool:
    label = entry.leaf
    return bool(label.text) and len(label.text) <= 40 and "__" not in label.full


def _from_list(one: ActivityList) -> list[Entry]:
    return [
        Entry(
            path=(column.label,),
            cell=Cell(row=0, column=0, text="", kind="blank"),
            location=column.location,
            measure=column.measure,
        )
        for column in one.columns
        if column.measure is not None or re.search(r"人数|人次|数量|数$", column.label.text)
    ]


def _from_sentences(content: FileContent) -> list[Entry]:
    """专职人员____人，兼职人员____人 in cells or paragraphs."""
    places = [(one.text, one.place) for one in content.paragraphs]
    places += [
        (cell.text, grid.location(cell.row, cell.column))
        for grid in content.grids
        for cell in grid.cells
    ]
    found: list[Entry] = []
    for text, place in places:
        for match in _BLANKS.finditer(text):
            label = read_label(match["label"])
            measure = measure_of(match["measure"]) or label.measure
            if measure is not None:
                blank = Cell(row=0, column=0, text="", kind="blank")
                found.append(Entry(path=(label,), cell=blank, location=place, measure=measure))
    return found


def _fields(entries: list[Entry]) -> tuple[FormField, ...]:
    leaves = Counter(entry.leaf.text for entry in entries)
    fields: list[FormField] = []
    taken: set[str] = set()
    labels: set[str] = set()
    kept: list[tuple[Entry, FormField]] = []
    for index, entry in enumerate(entries, start=1):
        label = _label(entry, leaves)
        if (label, _measure_text(entry)) in {(one.label, one.unit_measure) for one in fields}:
            continue
        key = key_for(label, index, taken)
        taken.add(key)
        labels.add(label)
        field = _field(entry, key, label)
        fields.append(field)
        kept.append((entry, field))
    return tuple(_with_sums(entry, field, kept) for entry, field in kept)


def _label(entry: Entry, leaves: Counter[str]) -> str:
    """The bare name where it is enough, else the path."""
    path = [label for label in entry.path if label.text]
    leaf = path[-1]
    alone = leaves[leaf.text] == 1 and not leaf.is_total and not entry.is_child
    ancestors = "".join(label.text for label in path[:-1])
    if alone and not _SPLITTING.search(ancestors) and measure_of(leaf.text) is None:
        return leaf.text
    return "/".join(_distinct(path))


def _distinct(path: list[Label]) -> list[str]:
    return [label.text for i, label in enumerate(path) if i == 0 or label.text != path[i - 1].text]


def _field(entry: Entry, key: str, label: str) -> FormField:
    kind = _type(entry)
    measure = entry.measure
    decimals = 0
    if kind == "decimal":
        decimals = 4 if measure is not None and measure.scale > 1 else 2
    example = "" if is_blank(entry.cell) else _example(entry)
    return FormField(
        key=key,
        label=label,
        unit_measure=_measure_text(entry),
        type=kind,
        decimals=decimals,
        example=example,
    )


def _measure_text(entry: Entry) -> str:
    return str(entry.measure) if entry.measure is not None else ""


def _type(entry: Entry) -> FieldType:
    measure: Measure | None = entry.measure
    if measure is None:
        return "text" if _TEXT.search(entry.leaf.text) else "integer"
    splits = families(measure.base) & {"money", "area", "weight", "time", "length", "volume"}
    return "decimal" if measure.scale > 1 or splits else "integer"


def _example(entry: Entry) -> str:
    """What stands in the blank form's own cell; an underline or a unit alone is no example."""
    raw = raw_of(entry)
    bare = squeeze(raw).strip("_()-—/")
    return "" if not bare or measure_of(bare) is not None else raw


def _with_sums(entry: Entry, field: FormField, kept: list[tuple[Entry, FormField]]) -> FormField:
    """合计 adds up its block; a whole is at least its 其中."""
    for group, is_total in entry.groups:
        if is_total:
            parts = [
                other.key
                for one, other in kept
                if (group, False) in one.groups and not one.is_child and _adds(other, field)
            ]
            if len(parts) > 1:
                return replace(field, sum_of=tuple(parts))
    child = next((other.key for one, other in kept if _is_child_of(one, entry)), None)
    return replace(field, at_least=child) if child and field.type != "text" else field


def _adds(part: FormField, total: FormField) -> bool:
    return part.type != "text" and part.unit_measure == total.unit_measure


def _is_child_of(child: Entry, parent: Entry) -> bool:
    same = child.measure == parent.measure or child.measure is None
    return child.is_child and same and child.path[:-1] == parent.path
