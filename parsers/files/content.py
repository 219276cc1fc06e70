"""One file's content alone: what `form import` looks at before there is a form."""

from __future__ import annotations

import importlib
from typing import cast

from parsers.files.detect import detect
from parsers.files.format import Read, Source
from parsers.files.registry import format_named
from parsers.results import FileContent


def read_content(source: Source) -> tuple[str, FileContent]:
    """(the format's name, the content); raises a ParserError."""
    kind = detect(source.path, source.filename)
    read = cast("Read", importlib.import_module(format_named(kind).module).read)
    return kind, read(source)
