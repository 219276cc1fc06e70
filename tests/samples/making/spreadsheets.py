"""Spreadsheets written by openpyxl."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.worksheet.worksheet import Worksheet

from tests.samples.making.case import Expected, case

TITLE = "2022年某县科技活动周开展情况统计表"


def new_sheet(name: str = "统计表") -> tuple[Workbook, Worksheet]:
    """A workbook with one empty sheet of that name."""
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet.title = name
    return workbook, sheet


def fill_form(sheet: Worksheet) -> None:
    """Category merged down, item, unit, number, note (layout 1)."""
    rows: list[list[str | int | None]] = [
        [TITLE],
        ["填报单位（盖章）：某县示例局"],
        ["类别", "项目", "单位", "数量", "备注"],
        ["讲座", "科普讲座", "场", 12, None],
        [None, "参加人数", "人次", 3400, "线上线下合计"],
        ["展览", "科普展览", "次", 0, None],
    ]
    for row in rows:
        sheet.append(row)
    for area in ("A1:E1", "A2:E2", "A4:A5"):
        sheet.merge_cells(area)


@case("xlsx/form.xlsx")
def form(path: Path) -> Expected:
    workbook, sheet = new_sheet()
    fill_form(sheet)
    workbook.save(path)
    place = "form.xlsx!统计表!"
    return {
        "title": TITLE,
        "grids": {place: [6, 5]},
        "cells": {f"{place}A2": "填报单位（盖章）：某县示例局", f"{place}B5": "参加人数"},
        "numbers": {f"{place}D4": "12", f"{place}D5": "3400", f"{place}D6": "0"},
        "spans": {f"{place}A1": [1, 5], f"{place}A4": [2, 1]},
        "text": [TITLE, "讲座\t科普讲座\t场\t12", "参加人数\t人次\t3400\t线上线下合计"],
    }


FORMATS = [
    (500, '0"人次"', "500人次"),
    (1234567, "#,##0", "1,234,567"),
    (0.856, "0.0%", "85.6%"),
    (12.345, "0.00_ ", "12.35"),
    (7, "000", "007"),
    (12345, '0!.0,"万"', "1.2万"),
    (-5, "0;[Red]-0", "-5"),
    (0.1 + 0.2, "General", "0.3"),
    (13800000000, "General", "13800000000"),
    (1234.5, '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "1,234.50"),
    (20220521, "0000-00-00", "2022-05-21"),
    (3.5, "# ?/?", "3.5"),
    (120, "[DBNum1]General", "120"),
    (88, "@", "88"),
]


@case("xlsx/number_formats.xlsx")
def number_formats(path: Path) -> Expected:
    workbook, sheet = new_sheet("数")
    for row, (value, code, _) in enumerate(FORMATS, start=1):
        sheet.cell(row=row, column=1, value=value).number_format = code
    workbook.save(path)
    place = "number_formats.xlsx!数!A"
    shown = {f"{place}{row}": text for row, (_, _, text) in enumerate(FORMATS, start=1)}
    return {
        "cells": shown,
        "numbers": {f"{place}1": "500", f"{place}3": "0.856", f"{place}8": "0.3"},
        "kinds": {f"{place}6": "number"},
    }


DATES = [
    ("yyyy/m/d", "2022/5/21"),
    ('yyyy"年"m"月"d"日"', "2022年5月21日"),
    ("yyyy-mm-dd", "2022-05-21"),
    ('m"月"d"日"', "5月21日"),
    ("[$-804]aaaa", "2022-05-21"),
    ("mm-dd-yy", "2022/5/21"),
]


@case("xlsx/dates.xlsx")
def dates(path: Path) -> Expected:
    workbook, sheet = new_sheet("日")
    for row, (code, _) in enumerate(DATES, start=1):
        cell = sheet.cell(row=row, column=1, value=dt.date(2022, 5, 21))
        cell.number_format = code
    moment = dt.datetime(2022, 5, 21, 9, 30)  # noqa: DTZ001 - spreadsheets know no zone
    sheet.cell(row=7, column=1, value=moment).number_format = "yyyy-mm-dd h:mm"
    workbook.save(path)
    place = "dates.xlsx!日!A"
    shown = {f"{place}{row}": text for row, (_, text) in enumerate(DATES, start=1)}
    return {
        "cells": {**shown, f"{place}7": "2022-05-21 9:30"},
        "kinds": {f"{place}{row}": "date" for row in range(1, 8)},
        "numbers": {f"{place}1": None},
    }


@case("xlsx/dates_1904.xlsx")
def dates_1904(path: Path) -> Expected:
    workbook, sheet = new_sheet("日")
    workbook.epoch = dt.datetime(1904, 1, 1)  # noqa: DTZ001 - spreadsheets know no zone
    cell = sheet.cell(row=1, column=1, value=dt.date(2022, 5, 21))
    cell.number_format = "yyyy/m/d"
    workbook.save(path)
    return {"cells": {"dates_1904.xlsx!日!A1": "2022/5/21"}}


@case("xlsx/formulas_without_values.xlsx")
def formulas_without_values(path: Path) -> Expected:
    workbook, sheet = new_sheet("合计")
    for row in (["讲座", 3], ["展览", 4], ["合计", "=SUM(B1:B2)"]):
        sheet.append(row)
    workbook.save(path)
    place = "formulas_without_values.xlsx!合计!"
    return {
        "kinds": {f"{place}B3": "formula", f"{place}B1": "number"},
        "cells": {f"{place}B3": "=SUM(B1:B2)"},
        "numbers": {f"{place}B3": None},
    }


@case("xlsx/error_cells.xlsx")
def error_cells(path: Path) -> Expected:
    workbook, sheet = new_sheet("错")
    for row, value in enumerate(("#REF!", "#DIV/0!", "#N/A"), start=1):
        cell = sheet.cell(row=row, column=2, value=value)
        cell.data_type = "e"
    workbook.save(path)
    place = "error_cells.xlsx!错!B"
    return {
        "kinds": {f"{place}{row}": "error" for row in (1, 2, 3)},
        "cells": {f"{place}1": "#REF!", f"{place}2": "#DIV/0!"},
    }


@case("xlsx/hidden_sheets.xlsx")
def hidden_sheets(path: Path) -> Expected:
    workbook, sheet = new_sheet("今年")
    sheet["A1"] = "讲座"
    for name, state in (("去年", "hidden"), ("更早", "veryHidden")):
        other = workbook.create_sheet(name)
        other["A1"] = f"{name}的讲座"
        other.sheet_state = state
    workbook.create_sheet("空白")
    reserved = workbook.create_sheet("WpsReserved_CellImgList")
    reserved["A1"] = "内部"
    reserved.sheet_state = "veryHidden"
    workbook.save(path)
    name = "hidden_sheets.xlsx"
    return {
        "grids": {f"{name}!今年!": [1, 1], f"{name}!去年!": [1, 1], f"{name}!更早!": [1, 1]},
        "hidden": [f"{name}!去年!", f"{name}!更早!"],
        "findings": ["hidden_sheet", "hidden_sheet"],
        "text": ["讲座"],
        "absent": ["去年的讲座", "内部"],
    }


@case("xlsx/text_numbers.xlsx")
def text_numbers(path: Path) -> Expected:
    workbook, sheet = new_sheet("文本")
    for value in ("001", "１２００", "1,200", "约500", " 12 ", "身份\n换行", True):
        sheet.append([value])
    workbook.save(path)
    place = "text_numbers.xlsx!文本!A"
    return {
        "cells": {
            f"{place}1": "001",
            f"{place}2": "１２００",
            f"{place}3": "1,200",
            f"{place}4": "约500",
            f"{place}6": "身份\n换行",
            f"{place}7": "TRUE",
        },
        "kinds": {f"{place}{row}": "text" for row in range(1, 8)},
        "numbers": {f"{place}1": None, f"{place}5": None},
    }


@case("xlsx/wide_matrix.xlsx")
def wide_matrix(path: Path) -> Expected:
    """Two merged header rows, one data row (layout 5), starting at C3."""
    workbook, sheet = new_sheet("汇总")
    for column, text in ((3, "座谈报告会（场）"), (5, "参加人数（人次）"), (7, "合计")):
        sheet.cell(row=3, column=column, value=text)
    for column, text in enumerate(("线上", "线下", "线上", "线下"), start=3):
        sheet.cell(row=4, column=column, value=text)
    for column, number in enumerate((1, 2, 30, 40, 73), start=3):
        sheet.cell(row=5, column=column, value=number)
    for area in ("C3:D3", "E3:F3", "G3:G4"):
        sheet.merge_cells(area)
    workbook.save(path)
    place = "wide_matrix.xlsx!汇总!"
    return {
        "grids": {place: [5, 7]},
        "spans": {f"{place}C3": [1, 2], f"{place}G3": [2, 1]},
        "numbers": {f"{place}C5": "1", f"{place}G5": "73"},
    }


@case("xlsx/far_corner.xlsx")
def far_corner(path: Path) -> Expected:
    """One cell far away and a title merged over the whole width of the sheet."""
    workbook, sheet = new_sheet("远")
    sheet["A1"] = "标题"
    sheet.merge_cells("A1:XFD1")
    sheet["B3"] = 7
    sheet["XFD1048576"] = "远处"
    workbook.save(path)
    place = "far_corner.xlsx!远!"
    return {"numbers": {f"{place}B3": "7"}, "findings": ["truncated"]}


@case("xlsx/merged_leftovers.xlsx")
def merged_leftovers(path: Path) -> Expected:
    """A value left under a merged area is nobody's to see."""
    workbook, sheet = new_sheet("合并")
    sheet["A1"], sheet["B1"], sheet["A2"] = "合计", 99, 5
    sheet.merged_cells.add("A1:B1")
    sheet.merged_cells.add("C1:C3")
    sheet["D3"] = "尾"
    workbook.save(path)
    place = "merged_leftovers.xlsx!合并!"
    return {
        "grids": {place: [3, 4]},
        "spans": {f"{place}A1": [1, 2], f"{place}C1": [3, 1]},
        "kinds": {f"{place}C1": "blank"},
        "absent": ["99"],
    }


@case("xlsx/chart_sheet.xlsx")
def chart_sheet(path: Path) -> Expected:
    workbook, sheet = new_sheet("数据")
    for row in (["讲座", 3], ["展览", 4]):
        sheet.append(row)
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=2))
    workbook.create_chartsheet("图").add_chart(chart)
    workbook.save(path)
    return {"grids": {"chart_sheet.xlsx!数据!": [2, 2]}}


@case("xlsx/under_a_wrong_name.xls")
def under_a_wrong_name(path: Path) -> Expected:
    workbook, sheet = new_sheet()
    fill_form(sheet)
    workbook.save(path.with_suffix(".xlsx"))
    path.with_suffix(".xlsx").rename(path)
    return {"parser": "xlsx", "numbers": {"under_a_wrong_name.xls!统计表!D4": "12"}}


@case("xlsx/macros.xlsm")
def macros(path: Path) -> Expected:
    workbook, sheet = new_sheet()
    fill_form(sheet)
    content_types = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    workbook.save(path)
    from_type = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    rewrite(path, {"[Content_Types].xml": (from_type, content_types.encode())})
    return {"parser": "xlsm", "numbers": {"macros.xlsm!统计表!D5": "3400"}}


def rewrite(path: Path, changes: dict[str, tuple[bytes, bytes]]) -> None:
    """Replace bytes inside the named parts of a package."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            before, after = changes.get(name, (b"", b""))
            package.writestr(name, data.replace(before, after) if before else data)
