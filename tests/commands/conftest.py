"""An office with some of the sample's mails in its store, and the command line in this process."""

from __future__ import annotations

import json
import logging
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from mailbot.commands.main import main
from mailbot.sample.mailbox import sample_config_text
from store.database import open_store
from tests.desk.sample import kept_mails

SENDERS = ("mzj@", "jyj@", "scjg@", "100005@", "museum@", "100006@", "yjj@")
"""Enough for every state there is: complete, lacking, to be checked, unknown."""


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it printed for a program."""
        return json.loads(self.out)


@dataclass(frozen=True)
class Desktop:
    """A folder with a config.toml and a store."""

    folder: Path
    capture: pytest.CaptureFixture[str]
    patch: pytest.MonkeyPatch

    @property
    def config(self) -> Path:
        return self.folder / "config.toml"

    @property
    def store_path(self) -> Path:
        return self.folder / "data" / "mailbot.db"

    def store(self) -> Database:
        """Its store, opened as another process would."""
        return open_store(self.store_path)

    def run(self, *arguments: str, code: int | None = 0, config: Path | None = None) -> Ended:
        """Run a command in this process, as the installed program would."""
        self.patch.setattr(
            sys, "argv", ["mailbot", "--config", str(config or self.config), *arguments]
        )
        self.capture.readouterr()
        handlers = list(logging.root.handlers)
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = self.capture.readouterr()
        # A log on this test's stderr would outlive it.
        logging.root.handlers[:] = handlers
        found = int(ended.value.code or 0)
        assert code is None or found == code, f"{found}: {out}{err}"
        assert "Traceback" not in err
        return Ended(found, out, err)


@pytest.fixture(scope="session")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that every test gets a copy of."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "config.toml").write_text(sample_config_text(), encoding="utf-8")
    mails = folder / "mails"
    mails.mkdir()
    for number, one in enumerate(kept_mails()):
        # Photographs take the longest to read and say nothing here.
        wanted = any(sender.encode() in one.raw[:4000] for sender in SENDERS)
        if wanted and b"IMG_" not in one.raw:
            (mails / f"{number:02d}.eml").write_bytes(one.raw)
    config = str(folder / "config.toml")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["mailbot", "--config", config, "ingest", str(mails)])
        with pytest.raises(SystemExit) as ended:
            main()
    assert not ended.value.code
    return folder


@pytest.fixture
def office(
    ready: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Desktop:
    """A copy of the office, alone with this test."""
    folder = tmp_path / "office"
    shutil.copytree(ready, folder)
    monkeypatch.delenv("MAILBOT_PASSWORD", raising=False)
    monkeypatch.chdir(tmp_path)
    return Desktop(folder, capsys, monkeypatch)
