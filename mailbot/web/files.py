"""Views on kept files: a preview of text, tables and pages, the picture itself, the original."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from mailbot.web.asked import Asked, NotFound
from mailbot.web.looks import Kept, Seen
from mailbot.web.pages.figure import Source, figure
from mailbot.web.pages.mail import MAIL_WORDS
from mailbot.web.replies import KeptFile, asked, not_found, picture, rendered, the_site
from mailbot.web.tables import tables_of
from parsers.looking import Look

_PAGES = ("image", "document")
_MOST_PAGES = 20
_PAGE = re.compile(r" 第(\d{1,6})(?:-\d+)?页(?: |$)")


async def figure_view(datasette: Any, request: Any) -> Any:
    """A figure with the table it came from."""
    site = the_site(datasette)
    try:
        context = await site.desk.read(lambda db: figure(asked(site, request, db)))
    except NotFound as missing:
        return await not_found(datasette, request, str(missing))
    source: Source | None = context["source"]
    seen = Seen()
    if source is not None:
        kept = Kept(
            sha256=source.blob_sha256, filename=source.filename, media_type=source.media_type
        )
        location = source.location.split("、")[0]
        seen = await site.looks.look(kept, Look(location=location))
    return await rendered(
        datasette,
        request,
        "figure.html",
        {
            **context,
            "seen": seen,
            "tables": tables_of(seen.grids, source.location if source else ""),
            "is_picture": source is not None and _has_pages(source.family, source.filename),
            "page": page_of(source.location if source else ""),
        },
    )


async def file_view(datasette: Any, request: Any) -> Any:
    """What a file holds, as far as a person may see it safely."""
    site = the_site(datasette)
    try:
        row = await site.desk.read(lambda db: _file(asked(site, request, db)))
    except NotFound as missing:
        return await not_found(datasette, request, str(missing))
    seen = Seen()
    if row["family"] not in ("video", "audio"):
        seen = await site.looks.look(_kept(row), Look())
    pages = 0
    if _has_pages(row["family"], row["filename"]):
        first = await site.looks.look(_kept(row), Look(page=1))
        pages = min(first.pages, _MOST_PAGES) if first.picture else 0
    inner = await site.desk.read(lambda db: list(db.query(_INNER, [row["id"]])))
    context = {
        "file": row,
        "inner": inner,
        "seen": seen,
        "tables": tables_of(seen.grids),
        "pages": pages,
    }
    return await rendered(datasette, request, "file.html", {**context, **MAIL_WORDS}, preview=True)


async def picture_view(datasette: Any, request: Any) -> Any:
    """One page of a file, drawn anew."""
    site = the_site(datasette)
    try:
        row = await site.desk.read(lambda db: _file(asked(site, request, db)))
        page = await site.desk.read(lambda db: asked(site, request, db).page())
    except NotFound as missing:
        return await not_found(datasette, request, str(missing))
    size = 320 if request.args.get("small") else 1600
    seen = await site.looks.look(_kept(row), Look(page=page, pixels=size))
    if not seen.picture:
        return await not_found(datasette, request, seen.trouble)
    return picture(seen.picture)


async def original_view(datasette: Any, request: Any) -> Any:
    """A file exactly as it came, to be saved."""
    site = the_site(datasette)
    try:
        row = await site.desk.read(lambda db: _file(asked(site, request, db)))
    except NotFound as missing:
        return await not_found(datasette, request, str(missing))
    return await _original(datasette, request, row["sha256"], row["filename"])


async def mail_original_view(datasette: Any, request: Any) -> Any:
    """A mail exactly as it came, to be saved."""
    site = the_site(datasette)
    try:
        row = await site.desk.read(lambda db: _mail(asked(site, request, db)))
    except NotFound as missing:
        return await not_found(datasette, request, str(missing))
    name = f"{row['received_local'][:10]}_{row['subject'][:60] or '邮件'}.eml"
    return await _original(datasette, request, row["blob_sha256"], name.replace("/", "_"))


async def _original(datasette: Any, request: Any, sha256: str, name: str) -> Any:
    blobs = the_site(datasette).desk.office.blobs
    if not blobs.exists(sha256):
        return await not_found(datasette, request, "原件不在存放原件的文件夹里。")
    return KeptFile(blobs.path(sha256), name)


def _file(question: Asked) -> dict[str, Any]:
    for row in question.db.query(_FILE, [question.number("id")]):
        return dict(row)
    raise NotFound("没有这个文件，可能邮件已重新读取，请从邮件页面再点一次")


def _mail(question: Asked) -> dict[str, Any]:
    number = question.number("id")
    for row in question.db.query("SELECT * FROM messages WHERE id = ?", [number]):
        return dict(row)
    raise NotFound(f"没有编号为 {number} 的邮件")


def _kept(row: Mapping[str, Any]) -> Kept:
    return Kept(
        sha256=row["sha256"], filename=row["filename"] or "文件", media_type=row["media_type"]
    )


def page_of(location: str) -> int:
    """The page that a location names, the first of several; 1 where it names none.

    The last such words count: the file's own name stands before them and may hold anything.
    """
    named = _PAGE.findall(location.split("、", maxsplit=1)[0])
    return int(named[-1]) if named else 1


def _has_pages(family: str, filename: str) -> bool:
    return family == "image" or (family in _PAGES and filename.lower().endswith(".pdf"))


_INNER = """
SELECT a.*, '' AS parent, '' AS materials FROM attachments a WHERE a.parent_id = ?
ORDER BY a.ordinal
"""
_FILE = """
SELECT a.*, m.subject, m.received_local, p.filename AS parent FROM attachments a
JOIN messages m ON m.id = a.message_id LEFT JOIN attachments p ON p.id = a.parent_id
WHERE a.id = ?
"""
