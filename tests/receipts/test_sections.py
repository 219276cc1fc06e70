"""No section of a receipt stands empty, however the figures fall."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailbot.receipts.compose import receipt_text
from mailbot.receipts.content import ContentKind, FigureLine, ReceiptContent, UnitPart
from mailbot.receipts.templating import LETTER_BYTES

BARE = ReceiptContent(
    kind="report",
    to_address="unit@unit.example",
    subject="统计表",
    received="2022年6月10日 16:00",
    campaign_title="科技活动周",
    contact="",
    reference="R-22222",
    example="参加人数为××人次",
)
CLEAR = FigureLine(label="活动场次", shown="12 场")
DOUBTFUL = FigureLine(label="参加人数", shown="980 人次", flags=("与其他单位相差悬殊，请核对",))
UNREAD = FigureLine(label="宣传资料", shown="", flags=("单元格写“近千”，未能读出数值",))


def text_of(*figures: FigureLine, kind: ContentKind) -> str:
    part = UnitPart(name="县教育局", figures=figures)
    return receipt_text(replace(BARE, kind=kind, units=(part,)))


def empty_headings(text: str) -> list[str]:
    """Headings without a line of their own below them."""
    lines = [*text.splitlines(), ""]
    return [
        line
        for line, below in pairwise(lines)
        if line.startswith("【") and (not below or below.startswith(("【", "（")))
    ]


@pytest.mark.parametrize("kind", ["report", "combined"])
@pytest.mark.parametrize(
    ("figures", "read"),
    [
        ((), False),
        ((DOUBTFUL,), False),
        ((UNREAD,), False),
        ((DOUBTFUL, UNREAD, DOUBTFUL), False),
        ((CLEAR, DOUBTFUL), True),
        ((CLEAR,), True),
    ],
)
def test_the_figures_read_have_a_section_only_where_one_needs_no_look(
    kind: ContentKind, figures: tuple[FigureLine, ...], read: bool
) -> None:
    text = text_of(*figures, kind=kind)
    assert ("【读取到的数据】" in text) == read
    assert ("【请核对】" in text) == any(one.flags for one in figures)


@settings(deadline=None, max_examples=100)
@given(
    st.lists(st.sampled_from([CLEAR, DOUBTFUL, UNREAD]), max_size=130),
    st.lists(st.text("长", min_size=1, max_size=120), max_size=12),
    st.integers(1, 12),
)
def test_no_heading_stands_alone_in_a_letter_of_any_length(
    figures: list[FigureLine], remarks: list[str], units: int
) -> None:
    part = UnitPart(name="县教育局", figures=tuple(figures), remarks=tuple(remarks))
    text = receipt_text(replace(BARE, units=(part,) * units))
    assert empty_headings(text) == []
    assert len(text.encode()) <= LETTER_BYTES


@pytest.mark.parametrize("length", range(1, 60))
def test_a_letter_cut_at_a_heading_drops_the_heading(length: int) -> None:
    """Wherever the room ends: the first unit's name moves all that follows, letter by letter."""
    many = UnitPart(name="县教育局", figures=(DOUBTFUL, UNREAD))
    first = replace(many, name="名" * length)
    text = receipt_text(replace(BARE, units=(first, *[many] * 60)))
    assert "（内容较多，以上只列出一部分" in text
    assert empty_headings(text) == []
