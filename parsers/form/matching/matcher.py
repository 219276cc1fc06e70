"""Which entry is which field: best fits first, then units of measure, else a finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import partial

from parsers.findings import Finding, finding
from parsers.form.definition import FormField
from parsers.form.entries import Entry, raw_of
from parsers.form.matching.parts import split_parts
from parsers.form.matching.rivals import (
    Pair,
    by_content,
    by_measure,
    by_total,
    fits_measure,
    is_sum,
    not_whole,
)
from parsers.form.matching.scoring import (
    BARE,
    EXACT,
    LEAF,
    SIMILAR,
    TRUSTED,
    WORDED,
    is_mere_part,
    reworded,
    score,
    similar_score,
)
from parsers.form.naming.joined import split_joined
from parsers.form.naming.known_paths import with_counted, with_own_label
from parsers.form.naming.names import Name, Names
from parsers.form.table import is_blank
from parsers.form.values.cells import read_cell


@dataclass(slots=True)
class Matches:
    """The outcome: an entry per field key, what is left over, all in order, what is in doubt."""

    chosen: dict[str, Entry] = field(default_factory=dict)
    scores: dict[str, int] = field(default_factory=dict)
    rest: list[Entry] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def match_entries(entries: list[Entry], names: Names) -> Matches:
    """Give each field the entry that fits it best."""
    whole = with_counted([with_own_label(entry, names) for entry in entries], names)
    return _Matcher(split_parts(split_joined(whole, names), names), names).run()


class _Matcher:
    """Assigns level by level; what an earlier level has taken is out of the later ones."""

    def __init__(self, entries: list[Entry], names: Names) -> None:
        self.entries, self.names = entries, names
        self.taken: set[int] = set()
        self.mere = {at for at, entry in enumerate(entries) if is_mere_part(entry, names)}
        self.disputed: set[str] = set()
        self.matches = Matches(entries=entries)

    def run(self) -> Matches:
        fits = self._pairs(lambda entry, name: score(entry, name, self.names), self._candidates)
        exact = [pair for pair in fits if self.entries[pair.entry].said != "prose"]
        self._levels(exact)
        self._left_out([pair for pair in exact if pair.score >= LEAF])
        self._from_prose([pair for pair in fits if pair not in exact])
        self._doubt_said([pair for pair in exact if pair.score >= LEAF])
        self._levels(self._pairs(lambda _entry, _name: WORDED, self._reworded))
        near = partial(similar_score, names=self.names)
        self._levels(self._pairs(near, self._open_names))
        self.matches.rest = [
            entry for index, entry in enumerate(self.entries) if index not in self.taken
        ]
        for one, other in not_whole(self.matches.chosen, self.matches.rest, self.names):
            self._show_conflict(self.matches.chosen[one.key], other, one)
        self._parts_alone()
        self.matches.findings = list(dict.fromkeys(self.matches.findings))
        return self.matches

    def _parts_alone(self) -> None:
        """Numbers in several rows of one field, without a row that sums them up: a person tells."""
        chosen = self.matches.chosen
        filled = {key for key, entry in chosen.items() if not is_blank(entry.cell)}
        asked = {one.field_key for one in self.matches.findings} | filled
        rivals: dict[str, list[Pair]] = {}
        for index, entry in enumerate(self.entries):
            if index in self.taken or not entry.part or is_blank(entry.cell):
                continue
            whole = replace(entry, path=entry.path[len(entry.part) :] or entry.path, part=None)
            for name in self._candidates(whole):
                if name.field.key not in asked and score(whole, name, self.names) >= TRUSTED:
                    pair = Pair(entry=index, field=name.field, score=LEAF)
                    rivals.setdefault(name.field.key, []).append(pair)
        for pairs in rivals.values():
            self._dispute(pairs)

    def _from_prose(self, pairs: list[Pair]) -> None:
        """Running text fills what has no cell of its own; the rest is compared with it later."""
        chosen = self.matches.chosen
        empty = {key for key, entry in chosen.items() if is_blank(entry.cell)}
        told = {pair.field.key for pair in pairs if pair.score >= LEAF}
        for key in empty & told:
            del chosen[key]
        self._levels(pairs)
        self.taken.update(pair.entry for pair in pairs if pair.field.key in chosen)

    def _doubt_said(self, pairs: list[Pair]) -> None:
        """A number in a sentence for a field whose own cell was left empty is to be looked at."""
        for pair in pairs:
            chosen = self.matches.chosen.get(pair.field.key)
            own = self.entries[pair.entry]
            if chosen and chosen.said and not own.said and is_blank(own.cell):
                doubted = replace(chosen, beside_another=True)
                self.matches.chosen[pair.field.key] = doubted

    def _left_out(self, pairs: list[Pair]) -> None:
        """A field's name a second time: the same number is dropped, another one is shown."""
        for pair in pairs:
            chosen = self.matches.chosen.get(pair.field.key)
            if pair.entry in self.taken or chosen is None or chosen.is_total:
                continue
            other = self.entries[pair.entry]
            if fits_measure(other, pair.field) and not is_blank(other.cell):
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

    def _reworded(self, entry: Entry) -> list[Name]:
        """The one field still open that a label names in other words, which nobody would ask."""
        return [
            name
            for name in reworded(entry, self.names)
            if name.field.key not in self.matches.chosen.keys() | self.disputed
        ]

    def _open_names(self, _: Entry) -> list[Name]:
        keys = self.matches.chosen.keys() | self.disputed
        return [name for name in self.names.names if name.field.key not in keys]

    def _pairs(
        self,
        fit: Callable[[Entry, Name], int],
        candidates: Callable[[Entry], Iterable[Name]],
    ) -> list[Pair]:
        best: dict[tuple[int, str], Pair] = {}
        for index, entry in enumerate(self.entries):
            if index in self.taken or index in self.mere:
                continue
            for name in candidates(entry):
                found = fit(entry, name)
                key = (index, name.field.key)
                if found and (key not in best or best[key].score < found):
                    best[key] = Pair(entry=index, field=name.field, score=found)
        return list(best.values())

    def _levels(self, pairs: list[Pair]) -> None:
        for level in sorted({pair.score for pair in pairs}, reverse=True):
            self._level([pair for pair in pairs if pair.score == level], level)

    def _level(self, pairs: list[Pair], level: int) -> None:
        pairs = [pair for pair in pairs if self._is_open(pair)]
        pairs = self._settle_entries(pairs)
        by_field: dict[str, list[Pair]] = {}
        for pair in pairs:
            by_field.setdefault(pair.field.key, []).append(pair)
        for rivals in by_field.values():
            self._settle_field(rivals, level)

    def _is_open(self, pair: Pair) -> bool:
        key = pair.field.key
        return (
            pair.entry not in self.taken
            and key not in self.matches.chosen
            and key not in self.disputed
        )

    def _settle_entries(self, pairs: list[Pair]) -> list[Pair]:
        """One label for two fields: the unit of measure tells, else it is said and left."""
        by_entry: dict[int, list[Pair]] = {}
        for pair in pairs:
            by_entry.setdefault(pair.entry, []).append(pair)
        kept: list[Pair] = []
        for index, rivals in by_entry.items():
            fitting = by_measure(rivals, self.entries) if len(rivals) > 1 else rivals
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

    def _settle_field(self, rivals: list[Pair], level: int) -> None:
        """Two labels for one field: unit of measure, then 合计, then whichever is filled in."""
        for choose in (by_measure, by_total, by_content):
            if len(rivals) > 1:
                rivals = choose(rivals, self.entries)
        first = rivals[0]
        if len(rivals) > 1 and not self._say_the_same(rivals):
            if level < EXACT:
                self._dispute(rivals)
                return
            one, other = (self.entries[pair.entry] for pair in rivals[:2])
            self._show_conflict(one, other, first.field)
        self._take(first, level)
        self.taken.update(pair.entry for pair in rivals)

    def _say_the_same(self, rivals: list[Pair]) -> bool:
        reads = [read_cell(self.entries[pair.entry].cell) for pair in rivals]
        return len({(one.state, one.value, one.base) for one in reads}) == 1

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

    def _dispute(self, rivals: list[Pair]) -> None:
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

    def _take(self, pair: Pair, level: int) -> None:
        entry = self.entries[pair.entry]
        self.taken.add(pair.entry)
        self.matches.chosen[pair.field.key] = entry
        self.matches.scores[pair.field.key] = level
        near = level < TRUSTED and (level <= SIMILAR or len(entry.path) > 1)
        last = self.names.by_last[entry.leaf.text] if level == BARE else ()
        near |= len({name.field.key for name in last}) > 1  # 场次 alone is several fields'
        near = near and not is_sum(entry, pair.field, self.matches.chosen)
        if near or entry.guessed_label:
            self.matches.findings.append(
                finding(
                    "similar_label",
                    location=entry.location,
                    field_key=pair.field.key,
                    label=entry.guessed_label or entry.name,
                    candidate=pair.field.label,
                )
            )
