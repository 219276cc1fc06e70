"""The workbook: totals equal to the store's, no mail a formula, every figure with its source."""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from mailbot.workbook.writing import write_workbook
from tests.keeping.conftest import Desk, attachment, mail, submission

SHEETS = ["汇总表", "报送情况", "未报送名单", "活动明细", "数据来源", "待处理"]
BLOCKS = {3: "县教育局", 4: "县卫健体局", 5: "合计", 7: "县博物馆", 8: "名单外合计"}
NASTY = [
    "=cmd|'/c calc'!A1",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "a\x00b\x07\x1b[31m",
    "长" * 40_000,
]


def linked(cell: Any) -> str:
    """`Sheet!A1` that a cell leads to, '' without a link."""
    target = cell.hyperlink.location or cell.hyperlink.target if cell.hyperlink else ""
    return str(target).lstrip("#").replace("'", "")


def test_all_sheets_are_there_in_the_order_staff_read_them(written: Workbook) -> None:
    assert written.sheetnames == SHEETS


def test_unexpected_units_have_a_block_and_a_total_of_their_own(written: Workbook) -> None:
    sheet = written["汇总表"]
    assert {row: sheet.cell(row, 1).value for row in BLOCKS} == BLOCKS
    assert sheet["C5"].value == '=IF(COUNT(C3:C4)=0,"",SUM(C3:C4))'
    assert sheet["C8"].value == '=IF(COUNT(C7:C7)=0,"",SUM(C7:C7))'


def test_totals_as_a_program_works_them_out_are_the_sums_of_the_store(
    full: Desk, tmp_path: Path, recalculated: Callable[[Path], Any]
) -> None:
    """Text, `无` and what could not be read add nothing; a field without figures has no total."""
    path = tmp_path / "汇总.xlsx"
    write_workbook(full.db, path)
    sheet = recalculated(path)["汇总表"]
    assert [sheet.cell(5, column).value for column in (3, 4, 5)] == [42, 250, 3.5]
    assert sheet.cell(5, 6).value is None, "a text field has no total"
    assert [sheet.cell(8, column).value or None for column in (3, 4, 5)] == [7, None, 0.25]
    sums = {row["指标"]: row["合计"] for row in full.db.query('SELECT * FROM "统计合计"')}
    for column, label in ((3, "活动项数"), (5, "经费")):
        both = sheet.cell(5, column).value + sheet.cell(8, column).value
        assert both == pytest.approx(sums[label])


def test_states_of_a_figure_are_told_apart(written: Workbook) -> None:
    """A number, `无`, what could not be read, and an empty cell for what nobody wrote."""
    sheet = written["汇总表"]
    cells = [sheet[one].value for one in ("C3", "D3", "E3", "E4", "D7")]
    assert cells == [12, "待核对", 3.5, "无", None]
    assert sheet["E3"].number_format == "#,##0.00"


def test_an_approximate_figure_is_a_marked_number(desk: Desk, tmp_path: Path) -> None:
    desk.report("edu", said={"events": 30000, "people": 800, "money": 2})
    for key, kind in (("events", "at_least"), ("people", "about"), ("money", "at_most")):
        desk.db.execute("UPDATE figures SET approximation = ? WHERE field_key = ?", [kind, key])
    write_workbook(desk.db, tmp_path / "a.xlsx")
    sheet = load_workbook(tmp_path / "a.xlsx")["汇总表"]
    formats = [sheet[one].number_format for one in ("C3", "D3", "E3")]
    assert formats == ['"≥"#,##0', '"约"#,##0', '"≤"#,##0.00']
    assert sheet["C3"].value == 30000


def test_a_doubt_is_a_colour_and_a_comment_large_enough_to_read(full: Desk, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_workbook(full.db, path)
    cell = load_workbook(path)["汇总表"]["D3"]
    assert cell.fill.fgColor.rgb == "FFFFE699"
    assert "近千" in cell.comment.text
    with zipfile.ZipFile(path) as packed:
        (drawing,) = (one for one in packed.namelist() if one.endswith(".vml"))
        boxes = re.findall(r"width:(\d+)px;height:(\d+)px", packed.read(drawing).decode())
    assert boxes
    assert all(int(width) >= 300 and int(height) >= 60 for width, height in boxes)


def test_every_figure_leads_to_its_source_and_back(written: Workbook) -> None:
    """Both ways, the unexpected unit's too."""
    summary, sources = written["汇总表"], written["数据来源"]
    checked = 0
    for row in (3, 4, 7):
        for column in range(3, 7):
            cell = summary.cell(row, column)
            if cell.value is None:
                continue
            name, _, address = linked(cell).partition("!")
            assert name == "数据来源"
            place = sources[address].row
            assert sources.cell(place, 1).value == summary.cell(row, 1).value
            label = sources.cell(place, 2)
            assert str(summary.cell(2, column).value).startswith(str(label.value))
            assert linked(label) == f"汇总表!{cell.coordinate}"
            checked += 1
    assert checked == 9


@pytest.mark.parametrize("text", NASTY, ids=["=", "+", "-", "@", "tab", "control", "long"])
def test_no_text_from_a_mail_becomes_a_formula_or_breaks_the_file(
    desk: Desk, tmp_path: Path, text: str
) -> None:
    message = desk.keep()
    one = submission(
        "edu", said={"theme": text.replace("\x00", "")}, lists=(text.replace("\x00", ""),)
    )
    desk.record(message, mail([one], subject=text, attachments=(attachment(text),)))
    path = tmp_path / "a.xlsx"
    write_workbook(desk.db, path)
    book = load_workbook(path)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    formulas = [cell.value for cell in cells if cell.data_type == "f"]
    assert all(re.fullmatch(r'=IF\(COUNT\(.*\)=0,"",SUM\(.*\)\)', str(one)) for one in formulas)
    theme = book["汇总表"]["F3"]
    assert theme.data_type == "s"
    assert theme.quotePrefix
    assert len(theme.value) <= 32_767
    with zipfile.ZipFile(path) as packed:
        for name in packed.namelist():
            assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", packed.read(name)), name


def test_it_prints_on_a4_landscape_with_headers_on_every_page(written: Workbook) -> None:
    for sheet in written:
        assert sheet.page_setup.orientation == "landscape"
        assert int(sheet.page_setup.paperSize or 0) == 9
        assert sheet.print_title_rows == "$1:$2"
        assert sheet.freeze_panes == "B3"
    assert written["汇总表"].print_title_cols == "$A:$B"


def test_pages_behind_the_first_say_of_what_they_are_a_part(desk: Desk, tmp_path: Path) -> None:
    """The title stands over the first page's columns only; `&` begins a code in a header."""
    desk.report("edu", said={"events": 1})
    desk.db.execute("UPDATE campaign SET title = 'A&P 活动'")
    write_workbook(desk.db, tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as packed:
        sheet = html.unescape(packed.read("xl/worksheets/sheet1.xml").decode())
    assert 'differentFirst="1"' in sheet
    assert "<oddHeader>&CA&&P 活动统计汇总表（续表）</oddHeader>" in sheet
    assert "<firstHeader></firstHeader>" in sheet
    for place in ("odd", "first"):
        assert f"<{place}Footer>&C第 &P 页，共 &N 页</{place}Footer>" in sheet


def test_an_empty_list_keeps_its_headings_and_says_so(full: Desk, tmp_path: Path) -> None:
    write_workbook(full.db, tmp_path / "a.xlsx")
    sheet = load_workbook(tmp_path / "a.xlsx")["未报送名单"]
    assert [cell.value for cell in sheet[2]][:3] == ["单位", "联系人", "联系电话"]
    assert sheet["A3"].value == "（没有）"


def test_those_who_have_not_reported_are_listed_with_their_contacts(
    desk: Desk, tmp_path: Path
) -> None:
    desk.report("edu", said={"events": 1})
    write_workbook(desk.db, tmp_path / "a.xlsx")
    sheet = load_workbook(tmp_path / "a.xlsx")["未报送名单"]
    assert [cell.value for cell in sheet[3]][:3] == ["县卫健体局", "科室", "0359-0000000"]


def test_nothing_is_left_of_a_file_that_could_not_be_written(full: Desk, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").mkdir()
    with pytest.raises(IsADirectoryError):
        write_workbook(full.db, tmp_path / "a.xlsx")
    assert [one.name for one in tmp_path.iterdir()] == ["a.xlsx"]
