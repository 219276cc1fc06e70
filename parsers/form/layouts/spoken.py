"""A form's own names with their numbers among the other words of running text."""

from __future__ import annotations

import re
from dataclasses import replace

from parsers.form.layouts.clause import Clause, clause_of
from parsers.form.layouts.elsewhere import speaks_elsewhere
from parsers.form.layouts.named import says_nothing
from parsers.form.layouts.pieces import pieces_of, unmarked
from parsers.form.naming.labels import Label, read_label
from parsers.form.naming.names import Names
from parsers.form.values.measures import PATTERN, measure_of

_SENTENCE = re.compile(r"[。!?\n]+")
_NUMBER = re.compile(rf"(?P<words>\D*)(?P<value>\d[\d.,]*\s*[余多]?[万千百]?\s*(?:{PATTERN}))")


def spoken_clauses(text: str, names: Names, parent: str = "") -> list[Clause]:
    """The clauses with known names; what a plan or an example says up to the full stop is not."""
    found: list[Clause] = []
    for sentence in _SENTENCE.split(unmarked(text)) if names.words else ():
        for piece in pieces_of(sentence, names):
            if speaks_elsewhere(piece, names):
                break
            clause = clause_of(piece, names)
            if clause is None or not _is_named(clause, names):
                clause = _unnamed(piece, parent) or clause
            if clause is not None:
                found.append(clause)
    told = under_parents(found, names, parent)
    return [one for one in told if one.parent or _is_named(one, names)]


def _is_named(clause: Clause, names: Names) -> bool:
    label = read_label(clause.label)
    return names.is_known(label) or names.is_part(label)


def _unnamed(piece: str, parent: str) -> Clause | None:
    """共12场 beside the category 安全宣讲 counts the category itself."""
    match = _NUMBER.fullmatch(piece.strip(" 。"))
    if not parent or match is None or not says_nothing(_without(parent, match["words"])):
        return None
    return Clause(label=parent, value=match["value"])


def _without(parent: str, words: str) -> str:
    """开展演练 beside 应急演练 says no more than 开展."""
    for size in range(len(parent), 1, -1):
        for start in range(len(parent) - size + 1):
            words = words.replace(parent[start : start + size], "")
    return words


def under_parents(clauses: list[Clause], names: Names, parent: str = "") -> list[Clause]:
    """受众 3400 人次 after 安全宣讲 12 场 belongs to 安全宣讲."""
    found: list[Clause] = []
    current = parent
    for clause in clauses:
        label = read_label(clause.label)
        if current + label.text in names.by_joined or _is_measure_of(label, current, parent):
            found.append(replace(clause, parent=current))
            continue
        if names.is_part(label) and not names.is_known(label):
            current = label.text
        elif names.is_whole(label):
            current = parent
        found.append(clause)
    return found


def _is_measure_of(label: Label, current: str, parent: str) -> bool:
    """场次：5 beside a category's own cell."""
    return bool(parent) and current == parent and measure_of(label.text) is not None
