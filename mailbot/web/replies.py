"""Answers to the browser: pages, files to keep, pictures, and what is not there."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from datasette.utils.asgi import Response

from mailbot.web.asked import Asked, NotFound
from mailbot.web.site import Site, site_of

_PART = 1 << 20
SANDBOX = "default-src 'none'; sandbox"
"""For what a stranger made: shown or kept, but never run, and loading nothing."""
_PREVIEW = (
    "default-src 'none'; script-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none';"
    " sandbox allow-same-origin allow-forms allow-downloads"
)

Ask = Callable[[Asked], Mapping[str, Any]]
View = Callable[..., Any]


def page(ask: Ask, template: str, *, preview: bool = False) -> View:
    """A view that renders what `ask` answers; with `preview` the page can run nothing."""

    async def view(datasette: Any, request: Any) -> Any:
        site = the_site(datasette)
        try:
            context = await site.desk.read(lambda db: ask(asked(site, request, db)))
        except NotFound as missing:
            return await not_found(datasette, request, str(missing))
        return await rendered(datasette, request, template, context, preview=preview)

    return view


def the_site(datasette: Any) -> Site:
    """The site of a view's own Datasette."""
    site = site_of(datasette)
    if site is None:
        raise TypeError("these routes belong to the staff's pages alone")
    return site


def asked(site: Site, request: Any, db: Any) -> Asked:
    """The question that a request is."""
    return Asked(
        db=db,
        desk=site.desk,
        place={name: unquote(value) for name, value in request.url_vars.items()},
        words={name: request.args[name] for name in request.args},
        now=site.desk.office.clock(),
    )


async def rendered(
    datasette: Any,
    request: Any,
    template: str,
    context: Mapping[str, Any],
    *,
    status: int = 200,
    preview: bool = False,
) -> Any:
    """A page of ours."""
    shown = {**context, "preview": preview}
    text = await datasette.render_template(template, shown, request=request)
    headers = {"cache-control": "no-cache"}
    if preview:
        headers["content-security-policy"] = _PREVIEW
    return Response.html(text, status=status, headers=headers)


async def not_found(datasette: Any, request: Any, text: str) -> Any:
    """Say that nothing is there."""
    context = {"title": "没有找到", "error": text or "没有这个页面。", "status": 404}
    return await rendered(datasette, request, "error.html", context, status=404)


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file to be saved under the name that its author gave it; never opened in the browser.

    Streamed in parts: one file may be larger than the memory.
    """

    path: Path
    filename: str

    async def asgi_send(self, send: Callable[..., Any]) -> None:
        """Send the file as Datasette's own answers are sent."""
        loop = asyncio.get_running_loop()
        file = await loop.run_in_executor(None, self.path.open, "rb")
        with file:
            headers = {
                "content-type": "application/octet-stream",
                "content-length": str(os.fstat(file.fileno()).st_size),
                "content-disposition": _attachment(self.filename),
                "content-security-policy": SANDBOX,
            }
            pairs = [(name.encode(), value.encode()) for name, value in headers.items()]
            await send({"type": "http.response.start", "status": 200, "headers": pairs})
            while part := await loop.run_in_executor(None, file.read, _PART):
                await send({"type": "http.response.body", "body": part, "more_body": True})
            await send({"type": "http.response.body", "body": b""})


def bytes_to_keep(body: bytes, filename: str, content_type: str) -> Any:
    """Bytes of our own making to be saved."""
    headers = {"content-disposition": _attachment(filename)}
    return Response(body, headers=headers, content_type=content_type)


def picture(body: bytes) -> Any:
    """A JPEG of our own making."""
    headers = {"content-security-policy": SANDBOX, "cache-control": "private, max-age=86400"}
    return Response(body, headers=headers, content_type="image/jpeg")


def _attachment(filename: str) -> str:
    """RFC 6266: the name percent-encoded, so that nothing in it can be another header."""
    flat = filename.replace("\\", "/").rpartition("/")[2]
    clean = "".join(one if one.isprintable() else "_" for one in flat)[:120] or "file"
    encoded = quote(clean.encode("utf-8", "replace"), safe="")
    return f"attachment; filename=\"file\"; filename*=UTF-8''{encoded}"
