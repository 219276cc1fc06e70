"""A user's maildir, written to behind the server's back as a delivery agent would."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from imapclient.imap_utf7 import encode as utf7


@dataclass
class Account:
    """One user's mailbox: its name, and its maildir to write into behind the server's back."""

    username: str
    maildir: Path
    owner: tuple[int, int]
    _count: int = field(default=0)

    def deliver(
        self, raw: bytes, folder: str = "INBOX", internaldate: datetime | None = None
    ) -> Path:
        """Put raw bytes into a folder as a delivery agent would; its file."""
        self._count += 1
        home = self.folder(folder)
        name = f"{time.time_ns()}.{os.getpid()}_{self._count}.host"
        (home / "tmp" / name).write_bytes(raw)
        moment = (internaldate or datetime.now(UTC)).timestamp()
        os.utime(home / "tmp" / name, (moment, moment))
        self._own(home / "tmp" / name)
        final = home / "new" / name
        (home / "tmp" / name).rename(final)
        return final

    def folder(self, name: str) -> Path:
        """A folder's maildir (Maildir++), made where it is missing."""
        home = self.maildir
        if name != "INBOX":
            home = self.maildir / ("." + utf7(name).decode("ascii"))
        for path in (self.maildir, home, home / "cur", home / "new", home / "tmp"):
            if not path.exists():
                path.mkdir(parents=True)
                self._own(path)
        return home

    def delete(self, delivered: Path) -> None:
        """Take a mail away, whatever flags the server wrote into its file's name."""
        for path in delivered.parent.parent.glob(f"[cn]*/{delivered.name}*"):
            path.unlink()

    def show_only_since(self, moment: datetime, folder: str = "INBOX") -> None:
        """Hide older mail, as the web setting 收取最近30天 does: IMAP tells nothing of it."""
        for path in self.folder(folder).glob("[cn]*/*"):
            if path.stat().st_mtime < moment.timestamp():
                path.unlink()

    def mails(self, folder: str = "INBOX") -> list[bytes]:
        """The raw bytes of everything in a folder, in no order that means anything."""
        home = self.folder(folder)
        return [path.read_bytes() for path in sorted(home.glob("[cn]*/*"))]

    def renumber(self, folder: str = "INBOX") -> None:
        """Forget all UIDs: the server numbers anew under another UIDVALIDITY."""
        home = self.folder(folder)
        for path in [*home.glob("dovecot*index*"), *home.glob("dovecot-uidlist*")]:
            path.unlink()
        with suppress(FileNotFoundError):
            (self.maildir / "dovecot-uidvalidity").unlink()
        for path in self.maildir.glob("dovecot-uidvalidity.*"):
            path.unlink()

    def _own(self, path: Path) -> None:
        if os.getuid() == 0:
            os.chown(path, *self.owner)
