"""Blank 汇总表 as superiors send them: units down, units across, totals beside their labels."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill

YELLOW = PatternFill("solid", fgColor="FFFFFF00")


def _sheet(book: Workbook, rows: list[list[object]]) -> Any:
    sheet: Any = book.active
    for row in rows:
        sheet.append(row)
    return sheet


def units_down(path: Path) -> Path:
    """Two header rows with merged categories, 序号 before the units, formulas for 合计."""
    book = Workbook()
    sheet = _sheet(
        book,
        [
            ["2022年全国科技活动周活动情况汇总表", *[None] * 8],
            ["填表单位（盖章）：", *[None] * 8],
            [
                "序号",
                "单位",
                "总体情况",
                None,
                None,
                "线上活动",
                None,
                "发放宣传\n资料（万份）",
                "备注",
            ],
            [
                None,
                None,
                "活动 项数",
                "参加人数（人次）",
                "到场专家",
                "场次",
                "参与人次",
                None,
                None,
            ],
            [1, "县教育局", None, None, None, None, None, None, "重点"],
            [2, "县 科 协", None, 5000, None, None, None, None, None],
            [3, "县体育局", None, None, None, None, None, None, None],
            ["合计", None, "=SUM(C5:C7)", None, None, None, None, None, None],
        ],
    )
    for area in ("A1:I1", "A2:I2", "A3:A4", "B3:B4", "C3:E3", "F3:G3", "H3:H4", "I3:I4", "A8:B8"):
        sheet.merge_cells(area)
    sheet["C5"].fill, sheet["C5"].number_format = YELLOW, "0.0"
    sheet["A1"].font = Font(name="黑体", size=18)
    sheet.page_setup.orientation = "landscape"
    sheet.print_title_rows = "1:4"
    book.save(path)
    return path


def units_across(path: Path) -> Path:
    """A row per field with its unit of measure, a column per unit, 合计 at the right."""
    book = Workbook()
    _sheet(
        book,
        [
            ["指标", "计量单位", "县教育局", "县科协", "合计"],
            ["一、活动项数", "项", None, None, None],
            ["二、参加人数", "万人次", None, None, None],
            ["三、活动经费", "元", None, None, None],
            ["四、植树", "棵", None, None, None],
        ],
    )
    book.save(path)
    return path


def totals_only(path: Path) -> Path:
    """Label and cell, two pairs a row, no unit anywhere."""
    book = Workbook()
    sheet = _sheet(
        book,
        [
            ["县（市、区）汇总表", None, None, None],
            ["活动项数（项）", None, "参加人数（人次）", None],
            ["展板（块）", None, "媒体报道", "=1+1"],
            ["获奖情况", None, "横幅（场）", None],
        ],
    )
    sheet.merge_cells("A1:D1")
    book.save(path)
    return path
