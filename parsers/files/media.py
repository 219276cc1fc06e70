"""Sound and film: kept as material, never decoded."""

from __future__ import annotations

from parsers.files.detect import detect
from parsers.files.format import Source
from parsers.results import FileContent


def read(source: Source) -> FileContent:
    """Tell the kind by its magic bytes; its size is the attachment's."""
    return FileContent(parser=detect(source.path, source.filename))
