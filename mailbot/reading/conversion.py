"""Old office files made new by LibreOffice, which is trusted no more than the files are.

Its exit code says nothing: what counts is the file it has written. Left to itself it "converts"
random bytes: it is told which filter reads each file, and each file must begin as its kind does.
"""

from __future__ import annotations

import logging
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from mailbot.reading.bounds import Bounds
from mailbot.reading.confined import confined_command
from mailbot.reading.converter_profile import DEAD_PROXY, write_profile
from mailbot.reading.process import Brood, clean_environment

log = logging.getLogger(__name__)

Target = Literal["docx", "xlsx"]
Failure = Literal["timeout", "failed"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_BATCH = 20
_SAMPLE = b"{\\rtf1\\ansi mailbot}"
_INSTANCE_SOCKETS = (b"/tmp",)
"""Where LibreOffice makes the socket by which a second start finds the first, whatever TMPDIR."""
_FILES_IN_ONE_MORE_TIME = 10


@dataclass(frozen=True, slots=True)
class _Input:
    """How files of a kind begin, the ending they get, the filters to try, likeliest first."""

    suffix: str
    marks: tuple[bytes, ...]
    filters: tuple[str, ...]


_WORD = _Input("doc", (_OLE,), ("MS Word 97", "MS Word 95", "MS WinWord 6.0"))
_EXCEL = _Input("xls", (_OLE, b"\x09"), ("MS Excel 97", "MS Excel 95", "MS Excel 4.0"))
_XML = (b"<?xml", b"\xef\xbb\xbf<?xml", b"\xff\xfe<\0?\0", b"\xfe\xff\0<\0?")
_INPUTS: dict[str, _Input] = {
    "doc": _WORD,
    "wps": _WORD,
    "xls": _EXCEL,
    "et": _EXCEL,
    "xlsb": _Input("xlsb", (_ZIP,), ("Calc MS Excel 2007 Binary",)),
    "ods": _Input("ods", (_ZIP,), ("calc8",)),
    "odt": _Input("odt", (_ZIP,), ("writer8",)),
    "rtf": _Input("rtf", (b"{\\rtf",), ("Rich Text Format",)),
    "xml_word": _Input("xml", _XML, ("MS Word 2003 XML",)),
    "xml_spreadsheet": _Input("xml", _XML, ("MS Excel 2003 XML",)),
}
"""By the registry's names of formats. Flat ODF is not among them: it reaches for other files."""
_WRITERS: dict[Target, str] = {
    "docx": "docx:MS Word 2007 XML",
    "xlsx": "xlsx:Calc MS Excel 2007 XML",
}


@dataclass(frozen=True, slots=True)
class Original:
    """A kept file to convert and the registry's name of its format."""

    path: Path
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Converter:
    """LibreOffice on this machine, and how much one run of it may take."""

    program: Path
    bounds: Bounds
    seconds: float

    def convert(
        self, originals: Sequence[Original], target: Target, folder: Path, brood: Brood
    ) -> list[Path | Failure]:
        """Convert files into `folder`, in the order given, each to a path or a failure.

        Files of one kind go through one run; what that leaves undone is redone one by one.
        Raises `Stopped`.
        """
        done: dict[int, Path | Failure] = {}
        for kind, numbers in _by_kind(originals):
            done |= self._batch(originals, numbers, _INPUTS[kind], target, folder, brood)
        return [done.get(number, "failed") for number in range(len(originals))]

    def works(self, folder: Path, brood: Brood) -> bool:
        """Convert a line of text for a trial; takes a second or two."""
        sample = folder / "sample"
        sample.write_bytes(_SAMPLE)
        return isinstance(self.convert((Original(sample, "rtf"),), "docx", folder, brood)[0], Path)

    def _batch(
        self,
        originals: Sequence[Original],
        numbers: Sequence[int],
        kind: _Input,
        target: Target,
        folder: Path,
        brood: Brood,
    ) -> dict[int, Path | Failure]:
        files = {number: originals[number].path for number in numbers}
        done: dict[int, Path | Failure] = {}
        if len(numbers) > 1:
            run = _Run(self, kind, kind.filters[0], target, folder)
            done.update(run.results(files, brood))
        for number in numbers:
            for reader in kind.filters:
                if not isinstance(done.get(number), Path) and done.get(number) != "timeout":
                    run = _Run(self, kind, reader, target, folder)
                    done |= run.results({number: files[number]}, brood)
        return done


@dataclass(frozen=True, slots=True)
class _Run:
    """One start of LibreOffice for some files of one kind."""

    converter: Converter
    kind: _Input
    reader: str
    target: Target
    folder: Path

    def results(self, files: dict[int, Path], brood: Brood) -> dict[int, Path | Failure]:
        """What came of each file; a batch that did not end by itself has no results."""
        work = Path(tempfile.mkdtemp(dir=self.folder, prefix="run-"))
        copies = {number: work / f"{number:05d}.{self.kind.suffix}" for number in files}
        for number, copy in copies.items():
            shutil.copyfile(files[number], copy)
        begun = time.monotonic()
        ended = self._run(list(copies.values()), work, brood)
        log.info("LibreOffice: %d files in %.1f s", len(files), time.monotonic() - begun)
        if not ended:
            return dict.fromkeys(files, "timeout") if len(files) == 1 else {}
        return {number: self._result(work, copy) for number, copy in copies.items()}

    def _result(self, work: Path, copy: Path) -> Path | Failure:
        made = work / "out" / f"{copy.stem}.{self.target}"
        return made if _is_real(made, self.converter.bounds.file_bytes) else "failed"

    def _run(self, copies: Sequence[Path], work: Path, brood: Brood) -> bool:
        profile = work / "profile"
        command = (
            str(self.converter.program),
            write_profile(profile),
            *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"),
            f"--infilter={self.reader}",
            *("--convert-to", _WRITERS[self.target], "--outdir", str(work / "out")),
            *(str(copy) for copy in copies),
        )
        environment = {
            **clean_environment(work),
            **DEAD_PROXY,
            "HOME": str(profile),
            "SAL_USE_VCLPLUGIN": "svp",
        }
        bounds = replace(
            self.converter.bounds, writable=(os.fsencode(work),), sockets=_INSTANCE_SOCKETS
        )
        group = brood.start(confined_command(command, bounds), folder=work, environment=environment)
        try:
            shares = 1 + (len(copies) - 1) / _FILES_IN_ONE_MORE_TIME
            ended = group.ended_within(self.converter.seconds * shares)
        finally:
            brood.end(group)
        shutil.rmtree(profile, ignore_errors=True)
        brood.check()
        return ended


def _by_kind(originals: Sequence[Original]) -> Iterable[tuple[str, list[int]]]:
    """Numbers of the files that begin as their kind does, kind by kind, in batches."""
    kinds: dict[str, list[int]] = {}
    for number, original in enumerate(originals):
        if _begins_right(original):
            kinds.setdefault(original.kind, []).append(number)
    for kind, numbers in kinds.items():
        for start in range(0, len(numbers), _BATCH):
            yield kind, numbers[start : start + _BATCH]


def _begins_right(original: Original) -> bool:
    kind = _INPUTS.get(original.kind)
    if kind is None:
        return False
    with original.path.open("rb") as file:
        return file.read(64).lstrip(b" \r\n\t").startswith(kind.marks)


def _is_real(path: Path, largest: int) -> bool:
    """Whether a plain file lies there that begins as a zip does, not empty and not too large."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return False
    try:
        about = os.fstat(descriptor)
        plain = stat.S_ISREG(about.st_mode) and about.st_nlink == 1 and about.st_size < largest
        return plain and os.read(descriptor, len(_ZIP)) == _ZIP
    finally:
        os.close(descriptor)
