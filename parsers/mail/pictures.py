"""Pictures that an editor wrote into the HTML itself, as `data:` addresses (RFC 2397)."""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass

_PICTURE = re.compile(
    r"data:\s*(image/[a-zA-Z0-9.+-]{1,40})\s*;\s*base64\s*,\s*([A-Za-z0-9+/\s]{40,})={0,2}"
)
_MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A pasted picture: a screenshot of a table, a photo."""

    media_type: str
    content: bytes


def take_pictures(markup: str) -> tuple[str, tuple[Picture, ...]]:
    """The markup without its pasted pictures, and these, each content once."""
    found: dict[bytes, Picture] = {}
    for match in _PICTURE.finditer(markup):
        content = _decoded(match[2])
        if len(found) < _MOST:
            found.setdefault(content, Picture(media_type=match[1].lower(), content=content))
    return (_PICTURE.sub("data:", markup) if found else markup), tuple(found.values())


def _decoded(letters: str) -> bytes:
    bare = "".join(letters.split())
    whole = bare if len(bare) % 4 != 1 else bare[:-1]
    return binascii.a2b_base64(whole + "=" * (-len(whole) % 4))
