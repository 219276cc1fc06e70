"""Files are told apart by their bytes; names count only where bytes say nothing."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from parsers.errors import Unreadable
from parsers.files.detect import detect
from parsers.files.registry import FORMATS, format_by_suffix, format_named

_MAIL = "Received: by mx.example\r\nMessage-ID: <a@b.example>\r\nFrom: a@b.example\r\n"
_MIME = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n"

TEXTS = [
    ("a.html", "<!DOCTYPE html><p>x", "html"),
    ("a.doc", "\ufeff  <!-- c --><html>", "html"),
    ("a.xls", "<table><tr><td>1", "html"),
    ("a.txt", "<?xml version='1.0'?>\n<html xmlns='http://www.w3.org/1999/xhtml'>", "html"),
    ("a.txt", "一行 <b>字</b>", "text"),
    ("a.xls", '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>', "xml_spreadsheet"),
    ("a.doc", '<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?>', "xml_word"),
    ("a.xml", "<?xml version='1.0'?><office:document office:version='1.2'>", "flat_odf"),
    ("a.xml", "<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>", "svg"),
    ("a.csv", "甲,乙\n1,2\n", "csv"),
    ("a.xls", "甲\t乙\n1\t2\n", "csv"),
    ("a.txt", "甲,乙\n1,2\n", "text"),
    ("无名", "只有一行字", "text"),
    ("a.txt", _MAIL + "\r\n正文", "eml"),
    ("a.mht", _MIME + "\r\n--x", "mhtml"),
    ("a.doc", _MIME + "\r\n--x", "mhtml"),
    ("a.eml", _MAIL + _MIME + "\r\n--x", "eml"),
    ("a.txt", "Subject: 只是一行像邮件头的话\n下一行", "text"),
    ("a.eml", "Subject: 没有别的头\n\n正文", "eml"),
]


@pytest.mark.parametrize(("name", "text", "kind"), TEXTS)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_text_is_told_by_what_it_says(
    name: str, text: str, kind: str, encoding: str, tmp_path: Path
) -> None:
    path = tmp_path / "file"
    path.write_bytes(text.encode(encoding))
    assert detect(path, name) == kind


MARKS = [
    (b"%PDF-1.7\n", "pdf"),
    (b"\xef\xbb\xbf%PDF-1.4", "pdf"),
    (b"{\\rtf1\\ansi", "rtf"),
    (b"\x00\x00\x00\x18ftypheic\x00\x00", "heic"),
    (b"\x00\x00\x00\x18ftypmp42\x00\x00", "mp4"),
    (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "webp"),
    (b"RIFF\x00\x00\x00\x00AVI LIST", "avi"),
    (b"BM\x36\x00\x00\x00\x00\x00\x00\x00", "bmp"),
    (b"7z\xbc\xaf\x27\x1c\x00\x04", "7z"),
    (b"Rar!\x1a\x07\x01\x00", "rar"),
    (b"\x09\x08\x08\x00\x00\x05\x10\x00", "xls"),
    (b"\x7fELF\x02\x01\x01\x00\x00\x00", "unknown"),
]


@pytest.mark.parametrize(("data", "kind"), MARKS)
def test_bytes_win_over_the_name(data: bytes, kind: str, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(data + bytes(50))
    assert detect(path, "报告.txt") == kind


def test_a_character_cut_at_the_end_of_the_head_is_no_reason_to_doubt(tmp_path: Path) -> None:
    """The first 8 KB end anywhere, in the middle of a character too."""
    for shift in range(4):
        for encoding in ("utf-8", "gb18030"):
            path = tmp_path / "file"
            path.write_bytes(b"x" * shift + ("总结报告" * 5 + "\n").encode(encoding) * 500)
            assert detect(path, "a.txt") == "text"


def test_comments_before_markup_cost_no_time(tmp_path: Path) -> None:
    """Many comments and then no markup: a careless pattern would never end."""
    path = tmp_path / "file"
    path.write_text("<!---->" * 1100 + "正文", encoding="utf-8")
    started = time.process_time()
    assert detect(path, "a.txt") == "text"
    assert time.process_time() - started < 5


def test_an_empty_file_is_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.touch()
    with pytest.raises(Unreadable):
        detect(path, "a.xlsx")


def test_every_format_is_named_once_and_found_by_its_name() -> None:
    names = [one.name for one in FORMATS]
    assert len(names) == len(set(names))
    assert all(format_named(one.name) is one for one in FORMATS)
    assert format_named("nothing of the kind").name == "unknown"


@pytest.mark.parametrize(("name", "kind"), [("A.XLSX", "xlsx"), ("总结.wps", "wps"), ("a", None)])
def test_a_name_claims_a_format(name: str, kind: str | None) -> None:
    found = format_by_suffix(name)
    assert (found.name if found else None) == kind
