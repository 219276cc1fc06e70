"""winmail.dat and .msg samples put together byte by byte (MS-OXTNEF, MS-OXMSG)."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import Any

from tests.samples.making.compound import Tree, compound
from tests.samples.making.programs import keep

GBK, UTF16 = 0x001E, 0x001F
BINARY, OBJECT = 0x0102, 0x000D
FORM = "讲座,12\n".encode()
REPORT = "总结正文".encode()
BODY = "各位领导：\n现报送统计表，共开展讲座12场。"
HTML = "<p>现报送如下：</p><table border=1><tr><td>讲座</td><td>12</td></tr></table>".encode()
RTF = b"{\\rtf1\\ansi\\ansicpg936 " + b"\\'cf\\'d6\\'b1\\'a8\\'cb\\'cd" + b"\\par second line\\par}"


def attribute(level: int, number: int, kind: int, data: bytes) -> bytes:
    """One TNEF attribute with its checksum."""
    head = struct.pack("<BHHI", level, number, kind, len(data))
    return head + data + struct.pack("<H", sum(data) & 0xFFFF)


def properties(found: Sequence[tuple[int, int, bytes]]) -> bytes:
    """MAPI properties: kind, number, bytes."""
    out = struct.pack("<I", len(found))
    for kind, number, data in found:
        out += struct.pack("<HHII", kind, number, 1, len(data)) + data + bytes(-len(data) % 4)
    return out


def tnef(*attributes: bytes, code_page: int = 936) -> bytes:
    """A TNEF stream."""
    head = attribute(1, 0x9006, 8, struct.pack("<I", 0x10000))
    page = attribute(1, 0x9007, 6, struct.pack("<II", code_page, 0))
    return struct.pack("<IH", 0x223E9F78, 1) + head + page + b"".join(attributes)


def attached(name: str, data: bytes, *, long_name: str = "", encoding: str = "gbk") -> bytes:
    """A file: its rendering data begins it, then title and data."""
    parts = attribute(2, 0x9002, 6, bytes(14))
    parts += attribute(2, 0x8010, 1, name.encode(encoding) + b"\x00")
    parts += attribute(2, 0x800F, 6, data)
    if long_name:
        found = [(UTF16, 0x3707, (long_name + "\x00").encode("utf-16-le"))]
        parts += attribute(2, 0x9005, 6, properties(found))
    return parts


def make_tnef() -> None:
    """winmail.dat as Outlook, and what broke on the way, write it."""
    subject = attribute(1, 0x8004, 1, "报送材料".encode("gbk") + b"\x00")
    body = attribute(1, 0x800C, 2, BODY.encode("gbk") + b"\x00")
    form = attached("TONGJI~1.CSV", FORM, long_name="统计表（教育局）.csv")
    members = [["统计表（教育局）.csv", len(FORM)], ["总结.txt", len(REPORT)]]
    whole = tnef(subject, body, form, attached("总结.txt", REPORT))
    lines = BODY.split("\n")
    told: dict[str, Any] = {"title": "报送材料", "texts": ["报送材料", *lines], "findings": []}
    keep("tnef", "winmail.dat", whole, {**told, "members": members})
    cut = whole[: whole.rindex(REPORT) + 3]
    lost = {**told, "members": members[:1], "findings": ["unreadable_file"]}
    keep("tnef", "cut.dat", cut, lost)
    html = attribute(1, 0x9003, 6, properties([(BINARY, 0x1013, HTML)]))
    table = [[0, 0, 1, 1, "讲座"], [0, 1, 1, 1, "12"]]
    grids = [{"place": "html.dat 表1 ", "cells": table}]
    keep("tnef", "html.dat", tnef(subject, html), {"grids": grids, "members": []})
    stored = struct.pack("<IIII", len(RTF) + 12, len(RTF), 0x414C454D, 0) + RTF
    rich = attribute(1, 0x9003, 6, properties([(BINARY, 0x1009, stored)]))
    keep("tnef", "rich.dat", tnef(rich), {"texts": ["现报送", "second line"], "members": []})
    inner = bytes.fromhex("0703020000000000c000000000000046") + tnef(subject)
    nested = attribute(2, 0x9002, 6, bytes(14)) + attribute(2, 0x8010, 1, "转发".encode("gbk"))
    nested += attribute(2, 0x9005, 6, properties([(OBJECT, 0x3701, inner)]))
    size = len(tnef(subject))
    keep("tnef", "nested.dat", tnef(nested), {"members": [["转发", size]]})
    keep("tnef", "empty.dat", struct.pack("<IH", 0x223E9F78, 1), {"error": "Unreadable"})


def text(number: int, said: str, kind: int = UTF16) -> Tree:
    """A text property's stream."""
    data = said.encode("utf-16-le" if kind == UTF16 else "gbk")
    return {f"__substg1.0_{number:04X}{kind:04X}": data}


def binary(number: int, data: bytes) -> Tree:
    """A binary property's stream, padded to the size that needs no small sectors."""
    return {f"__substg1.0_{number:04X}0102": data.ljust(4096, b" ")}


def message(*parts: Tree, code_page: int = 0) -> Tree:
    """A message: its properties and the parts."""
    entry = struct.pack("<HHIII", 3, 0x3FFD, 6, code_page, 0)
    whole: Tree = {"__properties_version1.0": bytes(32) + entry}
    for part in parts:
        whole.update(part)
    return whole


def file_in(number: int, name: str, *, kind: int = UTF16) -> Tree:
    """An attached file."""
    inside: Tree = {"__properties_version1.0": bytes(8)}
    return {
        f"__attach_version1.0_#{number:08X}": inside
        | text(0x3707, name, kind)
        | binary(0x3701, FORM)
    }


def mail_in(number: int, name: str, mail: Tree) -> Tree:
    """An attached mail."""
    inside: Tree = {"__properties_version1.0": bytes(8), "__substg1.0_3701000D": mail}
    return {f"__attach_version1.0_#{number:08X}": inside | text(0x3001, name)}


def make_msg() -> None:
    """Mails saved out of Outlook."""
    head = text(0x0037, "报送材料") | text(0x0C1A, "陈小禾") | text(0x5D01, "chen@qinghe.example")
    lines = ["报送材料", "发件人：陈小禾 <chen@qinghe.example>", *BODY.split("\n")]
    plain = message(head, text(0x1000, BODY), file_in(0, "统计表.csv"))
    told: dict[str, Any] = {"title": "报送材料", "texts": lines, "findings": []}
    keep("msg", "plain.msg", compound(plain), {**told, "members": [["统计表.csv", 4096]]})
    old = message(
        text(0x0037, "报送材料", GBK), text(0x1000, BODY, GBK), file_in(0, "总结.txt", kind=GBK),
        code_page=936,
    )  # fmt: skip
    told = {"texts": [lines[0], *lines[2:]], "members": [["总结.txt", 4096]]}
    keep("msg", "gbk.msg", compound(old), told)
    table = [[0, 0, 1, 1, "讲座"], [0, 1, 1, 1, "12"]]
    html = message(head, binary(0x1013, HTML))
    grids = [{"place": "html.msg 表1 ", "cells": table}]
    keep("msg", "html.msg", compound(html), {"grids": grids, "members": []})
    inner = message(text(0x0037, "原邮件"), text(0x1000, "原文"), file_in(0, "附件.csv"))
    outer = message(head, text(0x1000, "转发"), mail_in(0, "原邮件", inner))
    members = [["原邮件.txt", len("原邮件\n原文".encode())], ["原邮件/附件.csv", 4096]]
    keep("msg", "forwarded.msg", compound(outer), {"members": members, "findings": []})
    keep("msg", "cut.msg", compound(plain)[:2000], {"error": "Unreadable"})


if __name__ == "__main__":
    make_tnef()
    make_msg()
