"""Findings: what a person should know about a report, and the one place of their Chinese texts.

The codes are public (docs/findings.md lists them); a new one needs a line there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to know or decide. `location` leads to the cell or page ('' for a whole file)."""

    code: str
    severity: Severity
    message: str
    location: str = ""
    field_key: str | None = None


CATALOGUE: dict[str, tuple[Severity, str]] = {
    # figures
    "total_mismatch": ("warning", "{label}：表中写 {total}，各项相加是 {sum}，请核对"),
    "at_least_violated": ("warning", "{label}（{value}）小于{other}（{other_value}），请核对"),
    "combined_value": ("info", "{label}：单元格写“{raw}”，按合计 {value} 记"),
    "rows_added": (
        "warning",
        "{label}：表中各行分别填报，没有合计，按相加 {value} 记（{raw}），请核对",
    ),
    "derived": ("info", "{label}：表中未填，按{source}计为 {value}"),
    "list_incomplete": ("warning", "{label}：活动清单里有空着或读不出的数，没有相加，请核对"),
    "list_doubt": ("warning", "{label}：按活动清单{source}计为 {value}，但{reason}，请核对"),
    "unreadable_value": ("warning", "{label}：单元格写“{raw}”，未能读出数值，请回复具体数字"),
    "unsure_value": ("warning", "{label}：单元格写“{raw}”，按 {value} 记，请核对"),
    "several_values": (
        "warning",
        "{label}：“{raw}”里有本期和累计两个数，按本期 {value} 记，请核对",
    ),
    "shared_cell": ("warning", "{label}：“{raw}”写在几项共用的合并格里，请核对"),
    "approximate": ("info", "{label}：“{raw}”是约数，按 {value} 记"),
    "missing_field": ("warning", "{label}：表中没有找到这一项"),
    "blank_field": ("info", "{label}：没有填写"),
    "unknown_label": ("info", "表中的“{label}”不在本次表格的指标里，原样保留"),
    "unread_label": (
        "warning",
        "表中的“{label}”写着“{raw}”，可能就是指标“{candidate}”，没有读入，请核对",
    ),
    "unread_number": ("warning", "{label}：自己的格子空着，旁边写有“{raw}”，没有读入，请核对"),
    "numbers_left": ("warning", "表中有 {count} 个数字没有读入（{raw}），请核对"),
    "ambiguous_label": ("warning", "“{label}”对应不止一个指标（{candidates}），请核对"),
    "several_places": (
        "warning",
        "{label}：表中不止一处可能是它（{candidates}），没有读取，请核对",
    ),
    "similar_label": ("warning", "“{label}”与指标“{candidate}”相近，已按该指标读取，请核对"),
    "unit_measure_doubt": ("warning", "{label}：写“{raw}”，单位可能不是{unit_measure}，请核对"),
    "magnitude": ("warning", "{label}：{value} 与其他单位相差悬殊，请核对"),
    "value_conflict": ("warning", "{label}：表中有两处不同的数（{first} 与 {second}），请核对"),
    # forms
    "wrong_year": ("warning", "表格标题写的是 {year} 年，不是本次活动的年份"),
    "other_form": ("info", "“{title}”不是本次的统计表，已保留，不计入统计"),
    "other_form_alike": (
        "warning",
        "“{title}”里各项与本次的统计表相同，标题却是别的表，没有计入，请核对",
    ),
    "blank_form": ("warning", "“{title}”是空白表，没有填写数据"),
    "blank_copy": ("info", "“{title}”另有一份空白的，不计入"),
    "several_forms": ("warning", "同一封邮件里有 {count} 份不同的统计表，请确认以哪份为准"),
    "template_text": ("warning", "{label}：“{raw}”是空白表里的样例文字，不是数据"),
    "prose_differs": ("warning", "{label}：表中是 {value}，总结正文写“{prose}”，请核对"),
    "copies_differ": ("warning", "{label}：可编辑的表写 {value}，扫描件是 {other}，请核对"),
    "form_unreadable": ("error", "像是统计表，但没有读出任何数据，请打开原文件查看"),
    # files
    "ocr": ("warning", "图片识别的数字，请对照原件核对"),
    "ocr_missing": (
        "warning",
        "“{filename}”是扫描件或拍照的纸面，文字没有识别，请同时发送 Excel 或 Word 文件",
    ),
    "hidden_sheet": ("info", "工作表“{sheet}”是隐藏的，未计入"),
    "hidden_cells": ("warning", "工作表“{sheet}”里有隐藏的行、列或数，已一并读取，请核对"),
    "struck_cells": ("warning", "工作表“{sheet}”里有划掉的数，按没有填写处理，请核对"),
    "displaced_numbers": (
        "warning",
        "有一格里印着两个数（“{raw}”），下面有一格空着，这一列的数可能印错了行，请核对",
    ),
    "formula_without_value": (
        "warning",
        "{label}：公式没有计算结果，请用 Excel 打开保存后再发一次",
    ),
    "cell_error": ("warning", "{label}：单元格是错误值 {raw}"),
    "encrypted": ("error", "“{filename}”有密码，打不开，请去掉密码后再发一次"),
    "unreadable_file": ("error", "“{filename}”打不开或已损坏，请重新保存后再发一次"),
    "damaged_file": ("warning", "“{filename}”在传送中损坏，只留下能解出的部分，请重新发送"),
    "unsupported": ("warning", "“{filename}”这种文件暂时读不了，请改发 {instead}"),
    "too_large": ("warning", "“{filename}”太大，没有读取，原件已保留"),
    "read_timeout": ("error", "“{filename}”读取超时，请重新保存或改发 Excel、Word 文件"),
    "read_memory": ("error", "“{filename}”过大或过于复杂，读取时内存不足，请拆分或另存后再发一次"),
    "converter_missing": (
        "warning",
        "“{filename}”是旧格式，没有读取，请另存为 {instead} 再发"
        "（收件处装上 LibreOffice 后可直接读取）",
    ),
    "truncated": ("warning", "“{filename}”内容过多，只读取了前面一部分"),
    "expired_link": ("error", "“{filename}”的下载链接已过期，请重新发送"),
    "offered_link": ("warning", "“{filename}”是下载链接，系统不会下载，请作为普通附件发送"),
    # mails
    "unknown_unit": ("warning", "认不出是哪个单位报送的，请指定"),
    "unknown_unit_named": ("warning", "填报单位“{name}”不在单位名单里，请指定"),
    "unit_conflict": ("warning", "单位不一致：{claims}，请指定"),
    "unverified_sender": ("info", "发件地址 {address} 不在该单位的名单里"),
    "forged_sender": ("error", "发件地址 {address} 未通过校验，可能是冒用"),
    "reused_message_id": ("info", "与另一封邮件的编号相同但内容不同，作为单独一封处理"),
    "unreadable_mail": ("error", "邮件读取失败（{reason}），原件已保留"),
    "stranger_replaces": ("warning", "{address} 要改动另一地址已报的数，确认后才计入"),
    "second_form": ("warning", "另一地址又报来一份统计表，没有写明更正，确认后才计入"),
    "change_unread": ("warning", "来信像是要改已报的数（“{text}”），没有读取，请核对"),
    "quoted_form": (
        "warning",
        "转发的内容里像有统计表，没有读取；如是本次报送，请把表格作为附件发送",
    ),
    "zero_conflict": ("warning", "来信说未开展活动（零报送），统计表里却有数，请核对"),
    "earlier_file": (
        "warning",
        "“{filename}”与先前报过的完全相同，其后又报过别的数，确认后才计入",
    ),
    "reply_figure": ("info", "{label}：单位回复“{raw}”，已按此记录"),
    # figures over time
    "correction_outdated": ("warning", "{label}：人工更正为 {value} 之后，单位又报了 {other}"),
    "superseded": ("info", "{label}：由 {before} 改为 {after}"),
    "later_mail": (
        "info",
        "{received} 收到的邮件在后，以那一封为准，本封的{what}不计入汇总",
    ),
    "newer_blank": ("info", "{label}：后来的表里是空的，仍用先前的 {value}"),
    "late": ("info", "逾期 {days} 天"),
}
"""code: (severity, text with {named} parts)."""


def finding(
    code: str, *, location: str = "", field_key: str | None = None, **parts: object
) -> Finding:
    """Make the finding of a code; raises KeyError for an unknown code or a missing part."""
    severity, text = CATALOGUE[code]
    return Finding(
        code=code,
        severity=severity,
        message=text.format_map({name: _short(str(part)) for name, part in parts.items()}),
        location=location,
        field_key=field_key,
    )


def _short(part: str, limit: int = 80) -> str:
    """Keep a stranger's text on one line and short."""
    flat = " ".join(part.split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"
