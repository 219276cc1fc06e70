"""PDF samples: printed by Chromium and LibreOffice, scanned, mixed, locked, broken."""

from __future__ import annotations

import base64
import io
import json
from typing import Any

import PIL.Image
import pypdfium2

from tests.samples.making.forms import (
    ACTIVITIES,
    ANNUAL,
    UNRULED,
    Form,
    cells,
    long_form,
    page,
    texts,
)
from tests.samples.making.offices import docx_of, xlsx_of
from tests.samples.making.programs import chromium, keep, libreoffice


def expected(
    name: str, *forms: Form, pages: tuple[str, ...] = ("1",), **more: Any
) -> dict[str, Any]:
    """What a print of forms must give: a table each, on the pages named."""
    grids = [
        {"place": f"{name} 第{number}页 表1 ", "cells": cells(form)}
        for form, number in zip(forms, pages, strict=True)
    ]
    return {"origin": "print", "need": "", "grids": grids, "findings": [], **more}


def picture_of(pdf: bytes, scale: float = 1.5) -> PIL.Image.Image:
    """The first page of a PDF, drawn."""
    with pypdfium2.PdfDocument(pdf) as document:
        drawn: PIL.Image.Image = document[0].render(scale=scale).to_pil()
        return drawn


def jpeg(image: PIL.Image.Image, quality: int = 40) -> bytes:
    """A small JPEG in grey."""
    made = io.BytesIO()
    image.convert("L").save(made, "JPEG", quality=quality)
    return made.getvalue()


def picture_page(picture: bytes, under: str = "") -> str:
    """A web page that is one picture, with text under it where a scanner would put its OCR."""
    data = base64.b64encode(picture).decode()
    return (
        "<html><meta charset=utf-8><style>@page{size:A4;margin:0}body{margin:0}div{position:"
        "absolute;top:0;left:0;font:12pt 'Noto Sans CJK SC'}img{position:absolute;top:0;left:0;"
        f"width:210mm;height:296mm}}</style><div>{under}</div>"
        f'<img src="data:image/jpeg;base64,{data}"></html>'
    )


def joined(*documents: bytes) -> bytes:
    """One PDF of the pages of several."""
    with pypdfium2.PdfDocument.new() as whole:
        for one in documents:
            whole.import_pages(pypdfium2.PdfDocument(one))
        made = io.BytesIO()
        whole.save(made)
        return made.getvalue()


def turned(document: bytes) -> bytes:
    """The same pages, marked as lying on their side."""
    with pypdfium2.PdfDocument(document) as whole:
        for one in whole:
            one.set_rotation(90)
        made = io.BytesIO()
        whole.save(made)
        return made.getvalue()


def locked(**options: str) -> bytes:
    """A print that LibreOffice locks."""
    filled = {
        name: {"type": "boolean" if value in {"true", "false"} else "string", "value": value}
        for name, value in options.items()
    }
    return libreoffice(docx_of(ANNUAL), ".docx", f"pdf:writer_pdf_Export:{json.dumps(filled)}")


def make() -> None:
    """Make all of them."""
    printed, listed = chromium(page(ANNUAL)), chromium(page(ACTIVITIES))
    restricted = locked(RestrictPermissions="true", PermissionPassword="x")
    for name, data, form, number in (
        ("chromium.pdf", printed, ANNUAL, "1"),
        ("excel.pdf", libreoffice(xlsx_of(ACTIVITIES), ".xlsx", "pdf"), ACTIVITIES, "1"),
        ("two-pages.pdf", chromium(page(long_form(44))), long_form(44), "1-2"),
        ("no-printing.pdf", restricted, ANNUAL, "1"),
    ):
        keep("pdf", name, data, expected(name, form, pages=(number,)))
    word = libreoffice(docx_of(ANNUAL), ".docx", "pdf")
    keep("pdf", "word.pdf", word, expected("word.pdf", ANNUAL, texts=texts(ANNUAL)))
    bare = page(UNRULED, "borderless{}")
    keep("pdf", "aligned.pdf", chromium(bare), aligned("aligned.pdf"))
    two = expected("two-forms.pdf", ANNUAL, ACTIVITIES, pages=("1", "2"))
    keep("pdf", "two-forms.pdf", joined(printed, listed), two)
    keep("pdf", "summary.pdf", *summary())
    make_scans(listed)
    make_closed(listed)


def make_scans(listed: bytes) -> None:
    """Pages that are pictures, or say nothing that can be taken as text."""
    scan = jpeg(picture_of(listed))
    asks: dict[str, Any] = {"origin": "scan", "need": "ocr", "grids": [], "findings": []}
    keep("pdf", "scan.pdf", chromium(picture_page(scan)), {**asks, "texts": [], "pictures": 1})
    keep("pdf", "turned.pdf", turned(listed), {**asks, "texts": []})
    mixed = joined(listed, chromium(picture_page(scan)))
    read = expected("mixed.pdf", ACTIVITIES)
    keep("pdf", "mixed.pdf", mixed, {**asks, "grids": read["grids"], "findings": ["ocr"]})
    under = picture_page(scan, under="科技活动周活动明细表 院士报告会 1,020")
    keep("pdf", "searchable-scan.pdf", chromium(under), asks)
    nameless = listed.replace(b"/ToUnicode", b"/ToUnicadE")
    keep("pdf", "nameless-glyphs.pdf", nameless, {**asks, "texts": []})


def make_closed(listed: bytes) -> None:
    """Files that cannot be read."""
    secret = locked(EncryptFile="true", DocumentOpenPassword="x")
    keep("pdf", "password.pdf", secret, {"error": "Encrypted"})
    keep("pdf", "broken.pdf", listed[:3000], {"error": "Unreadable"})
    keep("pdf", "half.pdf", listed[: len(listed) // 2], {"error": "Unreadable"})


def aligned(name: str) -> dict[str, Any]:
    """A table without lines: places where nothing stands have no cell."""
    table = [cell for cell in cells(UNRULED) if cell[4]]
    return {"origin": "print", "grids": [{"place": f"{name} 第1页 表1 ", "cells": table}]}


def summary() -> tuple[bytes, dict[str, Any]]:
    """A report in prose, whose lines wrap."""
    told = (
        "一、总体情况",
        "今年科技活动周期间，云岭县第一中学围绕“走进科技，你我同行”的主题，面向全校师生和周边社区居民，"
        "先后组织了航模体验、天文夜观、院士报告会和垃圾分类闯关等四项活动，累计参加1657人次。",
        "二、主要做法",
        "学校成立了由校长任组长的领导小组，提前两周制定方案，并邀请县气象局、县医院的科技人员到校开展讲座，"
        "共发放宣传资料860份，展出展板24块。",
    )
    body = "".join(
        f"<p style='text-indent:{0 if text[1] == '、' else 2}em'>{text}</p>" for text in told
    )
    made = chromium(
        "<html><meta charset=utf-8><style>@page{size:A4;margin:25mm}p{font:14pt/1.6 'Noto Sans CJK"
        f" SC';margin:0}}</style><p style='text-align:center'>科技活动周总结</p>{body}</html>"
    )
    return made, {"origin": "print", "need": "", "grids": [], "texts": ["科技活动周总结", *told]}


if __name__ == "__main__":
    make()
