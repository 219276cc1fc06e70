"""The Chinese views that staff query, made anew from the campaign's materials and fields."""

from __future__ import annotations

from sqlite_utils import Database

from store.views.base import BASE_VIEWS
from store.views.figures import figure_views
from store.views.lists import list_views
from store.views.progress import progress_views
from store.views.quoting import Material, NumberedField
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
    views = {
        **BASE_VIEWS,
        **status_view(materials),
        **figure_views(fields),
        **list_views(),
        **progress_views(),
    }
    for name in db.view_names():
        db.execute(f'DROP VIEW "{name}"')
    for name, sql in views.items():
        db.execute(f'CREATE VIEW "{name}" AS {sql}')
