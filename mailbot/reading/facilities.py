"""What this machine can do for reading: for `doctor` and for the readers' context."""

from __future__ import annotations

import contextlib
import importlib.util
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mailbot.reading.bounds import Bounds
from mailbot.reading.conversion import Converter
from mailbot.reading.landlock import landlock_version
from mailbot.reading.process import Brood, clean_environment, python_module
from parsers.context import MEGABYTE

_PROBE_SECONDS = 20
_CONVERTER_SECONDS = 60.0
_CONVERTER_MEMORY_MB = 2048
_PROGRAMS = ("soffice", "libreoffice")
_OCR_LIBRARIES = ("rapidocr", "onnxruntime")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facilities:
    """LibreOffice if it is there, whether OCR is installed, what of the machine can be kept away.

    `network_cut`: children reach no network; `store_guarded`: they write nowhere but in scratch.
    """

    converter: Converter | None
    ocr: bool
    network_cut: bool
    store_guarded: bool


def facilities(*, expanded_mb: int = 500) -> Facilities:
    """Look quickly at what is there; `converter_version` and `converter_works` look closer."""
    return Facilities(
        converter=find_converter(expanded_mb=expanded_mb),
        ocr=all(importlib.util.find_spec(name) for name in _OCR_LIBRARIES),
        network_cut=network_cut(),
        store_guarded=landlock_version() > 0,
    )


def find_converter(*, expanded_mb: int = 500) -> Converter | None:
    """LibreOffice as found on PATH, bound in memory and time; None without one."""
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        return None
    bounds = Bounds(
        memory_bytes=_CONVERTER_MEMORY_MB * MEGABYTE,
        file_bytes=expanded_mb * MEGABYTE,
        open_files=1024,
        processes=128,
        writable=(),
        isolate=network_cut(),
    )
    return Converter(program=Path(program), bounds=bounds, seconds=_CONVERTER_SECONDS)


@cache
def converter_version(program: Path) -> str:
    """The version that LibreOffice gives itself, such as 7.4.7.2; '' if it does not start."""
    told = _output((str(program), "--version"))
    found = re.search(r"\d+(\.\d+)+", told or "")
    return found.group() if found else ""


def converter_works(converter: Converter) -> bool:
    """Convert a line of text for a trial; takes a second or two."""
    with tempfile.TemporaryDirectory() as name:
        return converter.works(Path(name), Brood())


@cache
def network_cut() -> bool:
    """Whether children can be cut off the network here; tried once, in a process of its own."""
    return _output(python_module("mailbot.reading.confined")) is not None


def _output(command: Sequence[str]) -> str | None:
    """What a program prints; None if it fails, hangs or is not there."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**clean_environment(Path(folder)), "HOME": folder}
        with contextlib.suppress(OSError, subprocess.SubprocessError):
            ran = subprocess.run(
                command,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=_PROBE_SECONDS,
                check=True,
            )
            return ran.stdout.decode("utf-8", "replace")
    return None
