"""Reading a mail level by level, within bounds."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from mailbot.pipeline.reading import (
    FileRequest,
    ReadingBounds,
    ReadMail,
    Stopped,
    read_whole_mail,
)
from parsers.results import FileReading, MailReading, Member
from store.blobs import Blobs

Tree = dict[str, Any]
"""Names of files, with what lies in them."""


@dataclass
class NestedReader:
    """Finds in each file what a test put there."""

    tree: Tree
    read: list[str] = field(default_factory=list)
    spools: set[Path] = field(default_factory=set)

    def read_mail(self, path: Path, spool: Path) -> MailReading:
        assert path.read_bytes() == b"mail"
        return MailReading(
            header_message_id="",
            from_address="",
            from_name="",
            subject="",
            sent_at=None,
            received_at=None,
            members=self._members(self.tree, spool),
        )

    def read_files(self, requests: Sequence[FileRequest]) -> list[FileReading]:
        return [self._file(one) for one in requests]

    def _file(self, one: FileRequest) -> FileReading:
        assert list(one.spool.iterdir()) == []
        assert one.spool not in self.spools, "each file has a spool of its own"
        self.spools.add(one.spool)
        self.read.append(one.filename)
        inner = self._find(self.tree, one.filename)
        return FileReading(
            family="archive" if inner else "document",
            state="read",
            parser="made",
            media_type=one.media_type,
            members=self._members(inner, one.spool),
        )

    def _members(self, tree: Tree, spool: Path) -> tuple[Member, ...]:
        for number, name in enumerate(tree):
            (spool / str(number)).write_bytes(name.encode())
        return tuple(
            Member(
                spooled=str(number),
                filename=name,
                media_type="x/y",
                sha256=hashlib.sha256(name.encode()).hexdigest(),
                size=len(name.encode()),
            )
            for number, name in enumerate(tree)
        )

    def _find(self, tree: Tree, name: str) -> Tree:
        found = tree.get(name)
        deeper = (self._find(inner, name) for inner in tree.values())
        return dict(found) if found is not None else next(filter(None, deeper), {})


def read(folder: Path, tree: Tree, **bounds: int) -> tuple[ReadMail, NestedReader]:
    reader, blobs = NestedReader(tree), Blobs(folder / "blobs")
    (folder / "scratch").mkdir()
    values = {"attachment_bytes": 1000, "depth": 3, "entries": 100}
    whole = read_whole_mail(
        reader,
        blobs,
        blobs.keep([b"mail"]).sha256,
        scratch=folder / "scratch",
        bounds=ReadingBounds(**(values | bounds)),
        stop=lambda: False,
    )
    assert list((folder / "scratch").iterdir()) == []
    for one in whole.files:
        assert blobs.exists(one.member.sha256), "every file is kept"
    return whole, reader


def shown(whole: ReadMail) -> list[tuple[str, int | None]]:
    return [(one.member.filename, one.parent) for one in whole.files]


def cut(whole: ReadMail) -> list[str]:
    return [
        one.member.filename
        for one in whole.files
        if "truncated" in {each.code for each in one.reading.findings}
    ]


def test_files_in_files_are_read_outer_ones_first(tmp_path: Path) -> None:
    tree: Tree = {"a.zip": {"b.docx": {}, "c.zip": {"d.xlsx": {}}}, "e.docx": {}}
    whole, _ = read(tmp_path, tree)
    assert shown(whole) == [
        ("a.zip", None),
        ("e.docx", None),
        ("b.docx", 0),
        ("c.zip", 0),
        ("d.xlsx", 3),
    ]
    assert cut(whole) == []


def test_only_so_many_levels_are_opened_and_the_rest_is_told(tmp_path: Path) -> None:
    whole, reader = read(tmp_path, {"a": {"b": {"c": {"d": {}}}}}, depth=2)
    assert reader.read == ["a", "b", "c"]
    assert cut(whole) == ["c"]


def test_only_so_many_files_are_opened_and_the_rest_is_told(tmp_path: Path) -> None:
    tree: Tree = {"a": {f"a{number}": {} for number in range(5)}, "b": {"b0": {}}}
    whole, reader = read(tmp_path, tree, entries=4)
    assert reader.read == ["a", "b", "a0", "a1"]
    assert cut(whole) == ["a", "b"]


def test_all_of_a_mails_own_files_are_opened_however_many(tmp_path: Path) -> None:
    whole, reader = read(tmp_path, {str(number): {} for number in range(9)}, entries=4)
    assert len(reader.read) == len(whole.files) == 9


def test_a_file_that_is_too_large_is_kept_and_told_unread(tmp_path: Path) -> None:
    whole, reader = read(tmp_path, {"x" * 20: {}, "y": {}}, attachment_bytes=19)
    large, small = whole.files
    assert (large.reading.state, small.reading.state) == ("too_large", "read")
    assert [one.code for one in large.reading.findings] == ["too_large"]
    assert reader.read == ["y"]


def test_a_stop_between_two_levels_ends_the_reading(tmp_path: Path) -> None:
    reader, blobs = NestedReader({"a": {"b": {}}}), Blobs(tmp_path / "blobs")
    with pytest.raises(Stopped):
        read_whole_mail(
            reader,
            blobs,
            blobs.keep([b"mail"]).sha256,
            scratch=tmp_path,
            bounds=ReadingBounds(attachment_bytes=9, depth=3, entries=9),
            stop=lambda: bool(reader.read),
        )
    assert reader.read == ["a"]


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "a\x00b", "CON", "é" * 300])
def test_a_strangers_name_is_never_a_path(tmp_path: Path, name: str) -> None:
    whole, _ = read(tmp_path, {name: {}}, attachment_bytes=9999)
    assert whole.files[0].member.filename == name
    written = {path for path in tmp_path.rglob("*") if path.is_file()}
    assert all(path.is_relative_to(tmp_path / "blobs") for path in written)
