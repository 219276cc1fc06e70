"""The pages in a real browser: clicked through, corrected on, and looked at by axe-core."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from openpyxl import load_workbook
from playwright.sync_api import BrowserContext, Page, sync_playwright

from mailbot.config.loading import load_configuration
from mailbot.service.office import Office
from mailbot.web.application import application_of
from mailbot.web.desk import Desk
from tests.web.conftest import NOW

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
WIDTHS = (1366, 390)
"""A small laptop's and a phone's."""
SERIOUS = {"serious", "critical"}
AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


@dataclass
class Window:
    """A browser's context on a site, with everything that went wrong in it."""

    base: str
    context: BrowserContext
    wrong: list[str] = field(default_factory=list)

    def open(self, path: str, width: int = 1366) -> Page:
        """A new tab."""
        page = self.context.new_page()
        page.set_viewport_size({"width": width, "height": 768})
        page.on("pageerror", lambda error: self.wrong.append(f"{path}: {error}"))
        page.on("dialog", lambda dialog: self.wrong.append(f"{path}: dialog {dialog.message}"))
        page.on("console", lambda told: self._note(path, told.type, told.text))
        page.on("request", lambda request: self._leave(path, request.url))
        page.goto(f"{self.base}{path}")
        return page

    def _note(self, path: str, kind: str, text: str) -> None:
        if kind == "error":
            self.wrong.append(f"{path}: {text}")

    def _leave(self, path: str, url: str) -> None:
        if not url.startswith((self.base, "data:")):
            self.wrong.append(f"{path} asks for {url}")


@pytest.fixture(scope="module")
def site(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The pages on a port of their own, over a copy of the sample."""
    folder = tmp_path_factory.mktemp("browser") / "office"
    shutil.copytree(sample_folder, folder)
    config = load_configuration(folder / "config.toml", {})
    with Office(config, clock=lambda: NOW) as office, Desk(office) as desk, socket.socket() as port:
        port.bind(("127.0.0.1", 0))
        application, _ = application_of(desk, host="127.0.0.1")
        server = uvicorn.Server(uvicorn.Config(application, log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [port]})
        thread.start()
        yield f"http://127.0.0.1:{port.getsockname()[1]}"
        server.should_exit = True
        thread.join(20)


@pytest.fixture(scope="module")
def window(site: str) -> Iterator[Window]:
    """A browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        context = browser.new_context(locale="zh-CN")
        yield Window(base=site, context=context)
        context.close()
        browser.close()


@pytest.fixture(autouse=True)
def nothing_wrong(window: Window) -> Iterator[None]:
    """No script fails, no policy is broken, nothing outside is asked for."""
    window.wrong.clear()
    yield
    for page in window.context.pages:
        page.close()
    assert window.wrong == []


def test_from_the_overview_to_a_cell_and_back_to_the_workbook(
    window: Window, tmp_path: Path
) -> None:
    """Click to the doubtful figure, see its cell, correct it, find it in the exported file."""
    page = window.open("/")
    page.get_by_role("link", name="县民政局", exact=True).click()
    page.get_by_role("link", name="参加人数").first.click()
    marked = page.locator("#marked")
    assert marked.inner_text().startswith("近千")
    page.get_by_label("正确的数").fill("980")
    page.locator("form[action='/act/correct']").get_by_label("理由").fill("电话核实")
    page.get_by_role("button", name="更正", exact=True).click()
    assert "已更正" in page.get_by_role("status").inner_text()
    assert "980" in page.locator("h1").inner_text()
    page.get_by_role("link", name="汇总").first.click()
    assert page.locator("td.corrected").inner_text(timeout=5000) == "980"
    with page.expect_download() as waiting:
        page.get_by_role("link", name="导出 Excel").first.click()
    path = tmp_path / "book.xlsx"
    waiting.value.save_as(path)
    (row,) = (row for row in load_workbook(path)["汇总表"].values if row[0] == "县民政局")
    assert 980 in row


def test_every_page_of_the_menu_is_a_click_away(window: Window) -> None:
    page = window.open("/")
    for label, heading in (
        ("汇总", "汇总"),
        ("待处理", "待处理"),
        ("邮件", "邮件"),
        ("材料", "材料"),
        ("数据", "数据："),
        ("总览", "总览"),
    ):
        page.locator("nav").get_by_role("link", name=label).click()
        assert heading in page.locator("h1").inner_text()
        assert page.locator("nav a[aria-current]").inner_text().startswith(label)


def test_a_file_is_previewed_and_its_original_downloaded(window: Window) -> None:
    page = window.open("/unit/%E5%8E%BF%E7%A7%91%E5%8D%8F")
    page.get_by_role("link", name="县科协统计表.xlsx", exact=True).click()
    assert "活动项数" in page.locator("table.grid").inner_text()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="下载原文件").click()
    assert waiting.value.suggested_filename == "县科协统计表.xlsx"
    page = window.open("/unit/%E5%8E%BF%E7%A7%91%E5%8D%8F")
    page.get_by_role("link", name="IMG_0001.jpg", exact=True).first.click()
    assert page.locator("img.page").evaluate("image => image.naturalWidth") > 100


def test_the_keyboard_reaches_everything(window: Window) -> None:
    page = window.open("/")
    page.keyboard.press("/")
    page.keyboard.type("科普")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search**")
    assert page.locator("mark").first.inner_text() == "科普"
    page.locator("h1").click()
    page.keyboard.press("g")
    page.keyboard.press("3")
    page.wait_for_url("**/review")
    page.keyboard.press("j")
    assert page.locator(".current-row").count() == 1
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    focused = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert focused == "solid"


def test_a_decision_is_made_in_place(window: Window) -> None:
    page = window.open("/review")
    before = page.locator("#待确认 li").count()
    page.locator("#待确认").get_by_role("button", name="接受，计入汇总").first.click()
    assert "已计入" in page.get_by_role("status").inner_text()
    assert page.locator("#待确认 li").count() == before - 1


PAGES = (
    "/",
    "/summary",
    "/field/participants",
    "/review",
    "/mails",
    "/mail/6",
    "/documents",
    "/document/1",
    "/search?q=科普",
    "/unit/县民政局",
    "/unit/县民政局/participants",
    "/file/2",
    "/letter/1",
    "/login",
    "/data",
    "/data/messages?_facet=state&_size=5&_col=subject&_col=state",
    "/data?sql=select+1",
)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_a_serious_fault_for_anybody(window: Window, path: str, width: int) -> None:
    """axe-core (WCAG 2 A and AA), and no page is wider than the screen."""
    page = window.open(path, width)
    assert overflow(page) <= 0
    if not path.startswith("/file"):  # a preview runs no script, not even a checker's
        page.evaluate(AXE)
        found = page.evaluate(
            "axe.run({runOnly: ['wcag2a', 'wcag2aa'], resultTypes: ['violations']})"
        )
        assert not serious(found["violations"])


SQUEEZED = """[...document.querySelectorAll('td, th')].filter(
    cell => cell.innerText.trim().length >= 4 && cell.getBoundingClientRect().width < 50
).map(cell => cell.innerText)"""


@pytest.mark.parametrize("path", ["/", "/mails", "/unit/县民政局", "/mail/6", "/file/2"])
def test_a_phone_shows_words_not_columns_of_characters(window: Window, path: str) -> None:
    """A table wider than the screen is moved sideways."""
    assert window.open(path, WIDTHS[1]).evaluate(SQUEEZED) == []


def test_the_chart_can_be_read_on_a_phone(window: Window) -> None:
    words = window.open("/", WIDTHS[1]).locator(".chart text").all()
    heights = [box["height"] for word in words if (box := word.bounding_box())]
    assert heights
    assert min(heights) >= 10


def overflow(page: Page) -> int:
    """By how many pixels a page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


def serious(violations: list[dict[str, Any]]) -> list[tuple[str, list[str]]]:
    """The faults that shut somebody out, each with the elements it is in."""
    return [
        (one["id"], [node["html"][:160] for node in one["nodes"][:3]])
        for one in violations
        if one["impact"] in SERIOUS
    ]


def test_pages_are_read_without_scripts(site: str, window: Window) -> None:
    browser = window.context.browser
    assert browser is not None
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/summary?sort=participants&desc=1")
    assert page.locator("tbody tr th").first.inner_text() == "县教育局"
    context.close()
