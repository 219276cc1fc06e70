"""A mail as the tree of its parts, found in the bytes themselves (RFC 2046), nothing decoded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from parsers.mail.fields import Buffer, Fields, read_fields
from parsers.mail.parameters import file_name, split_value

_DEEPEST = 30
_MOST_PARTS = 2000
_OPENING = 8000
_SNIFFED = re.compile(
    rb"^--([^\s-][^\r\n]{0,198}?)[ \t\r]*\n"
    rb"(?=content-(?:type|transfer-encoding|disposition)[ \t]*:)",
    re.IGNORECASE | re.MULTILINE,
)
_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]{1,80}/[a-z0-9!#$&^_.+-]{1,100}")


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part: its fields, where its content stands in the bytes, the parts inside.

    `media_type` is what the sender claims, text/plain where nothing usable is claimed.
    """

    fields: Fields
    start: int
    end: int
    media_type: str
    children: tuple[Part, ...] = ()

    @cached_property
    def parameters(self) -> dict[str, str]:
        """Of Content-Type, decoded."""
        return split_value(_first(self.fields, "content-type"))[1]

    @cached_property
    def disposition(self) -> tuple[str, dict[str, str]]:
        """Content-Disposition and its parameters, decoded."""
        return split_value(_first(self.fields, "content-disposition"))

    @property
    def filename(self) -> str:
        """The name as its author wrote it ('' without one)."""
        return file_name(self.disposition[1], self.parameters)

    @property
    def encoding(self) -> str:
        """Content-Transfer-Encoding as written."""
        return self.fields.text("content-transfer-encoding")

    @property
    def content_id(self) -> str:
        """Content-ID without its angle brackets."""
        return self.fields.decoded("content-id").strip("<> ")

    def walk(self) -> Iterator[Part]:
        """Yield the part and all inside it, in their order."""
        waiting = [self]
        while waiting:
            part = waiting.pop()
            yield part
            waiting.extend(reversed(part.children))


@dataclass(slots=True)
class _Budget:
    """How many parts may still be opened; `cut` once that or the depth did not suffice."""

    parts: int = _MOST_PARTS
    cut: bool = False


def read_tree(data: Buffer, start: int, end: int) -> tuple[Part, bool]:
    """The tree of the mail that begins at `start`, and whether a bound cut it.

    An attached mail is a leaf. A part beyond the bounds is a leaf too: kept whole, not opened.
    """
    budget = _Budget()
    return _part(data, start, end, budget, 0, "text/plain"), budget.cut


def _part(
    data: Buffer, start: int, end: int, budget: _Budget, depth: int, default_type: str
) -> Part:
    budget.parts -= 1
    fields, content = read_fields(data, start, end)
    claimed, parameters = split_value(_first(fields, "content-type"))
    media_type = claimed if _TYPE.fullmatch(claimed) else ""
    boundary = _boundary(data, content, end, media_type, parameters, depth)
    if boundary is None:
        leaf = "text/plain" if media_type.startswith("multipart/") else media_type or default_type
        return Part(fields=fields, start=content, end=end, media_type=leaf)
    media_type = media_type if media_type.startswith("multipart/") else "multipart/mixed"
    if depth >= _DEEPEST:
        budget.cut = True
        return Part(fields=fields, start=content, end=end, media_type="application/octet-stream")
    inner = "message/rfc822" if media_type == "multipart/digest" else "text/plain"
    children: list[Part] = []
    for first, last in _sections(data, content, end, boundary):
        if budget.parts <= 0:
            budget.cut = True
            break
        children.append(_part(data, first, last, budget, depth + 1, inner))
    return Part(
        fields=fields, start=content, end=end, media_type=media_type, children=tuple(children)
    )


def _boundary(
    data: Buffer, start: int, end: int, media_type: str, parameters: dict[str, str], depth: int
) -> bytes | None:
    """The delimiter that really stands in the content; guessed where the declared one does not."""
    composed = media_type.startswith("multipart/")
    declared = parameters.get("boundary", "").encode("utf-8", "replace")
    if composed and declared and _delimiter(declared).search(data, start, end):
        return declared
    if composed or (not media_type and depth == 0):
        sniffed = _SNIFFED.search(data, start, min(end, start + _OPENING))
        return sniffed[1] if sniffed else None
    return None


def _delimiter(boundary: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"^--" + re.escape(boundary) + rb"(--)?[ \t\r]*$", re.MULTILINE)


def _sections(data: Buffer, start: int, end: int, boundary: bytes) -> Iterator[tuple[int, int]]:
    """Where the parts of a multipart stand.

    Parts after a closing delimiter count too: some programs use one boundary at two levels.
    """
    opened: int | None = None
    for match in _delimiter(boundary).finditer(data, start, end):
        if opened is not None:
            yield opened, _before_line_end(data, opened, match.start())
        opened = None if match[1] else min(match.end() + 1, end)
    if opened is not None and opened < end:
        yield opened, end


def _before_line_end(data: Buffer, start: int, position: int) -> int:
    """The line end before a delimiter belongs to the delimiter."""
    if position > start and data[position - 1 : position] == b"\n":
        position -= 1
        if position > start and data[position - 1 : position] == b"\r":
            position -= 1
    return position


def _first(fields: Fields, name: str) -> bytes:
    return next(iter(fields.raw(name)), b"")
