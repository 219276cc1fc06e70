"""A backup that serves as the store knows that it is one, once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from store.backup import backup
from store.blobs import Blobs
from store.database import open_store
from store.holds import active_holds
from store.outbox import claim, mark_sent, queue
from store.records import ReceiptDraft, ReceiptKind
from store.restoring import begin_after_restore, restored_at

NOW = datetime(2022, 6, 10, 4, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=2)
KINDS: tuple[ReceiptKind, ...] = ("receipt", "receipt", "receipt", "reminder", "digest")


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[tuple[Database, Database]]:
    """A store with a letter of each state, and the backup of it."""
    db = open_store(tmp_path / "a.db")
    for number, kind in enumerate(KINDS):
        draft = ReceiptDraft(
            kind=kind,
            to_address="edu@unit.example",
            subject="x",
            body="x\n",
            header_message_id=f"<{number}@inbox.example>",
            reference=f"R-{number}",
        )
        queue(db, draft, NOW)
    claim(db, 2, NOW)
    claim(db, 3, NOW)
    mark_sent(db, 3, "250 ok", NOW)
    copy = open_store(backup(db, Blobs(tmp_path / "blobs"), tmp_path / "copy", now=NOW).database)
    yield db, copy
    db.close()
    copy.close()


def states(db: Database) -> list[tuple[str, int]]:
    return [(row["state"], row["attempts"]) for row in db.query("SELECT * FROM receipts")]


def test_the_store_itself_is_no_copy(stores: tuple[Database, Database]) -> None:
    db, _copy = stores
    before = states(db)
    assert not begin_after_restore(db, LATER)
    assert (restored_at(db), states(db)) == (None, before)


def test_a_copy_begins_its_work_once(stores: tuple[Database, Database]) -> None:
    _db, copy = stores
    assert restored_at(copy) is None
    assert begin_after_restore(copy, LATER)
    assert not begin_after_restore(copy, LATER + timedelta(days=1))
    assert restored_at(copy) == LATER
    assert active_holds(copy) == [], "nothing is stopped by it"


def test_what_waited_is_untried_and_what_is_out_of_date_is_not_sent(
    stores: tuple[Database, Database],
) -> None:
    """It may have gone out since; what was sent stays sent."""
    _db, copy = stores
    begin_after_restore(copy, LATER)
    assert states(copy) == [
        ("queued", 0),
        ("queued", 0),
        ("sent", 1),
        ("suppressed", 0),
        ("suppressed", 0),
    ]


def test_the_copy_of_a_restored_store_is_restored_in_its_turn(
    stores: tuple[Database, Database], tmp_path: Path
) -> None:
    _db, copy = stores
    begin_after_restore(copy, LATER)
    report = backup(copy, Blobs(tmp_path / "blobs"), tmp_path / "second", now=LATER)
    second = open_store(report.database)
    assert begin_after_restore(second, LATER + timedelta(days=1))
    assert restored_at(second) == LATER + timedelta(days=1)
    second.close()
