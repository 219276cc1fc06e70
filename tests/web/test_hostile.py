"""Names, subjects, cells and files of a hostile mail: shown as text on every page, never run."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from mailbot.config.loading import load_configuration
from mailbot.pipeline.taking_up import take_up
from mailbot.reading.starting import looker_for
from mailbot.sample.addresses import UNIT_ADDRESSES
from mailbot.sample.mailbox import sample_config_text
from mailbot.service.office import Office
from store.ledger import keep_message, pending_messages
from store.records import Sighting
from tests.web.conftest import BASE, NOW, Browser, browsing

MARK = "hacked"
TAG = f"<script>{MARK}()</script>"
BREAK = f"\"'><img src=x onerror={MARK}()>"
ATTRIBUTE = f"' autofocus onfocus={MARK}() x='"
TEMPLATE = "{{ 7 * 7 }}{% raise %}"
SVG = f"<svg xmlns='http://www.w3.org/2000/svg' onload='{MARK}()'/>"
LINK = f"javascript:{MARK}()"


def form() -> bytes:
    """A readable form whose every text is an attack."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "<b>表"
    for row in (
        ("2022年全国科技活动周开展情况统计表",),
        ("填报单位", "县教育局", BREAK),
        ("指标", "单位", "数量", TAG),
        ("活动项数", "项", f"约12{TAG}", BREAK),
        ("活动场次", "场", 36, ATTRIBUTE),
        ("参加人数", "人次", BREAK, TEMPLATE),
        (TAG, "人", 5, "=cmd|' /C calc'!A0"),
    ):
        sheet.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def mail() -> bytes:
    """One mail with all of it."""
    made = EmailMessage()
    made["From"] = f'"{TAG} {ATTRIBUTE}" <{UNIT_ADDRESSES["县教育局"]}>'
    made["To"] = "office@inbox.example"
    made["Subject"] = f"科技活动周统计表 {BREAK} {TAG} {TEMPLATE}"
    made["Date"] = "Fri, 10 Jun 2022 10:00:00 +0800"
    made["Message-ID"] = f"<{MARK}@unit.example>"
    made.set_content(f"材料见附件 {TAG} {BREAK} {LINK}")
    files = {
        f"统计表{BREAK}.xlsx": (form(), "application", "octet-stream"),
        f"总结{TAG}.html": (f"<h1>总结</h1>{TAG}{BREAK}".encode(), "text", "html"),
        "图.svg": (SVG.encode(), "image", "svg+xml"),
        f"照片{ATTRIBUTE}.jpg": (TAG.encode(), "image", "jpeg"),
        "名字\r\nSet-Cookie: x=1.txt": (TAG.encode(), "text", "plain"),
        "../../etc/passwd": (b"x", "application", "octet-stream"),
    }
    for name, (content, main, sub) in files.items():
        made.add_attachment(content, maintype=main, subtype=sub, filename=name.replace("\r\n", " "))
    return made.as_bytes()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """An office that has received it."""
    folder: Path = tmp_path_factory.mktemp("hostile")
    (folder / "config.toml").write_text(sample_config_text(), encoding="utf-8")
    config = load_configuration(folder / "config.toml", os.environ)
    with Office(config, clock=lambda: NOW) as office, looker_for(config, office.scratch) as reader:
        keep_message(
            office.db,
            blob=office.blobs.keep([mail()]),
            sighting=Sighting(source="x", folder=TAG, seen_at=NOW),
            received_at=NOW,
            received_local="2022-06-10 10:00",
        )
        for waiting in pending_messages(office.db):
            take_up(office.workshop(reader), waiting)
    with browsing(folder) as browser:
        yield browser


def addresses(browser: Browser) -> list[str]:
    """Every page that shows something of the mail."""
    db = browser.store()

    def ids(table: str) -> list[int]:
        return [row["id"] for row in db.query(f"SELECT id FROM {table}")]

    unit = "/unit/%E5%8E%BF%E6%95%99%E8%82%B2%E5%B1%80"
    return [
        "/",
        "/summary",
        "/review",
        "/mails",
        "/mail/1",
        "/documents",
        unit,
        f"{unit}/participants",
        f"/search?q={MARK}",
        "/search?q=%3Cscript%3Ehacked%28%29%3C%2Fscript%3E",
        "/data/messages",
        "/data/attachments",
        "/data/figures",
        "/data/~E6~95~B0~E6~8D~AE~E6~9D~A5~E6~BA~90",
        "/data/messages?_facet=subject",
        "/data?sql=select+subject+from+messages",
        *(f"/file/{one}" for one in ids("attachments")),
        *(f"/figure/{one}" for one in ids("figures")),
        *(f"/document/{one}" for one in ids("documents")),
        *(f"/letter/{one}" for one in ids("receipts")),
    ]


def assert_inert(page: Any, path: str) -> None:
    """No element, attribute or address of the page is the mail's."""
    for element in page.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag == "script":
            assert element.get("src", "").startswith("/static/"), path
            assert not (element.text or "").strip(), path
        assert element.tag not in ("iframe", "object", "embed", "base"), path
        for name, value in element.attrib.items():
            assert not name.startswith("on"), (path, name)
            assert name != "autofocus", path
            if name in ("href", "src", "action", "formaction"):
                assert value.startswith(("/", "?", "#", f"{BASE}/")), (path, value)
    for picture in page.xpath("//img"):
        assert picture.get("src").startswith("/file/"), path


def test_every_page_shows_the_attack_as_text(hostile: Browser) -> None:
    shown = 0
    for path in addresses(hostile):
        page = hostile.page(path)
        assert_inert(page, path)
        assert "49{%" not in page.text_content(), "a template of the mail's was run"
        shown += MARK in page.text_content()
    assert shown > 15, "the attacks are on the pages"


def test_a_strangers_markup_is_never_sent_as_a_page(hostile: Browser) -> None:
    """HTML and SVG are saved, and what claims to be a picture is drawn anew or not at all."""
    for row in hostile.store().query("SELECT id, filename, sha256 FROM attachments"):
        original = hostile.get(f"/file/{row['id']}/original")
        assert original.headers["content-type"] == "application/octet-stream"
        assert original.headers["content-disposition"].startswith('attachment; filename="file";')
        assert "set-cookie" not in original.headers
        assert original.headers["x-content-type-options"] == "nosniff"
        picture = hostile.get(f"/file/{row['id']}/picture")
        assert picture.status_code == 404 or picture.headers["content-type"] == "image/jpeg"


def test_an_address_that_is_an_attack_is_shown_as_text(hostile: Browser) -> None:
    attack = "%22%3E%3Cimg%20src=x%20onerror=hacked()%3E"
    for path in ("/search?q=", "/unit/", "/?state=", "/login?next=", "/mails?state="):
        answer = hostile.get(f"{path}{attack}")
        assert "<img src=x" not in answer.text, path
