"""OpenDocument packages: whether they have a password."""

from __future__ import annotations

from parsers.errors import Encrypted
from parsers.files.package import Package

_MANIFEST = "META-INF/manifest.xml"


def refuse_encrypted(package: Package) -> None:
    """Raise Encrypted for a package with a password.

    The manifest is only searched: old programs declare its document type, and so it is not parsed.
    """
    if package.has(_MANIFEST) and b"encryption-data" in package.unpacked(_MANIFEST):
        raise Encrypted("an OpenDocument file with a password")
