"""The roster out of a workbook or a CSV file that the office keeps."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from python_calamine import CalamineError, CalamineWorkbook

from mailbot.config.collection import ReportingUnit

COLUMNS: dict[str, tuple[str, ...]] = {
    "name": ("单位", "单位名称", "报送单位", "name"),
    "code": ("代码", "单位代码", "code"),
    "aliases": ("别名", "简称", "全称", "aliases"),
    "emails": ("邮箱", "电子邮箱", "邮件", "邮件地址", "email", "emails"),
    "contact": ("联系人", "contact"),
    "phone": ("电话", "联系电话", "phone"),
    "expected": ("应报", "是否应报", "expected"),
}
"""Key of a unit: the headings of its column, the usual one first."""

_YES = {"", "是", "应报", "1", "true", "yes", "√", "✓"}
_NO = {"否", "不", "不报", "0", "false", "no", "×"}
_HEADING_ROWS = 10
"""A title may stand above the headings, not a whole page."""


class UnitsFileProblem(Exception):
    """The roster file cannot be used; the text is Chinese and for the operator."""


class UnitLine(NamedTuple):
    """A unit and the row of the file (from 1) that it stands in."""

    row: int
    unit: ReportingUnit


def units_template() -> str:
    """A roster file to start from: the headings and two made-up units."""
    template = resources.files("mailbot.config").joinpath("units_template.csv")
    return template.read_text(encoding="utf-8")


def read_units_file(path: Path) -> tuple[UnitLine, ...]:
    """The units of an .xlsx (.xls, .et, .ods) or .csv file; raises UnitsFileProblem."""
    if not path.is_file():
        raise UnitsFileProblem(f"找不到单位名单文件 {path}")
    rows = _csv_rows(path) if path.suffix.lower() == ".csv" else _sheet_rows(path)
    cells = [[_text(cell) for cell in row] for row in rows]
    top = next((n for n, row in enumerate(cells[:_HEADING_ROWS]) if "name" in _columns(row)), None)
    if top is None:
        told = "、".join(names[0] for names in COLUMNS.values())
        raise UnitsFileProblem(f"{path.name} 没有找到“单位”一列；首行应是：{told}")
    columns = _columns(cells[top])
    lines = tuple(_units(path, cells[top + 1 :], columns, first_row=top + 2))
    if not lines:
        raise UnitsFileProblem(f"{path.name} 里没有单位")
    return lines


def _csv_rows(path: Path) -> list[list[str]]:
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("gb18030", errors="replace")
    if "\ufffd" in text:
        raise UnitsFileProblem(f"{path.name} 有读不出的字，请另存为 UTF-8 编码的 CSV")
    return list(csv.reader(text.splitlines(keepends=True)))


def _sheet_rows(path: Path) -> list[list[object]]:
    """The first sheet's rows from its very first row on, so that row numbers are Excel's."""
    try:
        sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
    except (CalamineError, OSError) as error:
        raise UnitsFileProblem(f"{path.name} 打不开：不是 Excel 或 CSV 文件，或已损坏") from error
    return [list(row) for row in sheet.to_python(skip_empty_area=False)]


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _columns(headings: Sequence[str]) -> dict[str, list[int]]:
    """Where each key's columns stand; several may hold aliases (全称, 简称)."""
    found: dict[str, list[int]] = {}
    for place, heading in enumerate(headings):
        bare = re.sub(r"\s+", "", heading).lower()
        for key, names in COLUMNS.items():
            if bare in names:
                found.setdefault(key, []).append(place)
    return found


def _units(
    path: Path, rows: Sequence[Sequence[str]], columns: dict[str, list[int]], *, first_row: int
) -> Iterator[UnitLine]:
    for row, cells in enumerate(rows, start=first_row):
        values = {
            key: [cells[place] for place in places if place < len(cells) and cells[place]]
            for key, places in columns.items()
        }
        if not any(values.values()):
            continue
        if not values["name"]:
            raise UnitsFileProblem(f"{path.name} 第{row}行没有单位名称")
        yield UnitLine(row, _unit(path, row, values))


def _unit(path: Path, row: int, values: dict[str, list[str]]) -> ReportingUnit:
    one = {key: " ".join(" ".join(texts).split()) for key, texts in values.items()}
    expected = one.get("expected", "").lower()
    if expected not in _YES | _NO:
        raise UnitsFileProblem(f"{path.name} 第{row}行“应报”写的是“{expected}”，应写 是 或 否")
    return ReportingUnit(
        name=one["name"],
        code=one.get("code", ""),
        aliases=_parts(values.get("aliases", ()), r"[、，,；;\n]+"),
        emails=_parts(values.get("emails", ()), r"[、，,；;\s]+"),
        contact=one.get("contact", ""),
        phone=one.get("phone", ""),
        expected=expected in _YES,
    )


def _parts(texts: Sequence[str], between: str) -> tuple[str, ...]:
    parts = (part.strip() for text in texts for part in re.split(between, text))
    return tuple(dict.fromkeys(part for part in parts if part))
