"""What Outlook's own formats (winmail.dat, .msg) hold: a text in up to three forms, and files."""

from __future__ import annotations

from dataclasses import dataclass, replace

from parsers.errors import ParserError
from parsers.files.encoding import decode
from parsers.files.html import html_content, page_text
from parsers.files.rtf_compressed import decompressed
from parsers.files.rtf_story import Story, Text
from parsers.files.rtf_tokens import tokens
from parsers.grid import Grid
from parsers.results import FileContent, Paragraph

CODE_PAGES = {936: "gb18030", 54936: "gb18030", 20936: "gb18030", 65001: "utf-8", 950: "big5hkscs"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A mail's text as kept: plain, HTML or compressed RTF, whichever are there."""

    subject: str = ""
    author: str = ""
    plain: str = ""
    html: bytes = b""
    rtf: bytes = b""


def body_content(body: Body, name: str, parser: str) -> FileContent:
    """Paragraphs and tables of a mail's text: HTML keeps tables, else plain, else RTF."""
    head = [text for text in (body.subject, body.author and f"发件人：{body.author}") if text]
    found = _from_html(body, name)
    texts = [] if found is not None else _lines(body)
    place = f"{name} 第1段"
    paragraphs = [
        Paragraph(text=text, order=order, place=place, style="text")
        for order, text in enumerate([*head, *texts])
    ]
    grids: tuple[Grid, ...] = ()
    if found is not None:
        shift = len(paragraphs)
        paragraphs += [replace(one, order=one.order + shift) for one in found.paragraphs]
        grids = tuple(replace(one, order=one.order + shift) for one in found.grids)
    return FileContent(parser=parser, paragraphs=tuple(paragraphs), grids=grids, title=body.subject)


def _from_html(body: Body, name: str) -> FileContent | None:
    if not body.html.strip():
        return None
    try:
        content = html_content(page_text(body.html), name)
    except ParserError:
        return None
    return content if content.paragraphs or content.grids else None


def _lines(body: Body) -> list[str]:
    if body.plain.strip():
        return [line.strip() for line in body.plain.splitlines() if line.strip()]
    if not body.rtf:
        return []
    story = Story()
    try:
        story.follow(tokens(decompressed(body.rtf)))
    except ParserError:
        return []
    return [
        piece.text if isinstance(piece, Text) else "\t".join(piece.texts) for piece in story.pieces
    ]


def text_in(data: bytes, code_page: str) -> str:
    """A text of one byte characters: in the code page that is named if it fits, else guessed."""
    data = data.split(b"\x00", 1)[0]
    if code_page:
        try:
            return data.decode(code_page)
        except (UnicodeDecodeError, LookupError):
            pass
    return decode(data)


def code_page_name(number: int) -> str:
    """Python's name of a Windows code page."""
    return CODE_PAGES.get(number, f"cp{number}" if number else "")
