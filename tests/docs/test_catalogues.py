"""Every command, key, finding, refusal and doctor's check stands in the documentation."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import fields

from mailbot.commands.catalogue import COMMANDS, REVIEW
from mailbot.config.allowed import bare, is_section, item_of
from mailbot.config.model import Configuration
from mailbot.receipts.policy import REFUSALS
from mailbot.receipts.replies import ADVICE
from mailbot.terminal.words import LETTER_STATES, SEVERITIES
from parsers.findings import CATALOGUE
from tests.docs.generate import DOCS

_ROW = re.compile(r"^\| `([a-z_]+)` \| (\S+) \| (.*) \| (.*) \|$", re.MULTILINE)
_SECRETS_TOLD = ("login", "settings", "daily_limit", "throttled", "spam")


def page(name: str) -> str:
    """A page of docs/ (or beside it)."""
    return (DOCS / name).read_text(encoding="utf-8")


def test_the_findings_page_is_the_catalogue() -> None:
    """The same codes in the same order, with severity and words, and advice for each."""
    rows = _ROW.findall(page("findings.md"))
    told = [(code, severity, text) for code, severity, text, _ in rows]
    assert told == [
        (code, SEVERITIES[severity], text) for code, (severity, text) in CATALOGUE.items()
    ], "docs/findings.md: add the row of a new finding, and what to do about it"
    assert all(len(advice) > 5 for *_, advice in rows)


def keys() -> list[tuple[str, str]]:
    """(section, key) of the whole configuration."""
    found: list[tuple[str, str]] = []
    for one in fields(Configuration):
        kind = bare(item_of(one.type) or one.type)
        inner = fields(kind) if is_section(kind) else ()
        found.extend((one.name, key.name) for key in inner)
    return found


@pytest.mark.parametrize(("section", "key"), keys())
def test_every_configuration_key_is_told_in_its_section(section: str, key: str) -> None:
    parts = re.split(r"^### ", page("configuration.md"), flags=re.MULTILINE)
    own = "".join(part for part in parts if re.match(rf"`\[+{section}[\].]", part))
    assert f"| `{key}` |" in own or f"[{section}.{key}]" in own


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_told_to_people(name: str) -> None:
    """In the generated page, and with a word of what it is for in both READMEs."""
    assert f"## `mailbot {name}`" in page("commands.md")
    for readme in ("../README.md", "../README.zh-CN.md"):
        assert re.search(rf"\b(mailbot|make) {name}\b", page(readme)), readme


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_with_json_says_what_it_prints(name: str) -> None:
    own = (
        page("commands.md").partition(f"## `mailbot {name}`")[2].partition(f"\n## `mailbot {name}")
    )
    section = own[0].partition("\n## `mailbot ")[0]
    told = re.search(rf"^\| `(mailbot )?{name}[ `]", page("json.md"), re.MULTILINE)
    assert bool(told) == ("--json" in section or name == "form")


@pytest.mark.parametrize("name", REVIEW)
def test_every_decision_is_told_to_staff(name: str) -> None:
    assert f"## `mailbot review {name}`" in page("commands.md")
    assert (
        name == "list"
        or f"`review {name}" in page("staff.md")
        or f" review {name} " in page("staff.md")
    )


@pytest.mark.parametrize("code", REFUSALS)
def test_every_reason_for_no_receipt_is_told_to_staff(code: str) -> None:
    assert f"| {REFUSALS[code]} | " in page("staff.md")


@pytest.mark.parametrize("state", LETTER_STATES.values())
def test_every_state_of_a_letter_is_told_to_staff(state: str) -> None:
    assert re.search(rf"^\| [^|]*{state}[^|]* \|", page("staff.md"), re.MULTILINE)


@pytest.mark.parametrize("reply_class", _SECRETS_TOLD)
def test_what_stops_sending_is_told_to_the_operator(reply_class: str) -> None:
    words = re.split(r"[，：]", ADVICE[reply_class])  # type: ignore[index]  # a key of the table
    assert words[0] in page("operator.md")


def test_every_check_of_the_doctor_is_told() -> None:
    """The names are the first argument of every check in the code."""
    sources = [*(DOCS.parent / "mailbot" / "doctor").glob("*.py")]
    sources.append(DOCS.parent / "mailbot" / "commands" / "doctor.py")
    code = "\n".join(one.read_text(encoding="utf-8") for one in sources)
    names = set(re.findall(r'(?:fine|doubtful|failed)\(\s*"([^"]+)"', code))
    assert len(names) > 8
    for name in names:
        assert f"\n| {name} | " in page("operator.md"), name
