"""One view as CSV that Excel opens right: UTF-8 with BOM, nothing in it a formula."""

from __future__ import annotations

import csv
from pathlib import Path

from sqlite_utils import Database

VIEWS = (
    "报送情况",
    "统计汇总",
    "统计合计",
    "数据来源",
    "活动明细",
    "待处理",
    "未报送名单",
    "回执",
    "按日进度",
)
_RISKY = ("=", "+", "-", "@", "\t", "\r")


def write_csv(db: Database, view: str, path: Path) -> int:
    """Write a view; the number of its rows. Raises KeyError for another view, and OSError."""
    if view not in VIEWS:
        raise KeyError(view)
    rows = list(db.query(f'SELECT * FROM "{view}"'))  # noqa: S608 - one of VIEWS
    labels = [one.name for one in db[view].columns]
    partial = path.with_name(f".{path.name}.part")
    try:
        with partial.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(labels)
            writer.writerows([_guarded(row[label]) for label in labels] for row in rows)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    return len(rows)


def _guarded(value: object) -> object:
    """A text that Excel would run is written with an apostrophe before it."""
    if isinstance(value, str) and value.startswith(_RISKY):
        return "'" + value
    return value
