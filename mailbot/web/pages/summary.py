"""汇总: units by fields with totals, each cell coloured by its doubt and leading to its source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from mailbot.web.asked import Asked, NotFound
from mailbot.web.charts import spark
from mailbot.web.desk import Desk
from mailbot.web.shown import cell_kind
from mailbot.web.shown import figure as shown_figure
from mailbot.web.words import CELLS

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """The figures that count, by (unit's code, field's key), and the doubts about them."""

    fields: Sequence[Row]
    units: Sequence[Row]
    figures: Mapping[tuple[str, str], Row]
    doubts: Mapping[tuple[str, str], str]


def summary_cells(desk: Desk, db: Database) -> Cells:
    """All cells, looked up once between two writes."""
    return desk.remembered(db, "summary", cells_of)


def summary(asked: Asked) -> dict[str, Any]:
    """The whole table, sorted by one field where that is asked for."""
    cells = summary_cells(asked.desk, asked.db)
    sort, down = asked.words.get("sort", ""), asked.words.get("desc") == "1"
    units = _sorted(cells, sort, down)
    expected = [one for one in units if one["expected"]]
    others = [one for one in units if not one["expected"]]
    return {
        "fields": cells.fields,
        "blocks": [
            {
                "rows": [(one, _row(cells, one)) for one in block],
                "label": label,
                "totals": _totals(cells, block),
            }
            for block, label in ((expected, "合计"), (others, "名单外合计"))
            if block
        ],
        "sparks": {
            field["key"]: spark(
                [value_of(cells.figures.get((one["code"], field["key"]))) for one in expected]
            )
            for field in cells.fields
            if field["type"] != "text"
        },
        "sort": sort,
        "down": down,
        "kinds": CELLS,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A cell ready to be written: 9,000 of them are too many for a template to think about."""

    kind: str
    text: str
    doubt: str
    key: str


def _row(cells: Cells, unit: Row) -> list[Shown | None]:
    """The cells of a unit; None where nothing was reported and nothing is doubted."""
    row: list[Shown | None] = []
    for one in cells.fields:
        place = (unit["code"], one["key"])
        figure, doubt = cells.figures.get(place), cells.doubts.get(place, "")
        if figure is None and not doubt:
            row.append(None)
        else:
            kind, text = cell_kind(figure, bool(doubt)), shown_figure(figure)
            row.append(Shown(kind=kind, text=text, doubt=doubt, key=one["key"]))
    return row


def field(asked: Asked) -> dict[str, Any]:
    """One field over all units, largest first, with the year before where there is one."""
    cells = summary_cells(asked.desk, asked.db)
    key = asked.place["key"]
    found = next((one for one in cells.fields if one["key"] == key), None)
    if found is None:
        raise NotFound(f"表格里没有指标 {key}")
    rows: list[Row] = [
        {
            "unit": one,
            "figure": cells.figures.get((one["code"], key)),
            "doubt": cells.doubts.get((one["code"], key)),
        }
        for one in _sorted(cells, key, down=True)
    ]
    values = [value_of(row["figure"]) for row in rows]
    return {
        "field": found,
        "rows": [{**row, "value": value} for row, value in zip(rows, values, strict=True)],
        "most": max((abs(one) for one in values if one is not None), default=0) or 1,
        "total": _totals(cells, [one for one in cells.units if one["expected"]]).get(key),
        "kind": cell_kind,
    }


def cells_of(db: Database) -> Cells:
    """Read everything in three passes; the views of one column per field would ask once a cell."""
    doubts: dict[tuple[str, str], str] = {}
    for row in db.query(
        "SELECT DISTINCT reporting_unit, field_key, message FROM open_findings"
        " WHERE field_key IS NOT NULL"
    ):
        place = (row["reporting_unit"], row["field_key"])
        doubts[place] = f"{doubts[place]}；{row['message']}" if place in doubts else row["message"]
    return Cells(
        fields=list(db.query("SELECT * FROM form_fields ORDER BY position")),
        units=list(db.query(_UNITS)),
        figures={(row["reporting_unit"], row["field_key"]): row for row in db.query(_FIGURES)},
        doubts=doubts,
    )


_UNITS = """
SELECT u.code, u.name, u.expected FROM reporting_units u
WHERE u.expected = 1
    OR EXISTS (SELECT 1 FROM counted_submissions s WHERE s.reporting_unit = u.code)
ORDER BY u.expected DESC, u.position, u.name
"""
_FIGURES = """
SELECT reporting_unit, field_key, value, value_text, state, approximation, correction_id
FROM effective_figures
"""


def value_of(figure: Mapping[str, Any] | None) -> float | None:
    """The number of a figure, if it has one."""
    value = figure["value"] if figure else None
    return value if isinstance(value, int | float) else None


def _sorted(cells: Cells, key: str, down: bool) -> list[Row]:
    """Units without a figure always come last; by no field at all, the roster's order."""
    units = list(cells.units)
    if key == "name":
        return sorted(units, key=lambda one: str(one["name"]), reverse=down)
    if key not in {one["key"] for one in cells.fields}:
        return units
    with_value = [one for one in units if (one["code"], key) in cells.figures]
    there = [one for one in with_value if value_of(cells.figures[one["code"], key]) is not None]
    there.sort(key=lambda one: value_of(cells.figures[one["code"], key]) or 0, reverse=down)
    return there + [one for one in units if one not in there]


def _totals(cells: Cells, units: Iterable[Row]) -> dict[str, float | int | None]:
    """Sums as 统计合计 makes them: rounded to the field's decimals, None where nothing is."""
    codes = [one["code"] for one in units]
    totals: dict[str, float | int | None] = {}
    for one in cells.fields:
        values = [value_of(cells.figures.get((code, one["key"]))) for code in codes]
        there = [value for value in values if value is not None]
        if one["type"] == "text" or not there:
            totals[one["key"]] = None
        else:
            total = round(sum(there), one["decimals"])
            totals[one["key"]] = int(total) if one["decimals"] == 0 else total
    return totals
