"""Reading a scan: every page's text and tables; what tables say is flagged for a look."""

from __future__ import annotations

from collections.abc import Callable

from parsers.files.continued import with_continued
from parsers.files.format import Source
from parsers.files.paged import assembled
from parsers.files.place import short_name
from parsers.findings import finding
from parsers.results import FileContent
from parsers.scan.pages import count_pages, pages_of


def _ignore() -> None:
    """Nobody asked to be told of each page."""


def read_scan(source: Source, page_done: Callable[[], None] = _ignore) -> FileContent:
    """Read a PDF's picture pages, or a picture, by OCR; `page_done` is called after each page.

    A PDF's pages with text are read as such, so that the content is the whole file's. Raises a
    ParserError for a broken file.
    """
    name = short_name(source.filename)
    count, most = count_pages(source), source.context.limits.pages
    pages = []
    for page in pages_of(source, min(count, most)):
        pages.append(page)
        page_done()
    found = assembled(with_continued(pages), name)
    findings = [finding("ocr")] if found.grids else []
    if count > most:
        findings.append(finding("truncated", filename=name))
    return FileContent(
        parser="ocr",
        paragraphs=found.paragraphs,
        grids=found.grids,
        pictures=len(pages),
        origin="scan",
        findings=tuple(findings),
    )
