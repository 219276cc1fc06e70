"""Mail in files: every kind is found, dated by itself, kept byte by byte, once."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailbot.mailbox.local import (
    LocalMail,
    LocalPathError,
    LocalReport,
    NoMail,
    keep_local,
    local_mails,
)
from mailbot.mailbox.mbox import mail_bytes, mail_spans
from tests.mailbox.conftest import NOW, ZONE, Desk, mail

WRITTEN = datetime(2022, 6, 2, 3, 4, 5, tzinfo=UTC)
SEPARATOR = b"From unit@unit.example Wed Jun  1 08:00:00 2022\n"


def _write(path: Path, raw: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw)
    os.utime(path, (WRITTEN.timestamp(), WRITTEN.timestamp()))
    return path


def _keep(desk: Desk, path: Path, *, receipts: bool = False) -> LocalReport:
    return keep_local(desk.db, desk.blobs, path, zone=ZONE, clock=lambda: NOW, receipts=receipts)


def _found(path: Path) -> dict[str, bytes]:
    return {
        one.place: b"".join(one.chunks()) for one in local_mails(path) if isinstance(one, LocalMail)
    }


def _mbox(*raws: bytes) -> bytes:
    """As mboxrd writes it."""
    lines = []
    for raw in raws:
        lines.append(SEPARATOR)
        for line in raw.splitlines(keepends=True):
            quoted = line.lstrip(b">").startswith(b"From ")
            lines.append(b">" + line if quoted else line)
        lines.append(b"\n")
    return b"".join(lines)


def test_a_folder_is_read_whole_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("乙/2.eml", "乙/1.eml", "甲.eml", "noname"):
        _write(tmp_path / "in" / name, mail(len(name)))
    assert list(_found(tmp_path / "in")) == ["noname", "乙/1.eml", "乙/2.eml", "甲.eml"]


def test_a_maildir_gives_its_mails_and_none_of_the_servers_files(tmp_path: Path) -> None:
    box = tmp_path / "Maildir"
    _write(box / "cur" / "1.host:2,S", mail(1))
    _write(box / "new" / "2.host", mail(2))
    _write(box / "tmp" / "3.host", mail(3))
    _write(box / ".&V4NXPpCuTvY-" / "cur" / "4.host:2,", mail(4))
    _write(box / "dovecot-uidlist", b"3 V1 N1\n")
    _write(box / "stray.eml", mail(5))
    assert _found(box) == {
        "cur/1.host:2,S": mail(1),
        "new/2.host": mail(2),
        "垃圾邮件/cur/4.host:2,": mail(4),
        "stray.eml": mail(5),
    }


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (b">From the office", b"From the office"),
        (b">>From the office", b">From the office"),
        (b">> From the office", b">> From the office"),
        (b">Fromage", b">Fromage"),
        (b"x>From a", b"x>From a"),
        (b"From here on, unquoted", b"From here on, unquoted"),
    ],
)
def test_quoted_lines_of_an_mbox_are_undone(tmp_path: Path, written: bytes, meant: bytes) -> None:
    head = b"Subject: x\nFrom: a@unit.example\n\nfirst\n\n"
    box = SEPARATOR + head + written + b"\n\n" + SEPARATOR + mail(2, end=b"\n") + b"\n"
    path = _write(tmp_path / "in.mbox", box)
    assert _found(path) == {
        "in.mbox#1": head + meant + b"\n",
        "in.mbox#2": mail(2, end=b"\n"),
    }


def test_an_mbox_with_crlf_and_no_last_empty_line_is_read(tmp_path: Path) -> None:
    separator = SEPARATOR.replace(b"\n", b"\r\n")
    box = separator + mail(1) + b"\r\n" + separator + mail(2)
    assert list(_found(_write(tmp_path / "a", box)).values()) == [mail(1), mail(2)]


BODIES = st.lists(
    st.sampled_from(
        [b"", b"From ", b"From a b", b">From c", b">>From ", b"text", b">", b"F", b": x"]
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(BODIES, min_size=1, max_size=4))
def test_whatever_mails_went_into_an_mbox_come_out(
    tmp_path_factory: pytest.TempPathFactory, bodies: list[list[bytes]]
) -> None:
    raws = [b"Subject: x\n\n" + b"".join(line + b"\n" for line in body) for body in bodies]
    path = tmp_path_factory.mktemp("mbox") / "box"
    path.write_bytes(_mbox(*raws))
    with path.open("rb") as file:
        spans = list(mail_spans(file))
    assert [b"".join(mail_bytes(path, span)) for span in spans] == raws


def test_an_overlong_line_is_not_taken_for_several(tmp_path: Path) -> None:
    long = b"From: a@unit.example\n\n" + b"x" * 65536 + b">From y" + b"z" * 700_000 + b"\n"
    path = _write(tmp_path / "box", _mbox(long, mail(2, end=b"\n")))
    assert list(_found(path).values()) == [long, mail(2, end=b"\n")]


@pytest.mark.parametrize(
    ("header", "received"),
    [
        (
            b"Received: from x by y; Wed, 1 Jun 2022 08:00:00 +0800\n"
            b"Received: from a by b; Tue, 31 May 2022 08:00:00 +0800\n",
            datetime(2022, 6, 1, tzinfo=UTC),
        ),
        (
            b"received: from x\n\tby y;\n\tWed, 1 Jun 2022 08:00:00 +0800 (CST)\n",
            datetime(2022, 6, 1, tzinfo=UTC),
        ),
        (b"Date: Wed, 1 Jun 2022 08:00:00 +0800\n", datetime(2022, 6, 1, tzinfo=UTC)),
        (
            b"Received: by y\nDate: Wed, 1 Jun 2022 00:00:00 -0000\n",
            datetime(2022, 6, 1, tzinfo=UTC),
        ),
        (b"Date: Wed, 99 Foo 2022\n", WRITTEN),
        (b"Date: Fri, 31 Dec 9999 23:59:59 -1200\n", WRITTEN),
        (b"", WRITTEN),
        (b"X-Note: a\n\nDate: Wed, 1 Jun 2022 08:00:00 +0800\n", WRITTEN),
    ],
)
def test_received_is_told_by_the_header_else_by_the_file(
    tmp_path: Path, header: bytes, received: datetime
) -> None:
    path = _write(tmp_path / "a.eml", b"Subject: x\n" + header + b"\nbody\n")
    assert [one.received_at for one in local_mails(path) if isinstance(one, LocalMail)] == [
        received
    ]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "不是邮件"),
        (b"PK\x03\x04 not a mail", "不是邮件"),
        ("注意：这是一份说明\n".encode(), "不是邮件"),
        (b"note: a readme\nelse: nothing\n\nSubject: x\n", "不是邮件"),
        (b"From now on\nnothing\n", "不是邮件"),
        (bytes.fromhex("D0CF11E0A1B11AE1"), ".eml"),
    ],
)
def test_a_file_that_is_no_mail_is_told_and_stops_nothing(
    desk: Desk, tmp_path: Path, raw: bytes, reason: str
) -> None:
    _write(tmp_path / "in" / "a.dat", raw)
    _write(tmp_path / "in" / "b.eml", mail(1))
    report = _keep(desk, tmp_path / "in")
    assert (report.kept, len(report.skipped)) == (1, 1)
    assert report.skipped[0].place == "a.dat"
    assert reason in report.skipped[0].reason


def test_a_pipe_and_a_dangling_link_are_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    told = [one for one in local_mails(tmp_path) if isinstance(one, NoMail)]
    assert [one.place for one in told] == ["link", "pipe"]


def test_a_path_that_is_not_there_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(LocalPathError, match="没有这个文件") as caught:
        list(local_mails(tmp_path / "nothing"))
    assert "mbox" in caught.value.remedy


def test_the_same_mails_from_a_server_and_three_exports_are_kept_once(
    desk: Desk, tmp_path: Path
) -> None:
    _write(tmp_path / "eml" / "1.eml", mail(1))
    _write(tmp_path / "lf" / "1.eml", mail(1, end=b"\n"))
    _write(tmp_path / "box", _mbox(mail(1, end=b"\n")))
    reports = [_keep(desk, tmp_path / name) for name in ("eml", "lf", "box")]
    assert [(one.kept, one.known) for one in reports] == [(1, 0), (0, 1), (0, 1)]
    assert (desk.count("messages"), desk.count("sightings")) == (1, 3)
    assert _keep(desk, tmp_path / "box") == LocalReport(known=1)
    assert desk.count("sightings") == 3


@pytest.mark.parametrize("receipts", [True, False])
def test_a_kept_mail_says_where_it_was_and_whether_to_answer(
    desk: Desk, tmp_path: Path, receipts: bool
) -> None:
    path = _write(tmp_path / "in" / "报送.eml", mail(1)).parent
    _keep(desk, path, receipts=receipts)
    row = next(
        desk.db.query(
            "select received_at, received_local, receipt_wanted, source, folder, uid"
            " from messages join sightings on message_id = messages.id"
        )
    )
    assert row == {
        "received_at": "2022-06-02T03:04:05Z",
        "received_local": "2022-06-02 11:04",
        "receipt_wanted": int(receipts),
        "source": str(path),
        "folder": "报送.eml",
        "uid": None,
    }


@pytest.mark.parametrize(
    ("name", "told"),
    [("单位".encode("gb18030"), "单位.eml"), (b"a\xff\xff", r"a\xff\xff.eml")],
)
def test_a_name_that_is_not_utf8_is_told_as_well_as_can_be(
    desk: Desk, tmp_path: Path, name: bytes, told: str
) -> None:
    _write(tmp_path / os.fsdecode(name + b".eml"), mail(1))
    assert _keep(desk, tmp_path).kept == 1
    assert next(desk.db.query("select folder from sightings"))["folder"] == told


def test_stopping_keeps_what_was_read(desk: Desk, tmp_path: Path) -> None:
    for number in range(3):
        _write(tmp_path / f"{number}.eml", mail(number))
    report = keep_local(
        desk.db,
        desk.blobs,
        tmp_path,
        zone=ZONE,
        clock=lambda: NOW,
        receipts=False,
        stop=lambda: desk.count("messages") == 2,
    )
    assert report == LocalReport(kept=2, stopped=True)
