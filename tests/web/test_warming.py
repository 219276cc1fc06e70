"""What the pages do before they listen, so that nobody waits for it."""

from __future__ import annotations

import logging
from collections import deque
from pathlib import Path
from typing import Any

import pytest

from mailbot.web.application import application_of
from mailbot.web.desk import Desk
from mailbot.web.gate import Application
from mailbot.web.pages import overview, review, summary
from store.errors import StoreLocked
from tests.web.conftest import Browser, browsing

TEMPLATES = {path.name for path in Path("mailbot/web/templates").glob("*.html")}
LOOKS = ((overview, "_look"), (review, "_waiting_kinds"), (summary, "cells_of"))


async def lifespan(application: Application) -> list[str]:
    """Begin and end as a server does; what the application said."""
    received = deque(({"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}))
    said: list[str] = []

    async def receive() -> dict[str, Any]:
        return received.popleft()

    async def send(message: Any) -> None:
        said.append(message["type"])

    await application({"type": "lifespan"}, receive, send)
    return said


def started(browser: Browser) -> tuple[Any, list[str]]:
    """A Datasette over the browser's desk that has been started, and what it said."""
    application, datasette = application_of(browser.desk, host="127.0.0.1")
    return datasette, browser.runner.run(lifespan(application))


def test_every_template_is_compiled_before_the_pages_listen(pages: Browser) -> None:
    datasette, said = started(pages)
    assert said == ["lifespan.startup.complete", "lifespan.shutdown.complete"]
    assert {name for _, name in datasette.jinja_env.cache} >= TEMPLATES >= {"overview.html"}


def test_the_first_visitor_is_told_what_the_start_looked_up(
    sample_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    with browsing(sample_folder) as browser:
        started(browser)
        for module, name in LOOKS:
            monkeypatch.setattr(module, name, lambda _db, name=name: asked.append(name))
        assert "县民政局" in browser.get("/").text
        assert "县民政局" in browser.get("/summary").text
        assert asked == []


def test_what_the_start_looked_up_is_forgotten_once_somebody_writes(copy: Path) -> None:
    with browsing(copy) as browser:
        started(browser)
        browser.desk.office.db.execute(
            "UPDATE reporting_units SET name = '改名局' WHERE code = ?",
            [browser.desk.office.db.execute("SELECT min(code) FROM reporting_units").fetchone()[0]],
        )
        assert "改名局" in browser.get("/").text


def test_a_store_that_cannot_be_read_at_the_start_is_said_and_tried_again(
    copy: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with browsing(copy) as browser:
        with monkeypatch.context() as broken, caplog.at_level(logging.WARNING):
            broken.setattr(Desk, "read_now", _locked)
            _, said = started(browser)
        assert said[0] == "lifespan.startup.complete"
        assert "locked" in caplog.text
        assert browser.get("/").status_code == 200


def _locked(*_arguments: object) -> None:
    raise StoreLocked("locked")
