"""Columns and lines of Chinese text on a terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.terminal.width import columns_of, wrapped

CASES = [
    ("县教育局", 8, ["县教育局"]),
    ("县教育局", 7, ["县教育", "局"]),
    ("参加人数：单元格写“近千”，未能读出", 16, ["参加人数：单元格", "写“近千”，未能读", "出"]),
    ("统计表（更正）.xlsx", 10, ["统计表（更", "正）.xlsx"]),
    ("see tables.docx now", 10, ["see", "tables.doc", "x now"]),
    ("一\n二", 10, ["一", "二"]),
    ("", 10, [""]),
    ("100006@mail.example", 8, ["100006@m", "ail.exam", "ple"]),
]


@pytest.mark.parametrize(("text", "room", "lines"), CASES)
def test_lines_break_where_a_reader_expects(text: str, room: int, lines: list[str]) -> None:
    """Between Chinese characters, at spaces, never before a closing mark while there is room."""
    assert wrapped(text, room) == lines


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z", "M"))), st.integers(2, 40)
)
def test_every_line_fits_and_no_character_is_lost(text: str, room: int) -> None:
    lines = wrapped(text, room)
    assert all(columns_of(line) <= room for line in lines)
    assert "".join(lines) == text
