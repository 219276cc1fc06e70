"""What was read can be rebuilt from the raw mail: the same store, and nobody written to."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from mailbot.pipeline.taking_up import take_up_pending
from mailbot.sample.rehearsal import rehearse
from mailbot.service.rebuilding import rebuild
from store.review import accept, assign, assign_new, correct, dismiss, ignore, reopen
from tests.desk.sample import kept_mails
from tests.desk.sample_desk import Desk, sample_desk

WHERE = "LEFT JOIN attachments a ON a.id = t.attachment_id"
BY = "LEFT JOIN submissions s ON s.id = t.submission_id"
WHOSE = "s.message_id, s.reporting_unit, a.ordinal"
COLUMNS = {
    "messages": (
        "id, header_message_id, from_address, from_name, subject, sent_at, state, state_reason,"
        "sender_verified, content_sha256, acknowledges_notice, reporting_unit, thread_ids,"
        "duplicate_of",
        "",
    ),
    "attachments": (
        "t.message_id, t.ordinal, p.ordinal, t.filename, t.media_type, t.family, t.size,"
        "t.sha256, t.state, t.parser, t.inline, t.taken_at",
        "LEFT JOIN attachments p ON p.id = t.parent_id",
    ),
    "submissions": (
        "message_id, reporting_unit, matched_by, received_at, received_local, late, state,"
        "is_zero_report",
        "",
    ),
    "submission_files": (f"{WHOSE}, t.material", f"{BY} {WHERE}"),
    "figures": (
        f"{WHOSE}, t.field_key, t.label, t.raw, t.value, t.value_text, t.unit_measure, t.state,"
        "t.approximation, t.location, t.rank, t.current",
        f"{BY} {WHERE}",
    ),
    "activities": (
        f"{WHOSE}, t.ordinal, t.name, t.held_on, t.place, t.organiser, t.participants, t.location",
        f"{BY} {WHERE}",
    ),
    "documents": (
        "t.message_id, s.reporting_unit, a.ordinal, t.material, t.title, t.text",
        f"{BY} {WHERE}",
    ),
    "links": ("*", ""),
    "findings": (
        "t.message_id, s.reporting_unit, a.ordinal, t.field_key, t.severity, t.code, t.message,"
        "t.location, t.resolved_at IS NULL, t.resolution",
        f"{BY} {WHERE}",
    ),
    "search_index": ("words, kind, message_id", ""),
}
KEPT = ("receipts", "addresses", "decisions", "sightings", "holds", "runs")


def dump(desk: Desk) -> dict[str, list[str]]:
    """All that is derived, in an order of its own."""
    return {
        name: sorted(
            repr(tuple(row))
            for row in desk.office.db.execute(f"SELECT {columns} FROM {name} t {joins}")
        )
        for name, (columns, joins) in COLUMNS.items()
    }


def kept(desk: Desk) -> dict[str, list[Any]]:
    """All that a rebuild leaves alone."""
    return {name: desk.office.db.execute(f"SELECT * FROM {name}").fetchall() for name in KEPT}


@pytest.fixture(scope="module")
def rehearsed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The sample's office after its last mail."""
    folder = tmp_path_factory.mktemp("sample")
    with sample_desk(folder) as desk:
        letters = folder / "letters"
        rehearse(desk.office, desk.clock, desk.reader, kept_mails(), letters, lambda *_: None)
        yield desk


def assert_unchanged(sample: Desk) -> None:
    """Rebuild, and compare every table with what it was."""
    before, left = dump(sample), kept(sample)
    rebuilt = rebuild(sample.shop)
    after = dump(sample)
    for name in COLUMNS:
        assert after[name] == before[name], name
    assert kept(sample) == left
    assert rebuilt.changes == ()
    assert rebuilt.taken.failed == rebuilt.taken.unreadable == 0
    foreign = sample.office.db.execute("PRAGMA foreign_key_check").fetchall()
    assert foreign == []


def test_the_sample_rebuilt_is_the_sample_read(rehearsed: Desk) -> None:
    tables = dump(rehearsed)
    assert len(tables["figures"]) > 100, "there is something to lose"
    assert all(tables.values())
    assert kept(rehearsed)["receipts"]
    assert_unchanged(rehearsed)


def test_every_decision_of_a_person_stays(rehearsed: Desk) -> None:
    """Assigned, taken in, ignored, reopened, accepted, dismissed, corrected: all of it."""
    db = rehearsed.office.db
    who: dict[str, Any] = {"who": "王", "why": "问过", "now": rehearsed.clock.now}
    first, *others = [
        row["id"] for row in db.query("SELECT id FROM messages WHERE state = 'review'")
    ]
    assign(db, first, "县教育局", **who)
    for message_id in others:
        assign_new(db, message_id, "县图书馆", **who)
    ignore(db, rehearsed.one("SELECT min(id) FROM messages WHERE state = 'recorded'"), **who)
    reopen(db, rehearsed.one("SELECT min(id) FROM messages WHERE state = 'ignored'"), **who)
    take_up_pending(rehearsed.shop)
    waiting = [row["id"] for row in db.query("SELECT id FROM submissions WHERE state = 'review'")]
    for submission_id in waiting:
        accept(db, submission_id, **who)
    for row in list(db.query("SELECT id FROM open_findings")):
        dismiss(db, row["id"], **who)
    correct(db, "县教育局", "participants", Decimal(1), **who)
    assert waiting
    assert_unchanged(rehearsed)
    assert list(db.query("SELECT id FROM open_findings")) == []
    assert list(db.query("SELECT id FROM messages WHERE state IN ('review', 'pending')")) == []
    assert rehearsed.one("SELECT count(*) FROM submissions WHERE reporting_unit = '县图书馆'")
    shown = rehearsed.one("""SELECT 更正 FROM "数据来源" WHERE 单位 = '县教育局' AND 更正 <> ''""")
    assert shown.endswith("问过")
