"""What the first visitor would wait for, done while the pages start."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from importlib import resources
from typing import Any

from sqlite_utils import Database

from mailbot.web.desk import READERS, Desk
from mailbot.web.gate import Application, Receive, Scope, Send
from mailbot.web.pages.overview import standing
from mailbot.web.pages.review import waiting_counts
from mailbot.web.pages.summary import summary_cells
from mailbot.web.replies import the_site
from store.errors import StoreError

_log = logging.getLogger("mailbot.web")


def warmed(application: Application, datasette: Any) -> Application:
    """The application, which is warm when a server that speaks ASGI's lifespan begins to listen."""

    async def call(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await warm(datasette)
        await application(scope, receive, send)

    return call


async def warm(datasette: Any) -> None:
    """Compile the templates, open the reading connections, look at how the collection stands.

    A store that cannot be read now is no reason not to start: each page tries again.
    """
    await datasette.invoke_startup()
    desk = the_site(datasette).desk
    await desk.aside(lambda: _compile(datasette.jinja_env))
    try:
        await desk.read(lambda db: _look(desk, db))
        await asyncio.gather(*(desk.read(_open) for _ in range(READERS)))
    except (StoreError, sqlite3.Error) as error:
        _log.warning("the pages start cold: %s", error)


def _compile(environment: Any) -> None:
    for one in (resources.files("mailbot.web") / "templates").iterdir():
        if one.name.endswith(".html"):
            environment.get_template(one.name)


def _look(desk: Desk, db: Database) -> None:
    standing(desk, db)
    waiting_counts(desk, db)
    summary_cells(desk, db)


def _open(db: Database) -> None:
    """The first statement of a connection reads the whole schema."""
    db.execute('SELECT 1 FROM "报送情况" LIMIT 0').fetchone()
