"""What the pages show of the sample's store."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest

from mailbot.web.files import page_of
from store.database import writing
from tests.web.conftest import Browser, browsing

PAGES = (
    "/",
    "/?state=缺材料",
    "/summary",
    "/summary?sort=participants&desc=1",
    "/field/participants",
    "/review",
    "/mails",
    "/mails?state=ignored",
    "/mail/1",
    "/documents",
    "/documents?material=summary",
    "/search?q=科普",
    "/search?q=县",
    "/letter/1",
    "/unit/县教育局",
    "/unit/县教育局/events",
    "/unit/县教育局/spending",
    "/file/2",
    "/login",
    "/data",
    "/data/报送情况",
    "/data/messages?_facet=state",
    "/data/messages/1",
    "/data?sql=select+1",
)


def address(path: str) -> str:
    """A path as a browser sends it."""
    return quote(path, safe="/?=&+")


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_there_in_chinese(pages: Browser, path: str) -> None:
    page = pages.page(address(path))
    assert page.get("lang") == "zh-CN"
    assert page.xpath("//h1"), path
    english = {"row", "rows", "Search", "Apply", "Error", "Powered", "Custom"}
    assert not english & set(" ".join(page.xpath("//body//text()")).split())


def test_every_figure_leads_to_its_marked_cell(pages: Browser) -> None:
    """Re-read from the kept file, the marked cell says what the store says was written."""
    db = pages.store()
    rows = list(
        db.query(
            "SELECT f.id, f.raw, f.location FROM figures f WHERE f.current = 1 AND f.raw <> ''"
        )
    )
    assert len(rows) > 80
    for row in rows:
        page = pages.page(f"/figure/{row['id']}")
        marked = page.xpath("//td[@id='marked']/text()")
        assert marked == [row["raw"]], row["location"]


def test_a_figure_in_a_mails_own_text_shows_the_mails_table(pages: Browser) -> None:
    (row,) = pages.store().query(
        "SELECT id, raw FROM figures WHERE location = '正文 表1 行4列3' AND current = 1"
    )
    page = pages.page(f"/figure/{row['id']}")
    assert page.xpath("string(//td[@id='marked']/text())") == row["raw"]
    assert "邮件正文" in page.xpath("string(//caption)")


def test_a_figure_out_of_a_picture_shows_the_picture(desk_pages: Browser) -> None:
    """What OCR read is held against the original, which is drawn anew."""
    db = desk_pages.desk.office.db
    picture = next(db.query("SELECT id FROM attachments WHERE family = 'image'"))["id"]
    with writing(db):
        db.execute(
            "UPDATE figures SET attachment_id = ?, location = 'IMG_0001.jpg 第1页 表1 行2列2'"
            " WHERE id = 1",
            [picture],
        )
    (shown,) = desk_pages.page("/figure/1").xpath("//img[@class='page']/@src")
    assert shown == f"/file/{picture}/picture?page=1"
    assert desk_pages.get(shown).headers["content-type"] == "image/jpeg"


def test_the_page_of_a_figure_that_cannot_be_marked_says_so(desk_pages: Browser) -> None:
    """Where OCR saw a word is not kept."""
    db = desk_pages.desk.office.db
    picture = next(db.query("SELECT id FROM attachments WHERE family = 'image'"))["id"]
    with writing(db):
        db.execute(
            "UPDATE figures SET attachment_id = ?, location = 'a.pdf 第3页 表1 行2列2'"
            " WHERE id = 1",
            [picture],
        )
    page = desk_pages.page("/figure/1")
    assert page.xpath("//img[@class='page']/@src") == [f"/file/{picture}/picture?page=3"]
    assert "没有记下它在画面上的位置" in page.xpath("string(//main)")


PLACES = {
    "扫描.pdf 第1页": 1,
    "扫描.pdf 第12页 表1 行2列3": 12,
    "扫描.pdf 第2-3页 表1 行2列3": 2,
    "扫描.pdf 第2页 表1 行1列1、扫描.pdf 第4页 表1 行1列1": 2,
    "汇总 第9页 .pdf 第2页 表1 行1列1": 2,
    "统计表.xlsx!第3页!C5": 1,
    "": 1,
}


@pytest.mark.parametrize("location", PLACES)
def test_the_page_that_a_place_names_is_shown(location: str) -> None:
    assert page_of(location) == PLACES[location]


def test_the_overview_counts_what_the_store_counts(pages: Browser) -> None:
    page = pages.page("/")
    tiles = {
        " ".join(tile.xpath("text()")).strip(): tile.xpath("string(b)")
        for tile in page.xpath("//section[@class='tiles']/*[b]")
    }
    states = {
        row["状态"]: row["n"]
        for row in pages.store().query('SELECT 状态, count(*) AS n FROM "报送情况" GROUP BY 状态')
    }
    assert tiles["应报"] == "23"
    assert int(tiles["已报齐"]) == states["已报齐"]
    assert int(tiles["缺材料"]) == states["缺材料"]
    assert "已截止 2 天" in page.text_content()
    assert len(page.xpath("//table[contains(@class, 'matrix')]/tbody/tr")) == 23


def test_the_summary_adds_up_as_the_view_does(pages: Browser) -> None:
    page = pages.page("/summary")
    shown = [cell.text_content() for cell in page.xpath("//tr[@class='total'][1]/td")]
    rows = list(pages.store().query('SELECT 指标, 合计 FROM "统计合计"'))
    assert shown == ["" if row["合计"] is None else f"{row['合计']:,}" for row in rows]


def test_a_sorted_summary_puts_units_without_a_figure_last(pages: Browser) -> None:
    page = pages.page("/summary?sort=participants&desc=1")
    place = [head.get("aria-sort") for head in page.xpath("//table//thead/tr[1]/th")].index(
        "descending"
    )
    cells = page.xpath(f"//tbody[1]/tr[@data-row]/td[{place}]")
    texts = [cell.text_content().replace(",", "") for cell in cells]
    numbers = [
        int(text.split()[-1]) for text in texts if text.split()[-1:] and text.split()[-1].isdigit()
    ]
    assert numbers == sorted(numbers, reverse=True)
    assert len(numbers) > 15
    assert not any(text and text[0].isdigit() for text in texts[len(numbers) :])


def test_an_archive_lists_what_is_in_it(pages: Browser) -> None:
    (row,) = pages.store().query("SELECT id FROM attachments WHERE family = 'archive'")
    page = pages.page(f"/file/{row['id']}")
    assert "材料/工作总结.docx" in page.xpath("//ul[@class='files']//a/text()")


def test_times_are_the_campaigns_own(desk_pages: Browser) -> None:
    """23:30 in UTC is the next morning here."""
    letter = next(desk_pages.store().query("SELECT id FROM receipts WHERE state = 'sent'"))["id"]
    with writing(desk_pages.desk.office.db):
        desk_pages.desk.office.db.execute(
            "UPDATE receipts SET sent_at = '2022-06-10T23:30:00Z' WHERE id = ?", [letter]
        )
    assert "2022-06-11 07:30" in desk_pages.page(f"/letter/{letter}").text_content()


def test_hits_of_one_and_two_characters_are_marked(pages: Browser) -> None:
    for word in ("县", "科普"):
        page = pages.page(address(f"/search?q={word}"))
        assert page.xpath("//li//mark")[0].text_content() == word


def test_what_is_not_there_says_so_in_chinese(pages: Browser) -> None:
    for path in ("/unit/nobody", "/figure/999999", "/mail/1x", "/file/0", "/nothing", "/data/nix"):
        answer = pages.get(path)
        assert answer.status_code == 404, path
        assert "没有" in answer.text


def test_canned_queries_run(pages: Browser) -> None:
    """Every one of them, with a parameter that finds something."""
    page = pages.page("/data")
    links = page.xpath("//section[h2/@id='queries']//a/@href")
    assert len(links) >= 10
    for link in links:
        query = "?日期=2022-06-10&指标=参加人数&单位=教育"
        shown = pages.page(address(f"{link}{query}").replace("%25", "%"))
        assert not shown.xpath("//*[contains(@class, 'bad')]"), link


def test_data_goes_out_as_json_and_csv(pages: Browser) -> None:
    answer = pages.get("/data/form_fields.json?_shape=array")
    assert {"活动项数", "横幅"} <= {row["label"] for row in answer.json()}
    table = pages.get(address("/export/报送情况.csv"))
    assert table.content.startswith(b"\xef\xbb\xbf")
    assert "县教育局" in table.text
    assert pages.get("/export/messages.csv").status_code == 404


def test_every_column_of_a_table_can_be_counted(pages: Browser) -> None:
    page = pages.page("/data/messages")
    (link,) = page.xpath("//details//a[text()='state']/@href")
    facet = pages.page(link)
    assert "recorded" in facet.xpath("//div[@class='facets']//li/a/text()")


def test_another_store_stands_beside_this_one(sample_folder: Path, copy: Path) -> None:
    """Compared with itself nothing has changed."""
    with browsing(sample_folder, compare=copy / "data" / "mailbot.db") as browser:
        page = browser.page("/compare?field=participants")
        changes = [cell.text_content() for cell in page.xpath("//section[2]//td[3]")]
        assert {one for one in changes if one != "—"} == {"0（0%）"}
        assert browser.page("/").xpath("//nav//a[@href='/compare']")
        assert browser.get("/compare/form_fields").status_code == 200


def test_without_another_store_there_is_nothing_to_compare(pages: Browser) -> None:
    assert pages.get("/compare").status_code == 404
