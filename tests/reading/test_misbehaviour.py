"""A child that hangs, swells, crashes or lies costs its own file and no other."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from mailbot.pipeline.reading import ReadingFailed
from mailbot.reading.facilities import network_cut
from mailbot.reading.landlock import landlock_version
from tests.reading.conftest import Ask, MakePool

FAILING = {
    "hang": "read_timeout",
    "hang_in_c": "read_timeout",
    "hog": "read_memory",
    "recurse": "unreadable_file",
    "leave": "unreadable_file",
    "crash": "unreadable_file",
    "wrong_words": "unreadable_file",
    "endless_answer": "unreadable_file",
    "infinite": "unreadable_file",
}

LIES_ABOUT_MEMBERS = (
    "members:twice",
    "escape:link",
    "escape:pipe",
    "escape:second",
    "escape:folder",
    "escape:folder/x",
    "escape:../blob1",
    "escape:..",
    "escape:",
    "escape:absent",
    "escape:\0",
)


@pytest.mark.parametrize(("deed", "code"), FAILING.items())
def test_a_failing_child_gives_one_finding_and_the_next_file_is_read(
    deed: str, code: str, make_pool: MakePool, ask: Ask
) -> None:
    seconds = 0.6 if deed.startswith("hang") else 10
    pool = make_pool(parse_seconds=seconds, isolate=network_cut())
    before, failed, after = pool.read_files([ask("echo"), ask(deed), ask("echo")])
    assert (failed.state, [finding.code for finding in failed.findings]) == ("unreadable", [code])
    assert (before.text, after.text) == ("内容", "内容")


def test_only_plain_files_in_the_spool_are_members(make_pool: MakePool, ask: Ask) -> None:
    readings = make_pool().read_files([ask(lie) for lie in LIES_ABOUT_MEMBERS])
    assert {reading.state for reading in readings} == {"unreadable"}
    assert {reading.members for reading in readings} == {()}


@pytest.mark.parametrize("deed", ["move_the_spool:link", "move_the_spool:gone"])
def test_a_spool_folder_that_a_child_has_moved_is_put_back_empty(
    deed: str, make_pool: MakePool, ask: Ask
) -> None:
    request = ask(deed)
    (reading,) = make_pool().read_files([request])
    assert (reading.state, reading.members) == ("unreadable", ())
    assert request.path.read_text() == "内容"
    assert request.spool.is_dir()
    assert not request.spool.is_symlink()
    assert not list(request.spool.iterdir())


def test_a_file_that_unpacks_beyond_the_limit_is_too_large(make_pool: MakePool, ask: Ask) -> None:
    (reading,) = make_pool().read_files([ask("write_much")])
    assert (reading.state, reading.findings[0].code) == ("too_large", "too_large")


@pytest.mark.parametrize("deed", ["hang", "crash", "leave"])
def test_nothing_stays_in_the_spool_of_a_failed_file(
    deed: str, make_pool: MakePool, ask: Ask
) -> None:
    request = ask(deed)
    (request.spool / "left").mkdir()
    (request.spool / "left" / "over").write_text("x")
    make_pool(parse_seconds=0.5).read_files([request])
    assert list(request.spool.iterdir()) == []


@pytest.mark.parametrize(
    ("deed", "reason"),
    {"hang": "读取超时", "hog": "读取时内存不足", "crash": "读取进程意外退出"}.items(),
)
def test_a_mail_that_cannot_be_read_says_why_in_chinese(
    deed: str, reason: str, make_pool: MakePool, ask: Ask
) -> None:
    request = ask("mail", deed)
    pool = make_pool(parse_seconds=0.6 if deed == "hang" else 10)
    with pytest.raises(ReadingFailed, match=reason):
        pool.read_mail(request.path, request.spool)


def test_what_a_library_prints_does_not_reach_the_answers(make_pool: MakePool, ask: Ask) -> None:
    (reading,) = make_pool().read_files([ask("flood")])
    assert reading.text == "flooded"


def test_a_character_that_utf8_cannot_hold_costs_only_itself(make_pool: MakePool, ask: Ask) -> None:
    (reading,) = make_pool().read_files([ask("surrogates")])
    assert (reading.text, reading.headings) == ("县?气象局", ("?",))


def test_sizes_and_hashes_of_members_are_taken_anew(make_pool: MakePool, ask: Ask) -> None:
    (reading,) = make_pool().read_files([ask("members")])
    (member,) = reading.members
    assert member.size == 3
    assert member.sha256.startswith("ba7816bf8f01cfea")
    assert member.filename == "../../a.xlsx"


def test_no_secret_reaches_a_child(
    make_pool: MakePool, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("MAILBOT_PASSWORD", "HTTPS_PROXY", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "hush-hush")
    (reading,) = make_pool().read_files([ask("tell_environment")])
    assert "LC_ALL=C.UTF-8" in reading.text
    assert "hush-hush" not in reading.text


@pytest.mark.skipif(not landlock_version(), reason="this kernel has no landlock")
def test_a_child_cannot_change_the_kept_files(make_pool: MakePool, ask: Ask) -> None:
    request = ask("change_the_store")
    before = sorted(request.path.parent.iterdir())
    (reading,) = make_pool().read_files([request])
    assert (reading.state, reading.text) == ("read", "")
    assert (request.path.read_text(), sorted(request.path.parent.iterdir())) == ("内容", before)


@pytest.mark.skipif(not network_cut(), reason="this machine allows no namespaces")
def test_an_isolated_child_reaches_neither_network_nor_the_service(
    make_pool: MakePool, ask: Ask, tmp_path: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
        for isolate, expected in ((False, "connected"), (True, "refused")):
            request = ask("connect", port)
            (reading,) = make_pool(isolate=isolate).read_files([request])
            assert reading.text.startswith(expected)
    (told,) = make_pool(isolate=True).read_files([ask("tell_environment")])
    assert "Permission denied" in told.text
