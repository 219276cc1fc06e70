"""The sample's reports: how twenty-three units send what they were asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mailbot.sample.addresses import UNIT_ADDRESSES
from mailbot.sample.dates import at
from mailbot.sample.figures import all_items, items_of, summary_of
from mailbot.sample.letters import Attached, Letter, Style
from mailbot.sample.office_files import (
    TITLE,
    activities_document,
    archive,
    by_category,
    by_indicator,
    csv_table,
    form_document,
    html_table,
    picture,
    text_document,
    wide,
)

_FORM_NAME = f"附件2：{TITLE}"
_REGARDS = "科技股：\n\n您好！现报送我单位科技活动周材料，请查收。\n\n{unit}\n2022年6月8日\n"


def _letter(
    unit: str,
    day: str,
    subject: str,
    files: Sequence[Attached],
    *,
    style: Style = "netease",
    text: str | None = None,
    sender: str | None = None,
    name: str | None = None,
    html: str = "",
) -> Letter:
    return Letter(
        sender=sender or UNIT_ADDRESSES[unit],
        name=unit if name is None else name,
        subject=subject,
        text=_REGARDS.format(unit=unit) if text is None else text,
        sent_at=at(day),
        files=tuple(files),
        style=style,
        html=html,
    )


def _summary(unit: str) -> Attached:
    title = f"{unit}2022年科技活动周工作总结"
    return Attached(filename=f"{title}.docx", data=text_document(title, summary_of(unit)))


def _photos(unit: str, how_many: int) -> list[Attached]:
    return [
        Attached(
            filename=f"IMG_{number:04d}.jpg",
            data=picture(f"{number}", (40 * number % 200, ord(unit[1]) % 200, ord(unit[2]) % 200)),
            media_type="image/jpeg",
        )
        for number in range(1, how_many + 1)
    ]


def reports() -> Iterator[Letter]:
    """Forms, summaries, photos and press pieces, unit by unit."""
    yield from _in_one_mail()
    yield from _in_several_mails()
    yield from _from_private_boxes()
    yield from _without_a_file()
    yield from _corrected_and_late()


def _in_one_mail() -> Iterator[Letter]:
    units: tuple[tuple[str, str, Style], ...] = (
        ("县发改局", "06-06 09:12", "outlook"),
        ("县公安局", "06-07 15:40", "netease"),
        ("县自然资源局", "06-08 10:05", "qq"),
        ("县应急管理局", "06-09 08:50", "foxmail"),
        ("县气象局", "06-10 16:22", "raw"),
    )
    for place, (unit, day, style) in enumerate(units):
        make = by_category if place % 2 else by_indicator
        form = Attached(filename=f"{_FORM_NAME}.xlsx", data=make(unit, items_of(unit)))
        yield _letter(unit, day, f"{unit}科技活动周材料", [form, _summary(unit)], style=style)
    unit = "县卫健体局"
    both = form_document(unit, items_of(unit), report=summary_of(unit))
    yield _letter(
        unit,
        "06-09 11:30",
        "统计表及总结",
        [Attached(filename="统计表及总结.docx", data=both)],
        style="foxmail",
    )
    unit = "县农业农村局"
    packed = archive(
        [
            ("材料/附件2统计表.xlsx", by_category(unit, all_items(unit))),
            ("材料/工作总结.docx", text_document("工作总结", summary_of(unit))),
            ("材料/照片/现场1.jpg", picture("1", (60, 120, 60))),
            ("材料/照片/现场2.jpg", picture("2", (80, 140, 60))),
        ]
    )
    yield _letter(
        unit, "06-13 17:58", "材料", [Attached(filename=f"{unit}材料.zip", data=packed)], style="qq"
    )


def _in_several_mails() -> Iterator[Letter]:
    unit = "县教育局"
    form = Attached(filename="统计表.docx", data=form_document(unit, items_of(unit)))
    yield _letter(unit, "06-08 09:00", "教育局统计表", [form], style="outlook")
    yield _letter(unit, "06-09 14:20", "教育局总结", [_summary(unit)], style="outlook")
    yield _letter(unit, "06-09 14:26", "活动照片", _photos(unit, 3), style="netease")
    unit = "县科协"
    form = Attached(filename="县科协统计表.xlsx", data=by_category(unit, all_items(unit)))
    yield _letter(unit, "06-02 10:10", "科协材料报送", [form, *_photos(unit, 2)])
    case = text_document(
        "典型案例：科普大篷车进校园", ["科普大篷车先后走进六所学校，展出展品四十余件。"] * 3
    )
    yield _letter(
        unit,
        "06-07 10:30",
        "科协总结和案例",
        [_summary(unit), Attached(filename="典型案例.docx", data=case)],
    )
    unit = "县委宣传部"
    form = Attached(filename="统计表.xlsx", data=wide(unit, items_of(unit)))
    yield _letter(unit, "06-10 08:31", "", [form], style="foxmail")
    press = [
        "运城日报（6月2日）：临猗县科技活动周启动 https://news.example/2022/06/02/1.html",
        "县电视台（6月3日）：科普走进社区 https://tv.example/v/20220603",
    ]
    yield _letter(
        unit,
        "06-10 08:45",
        "媒体报道",
        [Attached(filename="媒体宣传报道.docx", data=text_document("媒体报道链接", press))],
        style="foxmail",
    )


def _from_private_boxes() -> Iterator[Letter]:
    unit = "县水务局"
    form = Attached(filename=f"{_FORM_NAME}.xlsx", data=by_category(unit, items_of(unit)))
    yield _letter(
        unit,
        "06-08 20:15",
        "回复: 科技活动周通知",
        [form],
        style="qq",
        sender="100001@mail.example",
        name="晴天",
        text="见附件\n",
    )
    unit = "县妇联"
    form = Attached(filename="统计表（妇联）.csv", data=csv_table(unit, items_of(unit)))
    yield _letter(
        unit,
        "06-11 09:40",
        "妇联报表",
        [form, _summary(unit)],
        sender="100002@mail.example",
        name="云朵",
        text="",
    )
    unit = "县团委"
    listed = [
        ("1", "青年科普志愿行", "5月22日", "人民广场", unit, "180", ""),
        ("2", "科技知识竞赛", "5月25日", "县二中", unit, "150", ""),
        ("3", "参观科技馆", "5月28日", "市科技馆", unit, "120", ""),
    ]
    form = Attached(
        filename="团县委活动统计表.docx", data=activities_document(unit, listed, items_of(unit))
    )
    yield _letter(
        unit, "06-10 12:00", "团委", [form, _summary(unit)], sender="100003@mail.example", name=""
    )


def _without_a_file() -> Iterator[Letter]:
    unit = "县文旅局"
    yield _letter(
        unit,
        "06-09 17:01",
        "县文旅局统计表",
        [],
        style="outlook",
        html=html_table(unit, items_of(unit)),
    )
    yield _letter(
        unit, "06-09 17:20", "县文旅局科技活动周总结", [], text="\n\n".join(summary_of(unit)) + "\n"
    )
    yield _letter(
        "县住建局",
        "06-10 10:00",
        "零报送",
        [],
        text="工科局：\n本次科技活动周我单位未开展活动，零报送。\n县住建局\n",
    )
    unit = "县融媒体中心"
    form = Attached(filename="统计表.xlsx", data=by_indicator(unit, items_of(unit)))
    yield _letter(
        unit,
        "06-12 19:30",
        "融媒体中心材料（含超大附件）",
        [form, _summary(unit)],
        html=(
            "<html><body><p>视频较大，见超大附件。</p><div>从网易163邮箱发来的超大附件</div>"
            '<div><a href="https://mail.163.com/large-attachment-download/index.html?file=sample">'
            "科技活动周宣传片.mp4</a> (80.96M, 2022年6月27日 19:30 到期)</div></body></html>"
        ),
    )


def _corrected_and_late() -> Iterator[Letter]:
    unit = "县生态环境局"
    first = Attached(filename="统计表.xlsx", data=by_category(unit, items_of(unit, 参加人数=180)))
    yield _letter(unit, "06-07 09:30", "生态环境局报送材料", [first, _summary(unit)])
    right = Attached(filename="统计表（更正）.xlsx", data=by_category(unit, items_of(unit)))
    text = "科技股：\n前次统计表参加人数有误，现更正，以此为准。\n县生态环境局\n"
    yield _letter(unit, "06-08 15:10", "更正：统计表", [right], text=text)
    unit = "县工科局"
    form = Attached(filename="工科局统计表.xlsx", data=by_category(unit, all_items(unit)))
    yield _letter(
        unit, "06-06 16:00", "本局科技活动周材料", [form, _summary(unit), *_photos(unit, 2)]
    )
    unit = "县民政局"
    form = Attached(filename="民政局统计表.xlsx", data=by_indicator(unit, items_of(unit)))
    yield _letter(unit, "06-13 11:11", "民政局统计表", [form], style="raw")
    unit = "县交通局"
    form = Attached(filename="交通局.docx", data=form_document(unit, items_of(unit)))
    yield _letter(unit, "06-16 10:20", "迟报材料", [form, _summary(unit)], style="outlook")
    unit = "县人社局"
    form = Attached(filename="人社局统计表.xlsx", data=by_category(unit, items_of(unit)))
    yield _letter(unit, "06-14 22:40", "人社局报送", [form, _summary(unit)])
    unit = "县总工会"
    last_year = by_category(unit, items_of(unit), title=TITLE.replace("2022", "2021"))
    form = Attached(filename="总工会统计表.xlsx", data=last_year)
    yield _letter(unit, "06-14 09:09", "总工会统计表", [form])
