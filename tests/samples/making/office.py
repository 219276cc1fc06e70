"""Files written by LibreOffice and pandoc: old binary ones, OpenDocument, ones with passwords."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import uuid
from pathlib import Path

from docx import Document

from tests.samples.making.case import Expected, case
from tests.samples.making.documents import form_table
from tests.samples.making.spreadsheets import TITLE, fill_form, new_sheet

_LOCKING = Path(__file__).with_name("locking.py")
_SYSTEM_PYTHON = "/usr/bin/python3"


def _office(folder: Path) -> list[str]:
    return ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]


_OPTIONS = {"csv": "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true"}
"""UTF-8, and cells as they are shown: the default is neither."""


def convert(source: Path, target: Path) -> None:
    """Let LibreOffice write `target`, of the kind that its name says."""
    with tempfile.TemporaryDirectory() as name:
        kind = target.suffix.removeprefix(".")
        written = _OPTIONS.get(kind, kind)
        command = [*_office(Path(name)), "--convert-to", written, "--outdir", name, str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        shutil.move(Path(name) / f"{source.stem}.{kind}", target)


def lock(source: Path, target: Path, filter_name: str) -> None:
    """Let LibreOffice save `source` with a password."""
    with tempfile.TemporaryDirectory() as name:
        pipe = uuid.uuid4().hex
        accept = f"--accept=pipe,name={pipe};urp"
        office = subprocess.Popen([*_office(Path(name)), accept, "--norestore"])
        uris = [source.resolve().as_uri(), target.resolve().as_uri()]
        command = [_SYSTEM_PYTHON, str(_LOCKING), pipe, *uris, filter_name]
        subprocess.run(command, check=True, timeout=120)
        office.wait(timeout=60)


def _workbook(folder: Path) -> Path:
    """The form, with a hidden sheet, a sum, an error, a date, an empty result and a format."""
    workbook, sheet = new_sheet()
    fill_form(sheet)
    sheet["D7"] = "=SUM(D4:D6)"
    sheet["D8"] = "=1/0"
    sheet["D9"] = '=IF(E9="","",E9)'
    sheet["D10"] = "=DATE(2022,5,21)"
    sheet["D10"].number_format = "yyyy/m/d"
    sheet["D4"].number_format = '0"场"'
    sheet["A11"] = "001"
    hidden = workbook.create_sheet("旧表")
    hidden["A1"] = "去年"
    hidden.sheet_state = "hidden"
    path = folder / "source.xlsx"
    workbook.save(path)
    return path


def _expected(name: str, parser: str) -> Expected:
    place = f"{name}!统计表!"
    return {
        "parser": parser,
        "title": TITLE,
        "grids": {place: [11, 5], f"{name}!旧表!": [1, 1]},
        "hidden": [f"{name}!旧表!"],
        "cells": {f"{place}D4": "12场", f"{place}D10": "2022/5/21", f"{place}A11": "001"},
        "numbers": {f"{place}D5": "3400", f"{place}D6": "0", f"{place}D7": "3412"},
        "kinds": {f"{place}D8": "error", f"{place}D9": None, f"{place}D10": "date"},
        "spans": {f"{place}A1": [1, 5], f"{place}A4": [2, 1]},
        "findings": ["hidden_sheet"],
    }


def _from_workbook(path: Path, suffix: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        made = Path(name) / f"made{suffix}"
        convert(_workbook(Path(name)), made)
        shutil.move(made, path)


@case("xls/form.xls")
def form_xls(path: Path) -> Expected:
    _from_workbook(path, ".xls")
    return _expected("form.xls", "xls")


@case("xls/form.et")
def form_et(path: Path) -> Expected:
    _from_workbook(path, ".xls")
    return _expected("form.et", "et")


@case("xls/under_a_wrong_name.xlsx")
def xls_under_a_wrong_name(path: Path) -> Expected:
    _from_workbook(path, ".xls")
    return _expected("under_a_wrong_name.xlsx", "xls")


@case("ods/form.ods")
def form_ods(path: Path) -> Expected:
    _from_workbook(path, ".ods")
    return _expected("form.ods", "ods")


@case("xlsx/by_libreoffice.xlsx")
def form_xlsx(path: Path) -> Expected:
    _from_workbook(path, ".xlsx")
    return _expected("by_libreoffice.xlsx", "xlsx")


@case("html/by_libreoffice_calc.html")
def calc_html(path: Path) -> Expected:
    _from_workbook(path, ".html")
    place = "by_libreoffice_calc.html 表1 "
    return {
        "parser": "html",
        "cells": {f"{place}行4列4": "12场", f"{place}行5列4": "3400"},
        "spans": {f"{place}行4列1": [2, 1]},
    }


@case("csv/by_libreoffice.csv")
def calc_csv(path: Path) -> Expected:
    _from_workbook(path, ".csv")
    place = "by_libreoffice.csv!by_libreoffice.csv!"
    return {"parser": "csv", "cells": {f"{place}D4": "12场", f"{place}A1": TITLE}}


def _document(folder: Path) -> Path:
    document = Document()
    document.add_heading("科技活动周总结", 1)
    document.add_paragraph("我局开展讲座12场。")
    form_table(document)
    path = folder / "source.docx"
    document.save(str(path))
    return path


def _from_document(path: Path, suffix: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        made = Path(name) / f"made{suffix}"
        convert(_document(Path(name)), made)
        shutil.move(made, path)


_WAITS: Expected = {"need": "convert_docx", "findings": [], "grids": {}}


@case("doc/report.doc")
def report_doc(path: Path) -> Expected:
    _from_document(path, ".doc")
    return {**_WAITS, "parser": "doc"}


@case("doc/report.wps")
def report_wps(path: Path) -> Expected:
    _from_document(path, ".doc")
    return {**_WAITS, "parser": "wps"}


@case("doc/without_converter.doc")
def without_converter(path: Path) -> Expected:
    _from_document(path, ".doc")
    return {
        "state": "unsupported",
        "parser": "doc",
        "need": "",
        "findings": ["converter_missing"],
        "converter": False,
    }


@case("doc/report.odt")
def report_odt(path: Path) -> Expected:
    _from_document(path, ".odt")
    return {**_WAITS, "parser": "odt"}


@case("docx/by_libreoffice.docx")
def report_docx(path: Path) -> Expected:
    _from_document(path, ".docx")
    place = "by_libreoffice.docx 表1 "
    return {
        "parser": "docx",
        "title": "科技活动周总结",
        "cells": {f"{place}行3列4": "12", f"{place}行4列4": "3400"},
        "spans": {f"{place}行1列1": [1, 4], f"{place}行3列1": [2, 1]},
    }


_MARKDOWN = "# 科技活动周总结\n\n讲座12场。\n\n| 项目 | 数量 |\n|------|------|\n| 讲座 | 12 |\n"


@case("docx/by_pandoc.docx")
def pandoc_docx(path: Path) -> Expected:
    _pandoc(path)
    return {"title": "科技活动周总结", "cells": {"by_pandoc.docx 表1 行2列2": "12"}}


@case("html/by_pandoc.html")
def pandoc_html(path: Path) -> Expected:
    _pandoc(path, "--standalone", "--metadata=title:总结")
    return {"title": "总结", "cells": {"by_pandoc.html 表1 行2列2": "12"}}


def _pandoc(path: Path, *options: str) -> None:
    command = ["pandoc", "--from=markdown", *options, f"--output={path}"]
    subprocess.run(command, input=_MARKDOWN.encode(), check=True)


@case("text/notes.md")
def notes(path: Path) -> Expected:
    path.write_text(_MARKDOWN, encoding="utf-8")
    return {"headings": ["科技活动周总结"], "cells": {"notes.md 表1 行2列2": "12"}}


LOCKED: Expected = {"state": "encrypted", "findings": ["encrypted"], "grids": {}}
_FILTERS = {
    "xlsx": "Calc MS Excel 2007 XML",
    "xls": "MS Excel 97",
    "ods": "calc8",
    "docx": "MS Word 2007 XML",
    "doc": "MS Word 97",
    "odt": "writer8",
}


def _locked(path: Path) -> Expected:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        suffix = path.suffix.removeprefix(".")
        sheet = suffix in ("xlsx", "xls", "ods")
        lock(_workbook(folder) if sheet else _document(folder), path, _FILTERS[suffix])
    return {**LOCKED, "family": "spreadsheet" if sheet else "document"}


for _suffix in _FILTERS:
    case(f"locked/report.{_suffix}")(_locked)
