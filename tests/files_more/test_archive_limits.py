"""Archives that would fill the disk, that climb out of their folder, that libarchive refuses."""

from __future__ import annotations

import gzip
import io
import shutil
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from parsers.errors import Encrypted, TooLarge
from parsers.files import archive, unar
from parsers.files.format import Source
from parsers.files.rar_blocks import is_cut

SAMPLES = Path(__file__).resolve().parent.parent / "samples" / "archive"
MakeSource = Callable[..., Source]


def tar_of(count: int, size: int) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as writing:
        for number in range(count):
            entry = tarfile.TarInfo(f"{number}.bin")
            entry.size = size
            writing.addfile(entry, io.BytesIO(bytes(size)))
    return made.getvalue()


def test_bytes_are_counted_while_they_are_unpacked(make_source: MakeSource) -> None:
    source = make_source(gzip.compress(bytes(5_000_000)), "zeros.gz", expanded_bytes=1_000_000)
    with pytest.raises(TooLarge):
        archive.read(source)
    assert list(source.spool.iterdir()) == []


def test_the_limit_counts_all_members_together(make_source: MakeSource) -> None:
    source = make_source(tar_of(10, 50_000), "ten.tar", expanded_bytes=400_000)
    with pytest.raises(TooLarge):
        archive.read(source)


def test_more_members_than_allowed_are_left_out_and_said_so(make_source: MakeSource) -> None:
    content = archive.read(make_source(tar_of(8, 10), "eight.tar", archive_entries=5))
    assert [one.filename for one in content.members] == [f"{number}.bin" for number in range(5)]
    assert [one.code for one in content.findings] == ["truncated"]


def test_names_from_an_archive_never_become_paths(make_source: MakeSource) -> None:
    source = make_source((SAMPLES / "nested.tar").read_bytes(), "nested.tar")
    content = archive.read(source)
    assert [one.filename for one in content.members] == ["../../资料包.zip"]
    assert [path.name for path in source.spool.iterdir()] == [content.members[0].spooled]
    assert content.members[0].spooled.isalnum()


def test_an_mtree_text_cannot_name_files_of_this_machine(make_source: MakeSource) -> None:
    text = b"#mtree\n./x type=file content=/etc/hostname size=4\n"
    content = archive.read(make_source(gzip.compress(text), "list.gz"))
    assert [(one.filename, one.size) for one in content.members] == [("list", len(text))]


@pytest.mark.parametrize("name", ["stored4.rar", "stored5.rar"])
def test_a_rar_file_cut_anywhere_is_noticed(name: str, tmp_path: Path) -> None:
    whole = (SAMPLES / name).read_bytes()
    end = whole.rindex("讲座,12\n".encode()) + len("讲座,12\n".encode())
    cut = tmp_path / "cut"
    seen = []
    for length in range(20, end):
        cut.write_bytes(whole[:length])
        seen.append(is_cut(cut))
    assert not is_cut(SAMPLES / name)
    # An old archive may lack its end block, so a cut exactly between blocks cannot be told.
    assert seen.count(False) <= (3 if name == "stored4.rar" else 0)


@pytest.mark.skipif(shutil.which("unar") is None, reason="unar is not installed")
class TestUnar:
    def test_it_gives_the_members_through_a_pipe(self, make_source: MakeSource) -> None:
        source = make_source((SAMPLES / "plain.7z").read_bytes(), "plain.7z")
        members, findings, entries = unar.unpacked(source, source.spool)
        assert {one.filename for one in members} == {"材料/总结.txt", "统计表.csv"}
        assert (findings, entries) == ((), 2)

    def test_it_says_which_members_are_locked(self, make_source: MakeSource) -> None:
        source = make_source((SAMPLES / "locked.7z").read_bytes(), "locked.7z")
        members, findings, _ = unar.unpacked(source, source.spool)
        assert members == ()
        assert [one.code for one in findings] == ["encrypted", "encrypted"]

    def test_a_locked_list_is_locked(self, make_source: MakeSource) -> None:
        source = make_source((SAMPLES / "locked-list.7z").read_bytes(), "x.7z")
        with pytest.raises(Encrypted):
            unar.unpacked(source, source.spool)
