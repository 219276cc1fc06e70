"""One round: fetch, take up, file away, hand over; written down as a row of `runs`."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from sqlite_utils import Database

from mailbot.mailbox.errors import MailboxError
from mailbot.mailbox.errors import Stopped as MailboxStopped
from mailbot.mailbox.report import FetchReport
from mailbot.pipeline.reading import ReaderUnavailable, Stopped
from mailbot.pipeline.taking_up import TakenUp, take_up_pending
from mailbot.pipeline.workshop import Workshop
from mailbot.receipts.delivery import DeliveryReport
from mailbot.service.receiving import Held, receive
from store.database import StoreError
from store.restoring import begin_after_restore
from store.runs import finish_run, start_run

_log = logging.getLogger("mailbot.service")

Progress = Callable[[int, int], None]


@dataclass(slots=True, kw_only=True)
class RoundReport:
    """What a round did. `error` is one line for staff, '' for a good round; `remedy` helps."""

    fetched: int = 0
    older: int = 0
    taken: TakenUp = field(default_factory=TakenUp)
    moved: int = 0
    sent: int = 0
    later: int = 0
    failed: int = 0
    uncertain: int = 0
    held: str = ""
    warnings: tuple[str, ...] = ()
    error: str = ""
    remedy: str = ""
    stopped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """How this round reaches the world; None leaves a step out.

    `fetch` looks into the mailbox, `file_away` moves what was taken up, `deliver` empties the
    outbox. `secret` is the mailbox password, by which a refused login is told from a new one.
    """

    fetch: Callable[[], FetchReport] | None
    file_away: Callable[[], int] | None = None
    deliver: Callable[[], DeliveryReport] | None = None
    secret: str = ""


def run_round(shop: Workshop, steps: Steps, progress: Progress | None = None) -> RoundReport:
    """Run one round; faults of the environment end in its report and its row of `runs`.

    Raises StoreError when not even the row can be written.
    """
    report = RoundReport()
    run_id = start_run(shop.db, shop.clock())
    try:
        _work(shop, steps, report, progress)
    except (Stopped, MailboxStopped):
        report.stopped = True
    except MailboxError as error:
        report.error, report.remedy = str(error), error.remedy
    except Held as error:
        report.error, report.remedy = str(error), error.remedy
    except StoreError as error:
        report.error, report.remedy = f"数据库：{error}", error.remedy
    except (OSError, ReaderUnavailable) as error:
        report.error, report.remedy = f"本机：{error}", "请检查磁盘空间、内存和文件夹权限"
    if report.error:
        _log.error("%s（%s）", report.error, report.remedy)
    _finish(shop.db, run_id, report, shop.clock())
    return report


def _work(shop: Workshop, steps: Steps, report: RoundReport, progress: Progress | None) -> None:
    """A mailbox that cannot be reached does not keep kept mail from being read and answered."""
    begin_after_restore(shop.db, shop.clock())
    fault: MailboxError | Held | None = None
    if steps.fetch is not None:
        try:
            _note_fetched(
                report, receive(shop.db, steps.fetch, secret=steps.secret, now=shop.clock())
            )
        except (MailboxError, Held) as error:
            fault = error
    report.taken = take_up_pending(shop, progress)
    if steps.file_away is not None and fault is None:
        report.moved = steps.file_away()
    if steps.deliver is not None:
        _note_delivered(report, steps.deliver())
    if fault is not None:
        raise fault


def _note_fetched(report: RoundReport, fetched: FetchReport) -> None:
    report.fetched = fetched.fetched
    report.older = fetched.older
    report.warnings = fetched.warnings
    report.stopped = fetched.stopped
    for warning in fetched.warnings:
        _log.warning("%s", warning)


def _note_delivered(report: RoundReport, delivered: DeliveryReport) -> None:
    report.sent = delivered.sent
    report.later = delivered.later
    report.failed = delivered.failed
    report.uncertain = delivered.uncertain
    report.held = delivered.held


def _finish(db: Database, run_id: int, report: RoundReport, now: datetime) -> None:
    taken = report.taken
    finish_run(
        db,
        run_id,
        now,
        fetched=report.fetched,
        recorded=taken.all - taken.failed - taken.unreadable,
        receipts_sent=report.sent,
        failed=taken.failed + taken.unreadable + report.failed,
        error=report.error,
    )
