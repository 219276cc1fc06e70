"""winmail.dat: Outlook's wrapping of a mail (MS-OXTNEF); the files in it become members.

Walked attribute by attribute: one that is broken costs itself, not the files behind it.
"""

from __future__ import annotations

import logging
import struct
from dataclasses import dataclass, replace
from typing import Any

from tnefparse import properties
from tnefparse.mapi import IMESSAGE_SIG, decode_mapi

from parsers.errors import TooLarge, Unreadable
from parsers.files.format import Source
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
_UNNAMED = "附件"

logging.getLogger("tnefparse").setLevel(logging.CRITICAL)


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
        return _with_properties(file, _properties(attribute.data, code_page), code_page)
    return file


def _with_properties(file: _File, found: dict[int, Any], code_page: str) -> _File:
    """The long name goes before the title, which is cut to 8.3 characters by some."""
    long_name = _text(found.get(properties.MAPI_ATTACH_LONG_FILENAME), code_page)
    media_type = _text(found.get(properties.MAPI_ATTACH_MIME_TAG), code_page)
    inner = found.get(properties.MAPI_ATTACH_DATA_OBJ)
    file = replace(file, name=long_name or file.name, media_type=media_type or file.media_type)
    if isinstance(inner, bytes) and inner.startswith(IMESSAGE_SIG):
        return replace(file, data=inner[len(IMESSAGE_SIG) :], media_type="application/ms-tnef")
    return file if file.data or not isinstance(inner, bytes) else replace(file, data=inner)


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
            body = _body_of(_properties(one.data, code_page), body, code_page)
    return body


def _body_of(found: dict[int, Any], body: Body, code_page: str) -> Body:
    html, rtf = found.get(properties.MAPI_BODY_HTML), found.get(properties.MAPI_RTF_COMPRESSED)
    plain = _text(found.get(properties.MAPI_BODY), code_page)
    return replace(
        body,
        plain=body.plain or plain,
        html=html.encode() if isinstance(html, str) else html or b"",
        rtf=rtf if isinstance(rtf, bytes) else b"",
    )


def _properties(data: bytes, code_page: str) -> dict[int, Any]:
    """MAPI properties by number: texts as such, all else as bytes.

    The library stops at the first text that does not fit its code page: the one that gets
    farthest is taken.
    """
    found: list[Any] = []
    for one in (code_page, "gb18030", "latin-1"):
        try:
            got = decode_mapi(data, one or "gb18030")
        except (struct.error, IndexError, ValueError, LookupError, TypeError):
            got = []
        found = got if len(got) > len(found) else found
    return {one.name: _value(one.raw_data) for one in found}


def _value(raw: object) -> object:
    if not isinstance(raw, list) or not raw:
        return raw
    texts = isinstance(raw[0], str)
    return "".join(raw) if texts else b"".join(raw)


def _text(value: object, code_page: str) -> str:
    if isinstance(value, bytes):
        return text_in(value, code_page)
    return value.split("\x00", 1)[0] if isinstance(value, str) else ""
