"""The archive: a folder per unit under readable names, filled once, nothing outside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from mailbot.archive.filling import INDEX, Filled, fill_archive
from mailbot.archive.names import ending_of, safe_name
from mailbot.archive.plan import plan_archive
from store.blobs import Blobs
from store.ledger import keep_message
from store.records import Sighting
from tests.keeping.conftest import NOON, Desk, attachment, mail, memory_desk, submission


@dataclass
class Shelf:
    """A store with its blobs, and the folder that is filled."""

    desk: Desk
    blobs: Blobs
    folder: Path

    def receive(
        self,
        files: Sequence[tuple[str, bytes, str | None]],
        *,
        subject: str = "材料",
        unit: str = "edu",
    ) -> None:
        """A mail with (name, content, material) of each file."""
        self.desk.mails += 1
        raw = f"{subject} {self.desk.mails}".encode()
        message, _ = keep_message(
            self.desk.db,
            blob=self.blobs.keep([raw]),
            sighting=Sighting(
                source="test",
                folder="INBOX",
                uid=self.desk.mails,
                size=len(raw),
                internaldate=NOON,
                seen_at=NOON,
            ),
            received_at=NOON,
            received_local="2022-06-10 12:00",
        )
        kept = [
            attachment(name, sha256=self.blobs.keep([data]).sha256, family=_family(name))
            for name, data, _ in files
        ]
        materials = tuple((place, one[2]) for place, one in enumerate(files) if one[2])
        one = submission(unit, materials=materials)
        self.desk.record(message, mail([one], subject=subject, attachments=tuple(kept)))

    def fill(self) -> Filled:
        return fill_archive(plan_archive(self.desk.db), self.blobs, self.folder)

    def places(self) -> set[str]:
        """All files but the index and the hidden list of what is held."""
        return {
            one.relative_to(self.folder).as_posix()
            for one in self.folder.rglob("*")
            if one.is_file() and one.name != INDEX and not one.name.startswith(".mailbot")
        }


def _family(name: str) -> str:
    return "image" if name.endswith(".jpg") else "document"


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    desk = memory_desk()
    yield Shelf(desk, Blobs(tmp_path / "blobs"), tmp_path / "档案")
    desk.db.close()


def test_files_lie_under_their_unit_and_material(shelf: Shelf) -> None:
    shelf.receive(
        [
            ("附件2：统计表.xlsx", b"form", "statistics"),
            ("总结.DOCX", b"summary", "summary"),
            ("IMG_1.jpg", b"photo", "media"),
            ("方案.pdf", b"plan", None),
        ]
    )
    shelf.fill()
    assert shelf.places() == {
        "01_县教育局/统计表_2022-06-10.xlsx",
        "01_县教育局/总结_2022-06-10.docx",
        "01_县教育局/声像资料/2022-06-10_IMG_1.jpg",
        "01_县教育局/其他文件/2022-06-10_方案.pdf",
        "01_县教育局/原始邮件/2022-06-10_材料.eml",
    }
    assert (shelf.folder / "01_县教育局/统计表_2022-06-10.xlsx").read_bytes() == b"form"


def test_two_files_of_one_name_are_both_kept(shelf: Shelf) -> None:
    """On disks too that know no difference between capital and small letters."""
    shelf.receive([("IMG.jpg", b"one", "media"), ("img.JPG", b"two", "media")])
    shelf.receive([("IMG.jpg", b"three", "media")])
    shelf.fill()
    photos = [one for one in shelf.places() if "声像资料" in one]
    assert len({one.lower() for one in photos}) == 3
    assert {(shelf.folder / one).read_bytes() for one in photos} == {b"one", b"two", b"three"}


def test_a_second_run_copies_only_what_is_new(shelf: Shelf) -> None:
    shelf.receive([("a.jpg", b"a", "media")])
    assert shelf.fill().copied == 2
    before = {one: (shelf.folder / one).stat().st_mtime_ns for one in shelf.places()}
    assert shelf.fill().copied == 0
    shelf.receive([("b.jpg", b"b", "media")], subject="再来")
    assert shelf.fill().copied == 2
    assert (
        before.items()
        <= {one: (shelf.folder / one).stat().st_mtime_ns for one in shelf.places()}.items()
    )


def test_a_file_that_was_taken_away_or_is_another_now_comes_back(shelf: Shelf) -> None:
    shelf.receive([("a.jpg", b"a", "media")])
    shelf.fill()
    photo = shelf.folder / "01_县教育局/声像资料/2022-06-10_a.jpg"
    photo.unlink()
    assert shelf.fill().copied == 1
    assert photo.read_bytes() == b"a"


def test_the_index_leads_to_every_file(shelf: Shelf) -> None:
    shelf.receive([("=cmd|x.jpg", b"a", "media"), ("统计表.xlsx", b"b", "statistics")])
    shelf.fill()
    sheet: Any = load_workbook(shelf.folder / INDEX).active
    links = [sheet.cell(row, 3).hyperlink for row in range(3, sheet.max_row + 1)]
    targets = {link.target or link.location for link in links}
    assert targets == shelf.places()
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_a_blob_that_is_lost_is_told_and_the_rest_is_filled(shelf: Shelf) -> None:
    shelf.receive([("a.jpg", b"a", "media"), ("b.jpg", b"b", "media")])
    sha256 = shelf.desk.one("SELECT sha256 FROM attachments WHERE filename = 'a.jpg'")
    shelf.blobs.path(sha256).unlink()
    filled = shelf.fill()
    assert [Path(one).name for one in filled.lost] == ["2022-06-10_a.jpg"]
    assert filled.copied == 2


HOSTILE = [
    "../../../etc/passwd.jpg",
    "..\\..\\windows\\x.jpg",
    "/absolute.jpg",
    "a\x00b\n.jpg",
    "CON.jpg",
    "nul",
    ".",
    "..",
    "",
    " . . ",
    "长" * 300 + ".jpg",
    "\u202egpj.exe",
    "C:evil.jpg",
    "a/b/c.jpg",
    "~/.bashrc",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_from_a_mail_leaves_the_folder(shelf: Shelf, name: str) -> None:
    shelf.receive(
        [(name.replace("\x00", ""), b"x", "media"), (name.replace("\x00", ""), b"y", None)]
    )
    shelf.fill()
    outside = {one for one in shelf.folder.parent.rglob("*") if one.is_file()} - {
        one for one in shelf.folder.rglob("*") if one.is_file()
    }
    assert all("blobs" in one.parts for one in outside)
    assert len(shelf.places()) == 3
    for place in shelf.places():
        assert place.startswith("01_县教育局/")
        assert all(len(part.encode()) < 250 for part in place.split("/"))


@given(st.text(max_size=300))
def test_any_text_makes_one_safe_name(text: str) -> None:
    name = safe_name(text, "未命名")
    assert name
    assert name not in (".", "..")
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f\x7f]', name)
    assert name == name.strip(" .")
    assert len(name.encode()) < 250
    assert name.partition(".")[0].lower() not in {"con", "nul", "aux", "prn", "com1", "lpt9"}


@given(st.text(max_size=60))
def test_an_ending_is_plain_or_none(text: str) -> None:
    assert re.fullmatch(r"(\.[a-z0-9]{1,8})?", ending_of(text))
