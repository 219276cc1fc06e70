"""Reading one file: what kind it is, what it says, which forms and files are in it."""

from __future__ import annotations

import importlib
from dataclasses import replace
from pathlib import Path
from typing import cast

from parsers.context import ReadingContext
from parsers.errors import ParserError, Unsupported
from parsers.files.content_text import headings_of, text_of
from parsers.files.detect import detect
from parsers.files.format import Format, Read, Source
from parsers.files.place import short_name
from parsers.files.registry import format_by_suffix, format_named
from parsers.findings import Finding, finding
from parsers.form.reader import read_forms
from parsers.looking import Look, seen_grids
from parsers.results import AttachmentState, FileContent, FileReading

_KEPT_FAMILIES = ("image", "video", "audio", "other")
_OF_FORMS = ("hidden_cells", "struck_cells", "displaced_numbers")
"""Findings that matter only where figures were read."""
_UNTOLD = ("unknown", "encrypted_office", "broken_ole")
"""Kinds whose bytes do not tell a spreadsheet from a document: the name does."""


def read_file(
    path: Path,
    spool: Path,
    *,
    filename: str,
    media_type: str,
    context: ReadingContext,
    look: Look | None = None,
) -> FileReading:
    """Read a kept file; members go to `spool`, an empty folder.

    A fault of the file becomes its state and one finding. A reading with `need` is provisional.
    With `look` the reading holds the tables that a person wants to see.
    """
    source = Source(
        path=path, spool=spool, filename=filename, media_type=media_type, context=context
    )
    kind = "unknown"
    try:
        kind = detect(path, filename)
        read = cast("Read", importlib.import_module(format_named(kind).module).read)
        content = read(source)
    except ParserError as error:
        return _failed(kind, filename, error)
    reading = replace(_reading(kind, content, source), grids=seen_grids(content.grids, look))
    return _provisional(reading, source)


def read_file_by(read: Read, source: Source) -> FileReading:
    """Read a kept file by another reader than its format's own, such as OCR."""
    kind = "unknown"
    try:
        kind = detect(source.path, source.filename)
        content = read(source)
    except ParserError as error:
        return _failed(kind, source.filename, error)
    return replace(_reading(kind, content, source), parser=content.parser)


def _reading(kind: str, content: FileContent, source: Source) -> FileReading:
    context = source.context
    found = format_named(kind)
    forms = (*content.forms, *read_forms(content, context.form))
    said = {one for form in forms for one in form.findings}
    headings = headings_of(content)
    state: AttachmentState = "read"
    if found.family in _KEPT_FAMILIES and not content.paragraphs and not content.grids:
        state = "kept"
    return FileReading(
        family=found.family,
        state=state,
        parser=found.name,
        media_type=found.media_type,
        title=content.title or (headings[0] if headings else ""),
        headings=headings,
        text=text_of(content, context.limits.text_characters),
        pictures=content.pictures,
        origin=content.origin,
        taken_at=content.taken_at,
        forms=forms,
        links=content.links,
        members=content.members,
        findings=tuple(
            one
            for one in content.findings
            if one not in said and (forms or one.code not in _OF_FORMS)
        ),
        need=content.need,
    )


def _provisional(reading: FileReading, source: Source) -> FileReading:
    """Say in a finding what this machine lacks for the second step, or leave the need standing."""
    context = source.context
    lacking = {"ocr": not context.ocr}.get(reading.need, not context.converter)
    if not reading.need or not lacking:
        return reading
    told = bool(reading.text) or reading.state == "kept"
    return replace(
        reading,
        need="",
        state=reading.state if told else "unsupported",
        findings=(*reading.findings, _lack(reading, source)),
    )


def _lack(reading: FileReading, source: Source) -> Finding:
    name = short_name(source.filename)
    if reading.need == "ocr":
        return finding("ocr_missing", filename=name)
    instead = "xlsx" if reading.need == "convert_xlsx" else "docx"
    return finding("converter_missing", filename=name, instead=instead)


def _failed(kind: str, filename: str, error: ParserError) -> FileReading:
    found = _claimed(kind, filename)
    parts = {"instead": error.instead} if isinstance(error, Unsupported) else {}
    return FileReading(
        family=found.family,
        state=error.state,
        parser=kind,
        media_type=found.media_type,
        findings=(finding(error.code, filename=filename, **parts),),
    )


def _claimed(kind: str, filename: str) -> Format:
    found = format_named(kind)
    if kind in _UNTOLD or found.name == "unknown":
        return format_by_suffix(filename) or found
    return found
