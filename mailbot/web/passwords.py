"""The password of the web pages: only its scrypt hash stands in the configuration (RFC 7914)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets

_COST, _BLOCKS, _LANES = 1 << 14, 8, 1
_MEMORY = 64 << 20
_NAME = "scrypt"


def password_hash(password: str) -> str:
    """What `password_hash` in the configuration must say for this password."""
    salt = secrets.token_bytes(16)
    parts = (_NAME, str(_COST), str(_BLOCKS), _text(salt), _text(_derived(password, salt)))
    return "$".join(parts)


def is_password_hash(text: str) -> bool:
    """Whether a text is of the shape that `password_hash` writes."""
    return _parts(text) is not None


def password_matches(password: str, told: str) -> bool:
    """Whether a password is the hashed one; a broken hash matches nothing."""
    parts = _parts(told)
    if parts is None:
        return False
    salt, expected = parts
    return hmac.compare_digest(_derived(password, salt), expected)


def _parts(told: str) -> tuple[bytes, bytes] | None:
    parts = told.split("$")
    if len(parts) != 5 or parts[:3] != [_NAME, str(_COST), str(_BLOCKS)]:
        return None
    try:
        return base64.b64decode(parts[3], validate=True), base64.b64decode(parts[4], validate=True)
    except (ValueError, binascii.Error):
        return None


def _derived(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(
        password.encode(), salt=salt, n=_COST, r=_BLOCKS, p=_LANES, maxmem=_MEMORY, dklen=32
    )


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")
