"""The pages over the sample's store: read by all tests, copied for those that decide something."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from lxml import html
from msgspec.structs import replace
from sqlite_utils import Database

from mailbot.config.loading import load_configuration
from mailbot.service.office import Office
from mailbot.web.application import application_of
from mailbot.web.desk import Desk
from store.database import open_store
from tests.desk.demo import copied, demo

__all__ = ["demo"]

BASE = "http://127.0.0.1:8001"
NOW = datetime(2022, 6, 17, 1, 30, tzinfo=UTC)
"""After the sample's last mail: who corrects has seen them all."""


@dataclass
class Browser:
    """A client without a window; cookies stay from one request to the next."""

    client: httpx.AsyncClient
    runner: asyncio.Runner
    desk: Desk

    def get(self, path: str, **headers: str) -> httpx.Response:
        """Fetch a page, following nothing."""
        return self.runner.run(self.client.get(path, headers=headers))

    def page(self, path: str) -> Any:
        """A page that must be there, parsed."""
        answer = self.get(path)
        if answer.status_code == 302:  # Datasette writes Chinese names in its own way
            answer = self.get(answer.headers["location"])
        assert answer.status_code == 200, (path, answer.text[:400])
        return html.document_fromstring(answer.text)

    def post(self, path: str, fields: dict[str, str], **headers: str) -> httpx.Response:
        """Send a form as it stands."""
        return self.runner.run(self.client.post(path, data=fields, headers=headers))

    def decide(self, act: str, **fields: str) -> str:
        """Send one of our own forms; the word that the page shows afterwards."""
        fields = {"csrftoken": self.token(), "next": "/review", **fields}
        answer = self.post(f"/act/{act}", fields)
        assert answer.status_code == 303, answer.text[:300]
        assert answer.headers["location"] == fields["next"]
        return " ".join(self.page("/review").xpath("string(//*[@role='status'])").split())

    def token(self) -> str:
        """The token of a page's form."""
        found = re.search(r'name="csrftoken" value="([^"]+)"', self.get("/login").text)
        assert found is not None
        return found[1]

    def store(self) -> Database:
        """The store, read-only."""
        return open_store(self.desk.office.store_path, read_only=True)


@contextmanager
def browsing(
    folder: Path, *, password_hash: str = "", compare: Path | None = None, host: str = "127.0.0.1"
) -> Iterator[Browser]:
    """The pages of an office's folder."""
    config = load_configuration(folder / "config.toml", os.environ)
    if password_hash:
        config = replace(config, web=replace(config.web, password_hash=password_hash))
    with (
        Office(config, clock=lambda: NOW) as office,
        Desk(office, compare=compare) as desk,
        asyncio.Runner() as runner,
    ):
        application, _ = application_of(desk, host=host)
        transport = httpx.ASGITransport(app=application)
        client = httpx.AsyncClient(transport=transport, base_url=BASE)
        yield Browser(client=client, runner=runner, desk=desk)
        runner.run(client.aclose())


@pytest.fixture(scope="session")
def sample_folder(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample mailbox, taken up and answered, for tests that only read."""
    return copied(demo, tmp_path_factory.mktemp("sample") / "office")


@pytest.fixture(scope="session")
def pages(sample_folder: Path) -> Iterator[Browser]:
    """The sample's pages, for tests that only read."""
    with browsing(sample_folder) as browser:
        yield browser


@pytest.fixture
def copy(sample_folder: Path, tmp_path: Path) -> Path:
    """A copy of the sample's office, to be changed."""
    folder = tmp_path / "office"
    shutil.copytree(sample_folder, folder)
    return folder


@pytest.fixture
def desk_pages(copy: Path) -> Iterator[Browser]:
    """The pages of a store that may be changed."""
    with browsing(copy) as browser:
        yield browser
