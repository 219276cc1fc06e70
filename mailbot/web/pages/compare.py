"""One collection beside another store, field by field and unit by unit."""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database

from mailbot.web.pages.summary import Cells, cells_of, value_of

Row = dict[str, Any]


def other_cells(db: Database) -> tuple[str, Cells]:
    """The other store's campaign and figures."""
    title = next((row["title"] for row in db.query("SELECT title FROM campaign")), "")
    return title, cells_of(db)


def compared(ours: Cells, other: Cells, key: str) -> dict[str, Any]:
    """Totals of all fields side by side; with `key`, that field's units too."""
    theirs = {one["label"]: one for one in other.fields}
    lines = []
    for one in ours.fields:
        if one["type"] != "text":
            match = theirs.get(one["label"])
            now = _total(ours, one["key"])
            before = _total(other, match["key"]) if match else None
            lines.append({"field": one, "now": now, "before": before, **_change(now, before)})
    chosen = next((one for one in ours.fields if one["key"] == key), None)
    match = theirs.get(chosen["label"]) if chosen else None
    units = _units(ours, other, chosen["key"], match["key"]) if chosen and match else []
    return {"lines": lines, "chosen": chosen, "units": units}


def _units(ours: Cells, other: Cells, key: str, other_key: str) -> list[Row]:
    codes = {one["name"]: one["code"] for one in other.units}
    rows: list[Row] = []
    for one in ours.units:
        now = value_of(ours.figures.get((one["code"], key)))
        before_code = str(codes.get(one["name"], one["code"]))
        before = value_of(other.figures.get((before_code, other_key)))
        rows.append({"unit": one, "now": now, "before": before, **_change(now, before)})
    return rows


def _total(cells: Cells, key: str) -> float | None:
    values = [value_of(cells.figures.get((one["code"], key))) for one in cells.units]
    there = [one for one in values if one is not None]
    return sum(there) if there else None


def _change(now: float | None, before: float | None) -> dict[str, Any]:
    if now is None or before is None:
        return {"change": None, "percent": None}
    percent = round((now - before) / before * 100) if before else None
    return {"change": now - before, "percent": percent}
