"""Pages made from the code are up to date; links lead somewhere; nothing names a machine."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.docs.generate import DOCS, commands_page, files_page
from tests.servers.command import Command

ROOT = DOCS.parent
PAGES = sorted(
    [*DOCS.glob("*.md"), ROOT / "README.md", ROOT / "README.zh-CN.md", ROOT / "CHANGELOG.md"]
)
EXPECTED = {
    "README.md",
    "README.zh-CN.md",
    "CHANGELOG.md",
    "commands.md",
    "configuration.md",
    "developers.md",
    "files.md",
    "findings.md",
    "json.md",
    "operator.md",
    "staff.md",
    "store-tables.md",
    "store.md",
    "units.md",
}
TOLD = "run: python -m tests.docs.generate"
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_FOREIGN = re.compile(r"/(?:home|root|Users|work|tmp)/\w")


def text_of(path: Path) -> str:
    """A page."""
    return path.read_text(encoding="utf-8")


def test_every_page_is_there() -> None:
    assert {page.name for page in PAGES} == EXPECTED


def test_the_commands_page_is_up_to_date() -> None:
    assert text_of(DOCS / "commands.md") == commands_page(), TOLD


@pytest.mark.parametrize("command", ["", "export", "review correct"])
def test_the_commands_page_is_what_help_prints(command: str) -> None:
    ended = Command((*command.split(), "--help"), {**os.environ, "COLUMNS": "80"}).wait(60)
    assert ended.code == 0, ended.err
    told = text_of(DOCS / "commands.md").partition(f"## `mailbot {command}".rstrip() + "`")[2]
    assert told.split("```")[1].strip() == ended.out.strip()


def test_the_table_of_files_is_up_to_date() -> None:
    assert text_of(DOCS / "files.md") == files_page(), TOLD


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files_that_are_there(page: Path) -> None:
    links = [one for one in _LINK.findall(text_of(page)) if "://" not in one]
    for link in links:
        target = page.parent / link.partition("#")[0]
        assert target.exists(), f"{page.name}: {link}"


@pytest.mark.parametrize("page", [page for page in PAGES if page.parent == DOCS])
def test_every_page_is_reached_from_both_readmes(page: Path) -> None:
    for readme in ("README.md", "README.zh-CN.md"):
        assert f"](docs/{page.name})" in text_of(ROOT / readme), f"{readme}: {page.name}"


@pytest.mark.parametrize("page", [*PAGES, DOCS / "mailbot.service"], ids=lambda page: page.name)
def test_no_page_holds_a_path_of_somebodys_machine(page: Path) -> None:
    found = _FOREIGN.search(text_of(page))
    assert found is None, found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_code_blocks_are_closed(page: Path) -> None:
    assert text_of(page).count("\n```") % 2 == 0


def test_the_unit_file_keeps_what_reading_needs() -> None:
    """Children cut their own network with a user namespace; the code stays out of config.toml."""
    settings = [
        line for line in text_of(DOCS / "mailbot.service").splitlines() if not line.startswith("#")
    ]
    names = {line.partition("=")[0] for line in settings if "=" in line}
    assert not names & {"RestrictNamespaces", "PrivateUsers", "PrivateNetwork"}
    assert {"User", "TasksMax", "NoNewPrivileges", "EnvironmentFile"} <= names
    assert "Restart=on-failure" in settings
    assert "RestartPreventExitStatus=2" in settings
