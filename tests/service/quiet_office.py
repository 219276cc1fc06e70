"""An office without servers: its configuration changed line by line, its store, its clock."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from mailbot.config.loading import load_configuration
from mailbot.config.model import Configuration
from mailbot.sample.mailbox import sample_config_text
from mailbot.service.office import Office
from store.runs import finish_run, start_run

START = datetime(2022, 6, 10, 1, 0, tzinfo=UTC)
"""Nine o'clock in the morning at the office, four days before the deadline."""


@dataclass
class QuietOffice:
    """`now` is its clock."""

    office: Office
    now: datetime = START

    @property
    def config(self) -> Configuration:
        return self.office.config

    def wait(self, **span: float) -> datetime:
        """Let time pass; the new time."""
        self.now += timedelta(**span)
        return self.now

    def round(self, error: str = "") -> None:
        """A round of the service ends now."""
        db = self.office.db
        run = start_run(db, self.now)
        finish_run(db, run, self.now, fetched=0, recorded=0, receipts_sent=0, failed=0, error=error)

    def letters(self, kind: str) -> list[str]:
        """To whom letters of a kind were queued."""
        rows = self.office.db.query(
            "SELECT to_address FROM receipts WHERE kind = ? ORDER BY id", [kind]
        )
        return [row["to_address"] for row in rows]


def quiet_office(folder: Path, more: str = "", **lines: str) -> QuietOffice:
    """`lines` take the place of commented keys; `more` stands at the end of [alerts]."""
    text = sample_config_text()
    for key, value in lines.items():
        line = f"{key} = {value}"
        text, changed = re.subn(rf"^# {key} = .*$", line, text, count=1, flags=re.MULTILINE)
        assert changed, key
    text = text.replace("[alerts]\n", f"[alerts]\n{more}\n", 1)
    (folder / "config.toml").write_text(text, encoding="utf-8")
    return QuietOffice(Office(load_configuration(folder / "config.toml", {})))
