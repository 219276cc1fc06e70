"""Contents at their worst: what an office's templates are tried with at the start."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mailbot.receipts.content import (
    FigureLine,
    FileLine,
    LaterLine,
    LinkLine,
    MailLine,
    ReceiptContent,
    UnitPart,
)


def worst_contents() -> Iterator[ReceiptContent]:
    """Every kind, full and empty: all branches of a template are taken by one of them."""
    for kind in ("report", "neutral", "unrecognised", "combined"):
        yield replace(_FULL, kind=kind)
        yield replace(_BARE, kind=kind)
    yield replace(_FULL, is_past_deadline=False, units=(_PART, _ZERO))
    yield replace(_FULL, is_past_deadline=False, units=(_STRANGER,))
    yield replace(_FULL, deadline="", contact="", units=(_COMPLETE,))


_NAME = "单位名称较长的报送单位"
_PART = UnitPart(
    name=_NAME,
    figures=(
        FigureLine(label="线上活动/场次", shown="3 场"),
        FigureLine(label="参加人数", shown="30000 人次", notes=("按“3万余”记",)),
        FigureLine(label="发放资料", shown="", flags=("单元格写“近千”，请回复具体数字",)),
    ),
    figures_more=40,
    flagged_more=2,
    remarks=("“{{ 7 * 7 }}.xlsx”有密码，打不开，请去掉密码后再发一次",),
    remarks_more=3,
    changed=("活动场次：由 3 场改为 5 场",),
    changed_more=2,
    later=(LaterLine(received="2022年6月11日 09:00", what="数据"),),
    later_more=2,
    missing=("活动总结", "声像资料"),
    to_be_accepted=True,
)
_ZERO = UnitPart(name="另一单位", zero_report=True, complete=True, figures_more=2)
_STRANGER = UnitPart(name=_NAME, not_in_mail=("活动总结",))
_COMPLETE = UnitPart(name=_NAME, complete=True)
_BARE = ReceiptContent(
    kind="report",
    to_address="unit@unit.example",
    subject="",
    received="2022年6月10日 16:00",
    campaign_title="活动",
    contact="",
    reference="R-22222",
    units=(UnitPart(name=_NAME),),
    example="参加人数为××人次",
)
_FULL = ReceiptContent(
    kind="report",
    to_address="unit@unit.example",
    subject="主题" * 30,
    received="2022年6月10日 16:00",
    campaign_title="2022年科技活动周" * 3,
    contact="联系人，电话 000",
    reference="R-ZZZZZ",
    deadline="2022年6月14日",
    before_deadline="2022年6月14日前（含当日）",
    is_past_deadline=True,
    is_late=True,
    units=(_PART,),
    files=(
        FileLine(filename="统计表.xlsx", taken_for="统计表"),
        FileLine(filename="<%7B坏%7D>.zip", taken_for="其他文件", state="打不开"),
    ),
    files_more=30,
    links=(
        LinkLine(filename="照片.zip", expires="2022年6月20日"),
        LinkLine(filename=""),
    ),
    links_more=2,
    mails=(
        MailLine(received="6月10日 16:00", subject="", reporting_units="", files=0),
        MailLine(received="6月10日 16:01", subject="补", reporting_units=_NAME, files=2),
    ),
    mails_more=4,
    example="参加人数为××人次",
)
