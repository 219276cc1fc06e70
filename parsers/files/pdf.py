"""PDF: text and tables of its pages; pages that are pictures ask for OCR."""

from __future__ import annotations

import logging
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pdfplumber
import pypdfium2
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from parsers.errors import Encrypted, Unreadable
from parsers.files.continued import with_continued
from parsers.files.displaced import displaced_numbers
from parsers.files.format import Source
from parsers.files.paged import assembled
from parsers.files.pdf_page import PdfPage, read_text_page
from parsers.files.place import short_name
from parsers.findings import finding
from parsers.results import FileContent

_PASSWORD = 4
"""FPDF_ERR_PASSWORD of pdfium's fpdfview.h."""
_BROKEN = (
    PSException,
    PdfminerException,
    MalformedPDFException,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What pdfminer raises on broken files (its issues 350, 471, 1004): anything that Python does."""

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
"""It warns of every font without a bounding box, once a glyph; what matters it raises."""


def read(source: Source) -> FileContent:
    """Read every page's text; `need` is "ocr" where a page is a picture."""
    name = short_name(source.filename)
    most = source.context.limits.pages
    with opened(source.path) as document:
        count = len(document)
    pages = list(text_pages(source.path, min(count, most)))
    found = assembled(with_continued([page.page for page in pages]), name)
    scans = sum(page.scan for page in pages)
    findings = [finding("truncated", filename=name)] if count > most else []
    findings.extend(displaced_numbers(found.grids))
    if scans and found.grids:
        findings.append(finding("ocr"))
    return FileContent(
        parser="pdf",
        paragraphs=found.paragraphs,
        grids=found.grids,
        pictures=sum(page.pictures for page in pages),
        origin="scan" if scans else "print",
        need="ocr" if scans else "",
        findings=tuple(findings),
    )


@contextmanager
def opened(path: Path) -> Iterator[pypdfium2.PdfDocument]:
    """Open a PDF for counting and rendering; raises Encrypted and Unreadable."""
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if error.err_code == _PASSWORD:
            raise Encrypted(str(error)) from error
        raise Unreadable(str(error)) from error
    with document:
        if not len(document):
            raise Unreadable("no pages")
        yield document


def text_pages(path: Path, count: int) -> Iterator[PdfPage]:
    """The first pages of a PDF as far as their text goes; a broken page counts as a scan."""
    try:
        with pdfplumber.open(path) as document:
            for number in range(1, count + 1):
                page = document.pages[number - 1]
                yield read_text_page(page, number)
                page.close()
    except _BROKEN as error:
        raise Unreadable(str(error)) from error
