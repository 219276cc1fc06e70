"""Old office files, made by LibreOffice itself, are converted and read under their own names."""

from __future__ import annotations

import shutil
import socket
import subprocess
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
import pytest

from mailbot.pipeline.reading import FileRequest
from mailbot.reading.conversion import Original
from mailbot.reading.facilities import (
    converter_version,
    converter_works,
    find_converter,
    network_cut,
)
from mailbot.reading.pool import ReaderPool
from mailbot.reading.process import Brood
from parsers.context import ReadingContext
from parsers.form.definition import FormDefinition, FormField
from parsers.results import FileReading

CONVERTER = find_converter()
pytestmark = pytest.mark.skipif(CONVERTER is None, reason="LibreOffice is not installed")
FORM = FormDefinition(
    title="活动情况统计表",
    fields=(FormField(key="lectures", label="科普讲座", unit_measure="场"),),
)
MANIFEST = """<?xml version="1.0"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
</manifest:manifest>"""
PICTURE = """<?xml version="1.0"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:xlink="http://www.w3.org/1999/xlink"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"><office:body><office:text>
<text:p>正文<draw:frame text:anchor-type="as-char" svg:width="3cm" svg:height="3cm">
<draw:image xlink:href="{url}" xlink:type="simple"/></draw:frame></text:p>
</office:text></office:body></office:document-content>"""
ODT = "application/vnd.oasis.opendocument.text"


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same form as .doc and .xls, and a damaged .doc."""
    folder = tmp_path_factory.mktemp("old")
    rows = (("指标", "单位", "数量"), ("科普讲座", "场", "12"))
    document = docx.Document()
    document.add_heading("活动情况统计表")
    document.add_paragraph("填报单位：县气象局")
    table = document.add_table(rows=2, cols=3)
    for cell, text in zip(table._cells, (text for row in rows for text in row), strict=True):
        cell.text = text
    document.add_paragraph("填报人：某某")
    document.save(str(folder / "form.docx"))
    book = openpyxl.Workbook()
    for row in (("活动情况统计表",), ("填报单位：县气象局",), *rows):
        book.worksheets[0].append(row)
    book.save(folder / "form.xlsx")
    for target, source in (("doc", "form.docx"), ("xls", "form.xlsx")):
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        arguments = ("--convert-to", target, "--outdir", str(folder), str(folder / source))
        subprocess.run(
            ["soffice", profile, "--headless", *arguments],
            check=True,
            capture_output=True,
        )
    shutil.copy(folder / "form.doc", folder / "form.wps")
    damaged = bytearray((folder / "form.doc").read_bytes())
    start = damaged.index(b"\xec\xa5\x01\x01")
    damaged[start + 32 : start + 1500] = b"\xff" * 1468
    (folder / "damaged.doc").write_bytes(damaged)
    return folder


def read(folder: Path, tmp_path: Path, *names: str, present: bool = True) -> list[FileReading]:
    requests = []
    for number, name in enumerate(names):
        spool = tmp_path / str(number)
        spool.mkdir()
        requests.append(
            FileRequest(path=folder / name, spool=spool, filename=f"报表/{name}", media_type="")
        )
    with ReaderPool(
        ReadingContext(form=FORM, converter=True),
        size=1,
        parse_seconds=30,
        memory_mb=1024,
        scratch=tmp_path,
        isolate=network_cut(),
        converter=CONVERTER if present else None,
    ) as pool:
        readings = pool.read_files(requests)
    assert not list(tmp_path.glob("second-*"))
    return readings


def test_old_files_of_one_mail_are_read_each_as_what_it_is(samples: Path, tmp_path: Path) -> None:
    names = ("form.doc", "form.docx", "damaged.doc", "form.wps", "form.xls")
    readings = read(samples, tmp_path, *names)
    told = [(one.state, one.parser, one.family) for one in readings]
    assert told == [
        ("read", "doc+docx", "document"),
        ("read", "docx", "document"),
        ("unreadable", "doc", "document"),
        ("read", "wps+docx", "document"),
        ("read", "xls", "spreadsheet"),
    ]
    assert [one.need for one in readings] == [""] * 5
    assert [finding.code for finding in readings[2].findings] == ["unreadable_file"]
    for number in (0, 1, 3, 4):
        (form,) = readings[number].forms
        (figure,) = (one for one in form.figures if one.field_key == "lectures")
        assert (form.reporting_unit_text, figure.value) == ("县气象局", Decimal(12))
        assert figure.location.startswith(names[number])


def test_without_a_converter_the_finding_says_what_to_do(samples: Path, tmp_path: Path) -> None:
    (reading,) = read(samples, tmp_path, "form.doc", present=False)
    assert (reading.state, reading.need) == ("unsupported", "")
    assert [finding.code for finding in reading.findings] == ["converter_missing"]
    assert "docx" in reading.findings[0].message


def test_excel_files_that_need_it_become_xlsx(samples: Path, tmp_path: Path) -> None:
    assert CONVERTER is not None
    original = Original(samples / "form.xls", "xls")
    (made,) = CONVERTER.convert([original], "xlsx", tmp_path, Brood())
    assert isinstance(made, Path)
    assert openpyxl.load_workbook(made).worksheets[0]["C4"].value in {12, "12"}


def test_a_linked_picture_is_not_fetched_even_without_namespaces(tmp_path: Path) -> None:
    assert CONVERTER is not None
    converter = replace(CONVERTER, bounds=replace(CONVERTER.bounds, isolate=False))
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}/x.png"
        path = tmp_path / "kept"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("mimetype", ODT)
            archive.writestr("META-INF/manifest.xml", MANIFEST.format(kind=ODT))
            archive.writestr("content.xml", PICTURE.format(url=url))
        (made,) = converter.convert([Original(path, "odt")], "docx", tmp_path, Brood())
        assert isinstance(made, Path)
        assert [one.text for one in docx.Document(str(made)).paragraphs] == ["正文"]
        server.setblocking(False)
        with pytest.raises(BlockingIOError):
            server.accept()


def test_a_converter_is_found_with_its_version_and_works() -> None:
    assert CONVERTER is not None
    assert int(converter_version(CONVERTER.program).split(".")[0]) >= 6
    assert converter_works(CONVERTER)


def test_a_converter_that_does_not_convert_is_noticed(tmp_path: Path) -> None:
    assert CONVERTER is not None
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\necho LibreOffice 7.4.7.2\n")
    program.chmod(0o755)
    assert converter_version(program) == "7.4.7.2"
    assert not converter_works(replace(CONVERTER, program=program))
