"""Faults of a file, raised by format readers and turned into one finding each.

ParserError
├── Unreadable    broken, or not what it claims to be
├── Encrypted     needs a password
├── TooLarge      would exceed a limit
└── Unsupported   a kind of file that nothing here reads
"""

from __future__ import annotations

from parsers.results import AttachmentState


class ParserError(Exception):
    """A file that cannot be read; the text is for the log, the finding's is in the catalogue."""

    state: AttachmentState = "unreadable"
    code: str = "unreadable_file"


class Unreadable(ParserError):
    """The file is broken, or not what it claims to be."""


class Encrypted(ParserError):
    """The file needs a password; none is ever guessed."""

    state = "encrypted"
    code = "encrypted"


class TooLarge(ParserError):
    """Reading on would exceed a limit."""

    state = "too_large"
    code = "too_large"


class Unsupported(ParserError):
    """No reader for this kind; `instead` names in Chinese what to send instead."""

    state = "unsupported"
    code = "unsupported"

    def __init__(self, text: str, *, instead: str = "Excel 或 Word 文件") -> None:
        super().__init__(text)
        self.instead = instead
