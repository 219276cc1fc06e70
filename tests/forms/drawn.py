"""Tables drawn as text: a line a row, `|` between cells, `<` and `^` for what is merged."""

from __future__ import annotations

from parsers.form.definition import FormDefinition
from parsers.form.reader import read_forms
from parsers.grid import Grid
from parsers.results import FormReading
from tests.forms.grids import Spans, Value, content, grid


def drawn(text: str) -> Grid:
    """The grid that a drawing shows; whole numbers and decimals are numbers in it."""
    rows = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    width = max(map(len, rows))
    rows = [[*row, *[""] * (width - len(row))] for row in rows]
    spans: Spans = {}
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            if cell not in ("<", "^"):
                wide = _run([row[one] for one in range(c + 1, width)], "<")
                deep = _run([below[c] for below in rows[r + 1 :]], "^")
                spans[r, c] = (deep, wide)
    return grid([[_value(cell) for cell in row] for row in rows], spans)


def _run(cells: list[str], mark: str) -> int:
    return next((at for at, cell in enumerate(cells) if cell != mark), len(cells)) + 1


def _value(cell: str) -> Value:
    if cell in ("<", "^"):
        return None
    return float(cell) if "." in cell and cell.replace(".", "").isdigit() else _whole(cell)


def _whole(cell: str) -> Value:
    return int(cell) if cell.isdigit() else cell


def readings(definition: FormDefinition, text: str) -> tuple[FormReading, ...]:
    """The forms in a drawn table that stands under the form's title."""
    return read_forms(content(drawn(text), above=[definition.title]), definition)


def told(form: FormReading) -> dict[str, str]:
    """What a form's fields say, blank ones left out."""
    return {
        one.field_key: str(one.value) if one.value is not None else one.state
        for one in form.figures
        if one.field_key and one.state != "blank"
    }


def asked(form: FormReading) -> set[str]:
    """The fields that a person is asked about, with the codes of questions about no field."""
    warned = (one for one in form.findings if one.severity != "info")
    return {one.field_key or one.code for one in warned}
