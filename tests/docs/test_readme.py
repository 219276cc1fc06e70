"""What the READMEs quote is what the program prints."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest

from tests.docs.generate import DOCS
from tests.servers.command import Command

READMES = ("README.md", "README.zh-CN.md")


def readme(name: str) -> str:
    """One of them."""
    return (DOCS.parent / name).read_text(encoding="utf-8")


def blocks(text: str) -> list[list[str]]:
    """The lines of each code block."""
    return [part.strip("\n").splitlines() for part in text.split("```")[1::2]]


@pytest.fixture(scope="module")
def printed(sample_config: Path) -> list[str]:
    """The status table of the demo's store, as piped."""
    ended = Command(("--config", str(sample_config), "status"), os.environ).wait(60)
    assert ended.code == 0, ended.err
    return [line.rstrip() for line in ended.out.splitlines()]


@pytest.mark.parametrize("name", READMES)
def test_the_status_table_is_quoted_word_for_word(name: str, printed: list[str]) -> None:
    quoted = next(lines for lines in blocks(readme(name)) if lines[0].startswith("单位  "))
    assert quoted[0] == printed[0]
    assert [line for line in quoted if line not in printed] == []


@pytest.mark.parametrize("name", READMES)
def test_the_receipt_is_one_that_the_demo_writes(name: str, sample_config: Path) -> None:
    quoted = next(lines for lines in blocks(readme(name)) if lines[0].startswith("收件人："))
    reference = next(line for line in quoted if line.startswith("回执编号："))[5:]
    (letter,) = (sample_config.parent / "letters").glob(f"*{reference}.txt")
    assert "\n".join(quoted) in letter.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", READMES)
def test_the_two_commands_that_matter_stand_at_the_top(name: str) -> None:
    first = readme(name).partition("```")[2].partition("```")[0]
    assert "make demo" in first
    assert "make test" in first


@pytest.mark.parametrize("name", READMES)
def test_the_number_of_sample_mails_is_right(name: str, sample_config: Path) -> None:
    mails = len(list((sample_config.parent / "mails").rglob("*.eml")))
    assert f"{mails} " in readme(name)
    letters = len(list((sample_config.parent / "letters").glob("*.txt")))
    assert name == "README.zh-CN.md" or f"{letters} receipts" in readme(name)


def test_the_extra_and_the_python_that_are_named_exist() -> None:
    project = tomllib.loads((DOCS.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert "ocr" in project["optional-dependencies"]
    assert project["requires-python"] == ">=3.11"
