"""HTML: what a person sees of it, paragraphs and tables in order; nothing is ever fetched."""

from __future__ import annotations

import re

from lxml import etree
from lxml import html as lxml_html

from parsers.context import ReadingLimits
from parsers.errors import TooLarge, Unreadable
from parsers.files.encoding import decode
from parsers.files.format import Source
from parsers.files.html_blocks import Blocks
from parsers.files.html_encoding import declared_encoding
from parsers.files.place import short_name
from parsers.findings import finding
from parsers.results import FileContent

_LIMITS = ReadingLimits()
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def read(source: Source) -> FileContent:
    """Read a web page, also one saved under a spreadsheet's name."""
    limits = source.context.limits
    if source.path.stat().st_size > limits.expanded_bytes:
        raise TooLarge("a page larger than any package may be")
    data = source.path.read_bytes()
    return html_content(page_text(data), short_name(source.filename), limits=limits)


def page_text(data: bytes) -> str:
    """Decode a page: what it declares if that fits, else as any text."""
    declared = declared_encoding(data)
    if declared:
        try:
            return data.decode(declared)
        except UnicodeDecodeError:
            pass
    return decode(data)


def html_content(markup: str, place: str, *, limits: ReadingLimits = _LIMITS) -> FileContent:
    """Make paragraphs and grids of markup; hidden elements, scripts and styles are left out.

    Places read `PLACE 第3段` and `PLACE 表1 行2列3`. Raises Unreadable.
    """
    blocks = Blocks(place=place, limits=limits)
    root = _parsed(markup)
    if root is not None:
        blocks.add_element(root)
        blocks.finish()
    return FileContent(
        parser="html",
        paragraphs=tuple(blocks.paragraphs),
        grids=tuple(blocks.grids),
        title=_title(root, blocks),
        pictures=blocks.pictures,
        findings=(finding("truncated", filename=place),) if blocks.cut else (),
    )


def _title(root: lxml_html.HtmlElement | None, blocks: Blocks) -> str:
    """The first heading, else what stands in the window's title, often a program's own words."""
    for paragraph in blocks.paragraphs:
        if paragraph.style == "heading":
            return paragraph.text
    named = root.findtext(".//title") if root is not None else None
    return " ".join((named or "").split())


def _parsed(markup: str) -> lxml_html.HtmlElement | None:
    """Parse leniently, as mail programs write; None for markup without anything in it."""
    bare = _DECLARATION.sub("", markup.replace("\x00", "")).strip()
    if not bare:
        return None
    parser = lxml_html.HTMLParser(no_network=True, huge_tree=False, remove_pis=True)
    try:
        return lxml_html.document_fromstring(bare, parser=parser)
    except etree.ParserError:
        return None
    except (etree.LxmlError, ValueError, RecursionError) as fault:
        raise Unreadable(str(fault)) from fault
