"""A field that a sentence names and nobody read is asked about; headings and paths are not."""

from __future__ import annotations

import pytest

from parsers.form.definition import FormDefinition, FormField
from parsers.form.reader import read_forms
from parsers.grid import Cell, Grid
from parsers.results import FileContent, Paragraph

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


TABLE = ("项目", "数量", "主题活动", "12", "参观团队", "3")


def asked_beside(*paragraphs: str) -> set[str | None]:
    """The fields that a table of one field asks about below such paragraphs."""
    cells = tuple(
        Cell(row=index // 2, column=index % 2, text=text) for index, text in enumerate(TABLE)
    )
    order = len(paragraphs)
    grid = Grid(name="表", place="表 ", order=order, rows=3, columns=2, cells=cells)
    prose = tuple(
        Paragraph(text=text, order=index, place=f"段{index}")
        for index, text in enumerate(paragraphs)
    )
    (form,) = read_forms(FileContent(parser="test", grids=(grid,), paragraphs=prose), COUNTED_TWICE)
    return {one.field_key for one in form.findings if one.severity == "warning"}


COUNTED_TWICE = FormDefinition(
    title="活动情况统计表",
    years=(2024,),
    fields=(
        FormField(key="events", label="主题活动", unit_measure="场"),
        FormField(key="teams", label="参观团队", unit_measure="个"),
        FormField(key="extra", label="便民服务", unit_measure="次"),
        FormField(key="talks", label="法治讲堂/期数", unit_measure="期"),
        FormField(key="pupils", label="法治讲堂/学员", unit_measure="人次"),
        FormField(key="trips", label="研学旅行/批次", unit_measure="批"),
        FormField(key="guests", label="研学旅行/学员", unit_measure="人次"),
    ),
)


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (["一、法治讲堂6期，学员300人次；研学旅行2批。", "二、余下的见下表："],
         {"talks", "pupils", "trips"}),
        (["共办法治讲堂6期，300人次听课，便民服务40次。"], {"talks", "pupils", "extra"}),
        (["法治讲堂", "举办6期，300人次听课"], {"talks", "pupils"}),
        (["主题活动12场"], set()),
        (["法治讲堂不少于6期，便民服务不少于9次。"], set()),
        (["去年法治讲堂6期，学员300人次。"], set()),
        (["三、下一步打算", "法治讲堂6期，学员300人次，便民服务40次。"], set()),
        (["三、明年打算", "法治讲堂6期。", "四、今年成效", "研学旅行2批。"], {"trips"}),
        (["法治讲堂很受欢迎，便民服务到家门口。"], set()),
    ],
)  # fmt: skip
def test_prose_beside_a_table_is_asked_about_where_the_table_lacks_the_field(
    paragraphs: list[str], expected: set[str]
) -> None:
    assert asked_beside(*paragraphs) == expected
