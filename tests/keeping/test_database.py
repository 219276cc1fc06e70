"""Opening the store, and its one kind of write transaction."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlite_utils import Database

import store.database
from store.database import StoreError, StoreFull, StoreLocked, faults_told, open_store, writing
from store.migrations import MIGRATIONS

if TYPE_CHECKING:
    from tests.keeping.conftest import Desk

ADD_RUN = "INSERT INTO runs (started_at) VALUES ('now')"


def test_the_store_is_safe_against_a_power_cut_and_keeps_its_references(stored: Desk) -> None:
    settings = {name: stored.one(f"PRAGMA {name}") for name in ("journal_mode", "synchronous")}
    assert settings == {"journal_mode": "wal", "synchronous": 2}
    assert stored.one("PRAGMA foreign_keys") == 1
    with pytest.raises(sqlite3.IntegrityError), writing(stored.db):
        stored.db.execute("INSERT INTO documents (message_id, title, text) VALUES (9, '', '')")


def test_opening_again_migrates_nothing_twice(tmp_path: Path) -> None:
    def steps() -> list[str]:
        db = open_store(tmp_path / "a.db")
        rows = [row["name"] for row in db.query("SELECT name FROM _sqlite_migrations")]
        MIGRATIONS.apply(db)
        db.close()
        return rows

    assert (
        steps()
        == steps()
        == [
            "m001_first",
            "m002_dismissals",
            "m003_read_with",
            "m004_acknowledging",
        ]
    )


def test_many_processes_may_make_the_store_at_once(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from store.database import open_store, writing\n"
        "db = open_store(Path(sys.argv[1]))\n"
        f'with writing(db): db.execute("{ADD_RUN}")\n'
    )
    path = tmp_path / "new" / "a.db"
    children = [
        subprocess.Popen([sys.executable, "-c", code, str(path)], stderr=subprocess.PIPE)
        for _ in range(5)
    ]
    assert [(child.communicate()[1], child.returncode) for child in children] == [(b"", 0)] * 5
    db = open_store(path)
    assert next(db.query("SELECT count(*) AS n FROM runs"))["n"] == 5
    db.close()


def test_a_store_of_the_first_schema_is_brought_up_to_date(tmp_path: Path) -> None:
    old = Database(tmp_path / "a.db")
    MIGRATIONS.apply(old, stop_before="m002_dismissals")
    assert "finding_text" not in old.table("decisions").columns_dict
    old.execute("INSERT INTO decisions (kind, message_sha256, who, made_at) VALUES (?, ?, ?, ?)",
        ["ignore", "0", "王", ""])  # fmt: skip
    old.close()
    db = open_store(tmp_path / "a.db")
    rows = list(db.query("SELECT kind, finding_text FROM decisions"))
    assert rows == [{"kind": "ignore", "finding_text": None}]
    db.close()


@pytest.mark.parametrize("content", [b"not a database, but long enough " * 40, b"SQLite format 3"])
def test_a_file_that_is_no_store_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.db").write_bytes(content)
    with pytest.raises(StoreError, match=r"a\.db"):
        open_store(tmp_path / "a.db")


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "full").write_bytes(b"")
    with pytest.raises(StoreError) as told:
        open_store(tmp_path / "full" / "locked" / "a.db")
    assert type(told.value) is StoreError, "words in a path say nothing of the fault"


def test_a_store_opened_to_read_cannot_be_written(stored: Desk, tmp_path: Path) -> None:
    reader = open_store(tmp_path / "mailbot.db", read_only=True)
    assert next(reader.query("SELECT count(*) AS n FROM reporting_units"))["n"] == 3
    with pytest.raises(StoreError), writing(reader):
        reader.execute(ADD_RUN)
    reader.close()


def test_a_store_that_is_not_there_is_not_made_by_a_reader(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        open_store(tmp_path / "none.db", read_only=True)
    assert not (tmp_path / "none.db").exists()


def test_a_store_held_by_another_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store.database, "_BUSY_SECONDS", 0.05)
    one, other = open_store(tmp_path / "a.db"), open_store(tmp_path / "a.db")
    with writing(one):
        one.execute(ADD_RUN)
        with pytest.raises(StoreLocked), writing(other):
            other.execute(ADD_RUN)
        assert next(other.query("SELECT count(*) AS n FROM runs"))["n"] == 0, "readers go on"
    with writing(other):
        other.execute(ADD_RUN)
    assert next(one.query("SELECT count(*) AS n FROM runs"))["n"] == 2
    one.close()
    other.close()


@pytest.mark.parametrize("nested", [False, True])
def test_a_full_disk_is_told_and_nothing_is_half_written(stored: Desk, nested: bool) -> None:
    pages = stored.one("PRAGMA page_count")
    stored.rows(f"PRAGMA max_page_count = {pages + 2}")

    def fill() -> None:
        stored.db.execute(ADD_RUN)
        if nested:
            with writing(stored.db):
                grow()
        else:
            grow()

    def grow() -> None:
        stored.db.execute("UPDATE campaign SET title = ?", ["x" * 100_000])

    with pytest.raises(StoreFull), writing(stored.db):
        fill()
    assert not stored.db.conn.in_transaction
    assert stored.one("SELECT count(*) FROM runs") == 0
    assert stored.one("SELECT title FROM campaign") == "2022年科技活动周"


def test_a_disk_that_takes_no_more_is_the_environments_fault(tmp_path: Path) -> None:
    """In a child whose files may not grow."""
    code = (
        "import resource, signal, sys; from pathlib import Path\n"
        "from store.database import StoreError, open_store, writing\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "db = open_store(Path(sys.argv[1]))\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "try:\n"
        f'    with writing(db): db.execute("{ADD_RUN}")\n'
        "except StoreError as error: print('told')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "a.db")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "told\n"
    db = open_store(tmp_path / "a.db")
    assert next(db.query("SELECT count(*) AS n FROM runs"))["n"] == 0
    db.close()


def fail(desk: Desk) -> None:
    """Write a row, and fail before the end."""
    with writing(desk.db):
        desk.db.execute(ADD_RUN)
        raise ValueError("on purpose")


def test_an_inner_write_that_fails_undoes_itself_alone(desk: Desk) -> None:
    with writing(desk.db):
        desk.db.execute(ADD_RUN)
        with pytest.raises(ValueError, match="on purpose"):
            fail(desk)
    assert desk.one("SELECT count(*) FROM runs") == 1


def test_a_write_that_fails_undoes_all(desk: Desk) -> None:
    def outer() -> None:
        with writing(desk.db):
            desk.db.execute(ADD_RUN)
            fail(desk)

    with pytest.raises(ValueError, match="on purpose"):
        outer()
    assert desk.one("SELECT count(*) FROM runs") == 0


@pytest.mark.parametrize(
    "sql", ["SELECT * FROM no_such_table", "INSERT INTO campaign VALUES (NULL, NULL, NULL, NULL)"]
)
def test_a_wrong_statement_is_no_fault_of_the_environment(desk: Desk, sql: str) -> None:
    """Else one mail that provokes it would stop all behind it."""
    with pytest.raises(sqlite3.DatabaseError), faults_told():
        desk.db.execute(sql)
    with pytest.raises(sqlite3.DatabaseError), writing(desk.db):
        desk.db.execute(sql)
    assert not desk.db.conn.in_transaction
