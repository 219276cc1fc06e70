"""A last look over the table: a field's name that begins a sentence nobody read is asked about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.findings import Finding, finding
from parsers.form.definition import FormField
from parsers.form.names import Names
from parsers.form.numbers import read_number
from parsers.form.text import squeeze
from parsers.grid import Grid
from parsers.results import FormReading

_PATH = re.compile(r"[/(\-—–][\u4e00-\u9fff]")
"""What stands behind is the rest of a longer name (线上活动/参与人次), not a value."""
_PIECES = re.compile(r"[，,；;。、\n]")
_SHORTEST_NAME = 3
_LONGEST_REST = 24
_MOST_ROWS = 1000
_SAYS_SOMETHING = re.compile(
    r"[\d〇零一二三四五六七八九十百千万无/\\—–―-]|数百|若干|多批|全覆盖|满员"
)


def passed_over(form: FormReading, grids: tuple[Grid, ...], names: Names) -> list[Finding]:
    """One question for each field that a cell names at a sentence's beginning and no figure has."""
    told = {one.field_key for one in form.figures} | {one.field_key for one in form.findings}
    if form.kind != "statistics":
        return []
    found: dict[str, Finding] = {}
    for grid in grids:
        if grid.hidden:
            continue
        for cell in grid.cells:
            if cell.row >= _MOST_ROWS or cell.kind != "text":
                continue
            for field, twins, raw in _unread(cell.text, names):
                if field.key not in found and not twins & told:
                    found[field.key] = finding(
                        "unreadable_value",
                        location=grid.location(cell.row, cell.column),
                        field_key=field.key,
                        label=field.label,
                        raw=raw,
                    )
    return list(found.values())


def _unread(text: str, names: Names) -> Iterator[tuple[FormField, set[str | None], str]]:
    """The fields at the beginnings of a cell's pieces: the keys that share the name, the rest."""
    if len(text) > 400:
        return
    for piece in _PIECES.split(text):
        flat = squeeze(piece)
        name = max(
            (
                one
                for one in names.names
                if len(one.joined) >= _SHORTEST_NAME and flat.startswith(one.joined)
            ),
            key=lambda one: len(one.joined),
            default=None,
        )
        if name is None:
            continue
        rest = flat[len(name.joined) :].lstrip(":")
        measure = name.field.unit_measure
        if not rest or len(rest) > _LONGEST_REST or rest.strip("()") == measure:
            continue
        if _PATH.match(rest) and rest[1:] != measure:
            continue
        if _SAYS_SOMETHING.search(rest) and read_number(rest).state != "blank":
            twins = {one.field.key for one in names.names if one.joined == name.joined}
            yield name.field, {*twins}, rest
