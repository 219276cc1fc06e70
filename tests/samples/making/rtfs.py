"""RTF samples: LibreOffice's, and by hand what WordPad, WPS and Word write."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.samples.making.forms import ANNUAL, cells, texts
from tests.samples.making.offices import docx_of
from tests.samples.making.programs import keep, libreoffice

Cells = list[list[int | str]]


def gbk(text: str) -> str:
    """A text as bytes of GBK in hexadecimal."""
    return "".join(
        mark if mark.isascii() else "".join(f"\\'{byte:02x}" for byte in mark.encode("gbk"))
        for mark in text
    )


def unicode(text: str) -> str:
    """A text as signed UTF-16 units, each with a question mark for old programs."""
    data = text.encode("utf-16-le")
    units = (
        int.from_bytes(data[at : at + 2], "little", signed=True) for at in range(0, len(data), 2)
    )
    return "".join(f"\\u{unit}?" for unit in units)


def row(texts_in: Sequence[str], edges: Sequence[tuple[int, str]]) -> str:
    """A table row; each edge with the words that merge its cell."""
    define = "".join(f"{words}\\cellx{edge}" for edge, words in edges)
    said = "".join(f"\\pard\\intbl {unicode(text)}\\cell" for text in texts_in)
    return f"\\trowd{define}{said}\\row\n"


def expected(name: str, found: Cells, *lines: str, **more: Any) -> dict[str, Any]:
    """One table and the lines around it."""
    grids = [{"place": f"{name} 表1 ", "cells": found}] if found else []
    return {"origin": "editable", "texts": list(lines), "grids": grids, "findings": [], **more}


def make() -> None:
    """Make all of them."""
    office = libreoffice(docx_of(ANNUAL), ".docx", "rtf:Rich Text Format")
    keep("rtf", "office.rtf", office, expected("office.rtf", cells(ANNUAL), *texts(ANNUAL)))
    head = "{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0\\fcharset134 \\'cb\\'ce;}}\n"
    lines = ("云岭县气象局科技活动周总结", "共接待参观人员1200人次，发放资料300份。")
    old = head + "\\f0 " + "\\par\n".join(gbk(line) for line in lines) + "\\par}"
    keep("rtf", "wordpad.rtf", old.encode("ascii"), expected("wordpad.rtf", [], *lines))
    plain = (
        "{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0\\fcharset0 Arial;}}\\f0 科普讲座12场\\par}"
    )
    keep("rtf", "raw-gbk.rtf", plain.encode("gbk"), expected("raw-gbk.rtf", [], "科普讲座12场"))
    make_merged()
    make_marked()
    keep("rtf", "empty.rtf", b"{\\rtf1\\ansi}", {"error": "Unreadable"})


def make_merged() -> None:
    """Cells merged by words, as Word 97 writes them."""
    three = ((1500, ""), (3000, ""), (4500, ""))
    made = "{\\rtf1\\ansi\\uc1 " + "".join(
        (
            row(("指标", "", "数量"), ((1500, "\\clmgf"), (3000, "\\clmrg"), (4500, ""))),
            row(("线上", "直播", "3"), ((1500, "\\clvmgf"), *three[1:])),
            row(("", "观看", "𠮷12"), ((1500, "\\clvmrg"), *three[1:])),
            row(("", "回放", "7"), ((1500, "\\clvmrg"), *three[1:])),
        )
    )
    table: Cells = [
        [0, 0, 1, 2, "指标"], [0, 2, 1, 1, "数量"], [1, 0, 3, 1, "线上"], [1, 1, 1, 1, "直播"],
        [1, 2, 1, 1, "3"], [2, 1, 1, 1, "观看"], [2, 2, 1, 1, "𠮷12"], [3, 1, 1, 1, "回放"],
        [3, 2, 1, 1, "7"],
    ]  # fmt: skip
    data = (made + "\\pard\\par}").encode("ascii")
    keep("rtf", "merged.rtf", data, expected("merged.rtf", table))


def make_marked() -> None:
    """A deletion, hidden text, a header, a text box, pictures, a field."""
    made = (
        "{\\rtf1\\ansi\\ansicpg936\\uc1{\\info{\\title x}}{\\header " + unicode("页眉") + "\\par}"
        + unicode("参加人数") + "{\\deleted " + unicode("999") + "}"
        + "{\\revised " + unicode("120") + "}"
        + "{\\strike " + unicode("1") + "\\strike0 " + "}{\\striked1 " + unicode("7") + "}"
        + "{\\v " + unicode("隐藏") + "}" + unicode("人") + "\\par\n"
        + "{\\shp{\\*\\shpinst{\\sp{\\sn x}{\\sv 1}}{\\shptxt "
        + unicode("文本框") + "\\par}}"
        + "{\\shprslt " + unicode("文本框") + "\\par}}"
        + "{\\*\\shppict{\\pict\\pngblip 89504e47}}{\\nonshppict{\\pict\\wmetafile8 0100}}"
        + "{\\pict\\jpegblip\\bin4 \x00{}\\}"
        + "{\\field{\\*\\fldinst HYPERLINK x}{\\fldrslt " + unicode("链接文字") + "}}\\par}"
    )  # fmt: skip
    lines = ("参加人数120人", "文本框", "链接文字")
    keep(
        "rtf", "marked.rtf", made.encode("latin-1"), expected("marked.rtf", [], *lines, pictures=2)
    )


if __name__ == "__main__":
    make()
