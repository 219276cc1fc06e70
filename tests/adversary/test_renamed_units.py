"""A unit that is renamed, or gets a code, keeps all that was read and decided for it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from store.roster import roster_rows, sync_campaign
from tests.adversary.letters import form, letter

if TYPE_CHECKING:
    from collections.abc import Callable

    from store.records import ReportingUnitRow
    from tests.desk.sample_desk import Desk

UNIT = "县妇联"


@pytest.fixture
def reported(desk: Desk) -> Desk:
    """The unit's report is there, and a person has corrected it."""
    data = form(UNIT, ["活动项数", "项", 5], ["参加人数", "人次", 500])
    desk.get(letter(sender="县妇联 <fl@clerk.example>", files=(("统计表.xlsx", data),)))
    desk.office.db.execute(
        "insert into corrections (reporting_unit, field_key, value, why, who, made_at)"
        " values (?, 'participants', 555, '电话核实', '张', '2022-06-09T00:00:00Z')",
        [UNIT],
    )
    return desk


@pytest.mark.parametrize(
    "change",
    [
        lambda one: replace(one, code="fl"),
        lambda one: replace(one, code="县妇女联合会", name="县妇女联合会"),
        lambda one: replace(one, code="妇联新", name="妇联新", aliases=(UNIT,)),
    ],
    ids=("a code", "a name that was an alias", "the old name as an alias"),
)
def test_everything_follows_the_unit(
    reported: Desk, change: Callable[[ReportingUnitRow], ReportingUnitRow]
) -> None:
    code = _sync(reported, {UNIT: change})
    assert reported.current(code) == {"events": 5, "participants": 500}
    for table in ("submissions", "messages", "corrections"):
        owners = {
            row["reporting_unit"]
            for row in reported.office.db.query(f"select reporting_unit from {table}")
        }
        assert owners == {code}


def test_two_units_are_never_thrown_together(reported: Desk) -> None:
    data = form("县科协", ["活动项数", "项", 7], ["参加人数", "人次", 700])
    reported.get(letter(sender="县科协 <kx@clerk.example>", files=(("统计表.xlsx", data),)))
    _sync(reported, {"县科协": lambda one: replace(one, aliases=(UNIT,)), UNIT: None})
    assert reported.current("县科协") == {"events": 7, "participants": 700}
    assert reported.current(UNIT) == {"events": 5, "participants": 500}


def _same(one: ReportingUnitRow) -> ReportingUnitRow:
    return one


def _sync(
    desk: Desk, changes: dict[str, Callable[[ReportingUnitRow], ReportingUnitRow] | None]
) -> str:
    """Change units of the roster (None: take it out); the code of the last one changed."""
    rows, code = [], ""
    for row in roster_rows(desk.office.db):
        change = changes.get(row.code, _same)
        if change is None:
            continue
        changed = change(row)
        code = changed.code if row.code in changes else code
        rows.append(changed)
    config = desk.office.config
    sync_campaign(
        desk.office.db,
        reporting_units=rows,
        materials=config.material_rows(),
        form_fields=config.form_rows(),
        campaign=config.campaign_row(),
    )
    return code
