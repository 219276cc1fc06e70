"""The one entry of the form reader: from a file's content to the forms in it."""

from __future__ import annotations

import re
from dataclasses import replace

from parsers.findings import Finding, finding
from parsers.form.assembling import Found, assemble
from parsers.form.definition import FormDefinition
from parsers.form.doubts.account import numbers_left, places_of
from parsers.form.doubts.compare import compare_prose
from parsers.form.doubts.copies import with_blank_copies
from parsers.form.doubts.passed_over import passed_over
from parsers.form.entries import Section
from parsers.form.identity import is_identity_text, reporting_unit_in
from parsers.form.lists.continued import end_of, with_continuations
from parsers.form.naming.names import Names, names_of
from parsers.form.naming.plain_labels import with_plain_labels
from parsers.form.paragraphs import ABOVE, own_title, read_paragraphs, speaks_of_fields
from parsers.form.prospect import loses, worth_reading
from parsers.form.sections import read_grid
from parsers.form.text import squeeze
from parsers.form.titles import is_form_title, is_ours, other_campaign, other_kind
from parsers.grid import Grid
from parsers.results import FileContent, FormReading, Paragraph

_LONGEST_TITLE = 60
_STOP, _DIGIT = re.compile(r"[，,；;。]"), re.compile(r"\d")
_SHORTEST_SENTENCE = 12
_MOST_CELLS = 3000


def read_forms(content: FileContent, definition: FormDefinition) -> tuple[FormReading, ...]:
    """All forms of a file: statistics, blank ones, other ones. Never raises on odd content."""
    names = names_of(definition)
    hidden = [grid for grid in content.grids if grid.hidden]
    sections = _sections(content, names, definition)
    forms = [
        form
        for found in _grouped(sections, names, content, definition)
        if (form := assemble(found, definition)) is not None
    ]
    forms = [_against_prose(form, content, definition) for form in forms]
    notes = [*_hidden_notes(hidden, names), *_cut_notes(content, names)]
    if not forms:
        return _nothing_read(content, definition, notes)
    accounted = places_of(forms)
    forms = [
        replace(
            form,
            findings=(*form.findings, *numbers_left(form, content.grids, names, accounted)),
        )
        for form in forms
    ]
    forms = with_blank_copies(forms)
    if len(forms) == 1:
        notes.extend(passed_over(forms[0], content.grids, names, content.paragraphs))
    forms[0] = replace(forms[0], findings=(*forms[0].findings, *notes))
    return tuple(forms)


def _against_prose(
    form: FormReading, content: FileContent, definition: FormDefinition
) -> FormReading:
    """The same file's running text against its form."""
    if form.kind != "statistics":
        return form
    text = "\n".join(one.text for one in content.paragraphs if one.place != form.location)
    text = "\n".join((text, *_sentences_in_cells(form, content.grids)))
    return replace(form, findings=(*form.findings, *compare_prose(form, text, definition)))


def _sentences_in_cells(form: FormReading, grids: tuple[Grid, ...]) -> list[str]:
    """A summary in a row of the table speaks of the figures as paragraphs do."""
    read = {(figure.location, figure.raw) for figure in form.figures}
    return [
        cell.text
        for grid in grids
        for cell in grid.cells[:_MOST_CELLS]
        if not grid.hidden
        and len(cell.text) >= _SHORTEST_SENTENCE
        and _STOP.search(cell.text)
        and _DIGIT.search(cell.text)
        and (grid.location(cell.row, cell.column), cell.text.strip()) not in read
    ]


def _hidden_notes(hidden: list[Grid], names: Names) -> list[Finding]:
    return [
        finding("hidden_sheet", location=grid.place, sheet=grid.name)
        for grid in hidden
        if worth_reading(grid, names) is not None
    ]


def _cut_notes(content: FileContent, names: Names) -> list[Finding]:
    """Tables of which only the beginning was read: sums over them would be wrong."""
    return [
        finding("truncated", location=grid.place, filename=grid.name)
        for grid in content.grids
        if not grid.hidden and loses(grid) and worth_reading(grid, names) is not None
    ]


def _nothing_read(
    content: FileContent, definition: FormDefinition, notes: list[Finding]
) -> tuple[FormReading, ...]:
    """A file under our title, or with only a hidden form, that yields nothing is said to."""
    titles = [content.title, *(one.text for one in content.paragraphs[:ABOVE])]
    titles.extend(cell.text for grid in content.grids for cell in grid.cells[:5])
    titled = next(
        (text for text in titles if is_ours(text, definition) and is_form_title(text)), ""
    )
    looks = bool(titled) and (bool(content.grids) or content.pictures > 0)
    looks |= bool(own_title(content, definition)) and speaks_of_fields(
        content, names_of(definition)
    )
    if not looks and not notes:
        return ()
    place = content.grids[0].place if content.grids else ""
    return (
        FormReading(
            kind="statistics",
            title=" ".join(titled.split()),
            location=place,
            findings=(finding("form_unreadable", location=place), *notes),
        ),
    )


def _sections(content: FileContent, names: Names, definition: FormDefinition) -> list[Section]:
    """Sections of all visible tables and fill-in sentences, in the file's order."""
    found: list[tuple[int, Section]] = []
    before = -1
    visible = sorted((one for one in content.grids if not one.hidden), key=lambda one: one.order)
    for grid in with_continuations(visible, content.paragraphs, names):
        readable = worth_reading(grid, names)
        if readable is not None:
            above = [one for one in content.paragraphs if before < one.order < grid.order]
            unit = _unit_above(above[-ABOVE:])
            parts = read_grid(with_plain_labels(readable, names), names, unit)
            _take_paragraphs(parts[0], above[-ABOVE:])
            found.extend((grid.order, section) for section in parts)
        before = end_of(grid)
    found.extend(read_paragraphs(content, names, definition, has_tables=bool(found)))
    found.sort(key=lambda pair: pair[0])
    sections = [section for _, section in found]
    if sections:
        _take_below(sections, [one for one in content.paragraphs if one.order > before])
    return sections


def _unit_above(above: list[Paragraph]) -> str:
    """The 填报单位 in the paragraphs above a table."""
    texts = [one.text.strip() for one in above]
    units = (reporting_unit_in(text) for text in texts if is_identity_text(text))
    return next((unit for unit in units if unit), "")


def _take_paragraphs(section: Section, above: list[Paragraph]) -> None:
    """Titles and 填报单位 from the paragraphs just above a table."""
    section.reporting_unit_text = section.reporting_unit_text or _unit_above(above)
    texts = [one.text.strip() for one in above]
    titles = [text for text in texts if text and not is_identity_text(text)]
    titles = [text for text in titles if len(text) <= _LONGEST_TITLE]
    section.banners.extend(reversed(titles))


def _take_below(sections: list[Section], below: list[Paragraph]) -> None:
    if any(section.reporting_unit_text for section in sections):
        return
    for paragraph in below[:ABOVE]:
        if name := reporting_unit_in(paragraph.text):
            sections[-1].reporting_unit_text = name
            return


def _grouped(
    sections: list[Section], names: Names, content: FileContent, definition: FormDefinition
) -> list[Found]:
    """Sections that make one form: a new one starts with another unit, or with the same fields."""
    groups: list[Found] = []
    for section in sections:
        current = groups[-1] if groups else None
        if current is None or _starts_another(current, section, names, definition):
            groups.append(Found(sections=[], titles=[]))
            current = groups[-1]
        current.sections.append(section)
        current.titles.extend(section.banners)
        current.known |= _known(section, names)
        current.reporting_unit_text = current.reporting_unit_text or section.reporting_unit_text
    for group in groups:
        if content.title:
            group.titles.append(content.title)
    return groups


def _starts_another(
    current: Found, section: Section, names: Names, definition: FormDefinition
) -> bool:
    old, new = current.reporting_unit_text, section.reporting_unit_text
    if old and new:
        return squeeze(old) != squeeze(new) or _repeats(current, section, names)
    return _repeats(current, section, names) or _turns(current, section, definition)


def _turns(current: Found, section: Section, definition: FormDefinition) -> bool:
    """A table under the title of a plan, an application or another campaign is another form."""
    strange = any(
        is_form_title(text)
        and not is_ours(text, definition)
        and (other_kind(text, definition) or other_campaign(text, definition))
        for text in section.banners
    )
    ours = any(is_ours(text, definition) for text in section.banners)
    was_ours = any(is_ours(text, definition) for text in current.titles)
    titled = any(is_form_title(text) for text in current.titles)
    return strange or (ours and not was_ours and titled and bool(current.entries))


def _repeats(current: Found, section: Section, names: Names) -> bool:
    """Whether a section asks for the same fields again."""
    again = _known(section, names)
    return len(again) >= 2 and len(again & current.known) * 2 >= len(again)


def _known(section: Section, names: Names) -> set[str]:
    return {entry.name for entry in section.entries if names.is_known(entry.leaf)}
