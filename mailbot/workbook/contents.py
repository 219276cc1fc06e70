"""What the workbook shows, out of the store in one consistent look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

Row = dict[str, Any]

LISTS = ("报送情况", "未报送名单", "活动明细", "待处理")
"""Views that become a sheet as they are."""

_HIDDEN = frozenset({"代码", "邮件编号", "报送编号", "问题编号"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldColumn:
    """A field of the form as a column: its path parts, unit of measure and kind."""

    key: str
    label: str
    unit_measure: str
    numeric: bool
    decimals: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """A reporting unit as a row."""

    code: str
    name: str
    expected: bool
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """Everything in the workbook. `figures` and `doubts` are by (unit's code, field's key)."""

    title: str
    fields: tuple[FieldColumn, ...]
    units: tuple[UnitRow, ...]
    figures: dict[tuple[str, str], Row]
    doubts: dict[tuple[str, str], tuple[str, ...]]
    sources: tuple[Row, ...]
    lists: dict[str, tuple[Row, ...]]
    labels: dict[str, tuple[str, ...]]


def contents_of(db: Database) -> Contents:
    """Read all in one transaction, so that no sheet is older than another."""
    db.conn.execute("BEGIN")
    try:
        return Contents(
            title=next((row["title"] for row in db.query("SELECT title FROM campaign")), ""),
            fields=tuple(_fields(db)),
            units=tuple(_units(db)),
            figures={(row["code"], row["key"]): row for row in db.query(_FIGURES)},
            doubts=_doubts(db),
            sources=tuple(db.query(_SOURCES)),
            lists={name: tuple(_view(db, name)) for name in LISTS},
            labels={name: tuple(_shown(db, name)) for name in LISTS},
        )
    finally:
        db.conn.execute("ROLLBACK")


def _fields(db: Database) -> list[FieldColumn]:
    return [
        FieldColumn(
            key=row["key"],
            label=row["label"],
            unit_measure=row["unit_measure"],
            numeric=row["type"] != "text",
            decimals=row["decimals"],
        )
        for row in db.query("SELECT * FROM form_fields ORDER BY position")
    ]


def _units(db: Database) -> list[UnitRow]:
    """Expected units all, others only once they have sent something."""
    rows = db.query(
        'SELECT u.code, u.name, u.expected, b.状态 FROM "报送情况" b'
        " JOIN reporting_units u ON u.code = b.代码"
        " WHERE u.expected = 1 OR b.状态 <> '未报送' ORDER BY u.expected DESC, u.position"
    )
    return [
        UnitRow(
            code=row["code"], name=row["name"], expected=bool(row["expected"]), state=row["状态"]
        )
        for row in rows
    ]


def _doubts(db: Database) -> dict[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], dict[str, None]] = {}
    for row in db.query(
        "SELECT reporting_unit, field_key, message FROM open_findings WHERE field_key IS NOT NULL"
    ):
        key = (row["reporting_unit"], row["field_key"])
        found.setdefault(key, {})[row["message"]] = None
    return {key: tuple(messages) for key, messages in found.items()}


def _shown(db: Database, name: str) -> list[str]:
    return [one.name for one in db[name].columns if one.name not in _HIDDEN]


def _view(db: Database, name: str) -> list[Row]:
    return [
        {label: value for label, value in row.items() if label not in _HIDDEN}
        for row in db.query(f'SELECT * FROM "{name}"')  # noqa: S608 - one of LISTS
    ]


_FIGURES = """
SELECT e.reporting_unit AS code, e.field_key AS key, e.value, e.value_text, e.state,
    e.approximation, e.correction_id FROM effective_figures e
"""

_SOURCES = """
SELECT u.code, k.key, d.* FROM "数据来源" d
JOIN reporting_units u ON u.name = d.单位 JOIN form_fields k ON k.label = d.指标
ORDER BY u.position, k.position
"""
