"""Reading all again after the form, the roster or the reader changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec
import pytest

from mailbot.pipeline.reading import ReadingFailed, ReadMail, Stopped
from mailbot.service.office import Office
from mailbot.service.rebuilding import Change, rebuild
from tests.pipeline.made import file, form, mail

if TYPE_CHECKING:
    from tests.pipeline.conftest import Bench

EDU, HEALTH = "edu@unit.example", "health@unit.example"


def table(unit: str, sender: str, events: int, people: int = 1) -> ReadMail:
    """A unit's form in a mail of its own."""
    read = mail(file("统计表.xlsx", form(unit, said={"events": events, "people": people})))
    told = replace(read.mail, from_address=sender, header_message_id=f"<{events}@unit.example>")
    return replace(read, mail=told)


@pytest.fixture
def two(bench: Bench) -> Bench:
    """Two units have reported."""
    bench.take(table("县教育局", EDU, 12), raw=b"edu")
    bench.take(table("县卫健体局", HEALTH, 30), raw=b"health")
    return bench


def test_what_reads_otherwise_now_is_named(two: Bench) -> None:
    letters = two.rows("SELECT * FROM receipts")
    two.reader.answers[b"edu"] = table("县教育局", EDU, 21)
    rebuilt = rebuild(two.shop)
    assert rebuilt.changes == (
        Change(reporting_unit="县教育局", field="活动项数", before="12 项", after="21 项"),
    )
    assert two.current("edu") == {"events": 21, "people": 1}
    assert two.rows("SELECT * FROM receipts") == letters


def test_a_figure_that_is_gone_is_named_too(two: Bench) -> None:
    two.reader.answers[b"edu"] = mail(from_address=EDU, own_text="科技活动周")
    changes = rebuild(two.shop).changes
    assert [(one.field, one.before, one.after) for one in changes] == [
        ("活动项数", "12 项", ""),
        ("参加人数", "1 人次", ""),
    ]


def test_a_mail_that_cannot_be_read_now_keeps_what_was_read(two: Bench) -> None:
    two.reader.answers[b"edu"] = ReadingFailed("超时")
    rebuilt = rebuild(two.shop)
    assert (rebuilt.taken.failed, rebuilt.taken.recorded, rebuilt.changes) == (1, 1, ())
    assert two.current("edu") == {"events": 12, "people": 1}
    assert [row["state"] for row in two.rows("SELECT state FROM messages")] == ["recorded"] * 2


def test_a_stop_in_the_middle_leaves_every_mail_read_once_or_as_it_was(two: Bench) -> None:
    two.reader.answers[b"edu"] = table("县教育局", EDU, 21)
    two.reader.asked.clear()
    two.stop = lambda: len(two.reader.asked) > 1
    with pytest.raises(Stopped):
        rebuild(two.shop)
    assert (two.current("edu")["events"], two.current("health")["events"]) == (21, 30)
    assert two.rows("SELECT DISTINCT state FROM messages") == [{"state": "recorded"}]


def test_mails_of_a_unit_that_left_the_roster_go_to_a_person(two: Bench) -> None:
    """Until they are read again its figures stay; then its line goes."""
    config = two.office.config
    fewer = tuple(one for one in config.reporting_units if one.code != "health")
    without = msgspec.structs.replace(config, reporting_units=fewer)
    with Office(without) as office:
        two.office = office
        assert two.current("health") == {"events": 30, "people": 1}
        rebuild(two.shop)
        assert two.current("health") == {}
        assert [row["类别"] for row in two.rows('SELECT 类别 FROM "待处理"')] == ["认单位"]
    with Office(without) as office:
        assert [row["单位"] for row in office.db.query('SELECT 单位 FROM "报送情况"')] == [
            "县教育局",
            "县博物馆",
        ]
