"""A page of a kept file made anew as a JPEG: pictures and PDF, nothing that can carry a script."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pypdfium2

from parsers.context import ReadingContext
from parsers.errors import ParserError, TooLarge, Unreadable, Unsupported
from parsers.files.detect import detect
from parsers.files.image import JPEG_QUALITY, frame_count, frames
from parsers.files.pdf import opened
from parsers.files.registry import format_named
from parsers.findings import finding
from parsers.looking import Look
from parsers.results import FileReading, Member

NAME = "page.jpg"
_POINTS_LONGEST = 20_000


def look_at_page(
    path: Path, spool: Path, *, filename: str, context: ReadingContext, look: Look
) -> FileReading:
    """Write page `look.page` to `spool` as its only member; `pictures` says how many there are.

    A fault of the file, or a kind that has no pages, becomes its state and one finding.
    """
    kind = "unknown"
    try:
        kind = detect(path, filename)
        made, pages = _page(path, kind, look, context.limits.pages)
    except ParserError as error:
        found = format_named(kind)
        parts = {"instead": error.instead} if isinstance(error, Unsupported) else {}
        return FileReading(
            family=found.family,
            state=error.state,
            parser=kind,
            media_type=found.media_type,
            findings=(finding(error.code, filename=filename, **parts),),
        )
    (spool / NAME).write_bytes(made)
    member = Member(
        spooled=NAME,
        filename=NAME,
        media_type="image/jpeg",
        sha256=hashlib.sha256(made).hexdigest(),
        size=len(made),
    )
    return FileReading(
        family="image",
        state="read",
        parser=kind,
        media_type="image/jpeg",
        pictures=pages,
        members=(member,),
    )


def _page(path: Path, kind: str, look: Look, most: int) -> tuple[bytes, int]:
    if kind == "pdf":
        return _pdf_page(path, look, most)
    if format_named(kind).family == "image":
        return _frame(path, look, most)
    raise Unsupported(kind, instead="PDF")


def _frame(path: Path, look: Look, most: int) -> tuple[bytes, int]:
    pages = min(frame_count(path), most)
    for number, image in enumerate(frames(path, long_side=look.pixels, most=most), start=1):
        if number == look.page:
            made = io.BytesIO()
            image.save(made, "JPEG", quality=JPEG_QUALITY)
            return made.getvalue(), pages
    raise Unreadable(f"no page {look.page}")


def _pdf_page(path: Path, look: Look, most: int) -> tuple[bytes, int]:
    with opened(path) as document:
        pages = min(len(document), most)
        if not 1 <= look.page <= pages:
            raise Unreadable(f"no page {look.page}")
        try:
            page = document[look.page - 1]
            longest = max(page.get_size())
            if not 0 < longest <= _POINTS_LONGEST:
                raise TooLarge(f"a page of {longest} points")
            image = page.render(scale=look.pixels / longest).to_pil().convert("RGB")
        except pypdfium2.PdfiumError as error:
            raise Unreadable(str(error)) from error
    made = io.BytesIO()
    image.save(made, "JPEG", quality=JPEG_QUALITY)
    return made.getvalue(), pages
