"""Forms that a unit writes into the mail itself: tables of its own text, never of quoted text."""

from __future__ import annotations

from parsers.context import ReadingContext
from parsers.errors import ParserError
from parsers.files.html import html_content
from parsers.files.text import text_content
from parsers.form.reader import read_forms
from parsers.mail.body import Body
from parsers.results import FormReading


def read_inset_forms(body: Body, context: ReadingContext, *, place: str) -> tuple[FormReading, ...]:
    """The forms in a mail's own text; locations read `PLACE 表1 行3列2`.

    Tables of the markup first; where it has none, tables drawn in its text with tabs or blanks.
    """
    found = _in_markup(body.own_html, context, place) if body.own_html else ()
    if found or not body.text.own.strip():
        return found
    content = text_content(body.text.own, place, limits=context.limits)
    return read_forms(content, context.form)


def _in_markup(markup: str, context: ReadingContext, place: str) -> tuple[FormReading, ...]:
    try:
        content = html_content(markup, place, limits=context.limits)
    except ParserError:
        return ()
    return read_forms(content, context.form)
