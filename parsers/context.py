"""What readers are told of the world: the form and the limits. No reader looks settings up."""

from __future__ import annotations

from dataclasses import dataclass

from parsers.form.definition import FormDefinition

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingLimits:
    """Bounds of one file: bytes unpacked, members of an archive, cells of all its tables."""

    message_bytes: int = 100 * MEGABYTE
    expanded_bytes: int = 500 * MEGABYTE
    archive_entries: int = 500
    cells: int = 1_000_000
    text_characters: int = 1_000_000
    pages: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingContext:
    """The campaign's form, the limits, and which optional steps this machine can do.

    `converter`: LibreOffice is there; `ocr`: the OCR extra is installed. A reader that needs a
    missing one keeps the file and says so in a finding.
    """

    form: FormDefinition
    limits: ReadingLimits = ReadingLimits()
    converter: bool = False
    ocr: bool = False
