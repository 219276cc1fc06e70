"""Web pages and plain texts in the encodings and shapes that people send."""

from __future__ import annotations

from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

from tests.samples.making.case import Expected, case

_TABLE = (
    "<table border=1><tr><th colspan=3>活动情况</th></tr>"
    "<tr><td rowspan=2>讲座</td><td>场次</td><td>12</td></tr>"
    "<tr><td>参加人数（人次）</td><td>3,400</td></tr></table>"
)


def _places(name: str) -> Expected:
    place = f"{name} 表1 "
    return {
        "grids": {place: [3, 3]},
        "spans": {f"{place}行1列1": [1, 3], f"{place}行2列1": [2, 1]},
        "cells": {f"{place}行2列3": "12", f"{place}行3列3": "3,400"},
        "text": ["活动情况", "讲座\t场次\t12"],
    }


@case("html/page.html")
def page(path: Path) -> Expected:
    path.write_text(
        "<!DOCTYPE html><html><head><meta charset=utf-8><title>开展情况</title>"
        "<style>p{color:red}</style><script>var hidden='脚本'</script></head><body>"
        "<h1>科技活动周</h1><p>第一段<br>换行后<b>粗</b>体</p><!-- 注释 -->"
        f"<div style='display:none'>藏起来的</div>{_TABLE}<p>尾 段</p></body></html>",
        encoding="utf-8",
    )
    return {
        **_places("page.html"),
        "title": "科技活动周",
        "headings": ["科技活动周", "活动情况"],
        "text": ["科技活动周", "第一段", "换行后粗体", "讲座\t场次\t12", "尾 段"],
        "absent": ["脚本", "藏起来的", "注释", "color"],
    }


@case("html/declared_gb2312.htm")
def declared_gb2312(path: Path) -> Expected:
    """Declared as gb2312 but with a character that only GBK has."""
    text = f'<html><head><meta charset="gb2312"></head><body><p>张镕</p>{_TABLE}</body></html>'
    path.write_bytes(text.encode("gb18030"))
    return {**_places("declared_gb2312.htm"), "text": ["张镕", "讲座\t场次\t12"]}


@case("html/saved_as.xls")
def saved_as_xls(path: Path) -> Expected:
    """What reporting systems export as a spreadsheet."""
    path.write_text(
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>'
        '<meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head>'
        f"<body>{_TABLE}</body></html>",
        encoding="utf-8",
    )
    return {**_places("saved_as.xls"), "parser": "html"}


@case("html/fragment.xls")
def fragment(path: Path) -> Expected:
    """A table and nothing around it, in GBK, nowhere declared."""
    path.write_bytes(_TABLE.encode("gbk"))
    return {**_places("fragment.xls"), "parser": "html"}


@case("html/layout_tables.html")
def layout_tables(path: Path) -> Expected:
    """A page laid out by tables: only the inner one is a table of the report."""
    path.write_text(
        "<html><body><table><tr><td>页眉文字<table><tr><td>"
        f"{_TABLE}</td></tr></table></td><td></td></tr></table></body></html>",
        encoding="utf-8",
    )
    return {**_places("layout_tables.html"), "text": ["页眉文字", "讲座\t场次\t12"]}


@case("html/wild_spans.html")
def wild_spans(path: Path) -> Expected:
    """Spans beyond the table, no numbers, cells without ends."""
    path.write_text(
        "<table><tr><td rowspan=999>甲<td colspan=0>乙<td colspan=x>丙"
        "<tr><td>丁<td>5<tr><td>戊<td>6</table>",
        encoding="utf-8",
    )
    place = "wild_spans.html 表1 "
    return {
        "grids": {place: [3, 3]},
        "spans": {f"{place}行1列1": [3, 1]},
        "cells": {f"{place}行2列3": "5", f"{place}行3列2": "戊"},
    }


@case("html/small_and_struck.html")
def small_and_struck(path: Path) -> Expected:
    path.write_text(
        "<p>参加300<sup>1</sup>人，<s>500</s>800份</p><table><tr><td>展板<td>12<sup>2</sup>"
        "<tr><td>面积<td><del>9</del>20m<sup>2</sup></table>",
        encoding="utf-8",
    )
    place = "small_and_struck.html 表1 "
    return {
        "text": ["参加300^1人，800份"],
        "cells": {f"{place}行1列2": "12^2", f"{place}行2列2": "20m2"},
    }


@case("html/web_archive.mht")
def web_archive(path: Path) -> Expected:
    message = MIMEMultipart("related", type="text/html")
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = "http://www.example.com/report"
    message["Subject"] = "report"
    message.attach(MIMEText(f"<html><body>{_TABLE}</body></html>", "html", "utf-8"))
    path.write_bytes(message.as_bytes())
    return {**_places("web_archive.mht"), "parser": "mhtml"}


@case("html/utf16.html")
def utf16(path: Path) -> Expected:
    path.write_bytes(f"<html><body>{_TABLE}</body></html>".encode("utf-16"))
    return _places("utf16.html")


@case("text/report_utf8.txt")
def report_utf8(path: Path) -> Expected:
    path.write_text("科技活动周总结\n\n  本局开展讲座12场。\n特此报告\n", encoding="utf-8")
    return {
        "parser": "text",
        "title": "科技活动周总结",
        "text": ["科技活动周总结", "本局开展讲座12场。", "特此报告"],
        "grids": {},
    }


@case("text/report_gbk.txt")
def report_gbk(path: Path) -> Expected:
    path.write_bytes("零报送\r\n本单位未开展活动，张镕\r\n".encode("gb18030"))
    return {"text": ["零报送", "本单位未开展活动，张镕"]}


@case("text/report_utf16.txt")
def report_utf16(path: Path) -> Expected:
    path.write_bytes("参加人数：３００人\r\n".encode("utf-16"))
    return {"text": ["参加人数：３００人"]}


@case("text/drawn_tables.txt")
def drawn_tables(path: Path) -> Expected:
    """A table with tabs, one with bars, one with aligned blanks, and prose between them."""
    path.write_text(
        "项目\t数量\n讲座\t12\n\n这一行是说明，不是表格。\n"
        "| 项目 | 数量 |\n|------|-----:|\n| 展览 | 3 |\n\n"
        "项目      单位    数量\n培训班    期      2\n义诊      人次    150\n完毕。\n",
        encoding="utf-8",
    )
    name = "drawn_tables.txt"
    return {
        "grids": {f"{name} 表1 ": [2, 2], f"{name} 表2 ": [2, 2], f"{name} 表3 ": [3, 3]},
        "cells": {
            f"{name} 表1 行2列2": "12",
            f"{name} 表2 行2列1": "展览",
            f"{name} 表3 行3列3": "150",
        },
        "text": ["讲座\t12", "这一行是说明", "展览\t3", "义诊\t人次\t150", "完毕。"],
    }


@case("text/prose_with_gaps.txt")
def prose_with_gaps(path: Path) -> Expected:
    """Indents, an address block and a signature are no table."""
    path.write_text(
        "　　各位领导：\n　　我局今年开展了讲座。  参加的人很多。\n\n"
        "                某县示例局\n              2022年6月1日\n",
        encoding="utf-8",
    )
    return {"grids": {}, "text": ["各位领导", "某县示例局", "2022年6月1日"]}


@case("csv/utf8.csv")
def utf8(path: Path) -> Expected:
    path.write_text("项目,数量\n讲座,12\n", encoding="utf-8-sig")
    return _two_by_two("utf8.csv", "讲座", "12")


@case("csv/gbk.csv")
def gbk(path: Path) -> Expected:
    path.write_bytes('项目,数量\r\n"参加,人数","1,200"\r\n'.encode("gbk"))
    return _two_by_two("gbk.csv", "参加,人数", "1,200")


@case("csv/excel_unicode.csv")
def excel_unicode(path: Path) -> Expected:
    path.write_bytes("项目\t数量\r\n讲座\t12\r\n".encode("utf-16"))
    return _two_by_two("excel_unicode.csv", "讲座", "12")


@case("csv/semicolons.csv")
def semicolons(path: Path) -> Expected:
    path.write_bytes("项目;数量\n讲座，展览;3,5\n".encode("gbk"))
    return _two_by_two("semicolons.csv", "讲座，展览", "3,5")


@case("csv/declared.csv")
def declared(path: Path) -> Expected:
    path.write_text('sep=;\n项目;数量\n代码;="001"\n', encoding="utf-8")
    return _two_by_two("declared.csv", "代码", "001")


@case("csv/tabs_as.xls")
def tabs_as_xls(path: Path) -> Expected:
    path.write_bytes("项目\t数量\r\n讲座\t12\r\n".encode("gbk"))
    return _two_by_two("tabs_as.xls", "讲座", "12")


@case("csv/line_break_in_cell.csv")
def line_break_in_cell(path: Path) -> Expected:
    path.write_bytes('项目,数量\r\n"线上\r\n线下",12\r\n'.encode("gbk"))
    return _two_by_two("line_break_in_cell.csv", "线上\n线下", "12")


@case("csv/lone_quote.csv")
def lone_quote(path: Path) -> Expected:
    """A quotation mark without its second swallows no line."""
    path.write_bytes('项目,数量\r\n"讲座,12\r\n'.encode("gbk"))
    return _two_by_two("lone_quote.csv", '"讲座', "12")


def _two_by_two(name: str, label: str, value: str) -> Expected:
    place = f"{name}!{name}!"
    return {
        "parser": "csv",
        "grids": {place: [2, 2]},
        "cells": {f"{place}A1": "项目", f"{place}A2": label, f"{place}B2": value},
        "numbers": {f"{place}B2": None},
    }
