"""A form of paragraphs under its own title is read line by line; prose beside a table asks."""

from __future__ import annotations

import pytest

from parsers.form.reader import read_forms
from parsers.grid import Grid
from parsers.results import FileContent, FormReading, Paragraph
from tests.forms.grids import content, grid
from tests.forms.invented.fraud import FORM, TITLE
from tests.forms.invented.sketch import told

LINES: dict[tuple[str, ...], dict[str, str]] = {
    ("反诈讲座：5场", "入户走访：430户", "条幅：无"): {
        "talks": "5",
        "homes": "430",
        "banners": "none",
    },
    ("1.反诈讲座 5 场", "2.宣传折页 约1200 份"): {"talks": "5", "folders": "~1200"},
    ("反诈讲座 5 场    条幅 ___ 条    海报 30 张",): {
        "talks": "5",
        "banners": "blank",
        "posters": "30",
    },
    ("我所先后举办反诈讲座5场，悬挂条幅8条，群众反响良好。", "新闻稿件6篇"): {
        "talks": "5",
        "banners": "8",
        "articles": "6",
    },
    ("开展进校园活动4场，学生860人次；进企业2场，职工75人次。",): {
        "schools": "4",
        "pupils": "860",
        "firms": "2",
        "workers": "75",
    },
    ("一、反诈讲座5场", "（二）整治期间，全所共入户走访430户", "3.张贴海报__30__张"): {
        "talks": "5",
        "homes": "430",
        "posters": "30",
    },
    ("反诈讲座", "5场", "条幅", "无", "入户走访", "约430户"): {
        "talks": "5",
        "banners": "none",
        "homes": "~430",
    },
    ("（5）场反诈讲座，条幅8条", "海报30张"): {"talks": "5", "banners": "8", "posters": "30"},
    ("下一步计划举办反诈讲座9场，发放宣传折页3000份。", "条幅：8条"): {"banners": "8"},
    ("2023年，反诈讲座12场，海报40张。", "条幅：8条"): {"banners": "8"},
}


def paragraphs(*lines: str) -> FileContent:
    """A document without a table."""
    texts = (TITLE, "填报单位：河东派出所", *lines)
    return FileContent(
        parser="test",
        paragraphs=tuple(
            Paragraph(text=text, order=order, place=f"统计表.docx 第{order}段")
            for order, text in enumerate(texts)
        ),
    )


def figures(form: FormReading) -> dict[str | None, str]:
    """The known figures of a form in the notation of the sketches."""
    return {one.field_key: told(one) for one in form.figures if one.field_key}


@pytest.mark.parametrize("lines", LINES)
def test_a_form_of_paragraphs_is_read_line_by_line(lines: tuple[str, ...]) -> None:
    (form,) = read_forms(paragraphs(*lines), FORM)
    assert figures(form).items() >= LINES[lines].items()
    unsaid = figures(form).keys() - LINES[lines].keys()
    assert unsaid == set()


@pytest.mark.parametrize(
    "line",
    [
        "二、先后举办反诈讲座 5 场",
        "本月共举办反诈讲座__5__场",
        "整治期间，我所共举办反诈讲座5场",
    ],
)
def test_a_number_of_an_item_a_blank_and_a_time_raise_no_question(line: str) -> None:
    (form,) = read_forms(paragraphs(line, "条幅8条"), FORM)
    assert figures(form) == {"talks": "5", "banners": "8"}
    assert not [one for one in form.findings if one.field_key and one.severity != "info"]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("举办反诈讲座5场，张贴海报30张", {"talks": "5", "posters": "30"}),
        ("开展反诈讲座5场，进校园场次4场", {"talks": "5", "schools": "4"}),
    ],
)
def test_a_sentence_that_names_its_label_again_is_read_whole(
    cell: str, expected: dict[str, str]
) -> None:
    for head in ([("项目", "完成情况")], []):
        table = grid([(TITLE,), *head, ("反诈讲座", cell), ("条幅", "8条")])
        (form,) = read_forms(content(table), FORM)
        assert figures(form) == {**expected, "banners": "8"}


def test_a_preposition_before_a_category_does_not_hide_its_number() -> None:
    table = grid([(TITLE,), ("条幅", "8条"), ("情况", "反诈讲座5场，向学生宣讲860人次")])
    (form,) = read_forms(content(table), FORM)
    known = figures(form).get("pupils") == "860"
    asked = any(one.field_key == "pupils" and one.severity != "info" for one in form.findings)
    assert known or asked


def test_a_titled_document_with_numbers_that_yields_nothing_is_said_to() -> None:
    (form,) = read_forms(paragraphs("反诈讲座等活动已覆盖全部12个行政村，具体数另报"), FORM)
    assert [one.code for one in form.findings] == ["form_unreadable"]


def test_a_document_under_another_title_is_no_form() -> None:
    text = Paragraph(text="反诈讲座：5场", order=0, place="简报.docx 第1段")
    assert read_forms(FileContent(parser="test", paragraphs=(text,)), FORM) == ()


def beside(table: Grid, *lines: str) -> FormReading:
    """The form of a table with paragraphs below its title."""
    (form,) = read_forms(content(table, above=[TITLE, *lines]), FORM)
    return form


TABLE = grid([["入户走访", "430"], ["宣传折页", ""]])


@pytest.mark.parametrize("line", ["反诈讲座：5场", "反诈讲座 5 场"])
def test_a_line_of_label_and_value_beside_a_table_is_a_figure(line: str) -> None:
    assert figures(beside(TABLE, line))["talks"] == "5"


def test_prose_beside_a_table_makes_no_figure_but_a_question() -> None:
    form = beside(TABLE, "各村踊跃参加，先后举办反诈讲座5场，发放宣传折页1200份。")
    asked = {one.field_key for one in form.findings if one.severity == "warning"}
    assert "talks" not in figures(form)
    assert {"talks", "folders"} <= asked


def test_a_summary_in_the_table_that_speaks_of_more_than_the_table_asks() -> None:
    rows = [["反诈讲座", "5"], ["小结", "全年共举办反诈讲座9场，群众反响良好。"]]
    form = beside(grid(rows))
    assert figures(form)["talks"] == "5"
    assert "talks" in {one.field_key for one in form.findings if one.severity == "warning"}


@pytest.mark.parametrize("line", ["各村计划举办反诈讲座1场。", "我街道计划举办反诈讲座3场"])
def test_a_sentence_that_counts_something_is_no_title(line: str) -> None:
    table = grid([["项目", "数量"], ["反诈讲座", 5], ["入户走访", 430]])
    (form,) = read_forms(content(table, above=[line]), FORM)
    assert (form.kind, figures(form)["talks"]) == ("statistics", "5")
