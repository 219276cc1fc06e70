"""Made-up forms and texts as the files that units send: xlsx, docx, csv, zip, a picture."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from docx import Document
from openpyxl import Workbook
from openpyxl.styles import Alignment
from PIL import Image, ImageDraw

TITLE = "2022年全国科技活动周开展情况统计表"
_STAMP = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_ALWAYS = (2022, 6, 1, 8, 0, 0)

Value = int | float | str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A line of a form: its category, label, unit of measure, and what stands in the cell."""

    category: str
    label: str
    unit_measure: str
    value: Value


def by_category(unit: str, items: Sequence[Item], *, title: str = TITLE) -> bytes:
    """Category (merged down) | item | unit | number | note, the unit's name above it."""
    book, sheet = _book(title, 5)
    sheet.append([f"填报单位（盖章）：{unit}"])
    sheet.merge_cells("A2:E2")
    sheet.append(["类别", "项目", "单位", "数量", "备注"])
    for item in items:
        sheet.append([item.category, item.label, item.unit_measure, item.value, ""])
    _merge_down(sheet, [item.category for item in items], first_row=4)
    sheet.append(["填报人：张三", "", "联系电话：0359-0000000", "", "填表日期：2022年6月8日"])
    return _saved(book)


def by_indicator(unit: str, items: Sequence[Item], *, title: str = TITLE) -> bytes:
    """Indicator | code | unit | number, without categories."""
    book, sheet = _book(title, 4)
    sheet.append(["填报单位名称", unit])
    sheet.append(["指 标 名 称", "代码", "计量单位", "数 量"])
    for number, item in enumerate(items, start=1):
        sheet.append([item.label, f"{number:02d}", item.unit_measure, item.value])
    return _saved(book)


def wide(unit: str, items: Sequence[Item], *, title: str = TITLE) -> bytes:
    """One column an item, its unit of measure in the header's bracket, one row of data."""
    book, sheet = _book(title, len(items) + 1)
    sheet.append(["填报单位", *(f"{item.label}（{item.unit_measure}）" for item in items)])
    sheet.append([unit, *(item.value for item in items)])
    return _saved(book)


def _book(title: str, columns: int) -> tuple[Workbook, Any]:
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "统计表"
    sheet.append([title])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=columns)
    sheet["A1"].alignment = Alignment(horizontal="center")
    sheet.column_dimensions["B"].width = 24
    return book, sheet


def _merge_down(sheet: Any, categories: Sequence[str], first_row: int) -> None:
    start = 0
    for place in range(1, len(categories) + 1):
        if place == len(categories) or categories[place] != categories[start]:
            if place - start > 1:
                sheet.merge_cells(f"A{first_row + start}:A{first_row + place - 1}")
            start = place


def _saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return _timeless(stream.getvalue())


def form_document(unit: str, items: Sequence[Item], *, report: Iterable[str] = ()) -> bytes:
    """Label/value pairs, two pairs a row; a report may stand below the table."""
    document = Document()
    document.add_heading(TITLE, level=1)
    document.add_paragraph(f"填报单位（盖章）：{unit}        填表日期：2022年6月9日")
    rows = (len(items) + 1) // 2
    table = document.add_table(rows=rows, cols=4)
    table.style = "Table Grid"
    for place, item in enumerate(items):
        row, side = place % rows, place // rows * 2
        table.cell(row, side).text = f"{item.label}（{item.unit_measure}）"
        table.cell(row, side + 1).text = "" if item.value is None else str(item.value)
    for text in report:
        document.add_paragraph(text)
    return _document_bytes(document)


def activities_document(unit: str, rows: Sequence[Sequence[str]], items: Sequence[Item]) -> bytes:
    """A list of activities above a small table of totals."""
    document = Document()
    document.add_heading(TITLE, level=1)
    document.add_paragraph(f"填报单位：{unit}")
    header = ("序号", "活动名称", "时间", "地点", "主办单位", "参加人数", "备注")
    listed = document.add_table(rows=0, cols=len(header))
    listed.style = "Table Grid"
    for line in (header, *rows):
        for cell, text in zip(listed.add_row().cells, line, strict=True):
            cell.text = text
    document.add_paragraph("汇总")
    totals = document.add_table(rows=0, cols=3)
    totals.style = "Table Grid"
    for texts in (("指标", "计量单位", "数量"), *_as_rows(items)):
        for cell, text in zip(totals.add_row().cells, texts, strict=True):
            cell.text = text
    return _document_bytes(document)


def _as_rows(items: Sequence[Item]) -> list[tuple[str, str, str]]:
    return [
        (one.label, one.unit_measure, "" if one.value is None else str(one.value)) for one in items
    ]


def text_document(title: str, paragraphs: Iterable[str]) -> bytes:
    """A summary, case or press piece."""
    document = Document()
    document.add_heading(title, level=1)
    for text in paragraphs:
        document.add_paragraph(text)
    return _document_bytes(document)


def _document_bytes(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return _timeless(stream.getvalue())


def csv_table(unit: str, items: Sequence[Item]) -> bytes:
    """The form as comma-separated values in GBK, as Excel in China saves them."""
    lines = [TITLE, f"填报单位,{unit}", "项目,单位,数量"]
    lines.extend(f"{one.label},{one.unit_measure},{_csv(one.value)}" for one in items)
    return ("\r\n".join(lines) + "\r\n").encode("gb18030")


def _csv(value: Value) -> str:
    text = "" if value is None else str(value)
    return f'"{text}"' if "," in text else text


def html_table(unit: str, items: Sequence[Item]) -> str:
    """The form as a table in the mail's own HTML."""
    rows = "".join(
        f"<tr><td>{one.label}</td><td>{one.unit_measure}</td><td>{_csv(one.value)}</td></tr>"
        for one in items
    )
    return (
        f"<html><body><p>科技股：您好！我单位统计表如下。</p><p>填报单位：{unit}</p>"
        f'<table border="1"><tr><td colspan="3">{TITLE}</td></tr>'
        f"<tr><td>项目</td><td>计量单位</td><td>数量</td></tr>{rows}</table></body></html>"
    )


def picture(text: str, colour: tuple[int, int, int]) -> bytes:
    """A made-up photograph: colours and a caption."""
    image = Image.new("RGB", (320, 240), colour)
    draw = ImageDraw.Draw(image)
    for step in range(0, 320, 16):
        draw.line((step, 240, 320 - step, 0), fill=tuple((c + step // 4) % 160 for c in colour))
    draw.text((20, 20), text, fill=(255, 255, 255))
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=70)
    return stream.getvalue()


def archive(members: Sequence[tuple[str, bytes]]) -> bytes:
    """A zip with member names in GBK, as Windows packs them."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members:
            packed.writestr(_gbk_entry(name), data)
    return stream.getvalue()


class _GbkInfo(zipfile.ZipInfo):
    """A member whose name is written as GBK without the UTF-8 flag."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - zipfile's own name
        return self.filename.encode("gb18030"), self.flag_bits


def _gbk_entry(name: str) -> zipfile.ZipInfo:
    entry = _GbkInfo(name, _ALWAYS)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _timeless(data: bytes) -> bytes:
    """The same office file with fixed times, so that the sample is the same every day."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for info in source.infolist():
            entry = zipfile.ZipInfo(info.filename, _ALWAYS)
            entry.compress_type = zipfile.ZIP_DEFLATED
            data = source.read(info)
            if info.filename == "docProps/core.xml":
                data = _STAMP.sub(b"2022-06-01T08:00:00Z", data)
            target.writestr(entry, data)
    return stream.getvalue()
