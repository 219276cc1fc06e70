"""Failed rounds in a row wait longer and longer, up to an hour; a good one ends that."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from mailbot.service.scheduler import Duties, Service

ZONE = ZoneInfo("Asia/Shanghai")


class _Scheduler:
    """Stands in for APScheduler and remembers when the next round is asked for."""

    def __init__(self, **_settings: Any) -> None:
        self.asked: list[datetime] = []
        self.jobs: dict[str, Any] = {}

    def add_job(self, _duty: object, trigger: Any, *, id: str, next_run_time: datetime) -> None:  # noqa: A002 - its name there
        self.jobs[id] = (trigger, next_run_time)

    def modify_job(self, _name: str, *, next_run_time: datetime) -> None:
        self.asked.append(next_run_time)


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> Callable[[list[bool], int], list[float]]:
    """After each round, the seconds until the next; 0 where the usual schedule holds."""
    monkeypatch.setattr("mailbot.service.scheduler.BackgroundScheduler", _Scheduler)

    def run(outcomes: list[bool], poll_seconds: int) -> list[float]:
        left = iter(outcomes)
        duties = Duties(poll=lambda: next(left), deliver=lambda: None, write=lambda: None)
        service = Service(duties, poll_seconds=poll_seconds, zone=ZONE)
        scheduler: Any = service._scheduler
        found = []
        for _ in outcomes:
            before, asked = datetime.now(UTC), len(scheduler.asked)
            service._poll()
            new = scheduler.asked[asked:]
            found.append(round((new[0] - before) / timedelta(seconds=60)) * 60 if new else 0)
        return found

    return run


def test_waits_double_up_to_an_hour(waits: Callable[[list[bool], int], list[float]]) -> None:
    assert waits([False] * 7, 180) == [360, 720, 1440, 2880, 3600, 3600, 3600]


def test_a_good_round_ends_it(waits: Callable[[list[bool], int], list[float]]) -> None:
    assert waits([False, False, True, False], 180) == [360, 720, 0, 360]


def test_who_polls_less_than_hourly_is_not_hurried(
    waits: Callable[[list[bool], int], list[float]],
) -> None:
    assert waits([False, False], 7200) == [7200, 7200]


def test_years_of_failures_overflow_nothing(
    waits: Callable[[list[bool], int], list[float]],
) -> None:
    assert waits([False] * 2000, 180)[-1] == 3600


def test_a_failure_while_stopping_asks_for_no_round(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mailbot.service.scheduler.BackgroundScheduler", _Scheduler)
    duties = Duties(poll=lambda: False, deliver=lambda: None, write=lambda: None)
    service = Service(duties, poll_seconds=180, zone=ZONE)
    service.stop()
    service._poll()
    scheduler: Any = service._scheduler
    assert scheduler.asked == []
    assert set(scheduler.jobs) == {"poll", "deliver", "write"}
