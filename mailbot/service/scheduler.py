"""The service: its duties on APScheduler until it is stopped."""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import FrameType
from zoneinfo import ZoneInfo

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger

_log = logging.getLogger("mailbot.service")
_SLOWEST = timedelta(hours=1)
_DELIVER_SECONDS = 20
_WRITE_SECONDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Duties:
    """What the service does; each opens its own connection to the store and never raises.

    `poll` returns whether the round succeeded; `write` queues reminders, digests and alerts.
    """

    poll: Callable[[], bool]
    deliver: Callable[[], None]
    write: Callable[[], None]


class Service:
    """Runs the duties on their schedule; `stop` may be called from any thread or signal."""

    def __init__(self, duties: Duties, *, poll_seconds: int, zone: ZoneInfo) -> None:
        self._duties = duties
        self._poll_every = timedelta(seconds=poll_seconds)
        self._failures = 0
        self._ending = threading.Event()
        self._scheduler = BackgroundScheduler(
            timezone=zone,
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )
        now = datetime.now(UTC)
        self._add("poll", self._poll, poll_seconds, now)
        self._add("deliver", duties.deliver, _DELIVER_SECONDS, now + timedelta(seconds=2))
        self._add("write", duties.write, _WRITE_SECONDS, now + timedelta(seconds=5))

    def _add(self, name: str, duty: Callable[[], object], seconds: int, first: datetime) -> None:
        trigger = IntervalTrigger(seconds=seconds)
        self._scheduler.add_job(duty, trigger, id=name, next_run_time=first)

    @property
    def ending(self) -> bool:
        """Whether the service has been told to stop."""
        return self._ending.is_set()

    def stop(self) -> None:
        """Begin to end; what is in progress finishes or leaves its mail pending."""
        self._ending.set()

    def run(self, *, on_stop: Callable[[], None]) -> None:
        """Work until stopped; `on_stop` ends what would outlast a wait of seconds."""
        self._scheduler.start()
        _log.info("服务已启动，每 %d 秒查一次邮箱", self._poll_every.total_seconds())
        self._ending.wait()
        _log.info("正在停止")
        on_stop()
        self._scheduler.shutdown(wait=True)
        _log.info("已停止")

    def _poll(self) -> None:
        """One round; failures in a row double the wait up to an hour."""
        if self._duties.poll():
            self._failures = 0
            return
        if self.ending:
            return
        self._failures += 1
        slowest = max(_SLOWEST, self._poll_every)
        wait = min(self._poll_every * 2 ** min(self._failures, 12), slowest)
        _log.warning("本轮没有成功，%d 秒后再试", wait.total_seconds())
        self._scheduler.modify_job("poll", next_run_time=datetime.now(UTC) + wait)


def stop_on_signals(stop: Callable[[], None]) -> None:
    """Call `stop` on SIGTERM and SIGINT; a second signal changes nothing."""

    def handle(_number: int, _frame: FrameType | None) -> None:
        stop()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, handle)
