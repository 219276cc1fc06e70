"""Forms sketched as text: a line a row, `|` between cells, `<` and `^` for merged ones.

`<` belongs to the cell on its left, `^` to the one above, `⏎` is a line break. A line `# …` before
the rows is a paragraph above the table. What a form says is told as `key=12`: the number; `>12`,
`<12`, `~12` at least, at most, about; `none`, `blank`; `?` means that a person must be asked.
"""

from __future__ import annotations

from dataclasses import dataclass

from parsers.form.definition import FormDefinition, FormField
from parsers.form.reader import read_forms
from parsers.results import FigureReading, FormReading
from tests.forms.grids import Spans, content, grid

_MARKS = {">": "at_least", "<": "at_most", "~": "about"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """A form as drawn, and what it says; in fields it does not name nothing may be read."""

    office: str
    drawing: str
    says: dict[str, str]


def sketches(office: str, text: str) -> list[Sketch]:
    """Forms one after the other, each ended by a line `=> key=value …`."""
    found: list[Sketch] = []
    lines: list[str] = []
    for line in text.strip("\n").splitlines():
        if line.startswith("=>"):
            says = dict(pair.split("=", 1) for pair in line[2:].split())
            found.append(Sketch(office=office, drawing="\n".join(lines), says=says))
            lines = []
        elif line.strip():
            lines.append(line)
    return found


def field(key: str, label: str, unit_measure: str = "", *aliases: str) -> FormField:
    """A number field; money, areas, lengths and shares are decimal."""
    decimal = unit_measure in ("万元", "亩", "公里", "吨", "%", "万次", "小时")
    return FormField(
        key=key,
        label=label,
        aliases=aliases,
        unit_measure=unit_measure,
        type="decimal" if decimal else "integer",
        decimals=2 if decimal else 0,
    )


def read(sketch: Sketch, definition: FormDefinition) -> FormReading:
    """The one form of a sketch."""
    above = [line[2:] for line in sketch.drawing.splitlines() if line.startswith("# ")]
    rows = [
        [cell.strip(" ").replace("⏎", "\n") for cell in line.split("|")]
        for line in sketch.drawing.splitlines()
        if not line.startswith("# ")
    ]
    spans = _spans(rows)
    plain = [["" if cell in ("<", "^") else cell for cell in row] for row in rows]
    forms = read_forms(content(grid(plain, spans), above=above), definition)
    assert len(forms) == 1, forms
    return forms[0]


def _spans(rows: list[list[str]]) -> Spans:
    spans: Spans = {}
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            if cell in ("<", "^"):
                continue
            wide = 1
            while c + wide < len(row) and row[c + wide] == "<":
                wide += 1
            high = 1
            while r + high < len(rows) and c < len(rows[r + high]) and rows[r + high][c] == "^":
                high += 1
            if wide > 1 or high > 1:
                spans[(r, c)] = (high, wide)
    return spans


def faults(sketch: Sketch, form: FormReading) -> list[str]:
    """Where the reading differs from what the form says and nobody is warned; false alarms too."""
    warned = {one.field_key for one in form.findings if one.severity != "info"}
    figures = {figure.field_key: figure for figure in form.figures if figure.field_key}
    found: list[str] = []
    for key, said in sketch.says.items():
        read_as = told(figures[key]) if key in figures else "nothing"
        if said == "?":
            if key not in warned:
                found.append(f"{key}: nobody is asked about {read_as}")
        elif read_as != said and key not in warned:
            found.append(f"{key}: {read_as} instead of {said}")
        elif key in warned and said not in ("?", "blank"):
            found.append(f"{key}: asked for {said} ({read_as})")
    strange = (figures.keys() | warned) - sketch.says.keys() - {None}
    return found + [f"{key}: out of nothing" for key in strange]


def told(figure: FigureReading) -> str:
    """A figure in the notation of the sketches."""
    if figure.value is None:
        return figure.state
    mark = next((m for m, name in _MARKS.items() if name == figure.approximation), "")
    return f"{mark}{figure.value.normalize():f}"
