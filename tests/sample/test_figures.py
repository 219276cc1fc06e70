"""What the demo reads: every figure as its clerk wrote it, or flagged; nobody pestered."""

from __future__ import annotations

import json
from collections import Counter
from email import message_from_bytes
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mailbot.sample.figures import items_of
from mailbot.service.rebuilding import rebuild
from store.asking import unit_statuses

if TYPE_CHECKING:
    from tests.sample.conftest import Stage

EXPECTED: dict[str, Any] = json.loads(
    (Path(__file__).parent / "expected.json").read_text(encoding="utf-8")
)


def figures(stage: Stage) -> dict[str, dict[str, Any]]:
    """Unit to field to what counts; blank cells left out."""
    result: dict[str, dict[str, Any]] = {}
    for row in stage.office.db.query(
        "SELECT u.name, k.label, e.* FROM effective_figures e"
        " JOIN reporting_units u ON u.code = e.reporting_unit"
        " JOIN form_fields k ON k.key = e.field_key WHERE e.state <> 'blank'"
    ):
        said = row["value"] if row["state"] == "value" else row["state"]
        if row["approximation"]:
            said = f"{row['approximation']} {said}"
        result.setdefault(row["name"], {})[row["label"]] = said
    return result


def test_every_figure_is_as_it_was_written(stage: Stage) -> None:
    assert figures(stage) == EXPECTED["figures"]


def test_the_expected_figures_name_every_line_that_a_unit_wrote() -> None:
    """None of the labels in the made-up forms is forgotten."""
    for unit, expected in EXPECTED["figures"].items():
        assert set(expected) == {one.label for one in items_of(unit)}, unit


def test_what_is_not_certain_is_flagged_and_nothing_else(stage: Stage) -> None:
    rows = stage.office.db.query(
        "SELECT u.name, o.code FROM open_findings o"
        " JOIN reporting_units u ON u.code = o.reporting_unit"
    )
    assert sorted((row["name"], row["code"]) for row in rows) == sorted(
        map(tuple, EXPECTED["flagged"])
    )


def test_every_unit_stands_where_it_should(stage: Stage) -> None:
    statuses = unit_statuses(stage.office.db)
    states = Counter(one.state for one in statuses)
    assert states == {"已报齐": EXPECTED["states"]["已报齐"], "缺材料": 4, "待核对": 3}
    for state in ("缺材料", "待核对"):
        assert [one.name for one in statuses if one.state == state] == EXPECTED["states"][state]
    zero = [one.name for one in statuses if "零报送" in one.materials.values()]
    assert zero == EXPECTED["零报送"]


def test_every_mail_is_kept_and_ended_in_a_state(stage: Stage) -> None:
    """Two of the units' mails need a person: an unknown sender, and a unit off the roster."""
    assert stage.done.messages == stage.done.mails - 1, "one mail lies in two folders"
    rows = stage.office.db.query("SELECT state, count(*) AS n FROM messages GROUP BY state")
    assert {row["state"]: row["n"] for row in rows} == {"recorded": 33, "review": 2, "ignored": 8}


def test_nobody_is_answered_twice_and_no_machine_once(stage: Stage) -> None:
    letters = [message_from_bytes(one.read_bytes()) for one in stage.letters.glob("*.eml")]
    assert len(letters) == stage.done.letters > 30
    answered = Counter(letter["In-Reply-To"] for letter in letters)
    assert set(answered.values()) == {1}
    for robot in ("mailer-daemon", "news@list", "sale@shop", "100004@"):
        assert not [one for one in letters if robot in str(one["To"])]


def test_reading_everything_again_changes_nothing(stage: Stage) -> None:
    before = figures(stage)
    rebuilt = rebuild(stage.office.workshop(stage.reader))
    assert rebuilt.changes == ()
    assert figures(stage) == before == EXPECTED["figures"]
