"""What a second step adds to a reading, and what stays when it fails."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mailbot.reading.bounds import Bounds
from mailbot.reading.conversion import Converter
from tests.reading.conftest import CONTEXT, MISBEHAVING, Ask, MakePool

WITH_OCR = replace(CONTEXT, ocr=True)
OCR = (*MISBEHAVING, "--ocr")


def test_the_deadline_of_ocr_is_per_page(make_pool: MakePool, ask: Ask) -> None:
    pool = make_pool(context=WITH_OCR, ocr_command=OCR, ocr_page_seconds=1)
    (reading,) = pool.read_files([ask("scan:slow")])
    assert (reading.state, reading.text, reading.parser) == ("read", "四页", "jpeg+ocr")
    assert (reading.family, reading.taken_at, reading.origin) == ("image", "2022", "scan")


@pytest.mark.parametrize(
    ("way", "code"), {"hang": "read_timeout", "endless": "unreadable_file"}.items()
)
def test_a_picture_stays_a_picture_when_ocr_fails(
    way: str, code: str, make_pool: MakePool, ask: Ask
) -> None:
    pool = make_pool(context=WITH_OCR, ocr_command=OCR, ocr_page_seconds=1)
    reading, after = pool.read_files([ask(f"scan:{way}"), ask("echo")])
    assert (reading.state, reading.parser, reading.need) == ("kept", "jpeg", "")
    assert [finding.code for finding in reading.findings] == [code]
    assert after.text == "内容"


def test_a_converter_that_has_stopped_working_is_no_fault_of_the_file(
    make_pool: MakePool, ask: Ask, tmp_path: Path
) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nexit 0\n")
    program.chmod(0o755)
    bounds = Bounds(memory_bytes=1 << 30, file_bytes=1 << 20, writable=())
    converter = Converter(program=program, bounds=bounds, seconds=10)
    request = ask("convert")
    request.path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    (reading,) = make_pool(converter=converter).read_files([request])
    assert (reading.state, reading.findings[0].code) == ("unsupported", "converter_missing")


def test_a_need_that_nobody_here_can_meet_is_said(make_pool: MakePool, ask: Ask) -> None:
    picture, document = make_pool().read_files([ask("scan:slow"), ask("convert")])
    told = [(one.state, one.need, one.findings[0].code) for one in (picture, document)]
    assert told == [("kept", "", "ocr_missing"), ("unsupported", "", "converter_missing")]
