"""Deals samples out to the fields of a form: every layout meets every kind of cell value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from parsers.form.definition import FormField
from parsers.grid import CellKind
from tests.forms.labelled.specimen import Specimen, base_of
from tests.forms.labelled.truth import ExpectedFigure, Meaning, exact
from tests.forms.labelled.values import Sample

_TEN_THOUSAND = Decimal(10000)
_TWIN_KINDS = frozenset({"plain", "number cell", "thousands", "zero", "none mark", "unit in cell"})
"""A label shared by two fields is told apart by its row's unit; odder cells would undo that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A field as it will be written: label, cell, the unit of measure its row shows."""

    field: FormField
    label: str
    unit: str
    kind: str
    raw: str
    cell: CellKind
    meaning: Meaning

    @property
    def parent(self) -> str:
        return self.field.label.rpartition("/")[0]

    @property
    def leaf(self) -> str:
        """The last part of a path."""
        return self.label.rpartition("/")[2] if self.parent else self.label

    @property
    def flat(self) -> str:
        """A label that needs no row or column above it."""
        return self.field.aliases[0] if self.parent else self.label

    def at(self, location: str) -> ExpectedFigure:
        return ExpectedFigure(
            field_key=self.field.key,
            kind=self.kind,
            raw=self.raw,
            meaning=self.meaning,
            location=location,
        )


def factor(written: str, stored: str) -> Decimal:
    """How many of the stored unit of measure one of the written unit is."""
    if written.startswith("万") == stored.startswith("万"):
        return Decimal(1)
    return _TEN_THOUSAND if written.startswith("万") else 1 / _TEN_THOUSAND


def entry(rng: Random, specimen: Specimen, key: str, sample: Sample, unit: str) -> Entry:
    """Write a sample into a field's cell whose row shows `unit`."""
    field = specimen.field(key)
    labels = dict(specimen.spellings).get(key, (field.label,))
    counted_in = base_of(unit) if sample.base else unit
    return Entry(
        field=field,
        label=rng.choice(labels),
        unit=unit,
        kind=sample.kind,
        raw=sample.raw.format(u=unit, b=base_of(unit)),
        cell=sample.cell,
        meaning=sample.meaning.times(factor(counted_in, field.unit_measure)),
    )


def text_entry(specimen: Specimen, key: str, raw: str) -> Entry:
    field = specimen.field(key)
    meaning = Meaning(text=" ".join(raw.split()))
    return Entry(
        field=field,
        label=field.label,
        unit="",
        kind="text",
        raw=raw,
        cell="text",
        meaning=meaning,
    )


def plain(rng: Random, unit: str, low: int = 2, high: int = 900) -> Sample:
    """A number nobody would doubt: counted in 万 it is small."""
    number = Decimal(rng.randint(low, high))
    if unit.startswith("万"):
        number /= 10
    return Sample(kind="plain", raw=str(number), meaning=exact(number))


def shown_units(field: FormField, *, shown: bool) -> tuple[str, ...]:
    """Units of measure a row of this field may show; only its own where none can be shown."""
    base = base_of(field.unit_measure)
    if shown and (base != field.unit_measure or base in {"人次", "份", "元", "亩"}):
        return (base, f"万{base}")
    return (field.unit_measure,)


def fits(sample: Sample, field: FormField, unit: str, labels: Sequence[str]) -> bool:
    """Whether a sample may be written into a field's cell without becoming another riddle."""
    if field.type == "text" or (sample.only and unit not in sample.only):
        return False
    if sample.whole and field.type != "integer":
        return False
    if labels.count(field.label) > 1 and sample.kind not in _TWIN_KINDS:
        return False
    # Such a cell fills the parts of a total, and is at odds with a row that is one part itself.
    if "线上" in sample.raw and (field.sum_of or "线" in field.label):
        return False
    wan = unit.startswith("万")
    return wan == sample.kind.startswith("万 column")


def deal(
    rng: Random, specimen: Specimen, samples: Sequence[Sample], *, shown: bool, nasty: int = 4
) -> Iterator[tuple[Entry, ...]]:
    """Deal all samples that fit this form, `nasty` a case, among fields with plain numbers."""
    waiting = list(samples)
    rng.shuffle(waiting)
    while waiting:
        taken: dict[str, Entry] = {}
        left = []
        for sample in waiting:
            placed = len(taken) < nasty and _place(rng, specimen, sample, taken, shown=shown)
            if not placed:
                left.append(sample)
        if len(left) == len(waiting):
            return
        waiting = left
        _fill(rng, specimen, taken)
        yield settled(specimen, taken)


def _place(
    rng: Random, specimen: Specimen, sample: Sample, taken: dict[str, Entry], *, shown: bool
) -> bool:
    labels = [field.label for field in specimen.definition.fields]
    places = [
        (field.key, unit)
        for field in specimen.definition.fields
        if field.key not in taken
        for unit in shown_units(field, shown=shown)
        if fits(sample, field, unit, labels)
    ]
    if not places:
        return False
    key, unit = rng.choice(places)
    taken[key] = entry(rng, specimen, key, sample, unit)
    return True


def _fill(rng: Random, specimen: Specimen, taken: dict[str, Entry]) -> None:
    """Add the required fields and a few others with plain numbers."""
    free = [field for field in specimen.definition.fields if field.key not in taken]
    wanted = [field for field in free if field.required]
    others = [field for field in free if not field.required]
    for field in wanted + rng.sample(others, k=min(len(others), rng.randint(2, 5))):
        if field.type == "text":
            taken[field.key] = text_entry(specimen, field.key, "现场讲解，发放资料120份，群众欢迎")
        else:
            own = field.unit_measure
            taken[field.key] = entry(rng, specimen, field.key, plain(rng, own), own)


def settled(specimen: Specimen, taken: dict[str, Entry]) -> tuple[Entry, ...]:
    """Leave out what would contradict the form's own rules, in the form's order."""
    for field in specimen.definition.fields:
        if any(part in taken for part in field.sum_of):
            taken.pop(field.key, None)
            taken.pop(field.sum_of[0], None)
        other = field.at_least
        if other and field.key in taken and other in taken and not _holds(taken, field.key, other):
            spare = taken[other].kind == "plain" and not taken[other].field.required
            taken.pop(other if spare else field.key)
    labels = {one.field.label for one in taken.values()}
    fields = specimen.definition.fields
    for child in [key for key, one in taken.items() if one.parent and one.parent not in labels]:
        if any(field.label == taken[child].parent for field in fields):
            taken.pop(child)
    return tuple(taken[field.key] for field in specimen.definition.fields if field.key in taken)


def _holds(taken: dict[str, Entry], larger: str, smaller: str) -> bool:
    big, small = taken[larger].meaning, taken[smaller].meaning
    if not (big.amounts and small.amounts):
        return False
    loose = {big.approximations, small.approximations} != {(None,)}
    return big.amounts[0] > small.amounts[0] * (2 if loose else 1)


def relabelled(one: Entry, label: str) -> Entry:
    return replace(one, label=label)
