"""A roster in a workbook or a CSV file."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from mailbot.config.collection import ReportingUnit
from mailbot.config.units_file import (
    UnitsFileProblem,
    read_units_file,
    units_template,
)
from tests.config.conftest import Load, Problems

HEADINGS: list[object] = ["单位", "代码", "别名", "邮箱", "联系人", "电话", "应报"]
ROWS: list[list[object]] = [
    ["县教育局", "01", "教育局、临猗县教育局", "edu@unit.example", "张", 3590000, "是"],
    [None] * 7,
    ["县博物馆", None, None, "a@unit.example；b@unit.example", None, None, "否"],
]
UNITS = (
    ReportingUnit(
        name="县教育局",
        code="01",
        aliases=("教育局", "临猗县教育局"),
        emails=("edu@unit.example",),
        contact="张",
        phone="3590000",
    ),
    ReportingUnit(name="县博物馆", emails=("a@unit.example", "b@unit.example"), expected=False),
)


def workbook(path: Path, rows: list[list[object]]) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def table(rows: list[list[object]]) -> str:
    cells = [["" if one is None else f'"{one}"' for one in row] for row in rows]
    return "\r\n".join(",".join(row) for row in cells) + "\r\n"


def test_a_workbook_is_read(tmp_path: Path) -> None:
    path = workbook(tmp_path / "units.xlsx", [HEADINGS, *ROWS])
    lines = read_units_file(path)
    assert tuple(line.unit for line in lines) == UNITS
    assert [line.row for line in lines] == [2, 4]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
def test_a_csv_file_is_read_in_the_encodings_that_occur(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "units.csv"
    path.write_bytes(table([HEADINGS, *ROWS]).encode(encoding))
    assert tuple(line.unit for line in read_units_file(path)) == UNITS


def test_english_headings_a_title_and_other_columns_do_no_harm(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        [None, "单位名单"],
        [],
        ["序号", "name", "全称", "简称", "Email", "备注"],
        [1, "县教育局", "临猗县教育局", "教育局", "edu@unit.example", "见通知"],
    ]
    (line,) = read_units_file(workbook(tmp_path / "units.xlsx", rows))
    assert line.row == 4
    assert line.unit == ReportingUnit(
        name="县教育局", aliases=("临猗县教育局", "教育局"), emails=("edu@unit.example",)
    )


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (
            [["甲", "乙"], ["县教育局", "x"]],
            "没有找到“单位”一列；首行应是：单位、代码、别名、邮箱、联系人、电话、应报",
        ),
        ([["单位", "电话"], ["县教育局", ""], ["", "3590000"]], "第3行没有单位名称"),
        ([["单位", "应报"], ["县教育局", "也许"]], "第2行“应报”写的是“也许”，应写 是 或 否"),
        ([["单位", "应报"]], "里没有单位"),
    ],
)
def test_what_is_wrong_is_told_with_its_row(
    tmp_path: Path, rows: list[list[object]], told: str
) -> None:
    path = tmp_path / "units.csv"
    path.write_text(table(rows), encoding="utf-8")
    with pytest.raises(UnitsFileProblem) as caught:
        read_units_file(path)
    assert str(caught.value) == f"units.csv {told}"


@pytest.mark.parametrize(("name", "content"), [("a.xlsx", b"PK"), ("a.xls", b""), ("a.txt", b"x")])
def test_what_is_no_workbook_is_told(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnitsFileProblem, match="打不开"):
        read_units_file(tmp_path / name)


def test_a_file_takes_the_place_of_the_sections(load: Load, tmp_path: Path) -> None:
    workbook(tmp_path / "units.xlsx", [HEADINGS, *ROWS])
    config = load(top='reporting_units_file = "units.xlsx"\n')
    assert [row.code for row in config.roster_rows()] == ["01", "县博物馆"]


def test_contradictions_in_the_file_are_told_with_its_rows(
    problems: Problems, tmp_path: Path
) -> None:
    rows: list[list[object]] = [
        HEADINGS,
        *ROWS,
        ["县妇联", "01", "教育局", "a@unit.example", "", "", ""],
    ]
    workbook(tmp_path / "units.xlsx", rows)
    place = "第1行 reporting_units_file：units.xlsx 第5行"
    assert problems(top='reporting_units_file = "units.xlsx"\n') == [
        f"{place} 代码：代码“01”与“县教育局”的相同",
        f"{place} 别名：“教育局”已经是“县教育局”的名称或别名，一种写法只能属于一个单位",
        f"{place} 邮箱：a@unit.example 已经是“县博物馆”的邮箱，一个邮箱只能属于一个单位",
    ]


def test_a_missing_file_is_told(problems: Problems, tmp_path: Path) -> None:
    assert problems(top='reporting_units_file = "units.xlsx"\n') == [
        f"第1行 reporting_units_file：找不到单位名单文件 {tmp_path / 'units.xlsx'}"
    ]


def test_the_template_is_read_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "units.csv"
    path.write_text(units_template(), encoding="utf-8-sig")
    first, second = (line.unit for line in read_units_file(path))
    assert first.aliases == ("教育局", "某县教育局")
    assert first.emails == ("education@example.com", "school@example.com")
    assert (second.code, second.expected) == ("02", False)
