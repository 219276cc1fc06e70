"""Running text beside a form's table: what it counts under the form's categories, to be asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parsers.form.definition import FormField
from parsers.form.identity import is_identity_text
from parsers.form.layouts.elsewhere import LIMIT, speaks_elsewhere
from parsers.form.layouts.pieces import pieces_of, unmarked
from parsers.form.naming.labels import is_section
from parsers.form.naming.names import Names
from parsers.form.text import plain_text, squeeze
from parsers.form.values.cells import target_of
from parsers.form.values.measures import families
from parsers.form.values.quantities import Quantity, quantities_of
from parsers.form.values.spelling import without_dates
from parsers.results import Paragraph

_LONGEST_HEADING = 24
_NO_HEADING = re.compile(r"[\d,，;；。!！]")
_SENTENCES = re.compile(r"[。!！?？\n]+")


def reporting(paragraphs: tuple[Paragraph, ...], names: Names) -> list[Paragraph]:
    """The paragraphs that may tell of the form's figures: none under a heading of plans."""
    kept: list[Paragraph] = []
    elsewhere = False
    for paragraph in paragraphs:
        if _is_heading(paragraph.text):
            elsewhere = speaks_elsewhere(paragraph.text, names)
        if not elsewhere and not is_identity_text(paragraph.text):
            kept.append(paragraph)
    return kept


def _is_heading(text: str) -> bool:
    text = text.strip()
    short = len(text) <= _LONGEST_HEADING and not _NO_HEADING.search(text)
    return bool(text) and (short or (is_section(text) and text[:1] not in "(（"))


@dataclass(slots=True)
class _Reader:
    """Follows a text from piece to piece; `category` is what the last names stand under."""

    names: Names
    fields: dict[str, list[FormField]]
    category: str = ""

    def sentence(self, text: str) -> Iterator[tuple[FormField, str]]:
        """The fields of each piece, up to where the sentence speaks of plans."""
        for piece in pieces_of(text, self.names):
            if speaks_elsewhere(piece, self.names):
                break
            self._enter(piece)
            if self.category and not LIMIT.search(piece):
                yield from self._counted(piece)
        else:
            return
        self.category = ""

    def _enter(self, piece: str) -> None:
        """应急演练 opens a category, 参加人数 stays in it, another field's name leaves it."""
        for hit in self.names.words.finditer(piece) if self.names.words else ():
            word = squeeze(hit.group())
            if word in self.fields:
                self.category = word
            elif not any(word == field for field in self._parts()):
                self.category = ""

    def _parts(self) -> set[str]:
        return {one.parts[-1] for one in self.names.by_part.get(self.category, ()) if self.category}

    def _counted(self, piece: str) -> Iterator[tuple[FormField, str]]:
        """The one field that each number may count: the category itself, or one under it."""
        itself = [name.field for name in self.names.by_joined.get(self.category, ())]
        for one in quantities_of(plain_text(without_dates(piece))).quantities:
            for fields in (itself, self.fields[self.category]):
                fitting = {field.key: field for field in fields if _counts(one, field)}
                if len(fitting) == 1:
                    yield next(iter(fitting.values())), piece.strip()
                if fitting:
                    break


def _counts(one: Quantity, field: FormField) -> bool:
    base = target_of(field).base
    return bool(one.base) and (one.base == base or bool(families(one.base) & families(base)))


def counted_under_categories(
    paragraphs: list[Paragraph], names: Names
) -> Iterator[tuple[FormField, str, str]]:
    """应急演练14场，2050人次参加: fields that a text gives a number, with its words and place."""
    fields: dict[str, list[FormField]] = {}
    for name in names.names:
        if len(name.parts) > 1:
            fields.setdefault("".join(name.parts[:-1]), []).append(name.field)
    reader = _Reader(names, fields)
    for paragraph in paragraphs if fields else ():
        if _is_heading(paragraph.text):
            reader.category = ""
        for sentence in _SENTENCES.split(unmarked(paragraph.text)):
            for field, words in reader.sentence(sentence):
                yield field, words, paragraph.place
        if not _is_heading(paragraph.text):
            reader.category = ""
