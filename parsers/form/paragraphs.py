"""A form written as paragraphs under its own title, without a table or beside one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from parsers.form.definition import FormDefinition
from parsers.form.entries import Section
from parsers.form.identity import is_identity_text, reporting_unit_in
from parsers.form.layouts.clause import Clause
from parsers.form.layouts.clauses import entries_of, has_blanks, read_sentences
from parsers.form.naming.labels import read_label
from parsers.form.naming.names import Names
from parsers.form.titles import is_form_title, is_ours
from parsers.form.values.measures import PATTERN
from parsers.results import FileContent, Paragraph

ABOVE = 12
"""Paragraphs above a table in which its title and 填报单位 are looked for."""
_STOPS = re.compile(r"[,，;；。!！]")
_FEWEST_LINES = 3
_BEGINS_WITH_NUMBER = re.compile(
    rf"\s*(?:无\s*$|[约近超共]?\s*\d[\d.,]*\s*[万余多]*\s*(?:{PATTERN}|$))"
)
_DIGIT = re.compile(r"\d")


def own_title(content: FileContent, definition: FormDefinition) -> str:
    """The form's title as a line of its own, '' where none stands."""
    titles = [content.title, *(one.text for one in content.paragraphs[:ABOVE])]
    ours = (text for text in titles if is_ours(text, definition) and is_form_title(text))
    return next((text for text in ours if not _STOPS.search(text.strip("。 "))), "")


def read_paragraphs(
    content: FileContent, names: Names, definition: FormDefinition, *, has_tables: bool
) -> list[tuple[int, Section]]:
    """Paragraphs that are the form itself, with their place in the file.

    Beside tables only lines of labels and values count, with visible blanks or colons: prose
    makes no figure there. Without a title such lines are the form where they name half of it.
    """
    title = own_title(content, definition)
    if names.words is None or (has_tables and not title):
        return []
    section = Section(location="", banners=[title] if title else [])
    first = -1
    for paragraph in _with_values(content.paragraphs, names):
        if is_identity_text(paragraph.text):
            name = reporting_unit_in(paragraph.text)
            section.reporting_unit_text = section.reporting_unit_text or name
            continue
        if paragraph.text == title:
            continue
        clauses, said = read_sentences(paragraph.text, names)
        lines = said == "sentence" and is_line(paragraph.text, clauses, names)
        told = bool(title) and not has_tables and any(_is_known(one, names) for one in clauses)
        if lines or told:
            section.entries.extend(entries_of(clauses, paragraph.place, said=said))
            first = paragraph.order if first < 0 else first
            section.location = section.location or paragraph.place
    whole = bool(title) or _names_half(section, names, definition)
    return [(first, section)] if section.entries and whole else []


def _with_values(paragraphs: tuple[Paragraph, ...], names: Names) -> Iterator[Paragraph]:
    """科普讲座 on a line of its own and 12场 on the next one are one line."""
    waiting: Paragraph | None = None
    for paragraph in paragraphs:
        if waiting is not None:
            joins = _BEGINS_WITH_NUMBER.match(paragraph.text) is not None
            yield replace(waiting, text=f"{waiting.text}：{paragraph.text}") if joins else waiting
            waiting = None
            if joins:
                continue
        if names.is_whole(read_label(paragraph.text)):
            waiting = paragraph
        else:
            yield paragraph
    if waiting is not None:
        yield waiting


def _names_half(section: Section, names: Names, definition: FormDefinition) -> bool:
    """Whether the lines are a report and no answer about a few of the form's fields."""
    known = {entry.name for entry in section.entries if names.is_known(entry.leaf)}
    count = len(definition.fields)
    return len(known) * 2 >= count and len(known) >= min(_FEWEST_LINES, count)


def _is_known(clause: Clause, names: Names) -> bool:
    return bool(clause.parent) or names.is_known(read_label(clause.label))


def is_line(text: str, clauses: list[Clause], names: Names) -> bool:
    """科普讲座：12场, or a sentence with visible blanks: most of its labels are the form's."""
    known = sum(_is_known(one, names) for one in clauses)
    colons = len(re.findall(r"[:：]", text))
    return bool(clauses) and known * 2 > len(clauses) - (len(clauses) > 1) and (
        has_blanks(text) or (colons >= len(clauses) == known)
    )  # fmt: skip


def speaks_of_fields(content: FileContent, names: Names) -> bool:
    """Whether any paragraph holds a field's name and a number."""
    return names.words is not None and any(
        names.words.search(one.text) and _DIGIT.search(one.text) for one in content.paragraphs
    )
