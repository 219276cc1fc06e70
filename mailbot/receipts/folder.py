"""Letters written to a folder as .eml files, for the demo and for rehearsals."""

from __future__ import annotations

import hashlib
from pathlib import Path

from mailbot.receipts.smtp import Sent


class FolderSender:
    """Takes letters like `SmtpSender`; each becomes one file, named by its own content."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder

    def send(self, to_address: str, raw: bytes) -> Sent:
        """Write the letter; the address is in it, not in the file's name."""
        name = f"{hashlib.sha256(to_address.encode() + raw).hexdigest()[:16]}.eml"
        (self._folder / name).write_bytes(raw)
        return Sent(reply=f"250 written to {name}")

    def close(self) -> None:
        """Nothing to close."""
