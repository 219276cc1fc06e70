"""Layout 7: sentences with blanks, `专职人员 12 人，兼职人员 3 人`, and label：value in one cell."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.form.entries import Entry
from parsers.form.identity import is_identity_label, is_identity_text
from parsers.form.labels import read_label
from parsers.form.names import Names
from parsers.form.numbers import read_number
from parsers.form.text import plain_text
from parsers.grid import Cell

_SPLIT = re.compile(r"(?<!\d)[,，]|[,，](?!\d{3}(?!\d))|[;；。、\n]")
_LEAD = re.compile(
    r"^(?:其中|共有?|现有|本单位|我单位|我局|全年|期间|活动期间|开展了?|举办了?|组织了?)[:：,，]?"
)
_FEWEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One label with what stands in its blank."""

    label: str
    value: str


_TAIL_VALUE = re.compile(
    r"^(?P<label>.*?[\u4e00-\u9fff)）])\s*[:：]?\s*(?P<value>(?:约|大约|近|超过|超|逾|达)?\s*(?:\d|_{1,}|[ ]{2,}|[零一二两三四五六七八九十百千万]+[余多几]?[人场次项期份册个块幅条辆篇元名家万]).*)$"
)


def clauses_of(text: str) -> list[Clause] | None:
    """The clauses of a text that consists of nothing else, or None."""
    heading, colon, rest = text.partition("：" if "：" in text else ":")
    pieces = [piece for piece in _SPLIT.split(text) if piece and piece.strip(" _\u3000")]
    found = [_clause(piece) for piece in pieces]
    if colon and found and found[0] is None and len(heading) <= 20:
        pieces = [piece for piece in _SPLIT.split(rest) if piece and piece.strip(" \u3000")]
        found = [_clause(piece) for piece in pieces]
    clauses = [clause for clause in found if clause is not None]
    return clauses if clauses and len(clauses) == len(pieces) else None


def _clause(piece: str) -> Clause | None:
    match = _TAIL_VALUE.match(_LEAD.sub("", piece.strip("。 \u3000\t\r\n")))
    if match is None or len(match["label"]) > 20:
        return None
    value = match["value"].strip()
    read = read_number(value)
    if read.state == "unreadable" and not read.doubt:
        return None
    if read.state == "value" and read.doubt == "words" and len(read.words) > 4:
        return None
    return Clause(label=match["label"], value=value)


def in_cell(cell: Cell, location: str, names: Names) -> list[Entry]:
    """Entries of a cell that holds its own labels; none where the form knows none of them."""
    if cell.kind != "text" or not cell.text.strip() or is_identity_text(cell.text):
        return []
    clauses = clauses_of(cell.text) or _colon_pair(cell.text)
    if not any(names.is_known(read_label(clause.label)) for clause in clauses):
        return []
    return entries_of(clauses, location, cell)


def _colon_pair(text: str) -> list[Clause]:
    """`参加人数：980人次` or `参加人数：` in one cell."""
    label, colon, value = text.replace("：", ":").partition(":")
    if not colon or len(label) > 30 or is_identity_label(label):
        return []
    return [Clause(label=label, value=value.strip())]


def entries_of(clauses: list[Clause], location: str, cell: Cell | None = None) -> list[Entry]:
    """Each clause as an entry at the same place."""
    row, column = (cell.row, cell.column) if cell else (0, 0)
    entries: list[Entry] = []
    for clause in clauses:
        label = read_label(clause.label)
        if label.text and not is_identity_label(clause.label):
            inner = Cell(row=row, column=column, text=clause.value)
            entries.append(
                Entry(path=(label,), cell=inner, location=location, measure=label.measure)
            )
    return entries


def is_fill_in(text: str, names: Names) -> bool:
    """Whether a paragraph is a form's sentence with blanks, not prose: every clause is one."""
    clauses = clauses_of(plain_text(text)) or []
    known = sum(names.is_known(read_label(clause.label)) for clause in clauses)
    return len(clauses) >= _FEWEST and known * 2 >= len(clauses)


def has_blanks(text: str) -> bool:
    """Whether numbers stand in visible blanks: `12` between spaces or on an underline."""
    return bool(
        re.search(r"[\u4e00-\u9fff：:][ \u3000_]+\d+[ \u3000_]+[\u4e00-\u9fff]|_{2,}", text)
    )
