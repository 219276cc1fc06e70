"""Who gets in, and what stays shut."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mailbot.web.passwords import is_password_hash, password_hash, password_matches
from store.holds import hold
from tests.web.conftest import BASE, NOW, Browser, browsing

PASSWORD = "科技活动周 2022"


@pytest.fixture
def guarded(copy: Path) -> Iterator[Browser]:
    """Pages with a password, open to the office's network."""
    with browsing(copy, password_hash=password_hash(PASSWORD), host="0.0.0.0") as browser:  # noqa: S104 - what is tested
        yield browser


@pytest.mark.parametrize(
    "path",
    [
        "/-/databases.json",
        "/-/databases",
        "/-/versions.json",
        "/-/metadata.json",
        "/-/plugins.json",
        "/-/settings",
        "/-/threads.json",
        "/-/actor.json",
        "/-/auth-token",
        "/-/permissions",
        "/-/allow-debug",
        "/.json",
        "/_internal",
        "/_internal.json",
        "/~5Finternal",
        "/~5Finternal/databases.json",
        "/:memory:",
        "/_memory",
        "/data.db",
    ],
)
def test_what_datasette_tells_of_itself_is_shut(pages: Browser, path: str) -> None:
    answer = pages.get(path)
    assert answer.status_code == 404
    assert "mailbot.db" not in answer.text


def test_no_statement_tells_where_files_lie_or_leaves_the_store(pages: Browser) -> None:
    for statement in (
        "select * from pragma_database_list",
        "select load_extension('x')",
        "attach database '/tmp/x.db' as x",
        "delete from messages",
    ):
        told = pages.runner.run(pages.client.get("/data.json", params={"sql": statement}))
        assert not told.json()["ok"], statement
        assert "/mailbot.db" not in told.text


def test_the_mark_of_a_password_is_not_shown(desk_pages: Browser) -> None:
    """`holds.reason` ends with a fingerprint of the refused password."""
    hold(desk_pages.desk.office.db, "x", "535（凭据 0123456789abcdef01234567）", NOW)
    told = desk_pages.get("/data.json?sql=select+kind,reason+from+holds&_shape=array").json()
    assert told == [{"kind": "x", "reason": None}]


def test_a_long_query_is_stopped(pages: Browser) -> None:
    endless = (
        "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n"
    )
    told = pages.runner.run(
        pages.client.get("/data.json", params={"sql": endless, "_timelimit": "60"})
    )
    assert not told.json()["ok"]


def test_every_answer_carries_its_headers(pages: Browser) -> None:
    for path in ("/", "/data", "/nothing", "/static/site.css", "/export.xlsx"):
        headers = pages.get(path).headers
        assert "script-src 'self'" in headers["content-security-policy"], path
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"


def test_a_preview_can_run_nothing(pages: Browser) -> None:
    policy = pages.get("/file/2").headers["content-security-policy"]
    assert "sandbox" in policy
    assert "script-src 'none'" in policy
    assert "allow-scripts" not in policy


def test_an_original_is_only_ever_saved(pages: Browser) -> None:
    for path in ("/file/2/original", "/mail/1/original"):
        answer = pages.get(path)
        assert answer.headers["content-disposition"].startswith("attachment;")
        assert answer.headers["content-type"] == "application/octet-stream"
        assert "sandbox" in answer.headers["content-security-policy"]
    assert pages.get("/file/2/original").content.startswith(b"PK")


def test_a_strangers_host_name_is_refused(pages: Browser) -> None:
    """DNS rebinding: the browser believes it is at evil.example."""
    for host in ("evil.example", "evil.example:8001", "127.0.0.1.evil.example", ""):
        assert pages.get("/", host=host).status_code == 400, host
    for host in ("localhost:8001", "127.0.0.1", "[::1]:8001"):
        assert pages.get("/", host=host).status_code == 200, host


def test_an_office_network_is_served_by_address_and_by_the_names_given(guarded: Browser) -> None:
    """An address literal cannot be rebound; a name must be one of ours."""
    for host in ("192.168.1.5:8001", "[fe80::1]:8001", "localhost"):
        assert guarded.get("/login", host=host).status_code == 200, host
    assert guarded.get("/login", host="evil.example:8001").status_code == 400


def test_a_form_without_our_token_changes_nothing(desk_pages: Browser) -> None:
    """Neither with a cookie and no token, nor with no cookie at all, as a cross-site form comes."""
    fields = {"unit": "县教育局", "field": "events", "value": "1", "why": "x"}
    desk_pages.client.cookies.clear()
    for token in ("", "wrong"):
        desk_pages.post("/act/correct", {**fields, "csrftoken": token})
        desk_pages.post("/act/correct", {**fields, "csrftoken": token}, authorization="Bearer x")
        desk_pages.token()
        desk_pages.post("/act/correct", {**fields, "csrftoken": token})
        desk_pages.client.cookies.clear()
    assert desk_pages.store().table("corrections").count == 0


def test_a_form_of_another_site_is_refused_with_a_token_too(desk_pages: Browser) -> None:
    fields = {
        "csrftoken": desk_pages.token(),
        "unit": "县教育局",
        "field": "events",
        "value": "1",
        "why": "x",
    }
    assert desk_pages.post("/act/correct", fields, origin="http://evil.example").status_code == 403
    told = desk_pages.post("/act/correct", fields, **{"sec-fetch-site": "cross-site"})
    assert told.status_code == 403
    assert desk_pages.store().table("corrections").count == 0
    assert desk_pages.post("/act/correct", fields, origin=BASE).status_code == 303
    assert desk_pages.store().table("corrections").count == 1


def test_nothing_but_decisions_is_posted(pages: Browser) -> None:
    for path in ("/", "/data", "/data/messages", "/-/messages", "/act/", "/act/drop/table"):
        assert pages.post(path, {"x": "1"}).status_code in (404, 405), path


def test_a_decision_leads_back_to_this_site_only(desk_pages: Browser) -> None:
    for where in ("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x"):
        fields = {"csrftoken": desk_pages.token(), "next": where, "finding": "1", "why": "x"}
        assert desk_pages.post("/act/dismiss", fields).headers["location"] == "/"


def test_with_a_password_nothing_is_seen_before_the_login(guarded: Browser) -> None:
    for path in ("/", "/data.json", "/file/2/original", "/export.xlsx", "/unit/x", "/nothing"):
        answer = guarded.get(path)
        assert answer.status_code == 303, path
        assert answer.headers["location"].startswith("/login")
    assert "临猗" not in guarded.get("/login").text


def test_the_right_password_lets_in_until_the_logout(guarded: Browser) -> None:
    fields = {"name": "王芳", "next": "/review", "csrftoken": guarded.token()}
    assert guarded.post("/login", {**fields, "password": "wrong"}).status_code == 403
    answer = guarded.post("/login", {**fields, "password": PASSWORD})
    assert (answer.status_code, answer.headers["location"]) == (303, "/review")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "王芳" in guarded.get("/").text
    guarded.decide("correct", unit="县教育局", field="events", value="13", why="电话核实")
    (row,) = guarded.store().query("SELECT who FROM corrections")
    assert row["who"] == "王芳"
    guarded.post("/logout", {"csrftoken": guarded.token()})
    assert guarded.get("/").status_code == 303


def test_a_forged_cookie_is_no_login(guarded: Browser) -> None:
    guarded.client.cookies.set("ds_actor", "eyJhIjp7ImlkIjoic3RhZmYifX0.forged")
    assert guarded.get("/").status_code == 303


def test_guessing_passwords_is_stopped_after_some_tries(guarded: Browser) -> None:
    fields = {"name": "x", "csrftoken": guarded.token()}
    for number in range(8):
        guarded.post("/login", {**fields, "password": f"guess {number}"})
    told = guarded.post("/login", {**fields, "password": PASSWORD})
    assert told.status_code == 403
    assert "试得太多" in told.text


def test_a_password_is_known_by_its_hash_alone() -> None:
    told = password_hash(PASSWORD)
    assert PASSWORD not in told
    assert told != password_hash(PASSWORD), "salted"
    assert is_password_hash(told)
    assert password_matches(PASSWORD, told)
    assert not password_matches(PASSWORD + " ", told)
    for broken in ("", "plain", told[:-4] + "!", told.replace("scrypt", "md5"), "scrypt$1$8$a$b"):
        assert not password_matches(PASSWORD, broken)
