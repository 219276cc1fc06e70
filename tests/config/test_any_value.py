"""Whatever stands after an equals sign, the operator gets a list of problems or a configuration."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mailbot.config.example import example_text
from mailbot.config.loading import load_configuration
from mailbot.config.problems import ConfigurationError, visible

LINES = example_text().splitlines()
KEYS = [n for n, line in enumerate(LINES) if re.match(r"(# )?[a-z_]+ = ", line)]
SCALARS = st.one_of(
    st.booleans(),
    st.integers(min_value=-(2**63), max_value=2**63 - 1),
    st.floats(),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    st.sampled_from(["INBOX", "none", "move", "statistics", "sessions", "/", "..", "a@b.example"]),
    st.dates(),
    st.datetimes(),
)
VALUES = st.one_of(
    SCALARS,
    st.lists(SCALARS, max_size=3),
    st.dictionaries(st.sampled_from(["host", "port", "key", "a"]), SCALARS, max_size=2),
)


def toml(value: object) -> str:
    """A value as TOML writes it."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {toml(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(toml(one) for one in value) + "]"
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, float):
        return repr(value)
    # JSON leaves DEL as it is, TOML wants it escaped.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.sampled_from(KEYS), value=VALUES)
def test_any_value_gives_problems_or_a_configuration(
    tmp_path: Path, place: int, value: object
) -> None:
    key = LINES[place].removeprefix("# ").partition(" = ")[0]
    lines = [*LINES[:place], f"{key} = {toml(value)}", *LINES[place + 1 :]]
    path = tmp_path / "config.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    problems = problems_of(path)
    assert all(told.startswith("config.toml 第") for told in problems)
    assert all(visible(told) == told for told in problems)


def problems_of(path: Path) -> tuple[str, ...]:
    """What is said of a configuration; one that loads gives the other parts what they need."""
    try:
        config = load_configuration(path, {})
    except ConfigurationError as error:
        return error.problems or ("",)
    assert config.form_definition().fields
    assert config.reading_context(converter=False, ocr=False).limits.message_bytes > 0
    assert config.campaign.deadline_at.tzinfo
    return ()
