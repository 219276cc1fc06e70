"""The hash by which one mail that came by two routes is known as one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from parsers.mail.fields import Buffer, Fields
from parsers.mail.transfer import Decoded
from parsers.mail.tree import Part


def content_sha256(data: Buffer, fields: Fields, leaves: Iterable[Part]) -> str:
    """SHA-256 over From, Subject, Date, Message-ID and the decoded content of all parts.

    Line ends of texts count as LF and white space at their end does not count, since exports and
    servers change both. Boundaries, encodings and transport headers do not count.
    """
    digest = hashlib.sha256()
    for name in ("from", "subject", "date", "message-id"):
        _put(digest, name, fields.decoded(name).encode())
    for part in leaves:
        _put(digest, part.media_type, part.filename.encode())
        _put(digest, "content", _of_part(data, part))
    return digest.hexdigest()


def _of_part(data: Buffer, part: Part) -> bytes:
    decoded = Decoded(data, part.start, part.end, part.encoding)
    inner = hashlib.sha256()
    as_text = part.media_type.startswith(("text/", "message/"))
    as_text = as_text or decoded.encoding not in ("base64", "quoted-printable", "binary")
    waiting = b""
    for piece in decoded:
        if not as_text:
            inner.update(piece)
            continue
        whole = waiting + piece.replace(b"\r", b"")
        kept = whole.rstrip(b" \t\n")
        inner.update(kept)
        waiting = whole[len(kept) :]
    return inner.digest()


def _put(digest: hashlib._Hash, name: str, value: bytes) -> None:
    """Lengths stand before contents, so that no two mails run together."""
    digest.update(f"{name} {len(value)}\n".encode())
    digest.update(value)
