"""A field that a sentence names and nobody read is asked about; headings and paths are not."""

from __future__ import annotations

import pytest

from parsers.form.definition import FormDefinition, FormField
from parsers.form.reader import read_forms
from parsers.grid import Cell, Grid
from parsers.results import FileContent

DEFINITION = FormDefinition(
    title="活动情况统计表",
    fields=(
        FormField(key="events", label="主题活动", unit_measure="场"),
        FormField(key="haircuts", label="义务理发", unit_measure="人次"),
        FormField(key="online", label="线上宣讲/场次", aliases=("线上宣讲",), unit_measure="场"),
        FormField(key="viewers", label="线上宣讲/人次", unit_measure="人次"),
    ),
)


def asked(*lines: str) -> set[str | None]:
    """The fields that a form of such lines asks about."""
    texts = ("活动情况统计表", "主题活动 12 场。", *lines)
    cells = tuple(Cell(row=row, column=0, text=text) for row, text in enumerate(texts))
    grid = Grid(name="表", place="表 ", order=0, rows=len(texts), columns=1, cells=cells)
    (form,) = read_forms(FileContent(parser="test", grids=(grid,)), DEFINITION)
    return {one.field_key for one in form.findings if one.severity == "warning"}


@pytest.mark.parametrize("line", ["义务理发完成率100%，共45人次", "义务理发全覆盖"])
def test_a_sentence_that_nobody_read_is_asked_about(line: str) -> None:
    assert "haircuts" in asked(line)


@pytest.mark.parametrize("line", ["义务理发 30 人次。", "义务理发（人次）", "义务理发"])
def test_what_was_read_and_what_says_nothing_is_not(line: str) -> None:
    assert "haircuts" not in asked(line)


def test_a_longer_name_is_no_value_of_a_shorter_one() -> None:
    assert "online" not in asked("线上宣讲/人次 400 人次。")
