"""Where keys stand in a file."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.config.lines import key_lines, line_of
from mailbot.config.problems import KeyPath, name_of

TEXT = '''top = 1
[campaign] # the week
title = """
opens = 5
[mailbox]
"""
"odd key" = 1
[[materials]]
key = "a"
[[materials]]
key = "b"
words = [
  "x",
]
[alerts.smtp]
host = "h"
[form]
fields = [
  { key = "a" },
  { key = "b" },
]
[[form.more]]
deep.er = 1
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("top",), 1),
        (("campaign",), 2),
        (("campaign", "title"), 3),
        (("campaign", "opens"), 2),
        (("campaign", "odd key"), 7),
        (("mailbox",), None),
        (("materials", 0, "key"), 9),
        (("materials", 1, "key"), 11),
        (("materials", 1, "words"), 12),
        (("materials", 1, "label"), 10),
        (("alerts", "smtp", "host"), 16),
        (("form", "fields", 1, "key"), 20),
        (("form", "more", 0, "deep", "er"), 23),
        ((), None),
    ],
)
def test_a_key_is_found_or_what_is_around_it(path: KeyPath, line: int | None) -> None:
    assert line_of(path, key_lines(TEXT)) == line


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (("top",), "top"),
        (("web", "port"), "[web] port"),
        (("alerts", "smtp", "port"), "[alerts.smtp] port"),
        (("materials", 1), "[[materials]] 第2个"),
        (("form", "fields", 2, "key"), "[[form.fields]] 第3个 key"),
        ((), ""),
    ],
)
def test_a_key_is_named_as_it_is_written(path: KeyPath, name: str) -> None:
    assert name_of(path) == name


NAMES = st.text(alphabet="abcxyz_", min_size=1, max_size=6)
SECTIONS = st.lists(
    st.tuples(NAMES, st.dictionaries(NAMES, st.integers(), max_size=4)),
    max_size=6,
    unique_by=lambda section: section[0],
)


@given(SECTIONS)
def test_every_key_of_plain_sections_is_found(sections: list[tuple[str, dict[str, int]]]) -> None:
    lines: list[str] = []
    expected: dict[KeyPath, int] = {}
    for section, keys in sections:
        lines.append(f"[{section}]")
        expected[(section,)] = len(lines)
        for key, value in keys.items():
            lines.append(f"  {key} = {value}")
            expected[section, key] = len(lines)
    text = "\n".join(lines)
    values: dict[str, Any] = tomllib.loads(text)
    assert set(values) == {section for section, _ in sections}
    assert key_lines(text) == expected


@given(st.text(max_size=200))
def test_looking_for_keys_never_fails(text: str) -> None:
    assert all(line <= len(text.splitlines()) for line in key_lines(text).values())
