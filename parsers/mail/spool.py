"""Files of a mail, written to the spool folder under names of our own."""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Iterable
from pathlib import Path

from parsers.findings import Finding, finding
from parsers.mail.fields import Buffer, read_fields
from parsers.mail.parameters import safe_name
from parsers.mail.pictures import Picture
from parsers.mail.transfer import Decoded
from parsers.mail.tree import Part
from parsers.results import Member

MAILS = frozenset({"message/rfc822", "message/global", "message/news"})
_SUFFIXES = {
    "image/jpeg": ".jpg", "image/jpg": ".jpg", "text/plain": ".txt", "text/html": ".html",
    "text/calendar": ".ics", "application/octet-stream": "", "application/ms-tnef": ".dat",
    "text/csv": ".csv",
}  # fmt: skip
_HEAD = 64 << 10


class Spool:
    """Writes the parts of one mail to an empty folder and says what was written."""

    def __init__(self, folder: Path, data: Buffer) -> None:
        self._folder, self._data = folder, data
        self.members: list[Member] = []
        self.findings: list[Finding] = []

    def add(self, part: Part, *, inline: bool) -> Member:
        """Write the decoded content of a part; what cannot be decoded is a finding."""
        decoded = Decoded(self._data, part.start, part.end, part.encoding)
        media_type = "message/rfc822" if part.media_type in MAILS else part.media_type
        member = self._write(decoded, self._name(part), media_type, part.content_id, inline=inline)
        if decoded.damaged:
            self.findings.append(finding("damaged_file", filename=member.filename))
        return member

    def add_picture(self, picture: Picture) -> Member:
        """Write a picture that stood in the HTML itself."""
        name = self._number(picture.media_type)
        return self._write((picture.content,), name, picture.media_type, "", inline=True)

    def _write(
        self, pieces: Iterable[bytes], name: str, media_type: str, content_id: str, *, inline: bool
    ) -> Member:
        spooled = f"p{len(self.members) + 1:05d}"
        digest = hashlib.sha256()
        size = 0
        with (self._folder / spooled).open("xb") as file:
            for piece in pieces:
                file.write(piece)
                digest.update(piece)
                size += len(piece)
        member = Member(
            spooled=spooled,
            filename=name,
            media_type=media_type,
            sha256=digest.hexdigest(),
            size=size,
            content_id=content_id,
            inline=inline,
        )
        self.members.append(member)
        return member

    def _name(self, part: Part) -> str:
        """The author's name, an attached mail's subject, or a number with a fitting suffix."""
        if part.filename:
            return part.filename
        if part.media_type in MAILS:
            decoded = Decoded(self._data, part.start, part.end, part.encoding)
            head = decoded.whole(_HEAD).lstrip()
            subject = read_fields(head, 0, len(head))[0].decoded("subject")
            return safe_name(f"{subject or '无主题'}.eml")
        return self._number(part.media_type)

    def _number(self, media_type: str) -> str:
        known = _SUFFIXES.get(media_type)
        suffix = known if known is not None else mimetypes.guess_extension(media_type) or ""
        return f"未命名附件{len(self.members) + 1}{suffix}"
