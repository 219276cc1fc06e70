"""What a person decides on the pages: written, shown, and kept apart from what was read."""

from __future__ import annotations

import io
import sqlite3
from typing import Any

import pytest
from openpyxl import load_workbook

from mailbot.pipeline.reading import ReaderUnavailable
from mailbot.service.lock import round_lock
from mailbot.web import desk
from store.outbox import mark_failed
from tests.web.conftest import NOW, Browser


def one(browser: Browser, sql: str) -> dict[str, Any]:
    """The only row of a query."""
    (row,) = browser.store().query(sql)
    return dict(row)


def test_a_correction_counts_at_once_and_can_be_withdrawn(desk_pages: Browser) -> None:
    fields = {"unit": "县民政局", "field": "participants"}
    told = desk_pages.decide("correct", **fields, value=" 1,２00 ", why="电话核实")
    assert told == "已更正，汇总和导出都按新的数。"
    page = desk_pages.page("/unit/%E5%8E%BF%E6%B0%91%E6%94%BF%E5%B1%80/participants")
    assert "1,200 人次" in " ".join(page.xpath("string(//h1)").split())
    assert "电话核实" in page.text_content()
    book = load_workbook(io.BytesIO(desk_pages.get("/export.xlsx").content))
    (row,) = (row for row in book["汇总表"].values if row[0] == "县民政局")
    assert 1200 in row
    desk_pages.decide("withdraw", **fields)
    page = desk_pages.page("/unit/%E5%8E%BF%E6%B0%91%E6%94%BF%E5%B1%80/participants")
    assert "未能读出" in page.xpath("string(//h1)")
    assert "已撤回" in page.text_content()


@pytest.mark.parametrize(
    ("field", "value", "why", "told"),
    [
        ("events", "abc", "x", "“abc”不是数字"),
        ("events", "1.5", "x", "“1.5”应是整数"),
        ("events", "NaN", "x", "“NaN”不是数字"),
        ("events", "1e999999", "x", "“1e999999”不是数字"),
        ("events", "9" * 60, "x", f"“{'9' * 20}”不是数字"),
        ("events", "", "x", "请写数值"),
        ("events", "5", " ", "请写理由"),
        ("nothing", "5", "x", "表格里没有指标 nothing"),
    ],
)
def test_what_is_no_figure_is_refused_in_words(
    desk_pages: Browser, field: str, value: str, why: str, told: str
) -> None:
    fields = {"unit": "县教育局", "field": field, "value": value, "why": why}
    assert desk_pages.decide("correct", **fields) == told
    assert desk_pages.store().table("corrections").count == 0


def test_a_decimal_field_takes_decimals(desk_pages: Browser) -> None:
    desk_pages.decide("correct", unit="县教育局", field="spending", value="3.75", why="x")
    assert one(desk_pages, "SELECT value FROM corrections")["value"] == 3.75


def test_a_dismissed_finding_leaves_the_list_with_its_reason(desk_pages: Browser) -> None:
    number = one(desk_pages, "SELECT 问题编号 AS n FROM \"待处理\" WHERE 内容 LIKE '%近千%'")["n"]
    assert desk_pages.decide("dismiss", finding=str(number), why="") == "请写理由"
    assert desk_pages.decide("dismiss", finding=str(number), why="已问清") == "已记为核对过。"
    assert "近千" not in desk_pages.page("/review").text_content()
    unit = desk_pages.page("/unit/%E5%8E%BF%E6%B0%91%E6%94%BF%E5%B1%80")
    assert "已问清" in unit.text_content()


def test_a_waiting_submission_is_accepted_or_left_out(desk_pages: Browser) -> None:
    rows = desk_pages.store().query("SELECT id FROM submissions WHERE state = 'review' ORDER BY id")
    accepted, rejected = (str(row["id"]) for row in rows)
    assert desk_pages.decide("accept", submission=accepted) == "已计入汇总。"
    told = desk_pages.decide("reject", submission=rejected, why="去年的表")
    assert told.startswith("已记为不计入")
    states = {
        str(row["id"]): row["state"]
        for row in desk_pages.store().query("SELECT id, state FROM submissions")
    }
    assert (states[accepted], states[rejected]) == ("accepted", "superseded")


def test_an_assigned_mail_is_read_again_for_its_unit(desk_pages: Browser) -> None:
    """A unit on no roster is taken in, and its figures stand in a block of their own."""
    number = one(desk_pages, "SELECT id FROM messages WHERE subject = '博物馆统计表'")["id"]
    told = desk_pages.decide("assign", message=str(number), name="县博物馆")
    assert told == "单位已指定，邮件已重新读取。"
    assert one(desk_pages, f"SELECT state FROM messages WHERE id = {number}")["state"] == "recorded"
    summary = desk_pages.page("/summary")
    assert "县博物馆" in summary.xpath("string(//tr[@class='break']/..)")


@pytest.mark.parametrize("name", ["县科协/一股", "a.b%2F?#", "<b>县</b> & '单位'", "~5F_x"])
def test_a_unit_may_be_called_anything(desk_pages: Browser, name: str) -> None:
    number = one(desk_pages, "SELECT id FROM messages WHERE subject = '博物馆统计表'")["id"]
    desk_pages.decide("assign", message=str(number), name=name)
    (link,) = (
        link for link in desk_pages.page("/").xpath("//tbody//th/a") if link.text_content() == name
    )
    page = desk_pages.page(link.get("href"))
    assert name in page.xpath("string(//h1)")
    assert desk_pages.page(page.xpath("//a[contains(@class, 'figure')]/@href")[0]) is not None


def test_a_mail_is_put_aside_and_taken_up_again(desk_pages: Browser) -> None:
    number = one(desk_pages, "SELECT id FROM messages WHERE subject = '博物馆统计表'")["id"]
    desk_pages.decide("ignore", message=str(number))
    assert one(desk_pages, f"SELECT state FROM messages WHERE id = {number}")["state"] == "ignored"
    desk_pages.decide("reopen", message=str(number))
    assert one(desk_pages, f"SELECT state FROM messages WHERE id = {number}")["state"] == "review"


def test_a_running_service_follows_the_decision_itself(desk_pages: Browser) -> None:
    number = one(desk_pages, "SELECT id FROM messages WHERE subject = '博物馆统计表'")["id"]
    with round_lock(desk_pages.desk.office.store_path):
        told = desk_pages.decide("assign", message=str(number), unit="县教育局")
    assert told == "单位已指定，服务正在运行，会在下一轮按此处理。"
    assert one(desk_pages, f"SELECT state FROM messages WHERE id = {number}")["state"] == "pending"


def test_a_mail_that_cannot_be_read_now_keeps_the_decision(
    desk_pages: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No child can be started: the decision is written, and the next round follows it."""

    def no_children(*_arguments: object) -> None:
        raise ReaderUnavailable("no memory")

    monkeypatch.setattr(desk, "reader_for", no_children)
    number = one(desk_pages, "SELECT id FROM messages WHERE subject = '博物馆统计表'")["id"]
    told = desk_pages.decide("assign", message=str(number), unit="县教育局")
    assert told == "单位已指定，本机暂时读不了，服务会在下一轮按此处理。"
    assert desk_pages.store().table("decisions").count == 1
    assert one(desk_pages, f"SELECT state FROM messages WHERE id = {number}")["state"] == "pending"


def test_a_mail_whose_original_is_gone_says_so(desk_pages: Browser) -> None:
    mail = one(desk_pages, "SELECT id, blob_sha256 FROM messages WHERE subject = '博物馆统计表'")
    desk_pages.desk.office.blobs.path(mail["blob_sha256"]).unlink()
    assert desk_pages.get(f"/mail/{mail['id']}/original").status_code == 404
    file = one(desk_pages, "SELECT * FROM attachments WHERE filename = '县科协统计表.xlsx'")
    desk_pages.desk.office.blobs.path(file["sha256"]).unlink()
    assert "原件不在" in desk_pages.page(f"/file/{file['id']}").text_content()


def test_a_unit_or_a_new_name_but_not_both(desk_pages: Browser) -> None:
    for fields in ({}, {"unit": "县教育局", "name": "县博物馆"}):
        assert desk_pages.decide("assign", message="1", **fields).startswith("请选择单位")


def test_a_stuck_letter_is_sent_again_or_settled(desk_pages: Browser) -> None:
    db = desk_pages.desk.office.db
    letters = [row["id"] for row in db.query("SELECT id FROM receipts ORDER BY id LIMIT 2")]
    for number in letters:
        mark_failed(db, number, "收件人不存在", "550", NOW)
    assert desk_pages.decide("resend", receipt=str(letters[0])) == "已排队，下一轮发送。"
    assert desk_pages.decide("sent", receipt=str(letters[1])) == "已记为发出。"
    assert desk_pages.decide("sent", receipt=str(letters[1])).startswith("这封信的状态已经变了")


@pytest.mark.parametrize("number", ["", "x", "-1", "1; drop table messages", "9" * 30, "²"])
def test_a_number_that_is_none_is_told(desk_pages: Browser, number: str) -> None:
    assert "不是数字" in desk_pages.decide("dismiss", finding=number, why="x")


def test_what_does_not_exist_is_told(desk_pages: Browser) -> None:
    assert desk_pages.decide("dismiss", finding="99999", why="x") == "没有编号为 99999 的问题"
    told = desk_pages.decide("correct", unit="nobody", field="events", value="1", why="x")
    assert told == "单位名单里没有 nobody"


def test_pages_are_read_while_somebody_writes(desk_pages: Browser) -> None:
    """A writer in the middle of its transaction is not waited for, and nothing of it is seen."""
    writer = sqlite3.connect(desk_pages.desk.office.store_path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("UPDATE reporting_units SET name = '半封邮件'")
    try:
        for path in ("/", "/summary", "/review", "/mails", "/data/messages"):
            answer = desk_pages.get(path)
            assert answer.status_code == 200
            assert "半封邮件" not in answer.text
    finally:
        writer.execute("ROLLBACK")
        writer.close()


def test_what_the_service_writes_is_seen_on_the_next_page(desk_pages: Browser) -> None:
    desk_pages.page("/")
    writer = sqlite3.connect(desk_pages.desk.office.store_path)
    with writer:
        writer.execute("UPDATE reporting_units SET name = '新名字局' WHERE code = '县教育局'")
    writer.close()
    assert "新名字局" in desk_pages.page("/").text_content()
    assert "新名字局" in desk_pages.page("/summary").text_content()
