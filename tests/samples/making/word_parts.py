"""Word documents with the parts that python-docx cannot write put in as XML."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import parse_xml

from tests.samples.making.case import Expected, case

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_SPACES = (
    f'{_W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)


def add_xml(document: Any, xml: str) -> None:
    """Put a block before the section properties at the body's end."""
    element = parse_xml(xml.replace("<w:p>", f"<w:p {_SPACES}>", 1).replace(
        "<w:tbl>", f"<w:tbl {_SPACES}>", 1
    ).replace("<w:sdt>", f"<w:sdt {_SPACES}>", 1))  # fmt: skip
    document.element.body.insert(len(document.element.body) - 1, element)


_BOX = (
    "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx><w:txbxContent>"
    "<w:p><w:r><w:t>文本框里的话</w:t></w:r></w:p>"
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>框内讲座</w:t></w:r></w:p></w:tc>"
    "<w:tc><w:p><w:r><w:t>7</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    "</w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><v:textbox><w:txbxContent>"
    "<w:p><w:r><w:t>文本框里的话</w:t></w:r></w:p></w:txbxContent></v:textbox></mc:Fallback>"
    "</mc:AlternateContent></w:r><w:r><w:t>锚点段落</w:t></w:r></w:p>"
)


@case("docx/text_boxes.docx")
def text_boxes(path: Path) -> Expected:
    document = Document()
    add_xml(document, _BOX)
    document.save(str(path))
    return {
        "styles": {"文本框里的话": "textbox", "锚点段落": "text"},
        "cells": {"text_boxes.docx 表1 行1列2": "7"},
        "text": ["锚点段落", "文本框里的话", "框内讲座\t7"],
        "once": ["文本框里的话"],
    }


_TRACKED = (
    "<w:p><w:r><w:t>参加</w:t></w:r>"
    "<w:ins w:id='1' w:author='a'><w:r><w:t>三百</w:t></w:r></w:ins>"
    "<w:del w:id='2' w:author='a'><w:r><w:delText>五百</w:delText></w:r></w:del>"
    "<w:r><w:t>人</w:t></w:r>"
    "<w:moveFrom w:id='3' w:author='a'><w:r><w:t>移走的</w:t></w:r></w:moveFrom></w:p>"
)
_TRACKED_TABLE = (
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>讲座</w:t></w:r></w:p></w:tc>"
    "<w:tc><w:p><w:del w:id='4' w:author='a'><w:r><w:delText>9</w:delText></w:r></w:del>"
    "<w:ins w:id='5' w:author='a'><w:r><w:t>12</w:t></w:r></w:ins></w:p></w:tc></w:tr>"
    "<w:tr><w:trPr><w:del w:id='6' w:author='a'/></w:trPr>"
    "<w:tc><w:p><w:r><w:t>删掉的行</w:t></w:r></w:p></w:tc></w:tr>"
    "<w:tr><w:trPr><w:ins w:id='7' w:author='a'/></w:trPr>"
    "<w:tc><w:p><w:r><w:t>加上的行</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
)


@case("docx/tracked_changes.docx")
def tracked_changes(path: Path) -> Expected:
    document = Document()
    add_xml(document, _TRACKED)
    add_xml(document, _TRACKED_TABLE)
    document.save(str(path))
    place = "tracked_changes.docx 表1 "
    return {
        "text": ["参加三百人", "讲座\t12", "加上的行"],
        "absent": ["五百", "移走的", "删掉的行", "9"],
        "cells": {f"{place}行1列2": "12", f"{place}行2列1": "加上的行"},
    }


_SMALL_AND_STRUCK = (
    "<w:p><w:r><w:t>参加300</w:t></w:r>"
    "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>1</w:t></w:r>"
    "<w:r><w:t>人，面积20m</w:t></w:r>"
    "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>2</w:t></w:r>"
    "<w:r><w:t>，发放</w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>500</w:t></w:r>"
    "<w:r><w:t>800份</w:t></w:r><w:r><w:sym w:font='Wingdings' w:char='F04A'/></w:r></w:p>"
)


@case("docx/small_and_struck_figures.docx")
def small_and_struck_figures(path: Path) -> Expected:
    """A note's mark behind a number is not its last digit; struck out numbers do not count."""
    document = Document()
    add_xml(document, _SMALL_AND_STRUCK)
    document.save(str(path))
    return {"text": ["参加300^1人，面积20m2，发放800份\N{REPLACEMENT CHARACTER}"]}


_CONTROL = (
    "<w:sdt><w:sdtPr><w:alias w:val='单位名'/></w:sdtPr><w:sdtContent>"
    "<w:p><w:r><w:t>控件里的单位：某县示例局</w:t></w:r></w:p></w:sdtContent></w:sdt>"
)
_CONTROL_TABLE = (
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>讲座</w:t></w:r></w:p></w:tc>"
    "<w:sdt><w:sdtContent><w:tc><w:p><w:r><w:t>12</w:t></w:r></w:p></w:tc></w:sdtContent></w:sdt>"
    "</w:tr><w:sdt><w:sdtContent><w:tr><w:tc><w:p><w:r><w:t>展览</w:t></w:r></w:p></w:tc>"
    "<w:tc><w:p><w:sdt><w:sdtContent><w:r><w:t>3</w:t></w:r></w:sdtContent></w:sdt></w:p></w:tc>"
    "</w:tr></w:sdtContent></w:sdt></w:tbl>"
)


@case("docx/content_controls.docx")
def content_controls(path: Path) -> Expected:
    document = Document()
    add_xml(document, _CONTROL)
    add_xml(document, _CONTROL_TABLE)
    document.save(str(path))
    place = "content_controls.docx 表1 "
    return {
        "text": ["控件里的单位：某县示例局"],
        "cells": {f"{place}行1列2": "12", f"{place}行2列2": "3"},
    }


_GRID_BEFORE = (
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc>"
    "<w:tc><w:tcPr><w:gridSpan w:val='2'/><w:vMerge w:val='restart'/></w:tcPr>"
    "<w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc></w:tr>"
    "<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>"
    "<w:tc><w:tcPr><w:gridSpan w:val='2'/><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr>"
    "<w:tr><w:tc><w:p><w:r><w:t>丙</w:t></w:r></w:p></w:tc>"
    "<w:tc><w:p><w:r><w:t>丁</w:t></w:r></w:p></w:tc>"
    "<w:tc><w:p><w:r><w:t>5</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
)


@case("docx/spans_both_ways.docx")
def spans_both_ways(path: Path) -> Expected:
    """A cell over two columns and two rows, and a row that starts one column later."""
    document = Document()
    add_xml(document, _GRID_BEFORE)
    document.save(str(path))
    place = "spans_both_ways.docx 表1 "
    return {
        "grids": {place: [3, 3]},
        "spans": {f"{place}行1列2": [2, 2]},
        "cells": {f"{place}行3列3": "5"},
    }
