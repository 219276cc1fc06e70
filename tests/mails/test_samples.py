"""Every sample mail is read as written down beside it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from parsers.mail.reader import read_mail
from tests.mails.making import SAMPLES
from tests.mails.samples import CONTEXT, MAILS, read_bytes, written_down

NAMES = sorted(path.stem for path in SAMPLES.glob("*.eml"))


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_is_read_as_expected(name: str) -> None:
    expected = json.loads((SAMPLES / f"{name}.expected.json").read_text(encoding="utf-8"))
    assert written_down(read_bytes((SAMPLES / f"{name}.eml").read_bytes())) == expected


@pytest.mark.parametrize("name", sorted(MAILS))
def test_the_kept_bytes_are_those_that_are_made(name: str) -> None:
    assert (SAMPLES / f"{name}.eml").read_bytes() == MAILS[name]


@pytest.mark.parametrize("name", NAMES)
def test_spooled_files_are_what_their_members_say(name: str, tmp_path: Path) -> None:
    spool = tmp_path / "spool"
    spool.mkdir()
    mail = read_mail(SAMPLES / f"{name}.eml", spool, context=CONTEXT)
    written = {path.name: path.read_bytes() for path in spool.iterdir()}
    assert {one.spooled: one.sha256 for one in mail.members} == {
        name: hashlib.sha256(content).hexdigest() for name, content in written.items()
    }
    assert {one.spooled: one.size for one in mail.members} == {
        name: len(content) for name, content in written.items()
    }


def test_an_attached_mail_is_kept_byte_by_byte(tmp_path: Path) -> None:
    spool = tmp_path / "spool"
    spool.mkdir()
    for name in ("attached_mail", "attached_mail_base64", "attached_mail_octet_stream"):
        mail = read_mail(SAMPLES / f"{name}.eml", spool, context=CONTEXT)
        kept = (spool / mail.members[0].spooled).read_bytes()
        inner = read_bytes(kept)
        assert (inner.subject, inner.from_address) == ("下属学校统计表", "xx@school.example")
        assert [one.filename for one in inner.members] == ["学校统计表.xlsx"]
        (spool / mail.members[0].spooled).unlink()
