"""Whatever happens in whatever order, the figures that count are those the rules name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from statistics import median
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from store.records import ReportingUnitRow
from store.review import accept, correct, reject, withdraw
from tests.keeping.conftest import NOON, Desk, memory_desk

UNITS = tuple("abcdefgh")
KEYS = ("events", "people")
SAID = st.sampled_from([None, "?", "无", 0, 1, 2, 3, 150, 400, 40000])
UNIT = st.sampled_from(UNITS)
REPORT = st.tuples(
    st.just("report"),
    UNIT,
    st.dictionaries(st.sampled_from(KEYS), SAID, min_size=1),
    st.integers(0, 50),
    st.sampled_from(["accepted", "accepted", "accepted", "review"]),
)
DECISION = st.tuples(st.sampled_from(["accept", "reject", "again"]), st.integers(0, 30))
CORRECTION = st.tuples(st.sampled_from(["correct", "withdraw"]), UNIT, st.sampled_from(KEYS))
STEPS = st.lists(st.one_of(REPORT, REPORT, DECISION, CORRECTION), max_size=25)


@dataclass
class Mail:
    message_id: int
    unit: str
    said: dict[str, Any]
    received: int
    state: str


@dataclass
class Model:
    """The rules of the design over plain lists."""

    mails: list[Mail] = field(default_factory=list)
    corrected: dict[tuple[str, str], int] = field(default_factory=dict)

    def current(self) -> dict[tuple[str, str], Any]:
        result: dict[tuple[str, str], Any] = {}
        newest = sorted(self.mails, key=lambda one: (one.received, one.message_id), reverse=True)
        for unit in UNITS:
            for key in KEYS:
                said = [
                    one.said[key]
                    for one in newest
                    if one.unit == unit and one.state == "accepted" and key in one.said
                ]
                if said:
                    speaking = [one for one in said if one not in (None, "?")]
                    result[unit, key] = (speaking or said)[0]
        return result

    def far(self) -> set[tuple[str, str]]:
        current = self.current()
        return {
            (unit, key)
            for (unit, key), value in current.items()
            if isinstance(value, int) and value > 0 and _is_far(value, self._others(unit, key))
        }

    def _others(self, unit: str, key: str) -> list[int]:
        return [
            value
            for (other, its), value in self.current().items()
            if other != unit and its == key and isinstance(value, int) and value > 0
        ]


def _is_far(value: int, others: list[int]) -> bool:
    if len(others) < 5:
        return False
    middle = median(others)
    return value >= 100 * middle or value <= middle / 100


def play(desk: Desk, model: Model, step: tuple[Any, ...]) -> None:
    """One step on the store and on the model."""
    kind, *rest = step
    desk.wait(minutes=1)
    if kind == "report":
        unit, said, hours, state = rest
        message_id = desk.report(
            unit, said=said, received=NOON + timedelta(hours=hours), state=state
        )
        model.mails.append(Mail(message_id, unit, said, hours, state))
    elif kind in ("accept", "reject", "again"):
        if model.mails:
            _decide(desk, model.mails[rest[0] % len(model.mails)], kind)
    elif kind == "correct":
        correct(desk.db, rest[0], rest[1], Decimal(77), who="王", why="核", now=desk.now)
        model.corrected[rest[0], rest[1]] = 77
    else:
        withdraw(desk.db, rest[0], rest[1], now=desk.now)
        model.corrected.pop((rest[0], rest[1]), None)


def _decide(desk: Desk, mail: Mail, kind: str) -> None:
    if kind == "again":
        desk.again(mail.message_id)
        return
    judge: Callable[..., None] = accept if kind == "accept" else reject
    judge(desk.db, desk.submission_of(mail.message_id), who="王", why="看过", now=desk.now)
    mail.state = "accepted" if kind == "accept" else "superseded"


ROSTER = [ReportingUnitRow(code=one, name=f"县{one}局") for one in UNITS]


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_any_sequence_ends_in_what_the_rules_say(steps: list[tuple[Any, ...]]) -> None:
    desk, model = memory_desk(reporting_units=ROSTER), Model()
    for step in steps:
        play(desk, model, step)
    held = {(unit, key): v for unit in UNITS for key, v in desk.current(unit).items()}
    words = {None: "blank", "?": "unreadable"}
    assert held == {place: words.get(v, v) for place, v in model.current().items()}
    assert desk.rows("PRAGMA foreign_key_check") == []
    effective = {
        (row["reporting_unit"], row["field_key"]): row["value"]
        for row in desk.rows("SELECT * FROM effective_figures WHERE correction_id IS NOT NULL")
    }
    assert effective == model.corrected
    far = desk.rows(
        "SELECT s.reporting_unit, f.field_key FROM findings f"
        " JOIN submissions s ON s.id = f.submission_id WHERE f.code = 'magnitude'"
    )
    assert len(far) == len(model.far())
    assert {(row["reporting_unit"], row["field_key"]) for row in far} == model.far()
    desk.db.close()
