"""Slides, written part by part: no library for them is installed."""

from __future__ import annotations

import zipfile
from pathlib import Path

from tests.samples.making.case import Expected, case

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"


def _cell(text: str, attributes: str = "") -> str:
    return f"<a:tc {attributes}><a:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></a:txBody></a:tc>"


def _slide(content: str, attributes: str = "") -> str:
    return (
        f'<p:sld xmlns:p="{_P}" xmlns:a="{_A}" {attributes}>'
        f"<p:cSld><p:spTree>{content}</p:spTree></p:cSld></p:sld>"
    )


def _shape(text: str) -> str:
    body = f"<p:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody>"
    return f"<p:sp><p:nvSpPr><p:cNvPr id='1' name='x'/></p:nvSpPr>{body}</p:sp>"


@case("pptx/slides.pptx")
def slides(path: Path) -> Expected:
    """Slides out of file order, one hidden, a table with a merged title."""
    table = (
        "<a:tbl><a:tr>" + _cell("活动情况", 'gridSpan="2"') + _cell("", 'hMerge="1"') + "</a:tr>"
        "<a:tr>" + _cell("讲座") + _cell("12") + "</a:tr></a:tbl>"
    )
    data = f"<a:graphicData>{table}</a:graphicData>"
    frame = f"<p:graphicFrame><a:graphic>{data}</a:graphic></p:graphicFrame>"
    targets = {"one": "slides/slide2.xml", "two": "slides/slide1.xml", "three": "slides/slide3.xml"}
    relations = "".join(
        f'<Relationship Id="{key}" Type="{_R}/slide" Target="{target}"/>'
        for key, target in targets.items()
    )
    listed = "".join(f'<p:sldId id="{256 + n}" r:id="{key}"/>' for n, key in enumerate(targets))
    parts = {
        "ppt/presentation.xml": f'<p:presentation xmlns:p="{_P}" xmlns:r="{_R}">'
        f"<p:sldIdLst>{listed}</p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": f'<Relationships xmlns="{_RELS}">'
        f"{relations}</Relationships>",
        "ppt/slides/slide2.xml": _slide(_shape("科技活动周总结")),
        "ppt/slides/slide1.xml": _slide(_shape("数据如下") + frame),
        "ppt/slides/slide3.xml": _slide(_shape("隐藏的一页"), 'show="0"'),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, text)
    place = "slides.pptx 第2页表1 "
    return {
        "parser": "pptx",
        "title": "科技活动周总结",
        "text": ["科技活动周总结", "数据如下", "活动情况", "讲座\t12"],
        "absent": ["隐藏的一页"],
        "spans": {f"{place}行1列1": [1, 2]},
        "cells": {f"{place}行2列2": "12"},
    }
