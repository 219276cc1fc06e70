"""The JSON of commands fits the schemas in docs/schema."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from tests.docs.generate import DOCS
from tests.servers.command import Command

if TYPE_CHECKING:
    from tests.service.conftest import Outpost

SCHEMAS = sorted((DOCS / "schema").glob("*.json"))
ASKED = (
    ("status", ("status",)),
    ("review", ("review", "list")),
    ("review", ("review",)),
    ("search", ("search", "科普")),
    ("search", ("search", "没有这样的词")),
    ("show", ("show", "县教育局")),
    ("show", ("show", "县民政局")),
    ("show", ("show", "县住建局")),
    ("show", ("show", "县生态环境局")),
)


def schema(name: str) -> Any:
    """A schema as written."""
    return json.loads((DOCS / "schema" / f"{name}.json").read_text(encoding="utf-8"))


def check(name: str, value: object) -> None:
    """Every key named in the schema is there, no other, each of its kind."""
    Draft202012Validator(schema(name)).validate(value)


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.stem)
def test_a_schema_is_one_and_is_linked(path: Path) -> None:
    Draft202012Validator.check_schema(schema(path.stem))
    assert f"(schema/{path.name})" in (DOCS / "json.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "arguments"), ASKED)
def test_what_a_command_prints_fits_its_schema(
    name: str, arguments: tuple[str, ...], sample_config: Path
) -> None:
    ended = Command(("--config", str(sample_config), *arguments, "--json"), os.environ).wait(60)
    assert ended.code == 0, ended.err
    check(name, json.loads(ended.out))


def test_a_schema_refuses_a_strange_key() -> None:
    assert not Draft202012Validator(schema("search")).is_valid([{"strange": 1}])


def test_what_a_good_and_a_failed_poll_print_fit_the_schema(outpost: Outpost) -> None:
    outpost.deliver_sample(3)
    good = outpost.json("poll")
    check("poll", good)
    assert good["fetched"] == 3
    outpost.inbox.behaviour.refuse_login = "NO LOGIN Login error or password error"
    failed = outpost.json("poll", code=1)
    check("poll", failed)
    assert failed["error"]
    check("status", outpost.json("status"))
