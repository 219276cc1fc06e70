"""What crosses between the service and a reading child: length, then a typed msgpack value.

Never pickle: a child has opened a stranger's file and is not trusted.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any, Literal, TypeVar, cast

import msgspec

from mailbot.reading.bounds import Bounds
from parsers.context import ReadingContext
from parsers.looking import Look
from parsers.results import FileReading, MailReading

LENGTH = struct.Struct(">I")
LARGEST_ANSWER = 32 << 20
"""Bytes of one answer: text is cut at a million characters long before."""
FailureKind = Literal["memory", "large", "disk", "error"]


class Begin(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The first value a child gets: the form, the limits, its own bounds."""

    context: ReadingContext
    bounds: Bounds


class MailTask(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Read a mail. Paths are bytes: a folder's name need not be UTF-8."""

    path: bytes
    spool: bytes
    look: Look | None = None


class FileTask(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Read a file; `filename` and `media_type` are a stranger's words."""

    path: bytes
    spool: bytes
    filename: str
    media_type: str
    look: Look | None = None


class Ready(msgspec.Struct, frozen=True, tag=True):
    """The child is confined and waits for its first task."""


class PageDone(msgspec.Struct, frozen=True, tag=True):
    """One page is read: the deadline starts anew."""


class MailDone(msgspec.Struct, frozen=True, tag=True):
    """A mail's reading."""

    reading: MailReading


class FileDone(msgspec.Struct, frozen=True, tag=True):
    """A file's reading."""

    reading: FileReading


class Failed(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The task raised; `detail` is for the log."""

    kind: FailureKind
    detail: str = ""


Task = MailTask | FileTask
Answer = Ready | PageDone | MailDone | FileDone | Failed
Orders = Begin | MailTask | FileTask

_encoder = msgspec.msgpack.Encoder(decimal_format="string")
_orders = msgspec.msgpack.Decoder(Orders)
_answers = msgspec.msgpack.Decoder(Answer)
_Value = TypeVar("_Value")


class BadAnswer(Exception):
    """An answer that is too long or not of the agreed shape."""


def pack(value: Orders | Answer) -> bytes:
    """Encode one value with its length before it."""
    try:
        body = _encoder.encode(value)
    except UnicodeEncodeError:
        body = _encoder.encode(_without_surrogates(value))
    return LENGTH.pack(len(body)) + body


def unpack_answer(body: bytes | bytearray) -> Answer:
    """Decode what a child said, strictly; raises `BadAnswer`."""
    try:
        return cast("Answer", _answers.decode(body))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadAnswer(str(error)) from error


def receive_order(receive: Callable[[int], bytes]) -> Orders | None:
    """Read the next order in a child; None when the service has closed its end."""
    head = _exactly(receive, LENGTH.size)
    if head is None:
        return None
    body = _exactly(receive, LENGTH.unpack(head)[0])
    return None if body is None else cast("Orders", _orders.decode(body))


def _exactly(receive: Callable[[int], bytes], count: int) -> bytes | None:
    got = bytearray()
    while len(got) < count:
        part = receive(count - len(got))
        if not part:
            return None
        got += part
    return bytes(got)


def _without_surrogates(value: _Value) -> _Value:
    """Replace what UTF-8 cannot hold, so that one broken character does not cost the file."""
    clean: Any = value
    if isinstance(value, str):
        clean = value.encode("utf-8", "replace").decode("utf-8")
    elif isinstance(value, tuple):
        clean = tuple(_without_surrogates(item) for item in value)
    elif isinstance(value, msgspec.Struct):
        names = value.__struct_fields__
        changed = {name: _without_surrogates(getattr(value, name)) for name in names}
        clean = msgspec.structs.replace(value, **changed)
    elif is_dataclass(value) and not isinstance(value, type):
        found = {f.name: _without_surrogates(getattr(value, f.name)) for f in fields(value)}
        clean = replace(cast("Any", value), **found)
    return cast("_Value", clean)
