"""A pool of children that do as the file's name says."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

import pytest

from mailbot.pipeline.reading import FileRequest
from mailbot.reading.pool import ReaderPool
from parsers.context import MEGABYTE, ReadingContext, ReadingLimits
from parsers.form.definition import FormDefinition

MISBEHAVING = (sys.executable, "-P", str(Path(__file__).with_name("misbehaving.py")))
CONTEXT = ReadingContext(
    form=FormDefinition(title="统计表", fields=()),
    limits=ReadingLimits(expanded_bytes=8 * MEGABYTE, message_bytes=MEGABYTE),
)
MakePool = Callable[..., ReaderPool]


class Ask(Protocol):
    def __call__(self, filename: str, content: str = "内容") -> FileRequest: ...


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    folder = tmp_path / "scratch"
    folder.mkdir()
    return folder


@pytest.fixture
def make_pool(scratch: Path) -> Iterator[MakePool]:
    with ExitStack() as stack:

        def make(**more: object) -> ReaderPool:
            values: dict[str, object] = {
                "context": CONTEXT,
                "size": 1,
                "parse_seconds": 10,
                "memory_mb": 400,
                "scratch": scratch,
                "command": MISBEHAVING,
            }
            pool = ReaderPool(**{**values, **more})  # type: ignore[arg-type]
            return stack.enter_context(pool)

        yield make


@pytest.fixture
def ask(tmp_path: Path, scratch: Path) -> Ask:
    """Make a request for a file of this name, with a spool folder of its own."""
    count = 0

    def request(filename: str, content: str = "内容") -> FileRequest:
        nonlocal count
        count += 1
        path, spool = tmp_path / f"blob{count}", scratch / f"spool{count}"
        path.write_text(content)
        spool.mkdir()
        return FileRequest(path=path, spool=spool, filename=filename, media_type="x/y")

    return request
