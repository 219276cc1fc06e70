"""Outlook's .msg (MS-OXMSG): the mail's text, its files as members, attached mails within it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import olefile

from parsers.errors import TooLarge, Unreadable
from parsers.files.format import Source
from parsers.files.outlook import Body, body_content, code_page_name, text_in
from parsers.files.place import short_name
from parsers.files.spool import Spool
from parsers.findings import finding
from parsers.results import FileContent, Member

_SUBJECT, _BODY, _HTML, _RTF = 0x0037, 0x1000, 0x1013, 0x1009
_SENDER_NAME, _SENDER_ADDRESS, _SENDER_SMTP = 0x0C1A, 0x0C1F, 0x5D01
_LONG_NAME, _SHORT_NAME, _DISPLAY_NAME, _DATA = 0x3707, 0x3704, 0x3001, 0x3701
_MEDIA_TYPE, _CONTENT_ID, _CODE_PAGE = 0x370E, 0x3712, 0x3FFD
_ATTACHMENT = "__attach_version1.0_"
_PROPERTIES = "__properties_version1.0"
_UNNAMED = "附件"
_DEEPEST = 5
_TOP_HEADER, _INNER_HEADER = 32, 24
"""Bytes before the first entry of a property stream (MS-OXMSG 2.4.1)."""

Path = tuple[str, ...]


def read(source: Source) -> FileContent:
    """Read the text and spool the files; raises Unreadable and TooLarge."""
    if source.path.stat().st_size > source.context.limits.expanded_bytes:
        raise TooLarge("larger than any package may be")
    try:
        with olefile.OleFileIO(str(source.path)) as container:
            return _Message(container, source).read()
    except (OSError, ValueError, IndexError, TypeError, AttributeError) as error:
        raise Unreadable(str(error)) from error


class _Message:
    """An open .msg file."""

    def __init__(self, container: olefile.OleFileIO, source: Source) -> None:
        self._container = container
        self._source = source
        self._spool = Spool(source.spool, source.context.limits.expanded_bytes)
        self._left = source.context.limits.archive_entries
        self._cut = False

    def read(self) -> FileContent:
        """The whole mail; attached mails' texts follow as paragraphs of their own."""
        name = short_name(self._source.filename)
        content = body_content(self._body(()), name, "msg")
        members = tuple(self._members((), "", 0))
        return replace(
            content,
            members=members,
            findings=(finding("truncated", filename=name),) if self._cut else (),
        )

    def _members(self, storage: Path, prefix: str, depth: int) -> Iterator[Member]:
        for folder in self._attachments(storage):
            if not self._left:
                self._cut = True
                return
            self._left -= 1
            inner = (*folder, f"__substg1.0_{_DATA:04X}000D")
            name = prefix + self._name(folder)
            if self._container.exists([*inner, _PROPERTIES]):
                yield self._text_member(inner, name)
                if depth < _DEEPEST:
                    yield from self._members(inner, f"{name}/", depth + 1)
                else:
                    self._cut = True
            else:
                yield self._file_member(folder, name)

    def _attachments(self, storage: Path) -> list[Path]:
        folders = {
            tuple(path[: len(storage) + 1])
            for path in self._container.listdir()
            if len(path) > len(storage)
            and tuple(path[: len(storage)]) == storage
            and path[len(storage)].startswith(_ATTACHMENT)
        }
        return sorted(folders)

    def _name(self, folder: Path) -> str:
        names = (self._text(folder, one) for one in (_LONG_NAME, _SHORT_NAME, _DISPLAY_NAME))
        return next((name for name in names if name), _UNNAMED)

    def _file_member(self, folder: Path, name: str) -> Member:
        member = self._spool.write(
            [self._bytes(folder, _DATA)],
            name,
            media_type=self._text(folder, _MEDIA_TYPE) or "application/octet-stream",
        )
        content_id = self._text(folder, _CONTENT_ID).strip("<>")
        return replace(member, content_id=content_id, inline=bool(content_id))

    def _text_member(self, storage: Path, name: str) -> Member:
        """An attached mail as a text: subject, author and body, as a person reads them."""
        content = body_content(self._body(storage), name, "msg")
        lines = [one.text for one in content.paragraphs]
        for grid in content.grids:
            lines += [cell.text for cell in grid.cells if cell.text]
        text = "\n".join(lines)
        return self._spool.write([text.encode()], f"{name}.txt", media_type="text/plain")

    def _body(self, storage: Path) -> Body:
        address = self._text(storage, _SENDER_SMTP) or self._text(storage, _SENDER_ADDRESS)
        author = f"{self._text(storage, _SENDER_NAME)} <{address}>".strip()
        return Body(
            subject=self._text(storage, _SUBJECT),
            author=author if address else "",
            plain=self._text(storage, _BODY),
            html=self._bytes(storage, _HTML) or self._text(storage, _HTML).encode(),
            rtf=self._bytes(storage, _RTF),
        )

    def _text(self, storage: Path, number: int) -> str:
        unicode_text = self._stream((*storage, f"__substg1.0_{number:04X}001F"))
        if unicode_text:
            return unicode_text.decode("utf-16-le", errors="replace").split("\x00", 1)[0]
        data = self._stream((*storage, f"__substg1.0_{number:04X}001E"))
        return text_in(data, self._code_page()) if data else ""

    def _bytes(self, storage: Path, number: int) -> bytes:
        return self._stream((*storage, f"__substg1.0_{number:04X}0102"))

    def _stream(self, path: Path) -> bytes:
        if not self._container.exists(list(path)):
            return b""
        with self._container.openstream(list(path)) as stream:
            return bytes(stream.read())

    def _code_page(self) -> str:
        """The code page that the mail's property stream names, or ''."""
        data = self._stream((_PROPERTIES,))[_TOP_HEADER:]
        for start in range(0, len(data) - 15, 16):
            entry = data[start : start + 16]
            if int.from_bytes(entry[2:4], "little") == _CODE_PAGE:
                return code_page_name(int.from_bytes(entry[8:12], "little"))
        return ""
