"""Kept files as a person sees them, and the numbers behind the charts."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import PIL.Image
import pypdfium2
import pytest

from mailbot.web.charts import daily_chart, spark
from mailbot.web.pages.overview import countdown
from mailbot.web.pages.search import pieces
from mailbot.web.shown import figure, number, size
from mailbot.web.tables import tables_of
from parsers.context import ReadingContext
from parsers.files.picture import NAME, look_at_page
from parsers.form.definition import FormDefinition
from parsers.grid import Cell, Grid
from parsers.looking import Look, seen_grids
from parsers.results import FileReading

CONTEXT = ReadingContext(form=FormDefinition(title="统计表", fields=()))


def grid(rows: int, columns: int, name: str = "表") -> Grid:
    """A sheet whose cells say where they are."""
    cells = tuple(
        Cell(row=row, column=column, text=f"{row}/{column}")
        for row in range(rows)
        for column in range(columns)
    )
    return Grid(
        name=name,
        place=f"统计表.xlsx!{name}!",
        order=0,
        rows=rows,
        columns=columns,
        cells=cells,
        addressing="a1",
    )


def draw(tmp_path: Path, name: str, content: bytes, look: Look) -> tuple[FileReading, bytes]:
    """What comes of looking at a page, and the picture made."""
    path, spool = tmp_path / "kept", tmp_path / "spool"
    spool.mkdir()
    path.write_bytes(content)
    reading = look_at_page(path, spool, filename=name, context=CONTEXT, look=look)
    made = spool / NAME
    return reading, made.read_bytes() if made.exists() else b""


def saved(image: PIL.Image.Image, kind: str) -> bytes:
    made = io.BytesIO()
    image.save(made, kind)
    return made.getvalue()


def blank_pdf(pages: int) -> bytes:
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(595, 842).close()
    made = io.BytesIO()
    document.save(made)
    document.close()
    return made.getvalue()


def test_a_picture_is_made_anew_and_no_larger_than_asked(tmp_path: Path) -> None:
    original = saved(PIL.Image.new("RGBA", (900, 300), (200, 0, 0, 128)), "PNG")
    reading, made = draw(tmp_path, "照片.png", original, Look(page=1, pixels=300))
    assert reading.state == "read"
    with PIL.Image.open(io.BytesIO(made)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (300, 100))


def test_a_page_of_a_pdf_is_drawn(tmp_path: Path) -> None:
    reading, made = draw(tmp_path, "扫描.pdf", blank_pdf(3), Look(page=2, pixels=421))
    assert reading.pictures == 3
    with PIL.Image.open(io.BytesIO(made)) as picture:
        assert max(picture.size) in (421, 422)


@pytest.mark.parametrize(
    ("name", "content", "page"),
    [
        ("图.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", 1),
        ("页.html", b"<html><script>x()</script></html>", 1),
        ("照片.jpg", b"\xff\xd8\xff\xe0 broken", 1),
        ("扫描.pdf", blank_pdf(1), 2),
        ("扫描.pdf", b"%PDF-1.7 broken", 1),
    ],
)
def test_what_has_no_such_page_is_a_fault_of_the_file(
    tmp_path: Path, name: str, content: bytes, page: int
) -> None:
    reading, made = draw(tmp_path, name, content, Look(page=page))
    assert reading.state in ("unsupported", "unreadable")
    assert reading.findings
    assert made == b""


def test_only_the_rows_around_a_cell_of_a_huge_table_are_sent() -> None:
    huge = grid(5000, 10)
    (seen,) = seen_grids([grid(3, 3, "别的"), huge], Look(location="统计表.xlsx!表!C3001"))
    assert {cell.row for cell in seen.cells} == set(range(2940, 3060))
    (table,) = tables_of([seen], "统计表.xlsx!表!C3001")
    assert [cell.text for _, row in table.rows for cell in row if cell.marked] == ["3000/2"]


def test_without_a_location_as_many_tables_are_sent_as_a_page_shows() -> None:
    seen = seen_grids([grid(900, 10, str(n)) for n in range(3)], Look())
    assert sum(len(one.cells) for one in seen) == 6000
    assert seen_grids([grid(2, 2)], None) == ()


def test_an_empty_cell_is_marked_too_and_merged_ones_once() -> None:
    cells = (
        Cell(row=0, column=0, text="标题", colspan=3),
        Cell(row=1, column=0, text="类别", rowspan=2),
        Cell(row=1, column=1, text="活动场次"),
    )
    one = Grid(name="表", place="x!表!", order=0, rows=9, columns=3, cells=cells, addressing="a1")
    (table,) = tables_of([one], "x!表!C5")
    assert table.marked
    assert [len(row) for _, row in table.rows] == [1, 3, 2, 3, 3]
    assert table.rows[4][1][2].marked
    assert table.columns == ("A", "B", "C")


@pytest.mark.parametrize(
    ("left", "told"),
    [
        (timedelta(days=3, hours=5), "还有 3 天 5 小时"),
        (timedelta(hours=5, minutes=20), "还有 5 小时 20 分"),
        (timedelta(hours=-2), "已截止 2 小时"),
        (timedelta(days=-40), "已截止 40 天"),
    ],
)
def test_the_countdown_is_told_in_words(left: timedelta, told: str) -> None:
    now = datetime(2022, 6, 10, tzinfo=UTC)
    assert countdown(now + left, now) == told


def test_the_chart_spans_first_report_to_deadline_and_marks_what_is_late() -> None:
    days = [
        {"day": "2022-06-10", "submissions": 4, "new_units": 3},
        {"day": "2022-06-16", "submissions": 1, "new_units": 1},
    ]
    chart = daily_chart(days, date(2022, 6, 14), date(2022, 6, 17), 8)
    assert chart is not None
    assert [bar.value for bar in chart.bars] == ["4", "0", "0", "0", "0", "0", "1"]
    assert [bar.late for bar in chart.bars] == [False] * 5 + [True] * 2
    assert chart.rows == (("2022-06-10", 4, 3), ("2022-06-16", 1, 4))
    assert daily_chart([], date(2022, 6, 14), date(2022, 6, 14), 8) is None


def test_values_are_written_as_people_write_them() -> None:
    row = {"state": "value", "value": 12000, "value_text": None, "approximation": "about"}
    assert figure(row) == "约 12,000"
    assert figure({**row, "state": "none"}) == "无"
    assert figure(None) == "—"
    assert [number(one) for one in (None, 0, 4.5, 3.0, 1234567)] == [
        "",
        "0",
        "4.5",
        "3",
        "1,234,567",
    ]
    assert [size(one) for one in (12, 2048, 5 << 20)] == ["12 字节", "2 KB", "5.0 MB"]
    assert [bar.height for bar in spark([1, None, 2], height=20)] == [10, 20]


def test_a_snippet_falls_into_what_was_searched_for_and_the_rest() -> None:
    assert pieces("…⟦科普⟧讲座⟦科普⟧") == [
        ("…", False),
        ("科普", True),
        ("讲座", False),
        ("科普", True),
    ]
