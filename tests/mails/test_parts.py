"""Parts: bounds hold, damage is told, links are read with their end."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from parsers.mail.links import find_links
from parsers.mail.transfer import Decoded
from tests.mails.making import encoded, file, mail, multi, part, text
from tests.mails.samples import read_bytes


def decoded(content: bytes, encoding: str) -> tuple[bytes, bool]:
    """What a transfer encoding gives, and whether damage was noticed."""
    found = Decoded(content, 0, len(content), encoding)
    return b"".join(found), found.damaged


@pytest.mark.parametrize(
    ("content", "encoding", "result", "damaged"),
    [
        (b"aGVsbG8=", "base64", b"hello", False),
        (b"aGVs\r\nbG8=\r\n", "BASE64", b"hello", False),
        (b"aGVs bG8", "base64;", b"hello", True),
        (b"aGVsbG8=aGVsbG8=", "base64", b"hellohello", False),
        (b"aGVs!bG8=", "base64", b"hello", True),
        (b"aGVsbG8hX", "base64", b"hello!", True),
        ("你好，普通文字".encode(), "base64", "你好，普通文字".encode(), False),
        (b"", "base64", b"", False),
        (b"a=E4=B8=\r\n=AD", "quoted-printable", "a中".encode(), False),
        (b"a=ZZb", "quoted-printable", b"a=ZZb", False),
        (b"begin 644 x\n#0V%T\n`\nend\n", "x-uuencode", b"Cat", False),
        (b"\x00\xff\r\n", "binary", b"\x00\xff\r\n", False),
        (b"plain", "", b"plain", False),
        (b"plain", "bogus", b"plain", False),
    ],
)
def test_a_transfer_encoding_is_undone(
    content: bytes, encoding: str, result: bytes, damaged: bool
) -> None:
    assert decoded(content, encoding) == (result, damaged)


def test_base64_over_many_chunks_is_whole() -> None:
    content = bytes(range(256)) * 20_000
    assert decoded(encoded(content, "base64"), "base64") == (content, False)


def test_parts_beyond_the_bound_are_cut_and_told() -> None:
    parts = [part([("Content-Type", "application/pdf")], b"x")] * 2500
    kind = 'multipart/mixed; boundary="b"'
    found = read_bytes(mail([("Subject", "x"), ("Content-Type", kind)], multi("b", *parts)))
    assert len(found.members) < 2500
    assert [one.code for one in found.findings] == ["truncated"]


def test_files_stand_in_the_order_of_the_mail() -> None:
    kind = 'multipart/mixed; boundary="b"'
    parts = [text("x"), *(file(f"{number}.xlsx", b"%d" % number) for number in range(12))]
    found = read_bytes(mail([("Subject", "x"), ("Content-Type", kind)], multi("b", *parts)))
    assert [one.filename for one in found.members] == [f"{number}.xlsx" for number in range(12)]
    assert [one.spooled for one in found.members] == [f"p{n:05d}" for n in range(1, 13)]


@pytest.mark.parametrize(
    ("printed", "moment"),
    [
        ("(80.96M, 2026年8月17日 0:49 到期)", datetime(2026, 8, 16, 16, 49, tzinfo=UTC)),
        ("（80.96M，2026年08月17日 00:49到期）", datetime(2026, 8, 16, 16, 49, tzinfo=UTC)),
        ("(80.96M) 到期时间：2026-08-17 00:49:30", datetime(2026, 8, 16, 16, 49, tzinfo=UTC)),
        ("有效期至2026/8/17", datetime(2026, 8, 17, 15, 59, tzinfo=UTC)),
        ("(80.96M, 无限期)", None),
        ("(80.96M, 2026年13月45日 0:49 到期)", None),
        ("发布于2026年8月17日", None),
        ("", None),
    ],
)
def test_a_links_end_is_the_printed_china_time(printed: str, moment: datetime | None) -> None:
    url = "https://mail.163.com/large-attachment-download/index.html?file=abc"
    in_text = find_links("", f"录像.mp4 {url} {printed}")
    in_html = find_links(f'<p><a href="{url}">录像.mp4</a> <span>{printed}</span></p>', "")
    assert [one.expires_at for one in (*in_text, *in_html)] == [moment, moment]
    assert [one.filename for one in (*in_text, *in_html)] == ["录像.mp4", "录像.mp4"]


@pytest.mark.parametrize(
    "url",
    [
        "https://mail.163.com/large-attachment-download/index.html?p=abc",
        "https://mail.126.com/large-attachment-download/index.html?file=abc",
        "https://dashi.163.com/html/cloud-attachment-download/?key=abc",
        "http://fs.163.com/fs/display/?file=abc",
        "https://wx.mail.qq.com/ftn/download?func=3&key=a&code=b",
        "https://iwx.mail.qq.com/ftn/download?func=3&key=a&code=b",
        "https://mail.qq.com/cgi-bin/ftnExs_download?t=exs&k=a&code=b",
        "https://pan.baidu.com/s/1abc",
        "https://www.alipan.com/s/abc",
        "https://www.aliyundrive.com/s/abc",
        "https://cloud.189.cn/t/abc",
        "https://cloud.189.cn/web/share?code=abc",
    ],
)
def test_an_offered_file_counts_once_however_often_it_is_linked(url: str) -> None:
    escaped = url.replace("&", "&amp;")
    markup = f'<a href="{escaped}"></a><a href="{escaped}">a.zip</a><a href="{escaped}">下载</a>'
    found = find_links(markup, url)
    assert [(one.url, one.filename) for one in found] == [(url, "a.zip")]
    assert found[0].provider


@pytest.mark.parametrize(
    "url",
    [
        "https://www.unit.example/news.zip",
        "https://mail.163.com/js6/main.jsp",
        "https://evil.example/?x=https://pan.baidu.com/s/1",
        "https://pan.baidu.com.evil.example/s/1",
        "javascript:location='https://pan.baidu.com/s/1'",
        "ftp://pan.baidu.com/s/1",
    ],
)
def test_other_addresses_are_no_offers(url: str) -> None:
    assert find_links(f'<a href="{url}">a.zip</a>', "") == ()
