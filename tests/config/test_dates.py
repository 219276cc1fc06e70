"""Dates of every form that TOML and ISO allow, and nothing else."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.config.collection import Campaign
from mailbot.config.dates import date_of, read_date, read_moment, read_time

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 12, 31))
ZONES = st.sampled_from(["Asia/Shanghai", "UTC", "America/New_York", "Asia/Kathmandu"])


@given(DAYS)
def test_a_date_and_its_text_are_the_same(day: date) -> None:
    assert read_date(day) == read_date(day.isoformat()) == read_moment(f" {day} ") == day


@given(st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2100, 1, 1)))  # noqa: DTZ001 - a moment in a file has no zone
def test_a_moment_and_its_text_are_the_same(moment: datetime) -> None:
    assert read_moment(moment.isoformat()) == read_moment(moment) == moment
    assert date_of(read_moment(moment)) == moment.date()


@given(st.times())
def test_a_time_is_read_to_the_second(moment: time) -> None:
    assert read_time(f"{moment:%H:%M}") == time(moment.hour, moment.minute)
    assert read_time(f"{moment.hour}:{moment:%M:%S}") == moment.replace(microsecond=0)


@given(st.text(max_size=30))
def test_any_other_text_is_refused_and_nothing_else_happens(text: str) -> None:
    for read in (read_date, read_moment, read_time):
        try:
            value = read(text)
        except ValueError:
            continue
        assert any(character.isdigit() for character in text), value


@pytest.mark.parametrize("raw", [5, 5.0, True, None, [], {}, "14/06/2022", "2022-02-30", ""])
def test_what_is_no_date_is_refused(raw: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_date(raw)
    with pytest.raises(ValueError, match=r"."):
        read_moment(raw)


@pytest.mark.parametrize("raw", [1730, "24:00", "17:60", "17", "5pm", "17.30", None])
def test_only_a_time_of_day_is_one(raw: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_time(raw)


@given(DAYS, ZONES)
def test_a_day_ends_where_the_next_begins(day: date, zone: str) -> None:
    campaign = Campaign(title="活动", opens=day, deadline=day, timezone=zone)
    after = campaign.deadline_at.astimezone(UTC) + timedelta(seconds=1)
    assert after.astimezone(ZoneInfo(zone)).date() == day + timedelta(days=1)
    assert campaign.deadline_at.astimezone(ZoneInfo(zone)).date() == day
