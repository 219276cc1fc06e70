"""Somebody else's blank: filled where its labels and units are known, otherwise untouched."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from mailbot.workbook.template import NoTemplate, TemplateReport, fill_template
from parsers.form.definition import FormDefinition, FormField
from parsers.results import FigureReading
from store.records import FigureRecord, FormFieldRow, ReportingUnitRow
from tests.keeping.conftest import Desk, mail, memory_desk, submission
from tests.workbook import blanks

FIELDS = (
    FormField(key="events", label="活动项数", unit_measure="项"),
    FormField(key="people", label="参加人数", aliases=("参与人次",), unit_measure="人次"),
    FormField(key="online", label="线上活动/场次", unit_measure="场"),
    FormField(key="seen", label="线上活动/参与人次", unit_measure="人次"),
    FormField(key="leaflets", label="发放宣传资料", unit_measure="份"),
    FormField(key="money", label="活动经费", unit_measure="万元", type="decimal", decimals=2),
    FormField(key="boards", label="展板", unit_measure="块"),
    FormField(key="press", label="媒体报道", unit_measure="篇"),
    FormField(key="banners", label="横幅", unit_measure="条"),
    FormField(key="theme", label="主题", type="text"),
)
FORM = FormDefinition(title="统计表", fields=FIELDS)
EDU: dict[str, Any] = {"events": 12, "people": 12000, "seen": 700, "leaflets": 30000, "boards": 60}
SCIENCE: dict[str, Any] = {"events": 11, "people": 4300, "money": 4.2, "online": 2, "press": 5}


@pytest.fixture
def office() -> Desk:
    """县教育局 and 县科协 have reported, a museum that is not expected too."""
    made = memory_desk(
        reporting_units=(
            ReportingUnitRow(code="edu", name="县教育局", aliases=("教育局",)),
            ReportingUnitRow(code="science", name="县科协", aliases=("科协", "县科学技术协会")),
            ReportingUnitRow(code="museum", name="县博物馆", expected=False),
        ),
        form_fields=tuple(
            FormFieldRow(
                key=one.key,
                label=one.label,
                unit_measure=one.unit_measure,
                type=one.type,
                decimals=one.decimals,
            )
            for one in FIELDS
        ),
    )
    for unit, said in (("edu", EDU), ("science", SCIENCE), ("museum", {"events": 5})):
        report(made, unit, said)
    return made


def report(desk: Desk, unit: str, said: dict[str, Any]) -> None:
    """A report arrives whose figures are all read with certainty."""
    figures = tuple(
        FigureRecord(attachment=None, reading=reading(key, value), rank=0)
        for key, value in said.items()
    )
    desk.record(desk.keep(), mail([submission(unit, figures=figures)]))


def reading(key: str, value: float | str) -> FigureReading:
    text = isinstance(value, str)
    return FigureReading(
        field_key=key,
        label=next(one.label for one in FIELDS if one.key == key),
        raw=str(value),
        state="value",
        location="统计表.xlsx!Sheet1!C5",
        value=None if text else Decimal(str(value)),
        value_text=str(value) if text else None,
    )


def fill(office: Desk, tmp_path: Path, make: Any) -> tuple[TemplateReport, Any]:
    """The report, and the sheet that came of it."""
    blank = make(tmp_path / "空白.xlsx")
    done = fill_template(office.db, FORM, blank, tmp_path / "填好.xlsx")
    return done, load_workbook(tmp_path / "填好.xlsx").active


def column(sheet: Any, letter: str, rows: range) -> list[Any]:
    return [sheet[f"{letter}{row}"].value for row in rows]


def test_units_down_are_filled_under_merged_headers(office: Desk, tmp_path: Path) -> None:
    """A path of labels, spaces in names, 万份 for 份; numbering and notes stay."""
    done, sheet = fill(office, tmp_path, blanks.units_down)
    assert column(sheet, "C", range(5, 8)) == [12, 11, None]
    assert column(sheet, "D", range(5, 8)) == [12000, 5000, None]
    assert column(sheet, "F", range(5, 9)) == [None, 2, None, 2]
    assert column(sheet, "G", range(5, 9)) == [700, None, None, 700]
    assert column(sheet, "H", range(5, 9)) == [3, None, None, 3]
    assert column(sheet, "I", range(5, 8)) == ["重点", None, None]
    assert column(sheet, "E", range(5, 9)) == [None] * 4
    (unknown,) = (one for one in done.labels_without_field if "专家" in one.label)
    assert unknown.label == "总体情况/到场专家"
    assert done.fields_without_place == ("活动经费", "展板", "媒体报道")
    assert done.units_without_place == ("县博物馆",)


def test_nothing_that_stands_in_a_blank_is_overwritten(office: Desk, tmp_path: Path) -> None:
    """A formula and another's number stay and are told beside ours; no total mixes the two."""
    done, sheet = fill(office, tmp_path, blanks.units_down)
    kept = {one.address: (one.there, one.ours) for one in done.kept}
    assert kept == {"D6": ("5000", 4300), "C8": ("=SUM(C5:C7)", 23)}
    assert sheet["C8"].value == "=SUM(C5:C7)"
    assert sheet["D8"].value is None
    assert any("合计没有填" in one.why for one in done.labels_without_field)


def test_the_look_of_a_blank_stays(office: Desk, tmp_path: Path) -> None:
    """Merged areas, fonts, colours, number formats, print set-up."""
    _, sheet = fill(office, tmp_path, blanks.units_down)
    before = load_workbook(tmp_path / "空白.xlsx").active
    assert isinstance(before, type(sheet))
    assert sorted(map(str, sheet.merged_cells.ranges)) == sorted(
        map(str, before.merged_cells.ranges)
    )
    assert (sheet["C5"].fill.fgColor.rgb, sheet["C5"].number_format) == ("FFFFFF00", "0.0")
    assert (sheet["A1"].font.name, sheet["A1"].font.sz) == ("黑体", 18)
    assert sheet.print_title_rows == before.print_title_rows
    assert sheet.page_setup.orientation == "landscape"


def test_units_across_are_filled_in_the_units_of_measure_of_the_blank(
    office: Desk, tmp_path: Path
) -> None:
    done, sheet = fill(office, tmp_path, blanks.units_across)
    rows = [[cell.value for cell in row[2:]] for row in sheet["A2:E5"]]
    assert rows == [[12, 11, 23], [1.2, 0.43, 1.63], [None, 42000, 42000], [None] * 3]
    assert [one.label for one in done.labels_without_field] == ["四、植树/棵"]


def test_totals_alone_stand_beside_their_labels(office: Desk, tmp_path: Path) -> None:
    """A unit of measure that counts something else gets no figure; the museum is told."""
    done, sheet = fill(office, tmp_path, blanks.totals_only)
    cells = {one: sheet[one].value for one in ("B2", "D2", "B3", "D3", "B4", "D4")}
    assert cells == {"B2": 23, "D2": 16300, "B3": 60, "D3": "=1+1", "B4": None, "D4": None}
    assert done.units_without_place == ("县博物馆",)
    assert "横幅(场)" in [one.label for one in done.labels_without_field]


def test_doubts_are_told_with_the_cell(office: Desk, tmp_path: Path) -> None:
    office.db.execute("UPDATE figures SET approximation = 'at_least' WHERE field_key = 'leaflets'")
    done, _ = fill(office, tmp_path, blanks.units_down)
    assert {one.address: one.doubt for one in done.filled if one.doubt} == {
        "H5": "县教育局：不少于（约数）",
        "H8": "县教育局：不少于（约数）",
    }


def test_a_text_from_a_report_is_no_formula(office: Desk, tmp_path: Path) -> None:
    report(office, "edu", {"theme": "=cmd|'/c calc'!A1"})

    def with_theme(path: Path) -> Path:
        return simple(path, [["单位", "主题"], ["县教育局", None], ["县科协", None]])

    _, sheet = fill(office, tmp_path, with_theme)
    assert (sheet["B2"].data_type, sheet["B2"].value) == ("s", "=cmd|'/c calc'!A1")


def simple(path: Path, rows: list[list[Any]]) -> Path:
    """A sheet of plain rows."""
    book = Workbook()
    sheet: Any = book.active
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


AMBIGUOUS = {
    "the same field twice": [["单位", "活动项数", "活动项数"], ["县教育局"], ["县科协"]],
    "a part of another activity": [["单位", "植树"], [None, "参与人次"], ["县教育局"], ["县科协"]],
    "last year's": [["单位", "去年参加人数"], ["县教育局"], ["县科协"]],
}


@pytest.mark.parametrize("rows", AMBIGUOUS.values(), ids=AMBIGUOUS)
def test_an_uncertain_label_gets_no_figure(
    office: Desk, tmp_path: Path, rows: list[list[Any]]
) -> None:
    blank = simple(tmp_path / "空白.xlsx", rows)
    with pytest.raises(NoTemplate, match="没有找到认得的单位和指标"):
        fill_template(office.db, FORM, blank, tmp_path / "填好.xlsx")
    assert not (tmp_path / "填好.xlsx").exists()


def test_two_blocks_have_their_own_headers_and_totals(office: Desk, tmp_path: Path) -> None:
    def stacked(path: Path) -> Path:
        units = [["县教育局", None], ["县科协", None], ["合计", None]]
        rows: list[list[Any]] = [["单位", "活动项数"], *units, [None]]
        rows += [["单位", "参加人数"], *units]
        return simple(path, rows)

    _, sheet = fill(office, tmp_path, stacked)
    assert column(sheet, "B", range(1, 10)) == [
        *("活动项数", 12, 11, 23, None),
        *("参加人数", 12000, 4300, 16300),
    ]


def test_subtotals_are_left_to_the_superior(office: Desk, tmp_path: Path) -> None:
    """小计 over some of the units is no total that is known here."""

    def grouped(path: Path) -> Path:
        rows = [["单位", "活动项数"], ["县教育局"], ["小计"], ["县科协"], ["小计"], ["合计"]]
        return simple(path, rows)

    _, sheet = fill(office, tmp_path, grouped)
    assert column(sheet, "B", range(2, 7)) == [12, None, 11, None, 23]


def test_the_blank_itself_is_never_written(office: Desk, tmp_path: Path) -> None:
    blank = blanks.units_across(tmp_path / "空白.xlsx")
    before = blank.read_bytes()
    with pytest.raises(NoTemplate, match="空白表自己"):
        fill_template(office.db, FORM, blank, blank)
    linked = tmp_path / "another.xlsx"
    linked.symlink_to(blank)
    with pytest.raises(NoTemplate, match="空白表自己"):
        fill_template(office.db, FORM, blank, linked)
    fill_template(office.db, FORM, blank, tmp_path / "填好.xlsx")
    assert blank.read_bytes() == before


BROKEN: dict[str, bytes] = {
    "text": "单位,活动项数\n".encode(),
    "nothing": b"",
    "old xls": bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600,
    "another zip": b"PK\x05\x06" + b"\0" * 18,
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_a_file_that_is_no_workbook_is_told(office: Desk, tmp_path: Path, data: bytes) -> None:
    blank = tmp_path / "空白.xlsx"
    blank.write_bytes(data)
    with pytest.raises(NoTemplate, match="另存为"):
        fill_template(office.db, FORM, blank, tmp_path / "填好.xlsx")


def test_a_damaged_workbook_is_told(office: Desk, tmp_path: Path) -> None:
    """Cut short at any place."""
    whole = blanks.units_down(tmp_path / "whole.xlsx").read_bytes()
    for size in range(100, len(whole), len(whole) // 25):
        blank = tmp_path / "空白.xlsx"
        blank.write_bytes(whole[:size])
        with pytest.raises(NoTemplate):
            fill_template(office.db, FORM, blank, tmp_path / "填好.xlsx")


def test_hidden_sheets_are_left_alone(office: Desk, tmp_path: Path) -> None:
    blank = blanks.units_across(tmp_path / "空白.xlsx")
    book = load_workbook(blank)
    hidden: Any = book.copy_worksheet(book.worksheets[0])
    hidden.sheet_state = "hidden"
    book.save(blank)
    fill_template(office.db, FORM, blank, tmp_path / "填好.xlsx")
    second = load_workbook(tmp_path / "填好.xlsx").worksheets[1]
    assert second["C2"].value is None
