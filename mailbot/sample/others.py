"""The rest of the sample's inbox: acknowledgements, robots, strangers, look-alikes, spam."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from email import policy
from email.message import EmailMessage

from mailbot.sample.addresses import OFFICE, UNIT_ADDRESSES
from mailbot.sample.dates import at
from mailbot.sample.figures import items_of
from mailbot.sample.letters import Attached, Letter, Style
from mailbot.sample.office_files import by_category, text_document


def others() -> Iterator[Letter]:
    """Mails that are no report, or of which somebody must say whose they are."""
    yield from _acknowledgements()
    yield from _machines()
    yield from _to_be_decided()
    yield from _look_alikes()


def _plain(
    sender: str,
    name: str,
    day: str,
    subject: str,
    text: str,
    *,
    files: tuple[Attached, ...] = (),
    style: Style = "netease",
    headers: tuple[tuple[str, str], ...] = (),
) -> Letter:
    return Letter(
        sender=sender,
        name=name,
        subject=subject,
        text=text,
        sent_at=at(day),
        files=files,
        style=style,
        headers=headers,
    )


def _acknowledgements() -> Iterator[Letter]:
    for unit, day, text in (
        ("县住建局", "05-19 09:20", "收到，谢谢！\n"),
        ("县总工会", "05-19 10:02", "收到\n县总工会\n"),
        ("县市场监管局", "05-20 08:15", "通知收到，会按时报送。\n"),
        ("县民政局", "05-19 16:44", "已收到。\n"),
    ):
        yield _plain(UNIT_ADDRESSES[unit], unit, day, "回复: 关于举办科技活动周的通知", text)


def _machines() -> Iterator[Letter]:
    yield _plain(
        "100004@mail.example",
        "忙碌",
        "06-08 09:01",
        "自动回复: 回执 R-22222：教育局统计表",
        "您好，我正在休假，会尽快回复您。\n",
        headers=(("X-QQ-AUTO-REPLY", "true"),),
        style="qq",
    )
    yield _plain(
        "mailer-daemon@inbox.example",
        "系统退信",
        "06-08 21:00",
        "系统退信：无法投递",
        "收件人地址不存在：nobody@unit.example\n",
        headers=(("Auto-Submitted", "auto-replied"),),
    )
    yield _plain(
        "news@list.example",
        "科技资讯",
        "06-03 07:00",
        "本周科技资讯",
        "本周要闻……退订请点击。\n",
        headers=(("List-Unsubscribe", "<mailto:quit@list.example>"), ("Precedence", "bulk")),
    )
    yield _plain(
        "sale@shop.example",
        "优惠",
        "06-05 03:12",
        "发票代开 优惠",
        "需要发票请联系。\n",
        style="raw",
    )


def _to_be_decided() -> Iterator[Letter]:
    report = text_document("科技活动周工作总结", ["我单位认真组织开展了科技活动周活动。"] * 4)
    yield _plain(
        "100005@mail.example",
        "小小",
        "06-10 21:05",
        "总结",
        "见附件\n",
        files=(Attached(filename="总结.docx", data=report),),
        style="qq",
    )
    form = by_category("县博物馆", items_of("县住建局", 活动项数=2, 参加人数=130))
    yield _plain(
        "museum@unit.example",
        "博物馆",
        "06-11 10:00",
        "博物馆统计表",
        "请查收。\n县博物馆\n",
        files=(Attached(filename="统计表.xlsx", data=form),),
    )
    form = by_category("县应急管理局", items_of("县应急管理局", 参加人数=9000))
    yield _plain(
        "100006@mail.example",
        "",
        "06-12 08:00",
        "应急局统计表",
        "\n",
        files=(Attached(filename="应急管理局统计表.xlsx", data=form),),
        style="foxmail",
    )


def _look_alikes() -> Iterator[Letter]:
    unit = "县市场监管局"
    yield _plain(
        UNIT_ADDRESSES[unit],
        unit,
        "05-19 15:00",
        "活动方案",
        "现报送我局科技活动周活动方案。\n县市场监管局\n",
        files=(
            Attached(
                filename="活动方案.docx",
                data=text_document(
                    "科技活动周活动方案", ["拟于5月下旬开展宣传活动，拟参加人数300人。"] * 3
                ),
            ),
        ),
    )
    blank = by_category("", [replace(one, value=None) for one in items_of(unit)])
    yield _plain(
        UNIT_ADDRESSES[unit],
        unit,
        "06-13 16:30",
        "统计表",
        "请查收。\n县市场监管局\n",
        files=(Attached(filename="统计表.xlsx", data=blank),),
    )
    broken = by_category(unit, items_of(unit))[:900]
    yield _plain(
        UNIT_ADDRESSES[unit],
        unit,
        "06-14 17:40",
        "统计表和总结",
        "请查收。\n县市场监管局\n",
        files=(
            Attached(filename="统计表.xlsx", data=broken),
            Attached(
                filename="工作总结.docx", data=text_document("工作总结", ["我局开展活动2项。"] * 5)
            ),
        ),
    )


def forwarded() -> bytes:
    """A mail that a unit forwarded as an attachment."""
    unit = "县自然资源局"
    inner = EmailMessage(policy=policy.SMTP)
    inner["From"] = "clerk@elsewhere.example"
    inner["To"] = UNIT_ADDRESSES[unit]
    inner["Subject"] = "活动照片"
    inner["Date"] = at("06-08 18:00")
    inner.set_content("照片另发。\n", cte="base64")
    outer = EmailMessage(policy=policy.SMTP)
    outer["From"] = UNIT_ADDRESSES[unit]
    outer["To"] = OFFICE
    outer["Subject"] = "转发: 县自然资源局补充说明"
    outer["Date"] = at("06-09 09:30")
    outer["Message-ID"] = "<forwarded.sample@unit.example>"
    outer.set_content("转发如下，请查收。\n县自然资源局\n", cte="base64")
    outer.add_attachment(inner, filename="活动照片.eml")
    outer.set_boundary("sample-forwarded")
    return outer.as_bytes()
