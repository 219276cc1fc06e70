"""One mail's bytes from the server to a durable blob, whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from mailbot.mailbox.connection import Connection
from mailbot.mailbox.listing import Listed, listed_entry
from store.blobs import Blob, Blobs

PART = 1 << 20
_CHECKED = ("RFC822.SIZE", "INTERNALDATE")


class NotNow(Exception):
    """The server did not give this mail as it listed it; it stays for a later round."""


class _WrongSize(Exception):
    """The bytes came, but not as many as listed."""

    def __init__(self, sha256: str, size: int) -> None:
        super().__init__(size)
        self.sha256 = sha256
        self.size = size


def fetch_body(connection: Connection, blobs: Blobs, listed: Listed, *, part: int = PART) -> Blob:
    """Keep a mail's raw bytes; larger ones come in parts.

    Nothing is kept of a mail that came short: it is asked for once more, in one piece. Where a
    server's size is wrong, two equal answers are the truth. Raises NotNow, the store's errors and
    the connection's.
    """
    try:
        return blobs.keep(_counted(_body(connection, listed, part), listed.size, ""))
    except _WrongSize as first:
        try:
            again = _body(connection, listed, max(part, listed.size, first.size))
            return blobs.keep(_counted(again, listed.size, first.sha256))
        except _WrongSize as second:
            raise NotNow(
                f"应有 {listed.size} 字节，两次收到 {first.size} 和 {second.size} 字节"
            ) from second


def _counted(chunks: Iterator[bytes], size: int, other_sha256: str) -> Iterator[bytes]:
    """Pass bytes on and raise at the end unless their number, or another answer, bears them out."""
    digest, count = hashlib.sha256(), 0
    for chunk in chunks:
        digest.update(chunk)
        count += len(chunk)
        yield chunk
    if count != size and digest.hexdigest() != other_sha256:
        raise _WrongSize(digest.hexdigest(), count)


def _body(connection: Connection, listed: Listed, part: int) -> Iterator[bytes]:
    if listed.size <= part:
        yield _answered(connection, listed, "BODY.PEEK[]", (b"BODY[]",), listed.size, check=True)
        return
    offset = 0
    while True:
        item = f"BODY.PEEK[]<{offset}.{part}>"
        keys = (f"BODY[]<{offset}>".encode(), b"BODY[]")
        chunk = _answered(connection, listed, item, keys, part, check=offset == 0)
        yield chunk
        offset += len(chunk)
        # More than asked for: this server knows no parts and gave the whole mail.
        if len(chunk) != part or offset == listed.size:
            return


def _answered(
    connection: Connection,
    listed: Listed,
    item: str,
    keys: tuple[bytes, ...],
    size: int,
    *,
    check: bool,
) -> bytes:
    """One FETCH of one mail. An empty answer means try again later, never that it is empty."""
    items = (*_CHECKED, item) if check else (item,)
    answer = connection.fetch([listed.uid], items, size=size).get(listed.uid, {})
    if check:
        _compare(listed, answer)
    for key in keys:
        body = answer.get(key)
        if isinstance(body, bytes) and (body or not check or listed.size == 0):
            return body
    raise NotNow("服务器没有给出这封邮件的内容")


def _compare(listed: Listed, answer: dict[bytes, Any]) -> None:
    """The mail under this UID must still be the one listed; a renumbered folder is listed anew."""
    entry = listed_entry({b"UID": listed.uid, **answer})
    if entry is not None and entry != listed:
        raise NotNow("邮件编号已变，下一轮重新核对")
