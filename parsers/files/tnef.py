"""winmail.dat: Outlook's wrapping of a mail (MS-OXTNEF); the files in it become members.

Walked attribute by attribute: one that is broken costs itself, not the files behind it.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, replace

from parsers.errors import TooLarge, Unreadable
from parsers.files.format import Source
from parsers.files.mapi import properties
from parsers.files.outlook import Body, body_content, code_page_name, text_in
from parsers.files.place import short_name
from parsers.files.spool import Spool
from parsers.findings import finding
from parsers.results import FileContent

_SIGNATURE = b"\x78\x9f\x3e\x22"
_ATTRIBUTE = struct.Struct("<BHHI")
_MESSAGE, _ATTACHMENT = 1, 2
_SUBJECT, _BODY, _CODE_PAGE, _MESSAGE_PROPERTIES = 0x8004, 0x800C, 0x9007, 0x9003
_NEW_FILE, _TITLE, _DATA, _FILE_PROPERTIES = 0x9002, 0x8010, 0x800F, 0x9005
_LONG_NAME, _MEDIA_TYPE, _DATA_OBJECT = 0x3707, 0x370E, 0x3701
_PLAIN, _HTML, _RTF = 0x1000, 0x1013, 0x1009
_MESSAGE_ID = bytes.fromhex("0703020000000000c000000000000046")
"""IID_IMessage: an attached mail, which is a stream of this kind again, follows."""
_UNNAMED = "附件"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Attribute:
    level: int
    name: int
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    name: str = ""
    data: bytes = b""
    media_type: str = "application/octet-stream"


def read(source: Source) -> FileContent:
    """Read the text and spool the files; raises Unreadable and TooLarge."""
    if source.path.stat().st_size > source.context.limits.expanded_bytes:
        raise TooLarge("larger than any package may be")
    data = source.path.read_bytes()
    if not data.startswith(_SIGNATURE):
        raise Unreadable("no TNEF signature")
    attributes, cut = _attributes(data)
    code_page = next(
        (code_page_name(_number(one.data)) for one in attributes if one.name == _CODE_PAGE), ""
    )
    if not attributes:
        raise Unreadable("no attribute in it")
    name = short_name(source.filename)
    files = _files(attributes, code_page)
    content = body_content(_body(attributes, code_page), name, "tnef")
    spool = Spool(source.spool, source.context.limits.expanded_bytes)
    most = source.context.limits.archive_entries
    lost = [one.name for one in files if not one.data]
    findings = [finding("unreadable_file", filename=one, location=one) for one in lost[:most]]
    if cut and not lost:
        findings.append(finding("unreadable_file", filename=name))
    if len(files) > most:
        findings.append(finding("truncated", filename=name))
    return replace(
        content,
        members=tuple(
            spool.write([one.data], one.name or _UNNAMED, media_type=one.media_type)
            for one in files[:most]
            if one.data
        ),
        findings=tuple(findings),
    )


def _attributes(data: bytes) -> tuple[list[_Attribute], bool]:
    """The stream's attributes, and whether it breaks off."""
    found: list[_Attribute] = []
    position = 6
    while position + _ATTRIBUTE.size <= len(data):
        level, name, _, length = _ATTRIBUTE.unpack_from(data, position)
        start = position + _ATTRIBUTE.size
        if level not in (_MESSAGE, _ATTACHMENT) or start + length > len(data):
            return found, True
        found.append(_Attribute(level=level, name=name, data=data[start : start + length]))
        position = start + length + 2
    return found, False


def _number(data: bytes) -> int:
    return int.from_bytes(data[:4], "little")


def _files(attributes: list[_Attribute], code_page: str) -> list[_File]:
    files: list[_File] = []
    for one in attributes:
        if one.name == _NEW_FILE:
            files.append(_File())
        elif one.level == _ATTACHMENT and files:
            files[-1] = _with(files[-1], one, code_page)
    return [one for one in files if one.name or one.data]


def _with(file: _File, attribute: _Attribute, code_page: str) -> _File:
    if attribute.name == _TITLE:
        return replace(file, name=file.name or text_in(attribute.data, code_page))
    if attribute.name == _DATA:
        return replace(file, data=attribute.data)
    if attribute.name == _FILE_PROPERTIES:
        return _with_properties(file, _properties(attribute.data, code_page))
    return file


def _with_properties(file: _File, found: dict[int, bytes | str]) -> _File:
    """The long name goes before the title, which is cut to 8.3 characters by some."""
    inner = _bytes(found.get(_DATA_OBJECT))
    file = replace(
        file,
        name=_text(found.get(_LONG_NAME)) or file.name,
        media_type=_text(found.get(_MEDIA_TYPE)) or file.media_type,
    )
    if inner.startswith(_MESSAGE_ID):
        return replace(file, data=inner[len(_MESSAGE_ID) :], media_type="application/ms-tnef")
    return replace(file, data=file.data or inner)


def _body(attributes: list[_Attribute], code_page: str) -> Body:
    body = Body()
    for one in attributes:
        if one.level != _MESSAGE:
            continue
        if one.name == _SUBJECT:
            body = replace(body, subject=text_in(one.data, code_page))
        elif one.name == _BODY:
            body = replace(body, plain=text_in(one.data, code_page))
        elif one.name == _MESSAGE_PROPERTIES:
            body = _body_of(_properties(one.data, code_page), body)
    return body


def _body_of(found: dict[int, bytes | str], body: Body) -> Body:
    html = found.get(_HTML)
    return replace(
        body,
        plain=body.plain or _text(found.get(_PLAIN)),
        html=html.encode() if isinstance(html, str) else html or b"",
        rtf=_bytes(found.get(_RTF)),
    )


def _properties(data: bytes, code_page: str) -> dict[int, bytes | str]:
    return properties(data, lambda raw: text_in(raw, code_page))


def _text(value: bytes | str | None) -> str:
    return value if isinstance(value, str) else ""


def _bytes(value: bytes | str | None) -> bytes:
    return value if isinstance(value, bytes) else b""
