"""A consistent copy while the service runs."""

from __future__ import annotations

import sqlite3
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from store.backup import backup
from store.blobs import Blobs
from store.database import StoreError, open_store, writing

NOW = datetime(2022, 6, 10, 4, 0, tzinfo=UTC)


def test_a_backup_holds_the_store_and_every_blob(tmp_path: Path) -> None:
    db, blobs = open_store(tmp_path / "a.db"), Blobs(tmp_path / "blobs")
    names = {blobs.keep([text]).sha256 for text in (b"one", b"two", b"")}
    seen: list[tuple[int, int]] = []
    report = backup(
        db, blobs, tmp_path / "copy", lambda done, all_: seen.append((done, all_)), now=NOW
    )
    assert (report.copied, report.blobs) == (3, 3)
    assert seen == [(1, 3), (2, 3), (3, 3)]
    kept = Blobs(tmp_path / "copy" / "blobs")
    assert set(kept.names()) == names
    assert list(kept.verify()) == []
    copy = open_store(report.database)
    assert copy.table_names() == db.table_names()
    copy.close()
    db.close()


def test_a_second_backup_copies_only_what_is_new(tmp_path: Path) -> None:
    db, blobs = open_store(tmp_path / "a.db"), Blobs(tmp_path / "blobs")
    blobs.keep([b"one"])
    backup(db, blobs, tmp_path / "copy", now=NOW)
    blobs.keep([b"two"])
    assert backup(db, blobs, tmp_path / "copy", now=NOW).copied == 1
    db.close()


def test_a_blob_half_copied_is_copied_again(tmp_path: Path) -> None:
    db, blobs = open_store(tmp_path / "a.db"), Blobs(tmp_path / "blobs")
    name = blobs.keep([b"whole"]).sha256
    backup(db, blobs, tmp_path / "copy", now=NOW)
    kept = Blobs(tmp_path / "copy" / "blobs")
    kept.path(name).write_bytes(b"wh")
    backup(db, blobs, tmp_path / "copy", now=NOW)
    assert list(kept.verify()) == []
    db.close()


def test_a_backup_taken_while_another_writes_is_whole(tmp_path: Path) -> None:
    """Two rows a transaction: a copy never holds one of a pair; every blob it names is there."""
    db, blobs = open_store(tmp_path / "a.db"), Blobs(tmp_path / "blobs")
    stop = threading.Event()

    def write() -> None:
        other = open_store(tmp_path / "a.db")
        number = 0
        while not stop.is_set():
            number += 1
            name = blobs.keep([str(number).encode()]).sha256
            with writing(other):
                for half in (1, 2):
                    other.execute(
                        "INSERT INTO holds (kind, reason, since, lifted_at) VALUES (?, ?, '', '')",
                        [name, str(half)],
                    )
        other.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(4):
            folder = tmp_path / f"copy{number}"
            backup(db, blobs, folder, now=NOW)
            copy = sqlite3.connect(folder / "mailbot.db")
            assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            rows = copy.execute(
                "SELECT kind, count(*) FROM holds WHERE kind <> 'backup' GROUP BY kind"
            ).fetchall()
            copy.close()
            assert all(count == 2 for _, count in rows)
            kept = set(Blobs(folder / "blobs").names())
            assert {name for name, _ in rows} <= kept
    finally:
        stop.set()
        writer.join()
    db.close()


def test_a_folder_that_cannot_be_written_is_told_and_the_old_copy_stays(tmp_path: Path) -> None:
    db, blobs = open_store(tmp_path / "a.db"), Blobs(tmp_path / "blobs")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StoreError):
        backup(db, blobs, tmp_path / "file" / "copy", now=NOW)
    db.close()
