"""Office files that are broken, or made to harm whoever opens them."""

from __future__ import annotations

import zipfile
from pathlib import Path
from random import Random

from docx import Document

from tests.samples.making.case import Expected, case
from tests.samples.making.sheet_parts import write_workbook
from tests.samples.making.spreadsheets import fill_form, new_sheet, rewrite

UNREADABLE: Expected = {"state": "unreadable", "findings": ["unreadable_file"], "grids": {}}
TOO_LARGE: Expected = {"state": "too_large", "findings": ["too_large"], "grids": {}}
_LAUGHS = (
    '<!DOCTYPE sst [<!ENTITY a "hahahahaha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
_OUTSIDE = '<!DOCTYPE sst [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SHEET = '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>'


@case("hostile/entity_bomb.xlsx")
def entity_bomb(path: Path) -> Expected:
    strings = f'{_LAUGHS}<sst xmlns="{_MAIN}"><si><t>&c;</t></si></sst>'
    write_workbook(path, _SHEET, strings=strings)
    return UNREADABLE


@case("hostile/outside_entity.xlsx")
def outside_entity(path: Path) -> Expected:
    strings = f'{_OUTSIDE}<sst xmlns="{_MAIN}"><si><t>&x;</t></si></sst>'
    write_workbook(path, _SHEET, strings=strings)
    return UNREADABLE


@case("hostile/outside_entity.docx")
def outside_entity_docx(path: Path) -> Expected:
    document = Document()
    document.add_paragraph("x")
    document.save(str(path))
    declared = b'<!DOCTYPE w:document [<!ENTITY x SYSTEM "http://www.example.com/">]>'
    rewrite(path, {"word/document.xml": (b"<w:document", declared + b"<w:document")})
    return UNREADABLE


@case("hostile/big_sheet.xlsx")
def big_sheet(path: Path) -> Expected:
    """A sheet that unpacks to far more than its limit."""
    row = '<row><c t="inlineStr"><is><t>' + " " * (1 << 20) + "</t></is></c></row>"
    write_workbook(path, f"<sheetData>{row * 12}</sheetData>")
    return {**TOO_LARGE, "limits": {"expanded_bytes": 4 << 20}}


@case("hostile/big_strings.xlsx")
def big_strings(path: Path) -> Expected:
    """Huge shared strings: more than is ever kept as a tree."""
    strings = f'<sst xmlns="{_MAIN}">' + "<si><t>" + "x" * (1 << 20) + "</t></si>"
    with_end = strings + ("<si><t>" + "y" * (1 << 20) + "</t></si>") * 50 + "</sst>"
    write_workbook(path, _SHEET, strings=with_end)
    return TOO_LARGE


@case("hostile/too_many_cells.xlsx")
def too_many_cells(path: Path) -> Expected:
    row = "<row>" + "<c><v>1</v></c>" * 20 + "</row>"
    write_workbook(path, f"<sheetData>{row * 60}</sheetData>")
    return {"findings": ["truncated"], "limits": {"cells": 500}, "most_cells": 500}


@case("hostile/deep_elements.docx")
def deep_elements(path: Path) -> Expected:
    document = Document()
    document.save(str(path))
    depth = 5000
    nested = b"<w:p>" + b"<w:smartTag>" * depth + b"</w:smartTag>" * depth + b"</w:p>"
    rewrite(path, {"word/document.xml": (b"<w:sectPr", nested + b"<w:sectPr")})
    return UNREADABLE


@case("hostile/deep_tables.html")
def deep_tables(path: Path) -> Expected:
    path.write_text("<table><tr><td>" * 3000 + "底", encoding="utf-8")
    return {"parser": "html", "findings": ["truncated"]}


@case("hostile/truncated.xlsx")
def truncated(path: Path) -> Expected:
    workbook, sheet = new_sheet()
    fill_form(sheet)
    workbook.save(path)
    path.write_bytes(path.read_bytes()[:3000])
    return {**UNREADABLE, "parser": "xlsx"}


@case("hostile/damaged.docx")
def damaged(path: Path) -> Expected:
    """Bytes changed in the middle of the main part."""
    document = Document()
    for number in range(200):
        document.add_paragraph(f"第{number}段")
    document.save(str(path))
    with zipfile.ZipFile(path) as package:
        entry = package.getinfo("word/document.xml")
    data = bytearray(path.read_bytes())
    at = entry.header_offset + 200
    data[at : at + 50] = bytes(50)
    path.write_bytes(bytes(data))
    return UNREADABLE


@case("hostile/not_xml.xlsx")
def not_xml(path: Path) -> Expected:
    write_workbook(path, "<sheetData><row><c><v>1</c></row>")
    return UNREADABLE


@case("hostile/missing_string.xlsx")
def missing_string(path: Path) -> Expected:
    """A cell that refers to a text which is not there."""
    write_workbook(path, _SHEET)
    return UNREADABLE


@case("hostile/picture_named.docx")
def picture_named(path: Path) -> Expected:
    """Random bytes under an office file's name."""
    path.write_bytes(b"\x01\x02" + Random(7).randbytes(600))
    return {"state": "unsupported", "findings": ["unsupported"], "parser": "unknown"}


@case("hostile/empty.xlsx")
def empty(path: Path) -> Expected:
    path.write_bytes(b"")
    return UNREADABLE


@case("hostile/zeros.docx")
def zeros(path: Path) -> Expected:
    path.write_bytes(bytes(9000))
    return UNREADABLE


@case("hostile/program.exe")
def program(path: Path) -> Expected:
    path.write_bytes(b"MZ\x90\x00" + Random(8).randbytes(500))
    return {"state": "unsupported", "findings": ["unsupported"]}


@case("hostile/flat.fods")
def flat(path: Path) -> Expected:
    """Flat OpenDocument is refused: it may pull in files and addresses."""
    path.write_text(
        '<?xml version="1.0"?><office:document '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>',
        encoding="utf-8",
    )
    return {"state": "unsupported", "findings": ["unsupported"], "parser": "flat_odf"}


@case("hostile/broken_container.xls")
def broken_container(path: Path) -> Expected:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(700))
    return {**UNREADABLE, "family": "spreadsheet"}
