"""The Chinese views that staff query, made anew from the campaign's materials and fields."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from sqlite_utils import Database

from store.times import from_text
from store.views.base import BASE_VIEWS
from store.views.figures import figure_views
from store.views.lists import list_views
from store.views.progress import progress_views
from store.views.quoting import LocalTime, Material, NumberedField
from store.views.status import status_view


def create_views(db: Database) -> None:
    """Drop and create every view; the caller holds the transaction."""
    materials = [
        Material(key=row["key"], label=row["label"], required=bool(row["required"]))
        for row in db.query("SELECT * FROM materials ORDER BY position")
    ]
    fields = [
        NumberedField(
            key=row["key"],
            label=row["label"],
            numeric=row["type"] != "text",
            decimals=row["decimals"],
        )
        for row in db.query("SELECT * FROM form_fields ORDER BY position")
    ]
    local = LocalTime(minutes=_minutes_east(db))
    views = {
        **BASE_VIEWS,
        **status_view(materials),
        **figure_views(fields, local),
        **list_views(local),
        **progress_views(),
    }
    for name in db.view_names():
        db.execute(f'DROP VIEW "{name}"')
    for name, sql in views.items():
        db.execute(f'CREATE VIEW "{name}" AS {sql}')


def _minutes_east(db: Database) -> int:
    """The campaign's distance from UTC on its last day; a view cannot ask for summer time."""
    for row in db.query("SELECT deadline, timezone FROM campaign"):
        offset = from_text(row["deadline"]).astimezone(ZoneInfo(row["timezone"])).utcoffset()
        return (offset or timedelta()) // timedelta(minutes=1)
    return 0
