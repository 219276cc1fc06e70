"""Workbooks written part by part, as other programs than openpyxl write them."""

from __future__ import annotations

import zipfile
from pathlib import Path

from tests.samples.making.case import Expected, case

_TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels"
 ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/{workbook}"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
</Types>"""
_RELS = """<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
{rows}
</Relationships>"""
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_STRICT_DOCUMENT = "http://purl.oclc.org/ooxml/officeDocument/relationships"


def write_workbook(
    path: Path,
    sheet: str,
    *,
    strings: str = "",
    workbook: str = "xl/workbook.xml",
    main: str = _MAIN,
    document: str = _DOCUMENT,
    backslashes: bool = False,
) -> None:
    """Write a workbook of one sheet 表 from its `sheetData` and what follows it."""
    folder, _, base = workbook.rpartition("/")
    parts = {
        "[Content_Types].xml": _TYPES.format(workbook=workbook),
        "_rels/.rels": _RELS.format(rows=_relation(document, "officeDocument", workbook)),
        workbook: f'<workbook xmlns="{main}" xmlns:r="{document}"><sheets>'
        '<sheet name="表" sheetId="1" r:id="sheet"/></sheets></workbook>',
        f"{folder}/_rels/{base}.rels": _RELS.format(
            rows=_relation(document, "worksheet", "worksheets/sheet1.xml", "sheet")
            + _relation(document, "sharedStrings", "/xl/sharedStrings.xml", "strings")
        ),
        f"{folder}/worksheets/sheet1.xml": f'<worksheet xmlns="{main}">{sheet}</worksheet>',
        "xl/sharedStrings.xml": strings or f'<sst xmlns="{main}"/>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name.replace("/", "\\") if backslashes else name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, text)


def _relation(document: str, kind: str, target: str, identity: str = "main") -> str:
    return f'<Relationship Id="{identity}" Type="{document}/{kind}" Target="{target}"/>'


@case("xlsx/inline_strings.xlsx")
def inline_strings(path: Path) -> Expected:
    """No addresses on rows and cells, inline strings, as report servers write them."""
    write_workbook(
        path,
        "<sheetData>"
        '<row><c t="inlineStr"><is><t>科普讲座</t></is></c><c><v>12</v></c></row>'
        '<row><c t="inlineStr"><is><r><t>科普</t></r><r><t>展览</t></r></is></c>'
        '<c t="str"><v>3场</v></c></row></sheetData>',
    )
    place = "inline_strings.xlsx!表!"
    return {
        "cells": {f"{place}A1": "科普讲座", f"{place}A2": "科普展览", f"{place}B2": "3场"},
        "numbers": {f"{place}B1": "12"},
    }


@case("xlsx/rich_strings.xlsx")
def rich_strings(path: Path) -> Expected:
    """Runs, a phonetic guide that nobody sees, and an escaped line end."""
    strings = (
        f'<sst xmlns="{_MAIN}"><si><r><t>参加</t></r><r><t>人数</t></r>'
        "<rPh sb='0' eb='1'><t>cān jiā</t></rPh></si>"
        "<si><t>第一行_x000D_&#10;第二行</t></si></sst>"
    )
    cells = '<c r="B2" t="s"><v>0</v></c><c r="C2" t="s"><v>1</v></c>'
    write_workbook(path, f'<sheetData><row r="2">{cells}</row></sheetData>', strings=strings)
    place = "rich_strings.xlsx!表!"
    return {
        "cells": {f"{place}B2": "参加人数", f"{place}C2": "第一行\n第二行"},
        "absent": ["cān"],
    }


@case("xlsx/small_and_struck.xlsx")
def small_and_struck(path: Path) -> Expected:
    strings = (
        f'<sst xmlns="{_MAIN}"><si><r><t>300</t></r>'
        '<r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r></si>'
        "<si><r><rPr><strike/></rPr><t>500</t></r><r><t>800</t></r></si></sst>"
    )
    cells = '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>'
    write_workbook(path, f'<sheetData><row r="1">{cells}</row></sheetData>', strings=strings)
    place = "small_and_struck.xlsx!表!"
    return {"cells": {f"{place}A1": "300^1", f"{place}B1": "800"}}


FORMULAS = (
    '<row r="1"><c r="A1"><f>SUM(B1:B2)</f></c>'
    '<c r="B1"><f>1+1</f><v>2</v></c>'
    '<c r="C1" t="str"><f>IF(D1="","",D1)</f><v></v></c>'
    '<c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
    '<c r="E1" t="str"><f>B1&amp;"场"</f><v>2场</v></c>'
    '<c r="F1"><f>B1</f><v/></c></row>'
)


@case("xlsx/formula_results.xlsx")
def formula_results(path: Path) -> Expected:
    """No result, a number, an empty text, an error, a text, and an empty value element."""
    write_workbook(path, f"<sheetData>{FORMULAS}</sheetData>")
    place = "formula_results.xlsx!表!"
    return {
        "kinds": {
            f"{place}A1": "formula",
            f"{place}B1": "number",
            f"{place}C1": None,
            f"{place}D1": "error",
            f"{place}E1": "text",
            f"{place}F1": "formula",
        },
    }


@case("xlsx/strict.xlsx")
def strict(path: Path) -> Expected:
    """Strict Open XML has other namespaces."""
    write_workbook(
        path,
        '<sheetData><row r="1"><c r="A1"><v>8</v></c></row></sheetData>'
        '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>',
        main=_STRICT_MAIN,
        document=_STRICT_DOCUMENT,
    )
    place = "strict.xlsx!表!"
    return {"numbers": {f"{place}A1": "8"}, "spans": {f"{place}A1": [2, 2]}}


@case("xlsx/other_part_names.xlsx")
def other_part_names(path: Path) -> Expected:
    write_workbook(
        path,
        '<sheetData><row r="1"><c r="A1"><v>8</v></c></row></sheetData>',
        workbook="book/main.xml",
    )
    return {"parser": "xlsx", "numbers": {"other_part_names.xlsx!表!A1": "8"}}


@case("xlsx/backslashes.xlsx")
def backslashes(path: Path) -> Expected:
    """Part names with backslashes, as some packers on Windows write them."""
    write_workbook(
        path,
        '<sheetData><row r="1"><c r="A1"><v>1.10</v></c></row></sheetData>',
        backslashes=True,
    )
    return {"parser": "xlsx", "numbers": {"backslashes.xlsx!表!A1": "1.1"}}


@case("xlsx/odd_numbers.xlsx")
def odd_numbers(path: Path) -> Expected:
    """Powers, a binary fraction's noise, and what is no number at all."""
    values = ("1.2E3", "0.30000000000000004", "1E400", "NaN", "-0", "123456789012345678")
    cells = "".join(f"<c><v>{value}</v></c>" for value in values)
    write_workbook(path, f"<sheetData><row r='1'>{cells}</row></sheetData>")
    place = "odd_numbers.xlsx!表!"
    return {
        "numbers": {
            f"{place}A1": "1200",
            f"{place}B1": "0.3",
            f"{place}C1": None,
            f"{place}D1": None,
            f"{place}E1": "0",
            f"{place}F1": "123456789012346000",
        },
    }


@case("xlsx/office_2003.xls")
def office_2003(path: Path) -> Expected:
    """XML of Excel 2003, as older reporting systems export it under a spreadsheet's name."""
    path.write_text(
        '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="统计表">'
        '<Table><Row><Cell><Data ss:Type="String">讲座</Data></Cell>'
        '<Cell><Data ss:Type="Number">12</Data></Cell></Row></Table></Worksheet></Workbook>',
        encoding="utf-8",
    )
    return {"parser": "xml_spreadsheet", "need": "convert_xlsx", "grids": {}}


@case("xlsx/odd_merges.xlsx")
def odd_merges(path: Path) -> Expected:
    """Areas that overlap, one written backwards, one that is no area."""
    write_workbook(
        path,
        '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c>'
        '</row></sheetData><mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="B1:C1"/>'
        '<mergeCell ref="C2:C1"/><mergeCell ref="D"/></mergeCells>',
    )
    place = "odd_merges.xlsx!表!"
    return {
        "numbers": {f"{place}A1": "1", f"{place}C1": "3"},
        "spans": {f"{place}A1": [1, 2], f"{place}C1": [1, 1]},
        "absent": ["2"],
    }
