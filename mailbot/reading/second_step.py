"""Readings that need a second step: converted by LibreOffice first, or read by OCR."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mailbot.pipeline.reading import FileRequest
from mailbot.reading.answers import emptied
from mailbot.reading.conversion import Converter, Failure, Original, Target
from mailbot.reading.failures import Kind, failed_file
from mailbot.reading.process import Brood
from parsers.findings import Finding, finding
from parsers.results import AttachmentState, FileReading

log = logging.getLogger(__name__)

ReadFiles = Callable[[Sequence[FileRequest]], list[FileReading]]
_TARGETS: tuple[Target, ...] = ("docx", "xlsx")
_FAILED: dict[Failure, Kind] = {"timeout": "timeout", "failed": "error"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A file and the reading of it, which may ask for more."""

    request: FileRequest
    reading: FileReading


def convert_and_read(
    asked: Sequence[Asked], converter: Converter, read: ReadFiles, folder: Path, brood: Brood
) -> list[Asked]:
    """Convert what asks for it and read it again under its original name.

    A converter that has stopped working is no fault of the files: their need stays standing.
    The files made lie in `folder`, which has to stay until a third step is done with them.
    """
    results = list(asked)
    for target in _TARGETS:
        numbers = [
            number for number, one in enumerate(asked) if one.reading.need == f"convert_{target}"
        ]
        if numbers:
            waiting = [asked[number] for number in numbers]
            originals = [Original(one.request.path, one.reading.parser) for one in waiting]
            made = converter.convert(originals, target, folder, brood)
            if not any(isinstance(one, Path) for one in made) and not converter.works(
                folder, brood
            ):
                log.error("LibreOffice does not convert anything: %s", converter.program)
                continue
            for number, one in zip(numbers, _read_again(waiting, made, read), strict=True):
                results[number] = one
    return results


def _read_again(
    waiting: Sequence[Asked], made: Sequence[Path | Failure], read: ReadFiles
) -> list[Asked]:
    readable = [
        replace(one.request, path=path)
        for one, path in zip(waiting, made, strict=True)
        if isinstance(path, Path)
    ]
    again = iter(zip(readable, _read_emptied(readable, read), strict=True))
    results: list[Asked] = []
    for one, result in zip(waiting, made, strict=True):
        if isinstance(result, Path):
            request, second = next(again)
            if _is_empty(second):
                # LibreOffice makes an empty page of a document whose inside is broken.
                second = failed_file(one.request, "error")
            results.append(Asked(request, _joined(one.reading, second)))
        else:
            failed = failed_file(one.request, _FAILED[result])
            results.append(Asked(one.request, _joined(one.reading, failed)))
    return results


def scan_and_read(asked: Sequence[Asked], read: ReadFiles) -> list[Asked]:
    """Have what asks for it read by OCR."""
    waiting = [one.request for one in asked if one.reading.need == "ocr"]
    scans = iter(_read_emptied(waiting, read))
    return [
        replace(one, reading=_joined(one.reading, next(scans)))
        if one.reading.need == "ocr"
        else one
        for one in asked
    ]


def settled(one: Asked) -> FileReading:
    """A reading that asks for nothing more; what nobody here can do is said, never passed over."""
    if not one.reading.need:
        return one.reading
    missing = _missing(one)
    state: AttachmentState = "kept" if one.reading.state == "kept" else "unsupported"
    findings = (*one.reading.findings, missing)
    return replace(one.reading, need="", state=state, findings=findings)


def _is_empty(reading: FileReading) -> bool:
    something = reading.text.strip() or reading.forms or reading.members or reading.pictures
    return reading.state == "read" and not something and not reading.need


def _read_emptied(requests: Sequence[FileRequest], read: ReadFiles) -> list[FileReading]:
    """Read again from the start: what the first reading has spooled is spooled anew."""
    for request in requests:
        emptied(request.spool)
    return read(requests)


def _missing(one: Asked) -> Finding:
    if one.reading.need == "ocr":
        return finding("ocr_missing", filename=one.request.filename)
    instead = one.reading.need.removeprefix("convert_")
    return finding("converter_missing", filename=one.request.filename, instead=instead)


def _joined(first: FileReading, second: FileReading) -> FileReading:
    """What the second step read, as the file that was sent; if it failed, what the first told."""
    findings = tuple(dict.fromkeys((*first.findings, *second.findings)))
    if second.state not in {"read", "kept"} and (first.state == "kept" or first.text):
        return replace(first, members=(), findings=findings, need="")
    return replace(
        second,
        family=first.family,
        media_type=first.media_type,
        parser="+".join(part for part in (first.parser, second.parser) if part),
        taken_at=second.taken_at or first.taken_at,
        pictures=max(first.pictures, second.pictures),
        findings=findings,
        # A document that holds a scan was converted first; nothing is done twice.
        need="ocr" if second.need == "ocr" != first.need else "",
    )
