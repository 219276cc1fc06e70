"""The staff's pages as one ASGI application: Datasette with our hooks, behind the gate."""

from __future__ import annotations

import socket
from collections.abc import Collection
from importlib import resources
from pathlib import Path
from typing import Any

from datasette.app import Datasette
from datasette.database import Database
from datasette.plugins import pm
from itsdangerous import BadSignature

from mailbot.config.checks import is_loopback
from mailbot.web import plugin
from mailbot.web.desk import Desk
from mailbot.web.gate import Application, Gate, Scope
from mailbot.web.login import COOKIE
from mailbot.web.looks import Looks
from mailbot.web.plugin import OTHER, OURS
from mailbot.web.queries import QUERIES
from mailbot.web.site import Site
from mailbot.web.warming import warmed

_SETTINGS = {
    "allow_download": False,
    "default_page_size": 100,
    "max_returned_rows": 5000,
    "sql_time_limit_ms": 3000,
    "facet_time_limit_ms": 500,
    "num_sql_threads": 3,
    "suggest_facets": False,
    "default_cache_ttl": 0,
    "template_debug": False,
}
_HIDDEN = (
    "_sqlite_migrations",
    "search_index",
    "holds",
    "counted_submissions",
    "unit_missing",
)
"""Inner workings, not listed among the tables."""


def datasette_of(desk: Desk, *, guarded: bool) -> Any:
    """Datasette over the store; `mailbot_site` is how our hooks know it."""
    if not pm.is_registered(plugin):
        pm.register(plugin, "mailbot.web")
    here = resources.files("mailbot.web")
    datasette = Datasette(
        files=[],
        memory=False,
        settings=_SETTINGS,
        metadata=_metadata(desk),
        template_dir=str(here / "templates"),
        static_mounts=[("static", str(here / "static"))],
    )
    datasette.mailbot_site = Site(desk=desk, looks=Looks(desk), guarded=guarded)
    datasette.remove_database("_memory")
    _add(datasette, OURS, desk.office.store_path)
    if desk.compare is not None:
        _add(datasette, OTHER, desk.compare)
    return datasette


def application_of(
    desk: Desk, *, host: str, names: Collection[str] = (), guarded: bool | None = None
) -> tuple[Application, Any]:
    """The whole application, and the Datasette inside it.

    `host` is the address it is bound to; `names` are further names it is reached by.
    """
    is_guarded = bool(desk.config.web.password_hash) if guarded is None else guarded
    datasette = datasette_of(desk, guarded=is_guarded)

    def signed_in(scope: Scope) -> bool:
        return bool(_actor(datasette, scope))

    gate = Gate(
        datasette.app(),
        hosts={host, *names, *(() if is_loopback(host) else (socket.gethostname(),))},
        any_address=not is_loopback(host),
        signed_in=signed_in if is_guarded else None,
    )
    return warmed(gate, datasette), datasette


def _add(datasette: Any, name: str, path: Path) -> None:
    database = Database(datasette, str(path), is_mutable=True)
    # Datasette would ask for the list of attached files, which nobody is to see.
    database.attached_databases = _none
    datasette.add_database(database, name=name)


async def _none() -> list[Any]:
    return []


def _metadata(desk: Desk) -> dict[str, Any]:
    tables = {name: {"hidden": True} for name in _HIDDEN}
    title = desk.config.campaign.title
    databases: dict[str, Any] = {
        OURS: {"title": f"数据：{title}", "queries": QUERIES, "tables": tables},
        OTHER: {"title": "另一个数据库", "queries": QUERIES, "tables": tables},
    }
    return {"title": title, "databases": databases}


def _actor(datasette: Any, scope: Scope) -> Any:
    """Whom a request's cookie names; None for one that we did not sign."""
    headers = scope.get("headers") or ()
    for header, value in headers:
        if header == b"cookie":
            for part in value.decode("latin-1").split(";"):
                name, _, told = part.strip().partition("=")
                if name == COOKIE:
                    try:
                        return datasette.unsign(told.strip('"'), "actor")
                    except BadSignature:
                        return None
    return None
