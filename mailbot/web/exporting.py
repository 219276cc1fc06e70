"""The workbook and the views as files, made while the browser waits."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from sqlite_utils import Database

from mailbot.web.replies import bytes_to_keep, not_found, the_site
from mailbot.workbook.csv_file import VIEWS, write_csv
from mailbot.workbook.writing import write_workbook
from store.database import open_store

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


async def workbook_view(datasette: Any, request: Any) -> Any:
    """汇总表 and its sheets, as `mailbot export` writes them."""
    del request
    body = await the_site(datasette).desk.aside(lambda: _made(datasette, "", "export.xlsx"))
    return bytes_to_keep(body, "汇总.xlsx", _XLSX)


async def csv_view(datasette: Any, request: Any) -> Any:
    """One view as CSV that Excel opens right."""
    view = unquote(request.url_vars["view"])
    if view not in VIEWS:
        return await not_found(datasette, request, f"没有“{view[:20]}”这个视图。")
    body = await the_site(datasette).desk.aside(lambda: _made(datasette, view, "export.csv"))
    return bytes_to_keep(body, f"{view}.csv", "text/csv; charset=utf-8")


def _made(datasette: Any, view: str, name: str) -> bytes:
    """Write to scratch with a connection of its own: the workbook opens its own transaction."""
    desk = the_site(datasette).desk
    db: Database = open_store(desk.office.store_path, read_only=True)
    try:
        with tempfile.TemporaryDirectory(dir=desk.scratch, prefix="export-") as folder:
            path = Path(folder) / name
            if view:
                write_csv(db, view, path)
            else:
                write_workbook(db, path)
            return path.read_bytes()
    finally:
        db.close()
