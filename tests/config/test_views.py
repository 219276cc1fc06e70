"""What the other parts take from a configuration."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from mailbot.config.collection import Material
from mailbot.config.wording import campaign_words, years_named
from parsers.form.definition import FormField
from store.records import (
    CampaignRow,
    FormFieldRow,
    MaterialRow,
    ReportingUnitRow,
)
from tests.config.conftest import Load

FORM = """
[limits]
message_mb = 7
attachment_mb = 5
archive_depth = 2
archive_entries = 9
[[materials]]
key = "statistics"
label = "统计表"
required = true
[[reporting_units]]
name = "县教育局"
aliases = ["教育局"]
emails = ["edu@unit.example"]
[[reporting_units]]
name = "县博物馆"
code = "museum"
expected = false
[form]
title = "2022年科技活动周统计表"
[[form.fields]]
key = "online"
label = "线上活动/场次"
aliases = ["线上场次"]
unit_measure = "场"
required = true
[[form.fields]]
key = "events"
label = "活动场次"
sum_of = ["online"]
at_least = "online"
"""


def test_rows_for_the_store(load: Load) -> None:
    config = load(rest=FORM)
    assert config.roster_rows() == (
        ReportingUnitRow(
            code="县教育局", name="县教育局", aliases=("教育局",), emails=("edu@unit.example",)
        ),
        ReportingUnitRow(code="museum", name="县博物馆", expected=False),
    )
    assert config.material_rows() == (MaterialRow(key="statistics", label="统计表", required=True),)
    assert config.form_rows() == (
        FormFieldRow(key="online", label="线上活动/场次", unit_measure="场", required=True),
        FormFieldRow(key="events", label="活动场次"),
    )
    row = config.campaign_row()
    assert row == CampaignRow(
        id="campaign-2022",
        title="2022年科技活动周",
        deadline=datetime(2022, 6, 14, 15, 59, 59, tzinfo=UTC),
        timezone="Asia/Shanghai",
    )


def test_the_form_for_the_reader(load: Load) -> None:
    form = load(rest=FORM).form_definition()
    assert form.title == "2022年科技活动周统计表"
    assert form.campaign_title == "2022年科技活动周"
    assert form.years == (2022,)
    assert form.fields == (
        FormField(
            key="online",
            label="线上活动/场次",
            aliases=("线上场次",),
            unit_measure="场",
            required=True,
        ),
        FormField(key="events", label="活动场次", sum_of=("online",), at_least="online"),
    )


def test_limits_for_the_readers(load: Load) -> None:
    config = load(rest=FORM)
    context = config.reading_context(converter=True, ocr=False)
    assert (context.converter, context.ocr) == (True, False)
    assert context.form == config.form_definition()
    assert context.limits.message_bytes == 7 << 20
    assert context.limits.archive_entries == 9
    bounds = config.reading_bounds()
    assert (bounds.attachment_bytes, bounds.depth, bounds.entries) == (5 << 20, 2, 9)


def test_own_addresses_are_named_once(load: Load) -> None:
    assert load().own_addresses() == ("office@inbox.example",)
    other = (
        '[smtp]\nhost = "h.example"\nusername = "b@inbox.example"\npassword_env = "B_PASSWORD"\n'
    )
    assert load(smtp=other).own_addresses() == ("office@inbox.example", "b@inbox.example")


@pytest.mark.parametrize(
    ("title", "word"),
    [
        ("临猗县2022年全国科技活动周（5月21日至28日）", "科技活动周"),
        ("2023年度安全生产月", "安全生产月"),
        ("全县第三届读书节", "读书节"),
        ("健康素养促进行动", "健康素养促进行动"),
        ("2024 年 全省 防灾减灾宣传周", "防灾减灾宣传周"),
    ],
)
def test_a_campaign_is_known_by_its_bare_name(title: str, word: str) -> None:
    assert word in campaign_words(title, "", ())


def test_campaign_words_leave_out_what_stands_in_every_mail() -> None:
    materials = (Material(key="summary", label="总结", words=("总结", "活动小结")),)
    words = campaign_words("2022年科技活动周", "2022年科技活动周开展情况统计表", materials)
    assert words == ("科技活动周", "活动小结")


@pytest.mark.parametrize(
    ("titles", "years"),
    [
        (("2022年科技活动周", "2021年度统计表"), (2021, 2022)),
        (("科技活动周", ""), (2022,)),
        (("编号1202203 科技活动周", ""), (2022,)),
    ],
)
def test_years_are_those_of_the_titles_or_of_the_dates(
    titles: tuple[str, ...], years: tuple[int, ...]
) -> None:
    assert years_named(titles, datetime(2022, 5, 18, tzinfo=UTC).date()) == years
