"""Senders, dates, identifiers and file names as they are really written."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from parsers.mail.fields import read_fields
from parsers.mail.headers import Headers, read_headers
from parsers.mail.parameters import file_name, split_value
from tests.mails.making import Header, fields, word

FOUR = datetime(2022, 6, 10, 8, 0, tzinfo=UTC)
UNIT = word("县教育局", "gbk", label="gb2312")
WHOLE = word("县教育局 <jyj@unit.example>", "utf-8")


def headers(*items: Header) -> Headers:
    """The headers that these fields give."""
    raw = fields(list(items)) + b"\r\n"
    return read_headers(read_fields(raw, 0, len(raw))[0])


@pytest.mark.parametrize(
    ("written", "name", "address"),
    [
        ("jyj@unit.example", "", "jyj@unit.example"),
        ("<jyj@unit.example>", "", "jyj@unit.example"),
        (f"{UNIT} <jyj@unit.example>", "县教育局", "jyj@unit.example"),
        (f"{UNIT}<jyj@unit.example>", "县教育局", "jyj@unit.example"),
        (f'"{UNIT}" <jyj@unit.example>', "县教育局", "jyj@unit.example"),
        (f"'{UNIT}' <jyj@unit.example>", "县教育局", "jyj@unit.example"),
        (
            f'"{word("局，办公室", "utf-8")}"\r\n <jyj@unit.example>',
            "局，办公室",
            "jyj@unit.example",
        ),
        ("县教育局 <jyj@unit.example>".encode("gbk"), "县教育局", "jyj@unit.example"),
        ("县教育局 jyj@unit.example".encode(), "县教育局", "jyj@unit.example"),
        ("县教育局 <jyj@unit.example".encode(), "县教育局", "jyj@unit.example"),
        (
            "县教育局（办公室） <jyj@unit.example>".encode(),
            "县教育局（办公室）",
            "jyj@unit.example",
        ),
        (WHOLE, "县教育局", "jyj@unit.example"),
        ('"a@office.example" <b@unit.example>', "a@office.example", "b@unit.example"),
        ('"x <a@office.example>" <b@unit.example>', "x <a@office.example>", "b@unit.example"),
        ("a@unit.example, b@unit.example", "", "a@unit.example"),
        ("undisclosed", "undisclosed", ""),
        ("<>", "", ""),
        ("", "", ""),
    ],
)
def test_a_sender_is_a_name_and_an_address(written: str | bytes, name: str, address: str) -> None:
    found = headers(("From", written))
    assert (found.from_name, found.from_address) == (name, address)


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("Fri, 10 Jun 2022 16:00:00 +0800", FOUR),
        ("10 Jun 2022 08:00 GMT", FOUR),
        ("Fri, 10 Jun 2022 16:00:00 +0800 (GMT+08:00)", FOUR),
        ("Fri, 10 Jun 2022 16:00:00 +0800 (中国标准时间)".encode("gbk"), FOUR),
        ("Fri,10 Jun 2022 16:00:00 +0800", FOUR),
        ("2022-06-10 16:00:00", None),
        ("Fri, 10 Jun 2022 16:00:00", None),
        ("Fri, 45 Jun 2022 16:00:00 +0800", None),
        ("Fri, 10 Jun 1922 16:00:00 +0800", None),
        ("Fri, 10 Jun 9999 16:00:00 +0800", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_date_is_aware_or_none(written: str | bytes, moment: datetime | None) -> None:
    assert headers(("Date", written)).sent_at == moment


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("from a by b with SMTP id x; Fri, 10 Jun 2022 16:00:00 +0800 (CST)", FOUR),
        ("from a by b with SMTP id x;\r\n\tFri, 10 Jun 2022 16:00:00 +0800 (CST)", FOUR),
        ("from a (x; y) by b; 10 Jun 2022 08:00:00 -0000", None),
        ("from a by b; 10 Jun 2022 08:00:00 +0000", FOUR),
        ("from a by b; sometime", None),
        ("from a by b", None),
    ],
)
def test_the_topmost_received_dates_the_arrival(written: str, moment: datetime | None) -> None:
    later: Header = ("Received", "from x by y; Thu, 9 Jun 2022 16:00:00 +0800")
    assert headers(("Received", written), later).received_at == moment


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("<a@x.example>", "<a@x.example>"),
        (" \r\n <a@x.example>", "<a@x.example>"),
        ("a@x.example", "<a@x.example>"),
        ("<tencent_ABC0>", "<tencent_ABC0>"),
        ("<a@x.example> <b@x.example>", "<a@x.example>"),
        ("nothing", ""),
        ("<a b@x.example>", "<b@x.example>"),
    ],
)
def test_a_message_id_stands_in_angle_brackets(written: str, found: str) -> None:
    assert headers(("Message-ID", written)).message_id == found


@pytest.mark.parametrize(
    ("written", "name"),
    [
        (f'attachment; filename="{word("统计表.xlsx")}"', "统计表.xlsx"),
        (f"attachment; filename={word('统计表.xlsx')}", "统计表.xlsx"),
        (
            f'attachment; filename="{word("统计", "gbk")}\r\n {word("表.xlsx", "gbk")}"',
            "统计表.xlsx",
        ),
        ("attachment; filename*=utf-8''%E7%BB%9F%E8%AE%A1.xlsx", "统计.xlsx"),
        ("attachment; filename*=UTF-8'zh'%E7%BB%9F.xlsx", "统.xlsx"),
        ("attachment; filename*=gbk''%CD%B3.xlsx", "统.xlsx"),
        ("attachment; filename*0*=utf-8''%E7%BB; filename*1*=%9F; filename*2=.xlsx", "统.xlsx"),
        ("attachment; filename*1=b.xlsx; filename*0=a", "ab.xlsx"),
        ("attachment; filename=\"x.xlsx\"; filename*=utf-8''%E7%BB%9F.xlsx", "统.xlsx"),
        ('attachment; filename="%E7%BB%9F.xlsx"', "统.xlsx"),
        ('attachment; filename="100%25.xlsx"', "100%25.xlsx"),
        ('attachment; filename="a;b.xlsx"', "a;b.xlsx"),
        ('attachment; filename="a\\"b.xlsx"', 'a"b.xlsx'),
        ('attachment; filename="C:\\Users\\x\\a.xlsx"', "C:\\Users\\x\\a.xlsx"),
        ('attachment; filename="never closed.xlsx', "never closed.xlsx"),
        ("attachment; FileName = a.xlsx", "a.xlsx"),
        ("attachment; filename=统计表 (1).xlsx; size=3".encode("gbk"), "统计表 (1).xlsx"),
        ('attachment; filename="统计表.xlsx"'.encode(), "统计表.xlsx"),
        (f'attachment; filename="{"长" * 300}.xlsx"'.encode(), "长" * 235 + ".xlsx"),
        ('attachment; filename=""', ""),
        ("attachment", ""),
        ("", ""),
    ],
)
def test_a_file_name_is_what_its_author_meant(written: str | bytes, name: str) -> None:
    raw = written if isinstance(written, bytes) else written.encode()
    assert file_name(split_value(raw)[1], {}) == name


def test_the_less_damaged_of_two_names_counts() -> None:
    assert file_name({"filename": "????.xlsx"}, {"name": "统计表.xlsx"}) == "统计表.xlsx"
    assert file_name({"filename": "a.xlsx"}, {"name": "b.xlsx"}) == "a.xlsx"
    assert file_name({}, {"name": "b.xlsx"}) == "b.xlsx"
