"""The product's own child reads a mail, the files in it, and next to it whatever comes."""

from __future__ import annotations

import logging
from email.message import EmailMessage
from pathlib import Path

import openpyxl
import pytest

from mailbot.pipeline.reading import FileRequest
from mailbot.reading.facilities import network_cut
from mailbot.reading.process import python_module
from tests.reading.conftest import Ask, MakePool

WORKER = python_module("mailbot.reading.worker")


@pytest.fixture
def mail(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    book.worksheets[0].append(("科普讲座", 12))
    book.save(tmp_path / "form.xlsx")
    message = EmailMessage()
    message["From"] = "县气象局 <report@example.org>"
    message["Subject"] = "科技活动周材料"
    message["Message-ID"] = "<one@example.org>"
    message.set_content("附上统计表。")
    message.add_attachment(
        (tmp_path / "form.xlsx").read_bytes(),
        maintype="application",
        subtype="octet-stream",
        filename="统计表.xlsx",
    )
    path = tmp_path / "kept"
    path.write_bytes(message.as_bytes())
    return path


def test_a_mail_and_its_file_are_read_in_the_child(
    mail: Path, scratch: Path, make_pool: MakePool
) -> None:
    pool = make_pool(command=WORKER, memory_mb=1024, isolate=network_cut())
    outer, inner = scratch / "outer", scratch / "inner"
    outer.mkdir()
    inner.mkdir()
    reading = pool.read_mail(mail, outer)
    assert (reading.from_address, reading.subject) == ("report@example.org", "科技活动周材料")
    assert "附上统计表" in reading.own_text
    (member,) = reading.members
    assert member.filename == "统计表.xlsx"
    path = outer / member.spooled
    request = FileRequest(
        path=path, spool=inner, filename=member.filename, media_type=member.media_type
    )
    (file,) = pool.read_files([request])
    assert (file.state, file.family, file.text) == ("read", "spreadsheet", "科普讲座\t12")


def test_what_a_reader_trips_over_is_logged_with_its_place(
    make_pool: MakePool, ask: Ask, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        (reading,) = make_pool().read_files([ask("recurse")])
    assert reading.state == "unreadable"
    assert "RecursionError" in caplog.text
    assert "misbehaving.py" in caplog.text
