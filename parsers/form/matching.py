"""Which entry is which field: best fits first, then units of measure, else a finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from parsers.findings import Finding, finding
from parsers.form.definition import FormField
from parsers.form.entries import Entry
from parsers.form.figures import mixed_parts_of, parts_of, raw_of, read_cell, target_of
from parsers.form.labels import read_label
from parsers.form.measures import compatible, families
from parsers.form.names import Name, Names, split_path
from parsers.form.numbers import decimal_text, write_number
from parsers.form.quantities import Quantity
from parsers.form.scoring import LEAF, SIMILAR, TRUSTED, score, similar_score
from parsers.form.table import is_blank
from parsers.grid import Cell


@dataclass(slots=True)
class Matches:
    """The outcome: an entry per field key, what is left over, and what is in doubt."""

    chosen: dict[str, Entry] = field(default_factory=dict)
    scores: dict[str, int] = field(default_factory=dict)
    rest: list[Entry] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    entry: int
    field: FormField
    score: int


def match_entries(entries: list[Entry], names: Names) -> Matches:
    """Give each field the entry that fits it best."""
    return _Matcher(_split_parts(entries, names), names).run()


class _Matcher:
    """Assigns level by level; what an earlier level has taken is out of the later ones."""

    def __init__(self, entries: list[Entry], names: Names) -> None:
        self.entries, self.names = entries, names
        self.taken: set[int] = set()
        self.disputed: set[str] = set()
        self.matches = Matches()

    def run(self) -> Matches:
        exact = self._pairs(lambda entry, name: score(entry, name, self.names), self._candidates)
        self._levels(exact)
        self._left_out([pair for pair in exact if pair.score >= LEAF])
        self._levels(self._pairs(similar_score, lambda _: self._open_names()))
        self.matches.rest = [
            entry for index, entry in enumerate(self.entries) if index not in self.taken
        ]
        return self.matches

    def _left_out(self, pairs: list[_Pair]) -> None:
        """A field's name a second time: the same number is dropped, another one is shown."""
        for pair in pairs:
            chosen = self.matches.chosen.get(pair.field.key)
            if pair.entry in self.taken or chosen is None or chosen.is_total:
                continue
            other = self.entries[pair.entry]
            if _fits_measure(other, pair.field) and not is_blank(other.cell):
                first, second = read_cell(chosen.cell), read_cell(other.cell)
                if (first.state, first.value) != (second.state, second.value):
                    self._show_conflict(chosen, other, pair.field)
                self.taken.add(pair.entry)

    def _candidates(self, entry: Entry) -> Iterable[Name]:
        """Names that share a label with the entry: cheap for tables that are no form."""
        found: dict[int, Name] = {}
        joined = ""
        for label in reversed(entry.path):
            joined = label.text + joined
            for text in (
                label.text,
                label.full,
                joined,
                label.text + entry.leaf.text,
                entry.leaf.text + label.text,
            ):
                for name in (
                    *self.names.by_last.get(text, ()),
                    *self.names.by_joined.get(text, ()),
                ):
                    found[id(name)] = name
            for name in self.names.by_part.get(label.text, ()):
                found[id(name)] = name
        return found.values()

    def _open_names(self) -> list[Name]:
        keys = self.matches.chosen.keys() | self.disputed
        return [name for name in self.names.names if name.field.key not in keys]

    def _pairs(
        self,
        fit: Callable[[Entry, Name], int],
        candidates: Callable[[Entry], Iterable[Name]],
    ) -> list[_Pair]:
        best: dict[tuple[int, str], _Pair] = {}
        for index, entry in enumerate(self.entries):
            if index in self.taken:
                continue
            for name in candidates(entry):
                found = fit(entry, name)
                key = (index, name.field.key)
                if found and (key not in best or best[key].score < found):
                    best[key] = _Pair(entry=index, field=name.field, score=found)
        return list(best.values())

    def _levels(self, pairs: list[_Pair]) -> None:
        for level in sorted({pair.score for pair in pairs}, reverse=True):
            self._level([pair for pair in pairs if pair.score == level], level)

    def _level(self, pairs: list[_Pair], level: int) -> None:
        pairs = [pair for pair in pairs if self._is_open(pair)]
        pairs = self._settle_entries(pairs)
        by_field: dict[str, list[_Pair]] = {}
        for pair in pairs:
            by_field.setdefault(pair.field.key, []).append(pair)
        for rivals in by_field.values():
            self._settle_field(rivals, level)

    def _is_open(self, pair: _Pair) -> bool:
        key = pair.field.key
        return (
            pair.entry not in self.taken
            and key not in self.matches.chosen
            and key not in self.disputed
        )

    def _settle_entries(self, pairs: list[_Pair]) -> list[_Pair]:
        """One label for two fields: the unit of measure tells, else it is said and left."""
        by_entry: dict[int, list[_Pair]] = {}
        for pair in pairs:
            by_entry.setdefault(pair.entry, []).append(pair)
        kept: list[_Pair] = []
        for index, rivals in by_entry.items():
            fitting = _by_measure(rivals, self.entries) if len(rivals) > 1 else rivals
            if len(fitting) == 1:
                kept.extend(fitting)
            else:
                self._ambiguous(self.entries[index], [pair.field for pair in fitting])
                self.taken.discard(index)
        return kept

    def _ambiguous(self, entry: Entry, fields: list[FormField]) -> None:
        candidates = "、".join(one.label for one in fields)
        for one in fields:
            self.matches.findings.append(
                finding(
                    "ambiguous_label",
                    location=entry.location,
                    field_key=one.key,
                    label=entry.name,
                    candidates=candidates,
                )
            )

    def _settle_field(self, rivals: list[_Pair], level: int) -> None:
        """Two labels for one field: unit of measure, then 合计, then whichever is filled in."""
        for choose in (_by_measure, _by_total, _by_content):
            if len(rivals) > 1:
                rivals = choose(rivals, self.entries)
        first = rivals[0]
        if len(rivals) > 1 and not self._say_the_same(rivals):
            if level < 100 or not self._conflict(rivals):
                self._dispute(rivals)
                return
        self._take(first, level)
        self.taken.update(pair.entry for pair in rivals)

    def _say_the_same(self, rivals: list[_Pair]) -> bool:
        reads = [read_cell(self.entries[pair.entry].cell) for pair in rivals]
        return len({(one.state, one.value, one.base) for one in reads}) == 1

    def _conflict(self, rivals: list[_Pair]) -> bool:
        """The same label twice with two numbers: the first is taken and both are shown."""
        first, second = (self.entries[pair.entry] for pair in rivals[:2])
        self._show_conflict(first, second, rivals[0].field)
        return True

    def _show_conflict(self, first: Entry, second: Entry, one: FormField) -> None:
        self.matches.findings.append(
            finding(
                "value_conflict",
                location=second.location,
                field_key=one.key,
                label=one.label,
                first=raw_of(first) or "空白",
                second=raw_of(second) or "空白",
            )
        )

    def _dispute(self, rivals: list[_Pair]) -> None:
        """Several places that may be meant, none of them clearly."""
        one = rivals[0].field
        self.disputed.add(one.key)
        where = "、".join(dict.fromkeys(self.entries[pair.entry].name for pair in rivals))
        self.matches.findings.append(
            finding(
                "several_places",
                location=self.entries[rivals[0].entry].location,
                field_key=one.key,
                label=one.label,
                candidates=where,
            )
        )

    def _take(self, pair: _Pair, level: int) -> None:
        entry = self.entries[pair.entry]
        self.taken.add(pair.entry)
        self.matches.chosen[pair.field.key] = entry
        self.matches.scores[pair.field.key] = level
        if level < TRUSTED and (level <= SIMILAR or len(entry.path) > 1):
            self.matches.findings.append(
                finding(
                    "similar_label",
                    location=entry.location,
                    field_key=pair.field.key,
                    label=entry.name,
                    candidate=pair.field.label,
                )
            )


def _base(entry: Entry) -> str:
    own = read_cell(entry.cell).base
    return own or (entry.measure.base if entry.measure else "")


def _fits_measure(entry: Entry, one: FormField) -> bool:
    return compatible(_base(entry), target_of(one).base)


def _by_measure(rivals: list[_Pair], entries: list[Entry]) -> list[_Pair]:
    """Those with the very unit of measure, else those that can be counted in it."""
    known = [pair for pair in rivals if _base(entries[pair.entry])]
    same = [p for p in known if _base(entries[p.entry]) == target_of(p.field).base]
    if same:
        return same
    fitting = [
        pair
        for pair in rivals
        if compatible(_base(entries[pair.entry]), target_of(pair.field).base)
    ]
    return fitting or rivals


def _by_total(rivals: list[_Pair], entries: list[Entry]) -> list[_Pair]:
    return [pair for pair in rivals if entries[pair.entry].is_total] or rivals


def _by_content(rivals: list[_Pair], entries: list[Entry]) -> list[_Pair]:
    return [pair for pair in rivals if not is_blank(entries[pair.entry].cell)] or rivals[:1]


def _split_parts(entries: list[Entry], names: Names) -> list[Entry]:
    """线上3场、线下5场 fills the parts where the form has fields for them."""
    found: list[Entry] = []
    for entry in entries:
        parts = () if _is_one_mode(entry) else parts_of(entry)
        mixed = () if parts else mixed_parts_of(entry)
        owned = [_part_field(entry, part, names) for part in parts]
        owned += [_counted_in(entry, part, names) for part in mixed]
        parts = parts or mixed
        keys = {one.key for one in owned if one is not None}
        if not parts or None in owned or len(keys) != len(parts):
            found.append(entry)
            continue
        if any(score(entry, name, names) >= LEAF for name in names.names):
            found.append(entry)
        found.extend(
            _part_entry(entry, part, one)
            for part, one in zip(parts, owned, strict=True)
            if one is not None
        )
    return found


def _is_one_mode(entry: Entry) -> bool:
    """A cell that is itself the 线上 one keeps what is in it together."""
    return any(mode in label.text for label in entry.path for mode in ("线上", "线下"))


def _part_field(entry: Entry, part: Quantity, names: Names) -> FormField | None:
    """The one field that a piece belongs to: its word, the cell's label, a fitting unit."""
    base = part.base or (entry.measure.base if entry.measure else "")
    word, leaf = part.words.strip("+ "), entry.leaf.text
    sums = {key for name in names.by_last.get(leaf, ()) for key in name.field.sum_of}
    fitting = {
        name.field.key: name.field
        for name in names.names
        if word
        and name.joined != leaf
        and (word in name.joined or (len(name.parts) > 1 and name.parts[0] in word))
        and compatible(base, target_of(name.field).base)
        and (_same_thing(leaf, name) or name.field.key in sums)
    }
    return next(iter(fitting.values())) if len(fitting) == 1 else None


def _counted_in(entry: Entry, part: Quantity, names: Names) -> FormField | None:
    """10场次，127人次 under 线上活动: the field of that name with that very unit of measure."""
    leaf = entry.leaf.text
    fitting = {
        name.field.key: name.field
        for name in names.names
        if leaf in (name.joined, "".join(name.parts[:-1]))
        and _same_base(part.base, target_of(name.field).base)
    }
    return next(iter(fitting.values())) if len(fitting) == 1 and part.base else None


def _same_base(one: str, other: str) -> bool:
    """场 and 场次 count the same; 场次 and 人次 do not."""
    return one == other or (compatible(one, other) and families(one) == families(other))


def _same_thing(leaf: str, name: Name) -> bool:
    last = name.parts[-1]
    return last in leaf or leaf in name.joined or leaf in last


def _part_entry(entry: Entry, part: Quantity, one: FormField) -> Entry:
    text = write_number(part.value, part.base, part.approximation)
    cell = Cell(row=entry.cell.row, column=entry.cell.column, text=text)
    labels = tuple(read_label(piece) for piece in split_path(one.label))
    return replace(entry, path=labels, cell=cell, raw=raw_of(entry), groups=())


def shown(entry: Entry) -> str:
    """A value as a finding shows it."""
    read = read_cell(entry.cell)
    return decimal_text(read.value) if read.value is not None else raw_of(entry) or "空白"
