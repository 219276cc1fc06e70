"""Word documents written by python-docx, with the parts it cannot write put in as XML."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from PIL import Image

from tests.samples.making.case import Expected, case
from tests.samples.making.spreadsheets import rewrite

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


def form_table(document: Any) -> None:
    """A title row over all columns, a category merged down, values (layout 1)."""
    table = document.add_table(4, 4)
    table.cell(0, 0).merge(table.cell(0, 3)).text = "活动情况"
    table.cell(2, 0).merge(table.cell(3, 0)).text = "讲座"
    for (row, column), text in {
        (1, 0): "类别",
        (1, 1): "项 目",
        (1, 2): "单位",
        (1, 3): "数量",
        (2, 1): "科普讲座",
        (2, 2): "场",
        (2, 3): "12",
        (3, 1): "参加人数",
        (3, 2): "人次",
        (3, 3): "3400",
    }.items():
        table.cell(row, column).text = text


@case("docx/summary_with_form.docx")
def summary_with_form(path: Path) -> Expected:
    document = Document()
    document.add_heading("科技活动周总结", 0)
    document.add_paragraph("我局认真组织，开展讲座12场。")
    document.add_heading("一、基本情况", 1)
    form_table(document)
    document.add_paragraph("特此报告。")
    document.save(str(path))
    place = "summary_with_form.docx 表1 "
    return {
        "title": "科技活动周总结",
        "headings": ["科技活动周总结", "一、基本情况", "活动情况"],
        "grids": {place: [4, 4]},
        "cells": {f"{place}行3列4": "12", f"{place}行4列2": "参加人数"},
        "spans": {f"{place}行1列1": [1, 4], f"{place}行3列1": [2, 1]},
        "text": [
            "科技活动周总结",
            "讲座12场",
            "一、基本情况",
            "讲座\t科普讲座\t场\t12",
            "特此报告",
        ],
    }


@case("docx/looks_like_heading.docx")
def looks_like_heading(path: Path) -> Expected:
    """The first line centred, no style at all; a long bold paragraph is none."""
    document = Document()
    document.add_paragraph("关于科技活动周开展情况的报告").alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph("县工科局：")
    document.add_paragraph().add_run("这一段很长，" * 12 + "不是标题。").bold = True
    document.add_paragraph().add_run("二、典型案例").bold = True
    document.save(str(path))
    return {
        "title": "关于科技活动周开展情况的报告",
        "headings": ["关于科技活动周开展情况的报告", "二、典型案例"],
    }


@case("docx/nested_tables.docx")
def nested_tables(path: Path) -> Expected:
    """A frame table around the real one: every text counts once."""
    document = Document()
    frame = document.add_table(1, 1)
    cell = frame.cell(0, 0)
    cell.text = "外框"
    inner = cell.add_table(2, 2)
    for number, text in enumerate(("项目", "数量", "讲座", "12")):
        inner.cell(number // 2, number % 2).text = text
    document.save(str(path))
    return {
        "grids": {"nested_tables.docx 表1 ": [1, 1], "nested_tables.docx 表2 ": [2, 2]},
        "cells": {
            "nested_tables.docx 表1 行1列1": "外框",
            "nested_tables.docx 表2 行2列2": "12",
        },
    }


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


@case("docx/page_edges_and_pictures.docx")
def page_edges_and_pictures(path: Path) -> Expected:
    document = Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "某县示例局文件"
    section.footer.paragraphs[0].text = "第 1 页"
    picture = BytesIO()
    Image.new("RGB", (4, 3), "red").save(picture, "PNG")
    document.add_paragraph("活动照片如下")
    document.add_picture(picture)
    hidden = document.add_paragraph("看得见").add_run("看不见")
    hidden.font.hidden = True
    document.save(str(path))
    return {
        "styles": {"某县示例局文件": "page_edge", "第 1 页": "page_edge", "看得见": "text"},
        "text": ["活动照片如下", "看得见"],
        "absent": ["看不见", "第 1 页"],
        "pictures": 1,
    }


@case("docx/labels_and_breaks.docx")
def labels_and_breaks(path: Path) -> Expected:
    """Vertical labels, line breaks, tabs, two pairs in a row (layout 3)."""
    document = Document()
    table = document.add_table(1, 4)
    for column, text in enumerate(("项\n目\n简\n介", "讲座\t两场", "联 系 人", "某某")):
        table.cell(0, column).text = text
    document.save(str(path))
    place = "labels_and_breaks.docx 表1 "
    return {
        "cells": {
            f"{place}行1列1": "项\n目\n简\n介",
            f"{place}行1列2": "讲座\t两场",
            f"{place}行1列3": "联 系 人",
        }
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


@case("docx/dangling_relationship.docx")
def dangling_relationship(path: Path) -> Expected:
    """A relationship to a part that is not there, which python-docx refuses to open."""
    document = Document()
    document.add_paragraph("图片丢了，文字还在")
    document.save(str(path))
    end = b"</Relationships>"
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    lost = b'<Relationship Id="rId99" Type="' + kind + b'" Target="../NULL"/>'
    rewrite(path, {"word/_rels/document.xml.rels": (end, lost + end)})
    return {"text": ["图片丢了，文字还在"]}


@case("docx/macros.docm")
def macros(path: Path) -> Expected:
    document = Document()
    form_table(document)
    document.save(str(path))
    plain = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    macro = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    rewrite(path, {"[Content_Types].xml": (plain, macro)})
    return {"parser": "docm", "cells": {"macros.docm 表1 行3列4": "12"}}


@case("docx/under_a_wrong_name.wps")
def under_a_wrong_name(path: Path) -> Expected:
    """WPS saves new documents under its own ending."""
    document = Document()
    document.add_paragraph("零报送：本单位未开展活动")
    document.save(str(path))
    return {"parser": "docx", "text": ["零报送"]}
