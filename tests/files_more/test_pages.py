"""Boxes on pages: lines, paragraphs, tables, tables that go on, and page limits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.errors import ParserError
from parsers.files import pdf
from parsers.files.aligned import find_aligned
from parsers.files.boxes import Box, arrange, cell_text
from parsers.files.flow import is_page_edge, paragraphs_of
from parsers.files.format import Source
from parsers.files.radicals import ordinary
from parsers.files.rtf_compressed import decompressed

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
MakeSource = Callable[..., Source]


def box(left: float, top: float, text: str, *, size: float = 10) -> Box:
    """A line of text with characters of one size."""
    return Box(left=left, top=top, right=left + size * len(text), bottom=top + size, text=text)


@given(
    st.lists(st.integers(1, 5), min_size=1, max_size=6),
    st.lists(st.integers(1, 5), min_size=1, max_size=6),
)
def test_cells_of_a_plain_grid_get_their_own_positions(
    widths: list[int], heights: list[int]
) -> None:
    across = [sum(widths[:at]) * 20.0 for at in range(len(widths) + 1)]
    down = [sum(heights[:at]) * 20.0 for at in range(len(heights) + 1)]
    boxes = [
        Box(left=across[c], top=down[r], right=across[c + 1], bottom=down[r + 1])
        for r in range(len(heights))
        for c in range(len(widths))
    ]
    found = [(area.row, area.column, area.rowspan, area.colspan) for area in arrange(boxes, 3)]
    assert found == [(r, c, 1, 1) for r in range(len(heights)) for c in range(len(widths))]


def test_what_stands_far_apart_in_a_cell_is_not_one_number() -> None:
    assert cell_text([box(0, 0, "12"), box(60, 0, "30")]) == "12\n30"
    assert cell_text([box(0, 0, "12"), box(21, 0, "30")]) == "1230"


def test_lines_of_a_cell_stay_apart() -> None:
    assert cell_text([box(0, 14, "累计：15"), box(0, 0, "本周：3")]) == "本周：3\n累计：15"


def test_wrapped_lines_are_one_paragraph_and_indented_ones_begin_another() -> None:
    lines = [box(20, 0, "甲" * 38), box(0, 14, "乙" * 12), box(20, 28, "丙" * 38)]
    assert [one.text for one in paragraphs_of(lines)] == ["甲" * 38 + "乙" * 12, "丙" * 38]


@pytest.mark.parametrize("text", ["3", "- 3 -", "第3页", "第 3 页 共 8 页", "3/8"])
def test_a_number_in_the_margin_is_a_page_number(text: str) -> None:
    assert is_page_edge(box(200, 800, text), 842)
    assert not is_page_edge(box(200, 400, text), 842)


def test_aligned_lines_are_a_table_and_prose_is_none() -> None:
    rows = [("指标", "数量"), ("讲座", "12"), ("展览", "7")]
    table = [box(200 * c, 20 * r, text) for r, row in enumerate(rows) for c, text in enumerate(row)]
    (found,) = find_aligned(table)
    assert [(row, column, one.text) for row, column, one in found.places] == [
        (r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row)
    ]
    assert find_aligned([box(0, 20 * line, "甲" * 30) for line in range(6)]) == []


def test_pages_beyond_the_limit_are_left_out_and_said_so(make_source: MakeSource) -> None:
    data = (SAMPLES / "pdf" / "two-pages.pdf").read_bytes()
    content = pdf.read(make_source(data, "两页.pdf", pages=1))
    assert [one.code for one in content.findings] == ["truncated"]
    assert [grid.place for grid in content.grids] == ["两页.pdf 第1页 表1 "]


def test_radicals_become_the_characters_they_look_like() -> None:
    assert ordinary("⻘⽲县⼈民⻓⾼⻔⻋") == "青禾县人民长高门车"


@pytest.mark.parametrize(
    ("packed", "text"),
    [
        (
            "2d0000002b0000004c5a4675f1c5c7a703000a00726370673132354232"
            "0af32068656c090020627705b06c647d0a800fa0",
            b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n",
        ),
        (
            "1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0",
            b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}",
        ),
    ],
)
def test_compressed_rtf_is_unpacked_as_the_specification_shows(packed: str, text: bytes) -> None:
    """MS-OXRTFCP 4.1."""
    assert decompressed(bytes.fromhex(packed)) == text


@given(st.binary(max_size=200))
def test_any_bytes_as_compressed_rtf_end_in_text_or_a_parser_error(data: bytes) -> None:
    try:
        found = decompressed(b"\x00" * 8 + b"LZFu" + data)
    except ParserError:
        found = b""
    assert isinstance(found, bytes)
