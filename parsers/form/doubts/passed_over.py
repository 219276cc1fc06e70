"""A last look over the text: a field's name with a number that nobody read is asked about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.findings import Finding, finding
from parsers.form.definition import FormField
from parsers.form.doubts.account import told_fields
from parsers.form.doubts.beside_table import counted_under_categories, reporting
from parsers.form.layouts.clauses import remark_apart
from parsers.form.layouts.elsewhere import LIMIT, speaks_elsewhere
from parsers.form.layouts.named import IN_BLANK
from parsers.form.layouts.pieces import pieces_of, unmarked
from parsers.form.naming.names import Name, Names
from parsers.form.text import plain_text, squeeze
from parsers.form.values.cells import target_of
from parsers.form.values.measures import compatible
from parsers.form.values.numbers import read_number
from parsers.form.values.quantities import quantities_of
from parsers.grid import Grid
from parsers.results import FormReading, Paragraph

_PATH = re.compile(r"[/(\-—–][\u4e00-\u9fff]")
"""What stands behind is the rest of a longer name (线上活动/参与人次), not a value."""
_CLAUSES = re.compile(r"[，,；;。、\n]")
_SENTENCES = re.compile(r"[。!?\n]+")
_SHORTEST_NAME = 2
_SURE_NAME = 3
"""A shorter one (义诊) is looked at only with a digit behind it."""
_LONGEST_REST = 24
_LONGEST_TEXT = 400
_LONGEST_PARAGRAPH = 1500
_LONGEST_PIECE = 60
_MOST_ROWS = 1000
_SAYS_SOMETHING = re.compile(
    r"[\d〇零一二三四五六七八九十百千万无/\\—–―-]|数百|若干|多批|全覆盖|满员"
)
_DATE = re.compile(r"\d{2,4}年|\d{1,2}月(?:\d{1,2}[日号]?)?|\d{1,2}:\d{2}|第\d+")

Unread = tuple[FormField, set[str | None], str]
"""A field that a text names, the keys that share the name, and what stands beside it."""


def passed_over(
    form: FormReading,
    grids: tuple[Grid, ...],
    names: Names,
    paragraphs: tuple[Paragraph, ...] = (),
) -> list[Finding]:
    """One question for each field that a text names with a number and no figure has."""
    if form.kind != "statistics":
        return []
    told = told_fields(form)
    if told >= {name.field.key for name in names.names}:
        return []
    said = {one.field_key for one in form.figures} | {one.field_key for one in form.findings}
    cells, prose = list(_cells(grids, names)), reporting(paragraphs, names)
    told_of = [(one.text[:_LONGEST_PARAGRAPH], one.place) for one in prose]
    found: dict[str, Finding] = {}
    for code, look, known, texts in (
        ("unreadable_value", _unread, said, cells),
        ("unread_label", _named, told, [*cells, *told_of]),
        ("unreadable_value", _unread, said, list(_claims(told_of, names))),
    ):
        for text, place in texts:
            for field, twins, raw in look(text, names):
                if field.key not in found and not twins & known:
                    found[field.key] = _question(code, field, raw, place)
    for field, raw, place in counted_under_categories(prose, names):
        if field.key not in told | found.keys():
            found[field.key] = _question("unread_label", field, raw, place)
    return list(found.values())


def _question(code: str, field: FormField, raw: str, place: str) -> Finding:
    return finding(
        code,
        location=place,
        field_key=field.key,
        label=field.label,
        raw=raw,
        candidate=field.label,
    )


def _cells(grids: tuple[Grid, ...], names: Names) -> Iterator[tuple[str, str]]:
    """Each text with its place; a name and nothing else says nothing that was passed over."""
    for grid in grids:
        if grid.hidden:
            continue
        for cell in grid.cells:
            wanted = cell.kind == "text" and cell.row < _MOST_ROWS
            if wanted and len(cell.text) <= _LONGEST_TEXT and cell.text not in names.by_joined:
                yield cell.text, grid.location(cell.row, cell.column)


def _claims(texts: list[tuple[str, str]], names: Names) -> Iterator[tuple[str, str]]:
    """The clauses of running text that tell of what was done."""
    for text, place in texts:
        for clause in _CLAUSES.split(text):
            if not LIMIT.search(clause) and not speaks_elsewhere(clause, names):
                yield clause, place


def _unread(text: str, names: Names) -> Iterator[Unread]:
    """The fields at the beginnings of a text's pieces, with whatever says something behind."""
    for piece in _CLAUSES.split(text):
        flat = squeeze(piece)
        ends = range(len(flat), _SHORTEST_NAME - 1, -1)
        name = next((found[0] for end in ends if (found := names.by_joined.get(flat[:end]))), None)
        if name is None:
            continue
        rest = flat[len(name.joined) :].lstrip(":")
        measure = name.field.unit_measure
        if not rest or len(rest) > _LONGEST_REST or rest.strip("()") == measure:
            continue
        if _PATH.match(rest) and rest[1:] != measure:
            continue
        if len(name.joined) < _SURE_NAME and not re.search(r"\d", rest):
            continue
        says = _SAYS_SOMETHING.search(rest) and read_number(rest).state != "blank"
        if says or remark_apart(piece, names) is not None:
            yield name.field, _twins(name, names), rest


def _named(text: str, names: Names) -> Iterator[Unread]:
    """The fields named anywhere in a sentence's pieces beside a number that may be theirs."""
    if names.words is None or not re.search(r"\d", text) or not names.words.search(text):
        return
    for sentence in _SENTENCES.split(unmarked(text)):
        for piece in pieces_of(sentence, names):
            if speaks_elsewhere(piece, names):
                break
            if len(piece) <= _LONGEST_PIECE and not LIMIT.search(piece):
                yield from _named_in(piece, names)


def _named_in(piece: str, names: Names) -> Iterator[Unread]:
    assert names.words is not None  # noqa: S101 - the caller looked
    numbers = quantities_of(plain_text(IN_BLANK.sub(r" \1 ", _DATE.sub(" ", piece)))).quantities
    for hit in names.words.finditer(piece) if re.search(r"\d", piece) else ():
        for name in _names_of(squeeze(hit.group()), names):
            target = target_of(name.field).base
            if any(one.base and compatible(one.base, target) for one in numbers):
                yield name.field, _twins(name, names), piece.strip()


def _names_of(word: str, names: Names) -> list[Name]:
    """The names a word is, or whose last part it alone is: 流感疫苗 of 接种人次/流感疫苗."""
    last = names.by_last.get(word, [])
    alone = len({name.field.key for name in last}) == 1 and len(word) >= _SURE_NAME
    return names.by_joined.get(word) or (last if alone else [])


def _twins(name: Name, names: Names) -> set[str | None]:
    return {one.field.key for one in names.names if one.joined == name.joined}
