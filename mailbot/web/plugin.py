"""Hooks by which Datasette becomes the staff's pages; they leave any other Datasette alone."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Awaitable, Callable, Generator
from functools import partial
from typing import Any, TypeVar, cast

from datasette import hookimpl as _hookimpl
from datasette.utils.asgi import Base400, NotFound, Response
from datasette.views.base import DatasetteError

from mailbot.web.replies import View, not_found, rendered
from mailbot.web.routes import ROUTES
from mailbot.web.shown import FILTERS, local_filters
from mailbot.web.site import site_of

_Hook = TypeVar("_Hook", bound=Callable[..., Any])
_log = logging.getLogger("mailbot.web")

OURS, OTHER = "data", "compare"
"""The names of the two stores in addresses."""


def hookimpl(hook: _Hook, **options: bool) -> _Hook:
    """Mark a hook as Datasette's own mark does, which has no types."""
    return cast("_Hook", _hookimpl(hook, **options))


@hookimpl
def register_routes(datasette: Any) -> list[tuple[str, View]]:
    """Our pages, before Datasette's own."""
    return ROUTES if site_of(datasette) else []


@hookimpl
def prepare_jinja2_environment(env: Any, datasette: Any) -> None:
    """The filters that the templates use."""
    site = site_of(datasette)
    if site is not None:
        env.filters.update(FILTERS)
        env.filters.update(local_filters(site.desk.config.campaign.zone))
        env.trim_blocks = env.lstrip_blocks = True


@hookimpl
def extra_template_vars(
    datasette: Any, request: Any
) -> dict[str, Any] | Callable[[], Awaitable[Any]]:
    """What the frame around every page needs."""
    site = site_of(datasette)
    if site is None:
        return {}

    async def frame() -> dict[str, Any]:
        return await site.frame(request)

    return frame


@partial(hookimpl, tryfirst=True)
def permission_allowed(datasette: Any, action: str, resource: object) -> bool | None:
    """Nobody sees Datasette's own databases, or where a file lies on the disk."""
    if site_of(datasette) is None:
        return None
    if action in ("view-database-download", "permissions-debug", "debug-menu"):
        return False
    if action in ("view-database", "execute-sql"):
        return None if resource in (OURS, OTHER) else False
    return None


@hookimpl
def prepare_connection(conn: sqlite3.Connection, database: str, datasette: Any) -> None:
    """Statements of people read the store and nothing beyond it."""
    if site_of(datasette) is not None and database in (OURS, OTHER):
        conn.execute("PRAGMA query_only = ON")
        conn.set_authorizer(_authorise)


def _authorise(
    action: int, first: str | None, second: str | None, database: str | None, view: str | None
) -> int:
    """No other file is attached, no path is told, and no mark of a password is shown."""
    del database, view
    if action in (sqlite3.SQLITE_ATTACH, sqlite3.SQLITE_DETACH):
        return sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_PRAGMA and str(first).lower() == "database_list":
        return sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_READ and (first, second) == ("holds", "reason"):
        return sqlite3.SQLITE_IGNORE
    return sqlite3.SQLITE_OK


@hookimpl
def forbidden(datasette: Any, request: Any) -> Callable[[], Awaitable[Any]] | None:
    """Say nothing of what is there."""
    if site_of(datasette) is None:
        return None

    async def answer() -> Any:
        return await not_found(datasette, request, "没有这个页面。")

    return answer


@partial(hookimpl, hookwrapper=True)
def handle_exception(
    datasette: Any, request: Any, exception: Exception
) -> Generator[None, Any, None]:
    """Faults go to the log; people get a page. Datasette's own handler prints what it holds."""
    outcome = yield
    if site_of(datasette) is not None:
        outcome.force_result([lambda: _told(datasette, request, exception)])


async def _told(datasette: Any, request: Any, exception: Exception) -> Any:
    status, title, text = 500, "出错了", "程序出错，已记入日志。请稍后再试。"
    if isinstance(exception, NotFound):
        status, title, text = 404, "没有找到", "没有这个页面。"
    elif isinstance(exception, Base400):
        status, title, text = exception.status, "请求不对", str(exception)
    elif isinstance(exception, DatasetteError):
        status, title, text = exception.status, "查询没有完成", str(exception.message)
        if exception.message_is_html:
            text = "查询超过了时间限制，或者语句有误。请把范围缩小一些再试。"
    else:
        _log.error("a page failed: %s", request.path, exc_info=exception)
    if request.path.endswith(".json"):
        return Response.json({"ok": False, "error": text, "status": status}, status=status)
    context = {"title": title, "error": text, "status": status}
    return await rendered(datasette, request, "error.html", context, status=status)
