"""The service: polls, deliveries, reminders and digests on APScheduler until it is stopped."""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from types import FrameType
from zoneinfo import ZoneInfo

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

_log = logging.getLogger("mailbot.service")
_SLOWEST = timedelta(hours=1)
_DELIVER_SECONDS = 20
_ALERT_SECONDS = 60
_REMIND_AT = time(9, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Duties:
    """What the service does; each opens its own connection to the store.

    `poll` returns whether the round succeeded.
    """

    poll: Callable[[], bool]
    deliver: Callable[[], None]
    remind: Callable[[], None]
    digest: Callable[[], None]
    alert: Callable[[], None]


class Service:
    """Runs the duties on their schedule; `stop` may be called from any thread or signal."""

    def __init__(
        self, duties: Duties, *, poll_seconds: int, digest_at: time, zone: ZoneInfo
    ) -> None:
        self._duties = duties
        self._poll_every = timedelta(seconds=poll_seconds)
        self._failures = 0
        self._ending = threading.Event()
        self._scheduler = BackgroundScheduler(
            timezone=zone,
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )
        self._add_jobs(digest_at, zone)

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

    def _add_jobs(self, digest_at: time, zone: ZoneInfo) -> None:
        add = self._scheduler.add_job
        now = datetime.now(UTC)
        interval = IntervalTrigger(seconds=int(self._poll_every.total_seconds()))
        add(self._poll, interval, id="poll", next_run_time=now)
        add(
            self._duties.deliver,
            IntervalTrigger(seconds=_DELIVER_SECONDS),
            id="deliver",
            next_run_time=now + timedelta(seconds=2),
        )
        add(self._duties.alert, IntervalTrigger(seconds=_ALERT_SECONDS), id="alert")
        add(self._duties.remind, _daily(_REMIND_AT, zone), id="remind")
        add(self._duties.digest, _daily(digest_at, zone), id="digest")

    def _poll(self) -> None:
        """One round; failures in a row double the wait up to an hour."""
        if self._duties.poll():
            self._failures = 0
            return
        self._failures += 1
        wait = min(self._poll_every * 2 ** min(self._failures, 12), max(_SLOWEST, self._poll_every))
        _log.warning("本轮没有成功，%d 秒后再试", wait.total_seconds())
        if not self.ending:
            self._scheduler.modify_job("poll", next_run_time=datetime.now(UTC) + wait)


def _daily(at: time, zone: ZoneInfo) -> CronTrigger:
    return CronTrigger(hour=at.hour, minute=at.minute, timezone=zone)


def stop_on_signals(stop: Callable[[], None]) -> None:
    """Call `stop` on SIGTERM and SIGINT; a second signal changes nothing."""

    def handle(_number: int, _frame: FrameType | None) -> None:
        stop()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, handle)
