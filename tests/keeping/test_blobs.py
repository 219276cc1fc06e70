"""Files by SHA-256."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.blobs import Blobs
from store.errors import StoreError, StoreFull

TEXT = st.text(alphabet="ab\r\n", max_size=40).map(str.encode)


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def cut(data: bytes, places: list[int]) -> list[bytes]:
    """The same bytes in chunks, empty ones among them."""
    ends = sorted(place % (len(data) + 1) for place in places)
    return [data[a:b] for a, b in zip([0, *ends], [*ends, len(data)], strict=True)]


@settings(max_examples=60, deadline=None)
@given(TEXT, st.lists(st.integers(0, 60), max_size=6))
def test_the_hashes_are_the_same_over_any_chunks(data: bytes, places: list[int]) -> None:
    with TemporaryDirectory() as folder:
        blobs = Blobs(Path(folder))
        blob = blobs.keep(cut(data, places))
        assert blobs.path(blob.sha256).read_bytes() == data
    assert (blob.sha256, blob.size) == (sha(data), len(data))
    assert blob.canonical_sha256 == sha(re.sub(rb"\r\n|\r|\n", b"\r\n", data))


@given(st.lists(st.sampled_from([b"a", b"", b"bc"]), max_size=5))
@settings(max_examples=40, deadline=None)
def test_an_export_and_the_server_agree_on_a_mail(lines: list[bytes]) -> None:
    with TemporaryDirectory() as folder:
        kept = [Blobs(Path(folder)).keep([end.join(lines)]) for end in (b"\n", b"\r\n", b"\r")]
    assert len({blob.canonical_sha256 for blob in kept}) == 1


def test_what_is_kept_is_on_the_disk_before_keep_returns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is synced before it gets its name, its folders after."""
    steps: list[str] = []
    sync, replace = os.fsync, Path.replace

    def note_sync(handle: int) -> None:
        steps.append(f"sync {Path(f'/proc/self/fd/{handle}').readlink().name[:9]}")
        sync(handle)

    def note_replace(self: Path, target: Path) -> Path:
        steps.append("name")
        return replace(self, target)

    blobs = Blobs(tmp_path / "blobs")
    monkeypatch.setattr(os, "fsync", note_sync)
    monkeypatch.setattr(Path, "replace", note_replace)
    name = blobs.keep([b"mail"]).sha256
    assert steps == ["sync .incoming", "sync blobs", "name", f"sync {name[:2]}"]


def test_the_same_bytes_are_kept_once(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    first = blobs.keep([b"one"])
    inode = blobs.path(first.sha256).stat().st_ino
    assert blobs.keep([b"o", b"ne"]) == first
    assert blobs.path(first.sha256).stat().st_ino == inode
    assert list(blobs.names()) == [first.sha256]
    assert blobs.exists(first.sha256)


class Torn(Exception):
    """The server hangs up."""


@pytest.mark.parametrize("fault", [Torn(), ConnectionResetError(104, "reset")])
def test_a_source_that_fails_leaves_nothing_and_is_not_the_disk(
    tmp_path: Path, fault: Exception
) -> None:
    def chunks() -> Iterator[bytes]:
        yield b"half"
        raise fault

    with pytest.raises(type(fault)):
        Blobs(tmp_path).keep(chunks())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("number", "error"),
    [(errno.ENOSPC, StoreFull), (errno.EDQUOT, StoreFull), (errno.EIO, StoreError)],
)
def test_a_fault_of_the_disk_is_told_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, error: type[StoreError]
) -> None:
    def fail(handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(error) as told:
        Blobs(tmp_path).keep([b"mail"])
    assert type(told.value) is error
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_the_stores_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StoreError):
        Blobs(tmp_path / "file" / "blobs")


def test_a_disk_that_takes_no_more_stops_the_writing(tmp_path: Path) -> None:
    """In a child whose files may not grow past 64 KB: no half blob under a real name stays."""
    code = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from store.blobs import Blobs\n"
        "from store.errors import StoreError\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "blobs = Blobs(Path(sys.argv[1]))\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))\n"
        "try:\n    blobs.keep([b'x' * 50000, b'y' * 50000])\n"
        "except StoreError as error:\n    print(type(error).__name__)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert done.stdout == "StoreError\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["", "..", "../x", "A" * 64, "0" * 63, "0" * 64 + "\n"])
def test_only_a_sha256_is_a_blobs_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="not a SHA-256"):
        Blobs(tmp_path).path(name)


def test_verify_names_what_changed_and_nothing_else(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    sound, changed = blobs.keep([b"sound"]), blobs.keep([b"changed"])
    blobs.path(changed.sha256).write_bytes(b"other")
    (tmp_path / sound.sha256[:2] / "note.txt").write_bytes(b"somebody's")
    assert list(blobs.verify()) == [(changed.sha256, "内容与校验值不符")]
