"""Sheets and spanning tables keep every text once, at its place, within the limits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.files.encoding import decode
from parsers.files.sheet import MergedArea, Sheet, sheet_grid
from parsers.files.spans import SpanningCell, laid_out
from parsers.grid import Cell

_SPANS = st.tuples(st.integers(0, 6), st.integers(0, 6))
_ROWS = st.lists(st.lists(_SPANS, max_size=6), max_size=8)


@given(_ROWS)
def test_spanning_cells_never_overlap_and_none_is_lost(rows: list[list[tuple[int, int]]]) -> None:
    listed = [
        [
            SpanningCell(text=f"{row}.{column}", rowspan=height, colspan=width)
            for column, (height, width) in enumerate(spans)
        ]
        for row, spans in enumerate(rows)
    ]
    layout = laid_out(listed, 10_000)
    texts = [cell.text for cell in layout.cells]
    assert texts == [cell.text for row in listed for cell in row]
    _assert_apart(layout.cells, layout.rows, layout.columns)


def test_a_huge_span_is_cut_at_the_limit() -> None:
    layout = laid_out([[SpanningCell(text="甲", colspan=900)]] * 900, 50_000)
    assert layout.cut
    assert layout.rows * layout.columns <= 50_000


_AREAS = st.builds(
    lambda top, left, height, width: MergedArea(
        top=top, left=left, bottom=top + height, right=left + width
    ),
    *(st.integers(0, 6) for _ in range(4)),
)
_POSITIONS = st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=30)


@given(st.lists(_AREAS, max_size=6), _POSITIONS)
def test_merged_areas_never_overlap_even_if_the_file_says_so(
    areas: list[MergedArea], positions: set[tuple[int, int]]
) -> None:
    cells = tuple(Cell(row=row, column=column, text="x") for row, column in positions)
    sheet = Sheet(name="表", cells=cells, merged=tuple(areas))
    grid, _ = sheet_grid(sheet, filename="a.xlsx", order=0, most=1000)
    _assert_apart(grid.cells, grid.rows, grid.columns)


def test_a_stray_cell_far_to_the_right_does_not_cost_the_rows() -> None:
    cells = [Cell(row=row, column=0, text=str(row)) for row in range(500)]
    cells.append(Cell(row=0, column=16_383, text="远"))
    grid, cut = sheet_grid(
        Sheet(name="表", cells=tuple(cells)), filename="a.xlsx", order=0, most=1_000_000
    )
    assert cut
    assert [cell.text for cell in grid.cells] == [str(row) for row in range(500)]


def _assert_apart(cells: tuple[Cell, ...], rows: int, columns: int) -> None:
    taken = [
        (cell.row + down, cell.column + right)
        for cell in cells
        for down in range(cell.rowspan)
        for right in range(cell.colspan)
    ]
    assert len(taken) == len(set(taken))
    assert all(row < rows and column < columns for row, column in taken)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_chinese_reports_decode_in_every_usual_encoding(encoding: str) -> None:
    text = "项目,数量\n科普讲座,12\n张镕,300\n"
    assert decode(text.encode(encoding)).lstrip("\ufeff") == text


def test_what_fits_no_encoding_still_gives_its_ascii() -> None:
    assert "12" in decode(b"\xff\x00\xff 12 \x80\xff")
