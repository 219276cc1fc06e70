"""What a format reader is: a name, a family, and a function from a source to a content."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from parsers.context import ReadingContext
from parsers.results import FileContent, FileFamily


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A kept file. Files found inside it go to `spool`, an empty folder.

    `filename` is the name as its author wrote it and `media_type` what the mail claimed: data,
    never a path and never proof.
    """

    path: Path
    spool: Path
    filename: str
    media_type: str
    context: ReadingContext


class Read(Protocol):
    """A format module's `read`; raises a ParserError for what it cannot read."""

    def __call__(self, source: Source) -> FileContent:
        """Read the whole file within the context's limits."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One line of the registry.

    `module` holds the `read` function and is imported when a file of the format is met.
    `suffixes` are typical endings, for the documentation and where bytes cannot tell (csv, txt).
    `reads` says in Chinese what comes out, for the table in the documentation.
    """

    name: str
    family: FileFamily
    media_type: str
    suffixes: tuple[str, ...]
    module: str
    reads: str
