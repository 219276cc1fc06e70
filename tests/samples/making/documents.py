"""Word documents written by python-docx."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from PIL import Image

from tests.samples.making.case import Expected, case
from tests.samples.making.spreadsheets import rewrite


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
