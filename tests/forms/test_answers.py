"""A unit's own short answers: one figure, a zero report, or nothing at all."""

from __future__ import annotations

import pytest

from parsers.form.reply import figures_in_reply
from parsers.form.zero_report import is_zero_report
from tests.forms.grids import DEFINITION


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("参加人数为980人次", "people", "980"),
        ("参加人数：980", "people", "980"),
        ("更正：参加人数改为980", "people", "980"),
        ("参加人数由890改为980", "people", "980"),
        ("您好，参加人数是1,080人次，谢谢！", "people", "1080"),
        ("您好：\n核实后参加人数为1.2万。\n谢谢\n县医院\n2022年6月1日", "people", "12000"),
        ("活动经费1.2万元", "money", "1.2"),
        ("线上活动场次为3场", "online", "3"),
    ],
)
def test_an_answer_that_names_one_field_is_a_figure(text: str, key: str, value: str) -> None:
    (figure,) = figures_in_reply(text, DEFINITION)
    assert (figure.field_key, str(figure.value), figure.location) == (key, value, "正文")


@pytest.mark.parametrize(
    "text",
    [
        *(
            "收到",
            "参加人数多少？",
            "参加人数是不是980？",
            "参加人数近千",
            "参加人数不是980，应为1080",
        ),
        "我单位参加人数为980人次，活动经费为1.2万元",
        "参加人数为980人次；活动经费1.2万元",
        "我局开展了丰富的活动，参加人数为980人次，群众反响热烈",
        "科普讲座为3场200人",
        "参加人数为980场",
        "",
    ],
)
def test_questions_prose_and_several_fields_give_no_figure(text: str) -> None:
    assert figures_in_reply(text, DEFINITION) == ()


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("零报送", ""),
        ("", "本单位未开展活动"),
        ("", "本单位因疫情原因未开展2022年科技活动周相关活动，特此零报送。"),
        ("关于科技活动周的说明", "我单位今年未组织开展科技活动周活动。"),
        ("", "我单位无活动上报"),
        ("县医院零报送", "您好，零报送。"),
    ],
)
def test_a_zero_report_is_told(subject: str, text: str) -> None:
    assert is_zero_report(subject, text)


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("", "我单位没有收到通知"),
        ("", "未开展活动的单位请零报送"),
        ("", "各单位未开展活动的实行零报送"),
        ("", "请问可以零报送吗？"),
        ("", "我局未开展活动，但将于下周补报"),
        ("", "我单位没有开展线上活动，线下活动见附件"),
        ("回复：零报送", "好的"),
        ("科技活动周总结", "见附件"),
        ("", ""),
    ],
)
def test_other_mails_are_no_zero_report(subject: str, text: str) -> None:
    assert not is_zero_report(subject, text)
