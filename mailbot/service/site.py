"""Where the service works: the office with its mailbox, its mail server and its reader."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from pathlib import Path
from typing import TypeVar

from sqlite_utils import Database

from mailbot.config.secrets import MissingPassword
from mailbot.mailbox.memory import Memory
from mailbot.mailbox.moving import move_handled
from mailbot.mailbox.polling import fetch_new
from mailbot.mailbox.report import FetchReport
from mailbot.mailbox.sent_folder import ImapSentFolder
from mailbot.mailbox.settings import MailboxSettings, mailbox_settings
from mailbot.pipeline.reading import Reader
from mailbot.receipts.delivery import DeliveryReport
from mailbot.receipts.settings import server_settings
from mailbot.receipts.smtp import SmtpSender
from mailbot.service.alerts import alert
from mailbot.service.letters import queue_due_letters
from mailbot.service.office import Office
from mailbot.service.passwords import mailbox_password, smtp_password
from mailbot.service.round import RoundReport, Steps, run_round
from mailbot.service.sending import anything_due, send_due
from store.database import StoreError
from store.runs import add_receipts_sent

_log = logging.getLogger("mailbot.service")

Progress = Callable[[int, int], None]
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """An office at its post. `base` is the folder of config.toml; `memory` spans rounds."""

    office: Office
    reader: Reader
    environ: Mapping[str, str]
    base: Path
    stop: Callable[[], bool]
    memory: Memory = field(default_factory=Memory)

    @property
    def mailbox(self) -> MailboxSettings:
        """Where the inbox is."""
        return mailbox_settings(self.office.config)

    def round(
        self, db: Database, *, deliver: bool, progress: Progress | None = None
    ) -> RoundReport:
        """One round; with `deliver` the outbox is emptied at its end."""
        password = mailbox_password(self.office.config, self.environ, self.base)
        steps = Steps(
            fetch=lambda: self._fetch(db, password),
            file_away=lambda: self._file_away(db, password),
            deliver=(lambda: self.deliver(db)) if deliver and self._can_send else None,
            secret=password,
        )
        return run_round(self.office.workshop(self.reader, db=db, stop=self.stop), steps, progress)

    @property
    def _can_send(self) -> bool:
        return bool(self.office.config.smtp.host)

    def _fetch(self, db: Database, password: str) -> FetchReport:
        config = self.office.config
        since = datetime.combine(config.mailbox.since, time(0), tzinfo=config.campaign.zone)
        return fetch_new(
            db,
            self.office.blobs,
            self.mailbox,
            password,
            zone=config.campaign.zone,
            since=since,
            clock=self.office.clock,
            memory=self.memory,
            stop=self.stop,
        )

    def _file_away(self, db: Database, password: str) -> int:
        if self.office.config.mailbox.after != "move":
            return 0
        report = move_handled(db, self.office.blobs, self.mailbox, password, stop=self.stop)
        for warning in report.warnings:
            _log.warning("%s", warning)
        return report.moved

    def deliver(self, db: Database) -> DeliveryReport:
        """Hand over what is due, with the account's own folder of sent mail at hand."""
        config, now = self.office.config, self.office.clock()
        if not self._can_send or not anything_due(db, now):
            return DeliveryReport()
        secret = smtp_password(config, self.environ, self.base)
        imap_secret = mailbox_password(config, self.environ, self.base)
        with (
            SmtpSender(server_settings(config), secret) as sender,
            ImapSentFolder(self.mailbox, imap_secret, stop=self.stop) as sent_folder,
        ):
            return send_due(
                db,
                config,
                sender,
                now=now,
                secret=secret,
                sent_folder=sent_folder,
                stop=self.stop,
            )

    def write(self, db: Database) -> None:
        """Queue reminders and the digest when their hour is; alert where something is wrong."""
        config, now = self.office.config, self.office.clock()
        queue_due_letters(db, config, now)
        alert(db, config, now, environ=self.environ, base=self.base)

    def poll_duty(self) -> bool:
        """A round of the running service; whether it succeeded."""
        return self._with_own_store(lambda db: not self.round(db, deliver=False).error) or False

    def deliver_duty(self) -> None:
        """A delivery of the running service."""

        def deliver(db: Database) -> None:
            sent = self.deliver(db).sent
            if sent:
                add_receipts_sent(db, sent)

        self._with_own_store(deliver)

    def write_duty(self) -> None:
        """The running service's own letters."""
        self._with_own_store(self.write)

    def _with_own_store(self, work: Callable[[Database], _Result]) -> _Result | None:
        """A connection for this thread; faults of store and password are logged, tried again."""
        try:
            db = self.office.connect()
            try:
                return work(db)
            finally:
                db.close()
        except StoreError as error:
            _log.error("数据库：%s（%s）", error, error.remedy)
        except MissingPassword as error:
            # Its file may be in the middle of being replaced: the next turn looks again.
            _log.error("%s", error)
        return None
