"""Forms that a unit writes into the mail itself: tables of its own text, never of quoted text."""

from __future__ import annotations

from parsers.context import ReadingContext
from parsers.errors import ParserError
from parsers.files.html import html_content
from parsers.files.text import text_content
from parsers.form.reader import read_forms
from parsers.grid import Grid
from parsers.mail.body import Body
from parsers.results import FileContent, FormReading


def read_inset_forms(body: Body, context: ReadingContext, *, place: str) -> tuple[FormReading, ...]:
    """The forms in a mail's own text; locations read `PLACE 表1 行3列2`.

    Tables of the markup first; where it has none, tables drawn in its text with tabs or blanks.
    """
    found = _in_markup(body.own_html, context, place) if body.own_html else ()
    if found or not body.text.own.strip():
        return found
    return read_forms(_drawn(body, context, place), context.form)


def inset_grids(body: Body, context: ReadingContext, *, place: str) -> tuple[Grid, ...]:
    """The tables in a mail's own text, those of the markup before those drawn with blanks."""
    marked = _marked(body.own_html, context, place) if body.own_html else None
    return (*(marked.grids if marked else ()), *_drawn(body, context, place).grids)


def _in_markup(markup: str, context: ReadingContext, place: str) -> tuple[FormReading, ...]:
    content = _marked(markup, context, place)
    return read_forms(content, context.form) if content else ()


def _marked(markup: str, context: ReadingContext, place: str) -> FileContent | None:
    try:
        return html_content(markup, place, limits=context.limits)
    except ParserError:
        return None


def _drawn(body: Body, context: ReadingContext, place: str) -> FileContent:
    return text_content(body.text.own, place, limits=context.limits)
