"""What the tests of these readers share."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from parsers.context import ReadingContext, ReadingLimits
from parsers.files.format import Source
from parsers.form.definition import FormDefinition

MakeSource = Callable[..., Source]


@pytest.fixture
def make_source(tmp_path: Path) -> MakeSource:
    """Keep bytes as a file and give the source a reader gets, with limits of its own."""

    def make(data: bytes, filename: str, **limits: int) -> Source:
        path, spool = tmp_path / "kept", Path(tempfile.mkdtemp(dir=tmp_path))
        path.write_bytes(data)
        context = ReadingContext(
            form=FormDefinition(title="", fields=()), limits=ReadingLimits(**limits)
        )
        return Source(path=path, spool=spool, filename=filename, media_type="", context=context)

    return make
