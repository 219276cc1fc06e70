"""Mails in mails, whole files of strange kinds, and parts inside parts."""

from __future__ import annotations

import base64

from tests.mails.making import (
    DOCX,
    XLSX,
    encoded,
    file,
    holder,
    mail,
    mixed,
    multi,
    part,
    simple,
    text,
    word,
)

_INNER = mixed(
    word("下属学校统计表", "gbk"),
    text("参加人数 500 人次"),
    file("学校统计表.xlsx", XLSX),
    headers=(("From", "xx@school.example"),),
)
_INNER = _INNER.replace(b"----=_Part_1", b"----=_Inner_1")
_PASTED = "data:image/png;base64," + base64.b64encode(b"\x89PNG made-up screenshot" * 5).decode()
_DEEP = text("最里面", charset="utf-8")
for _level in range(40):
    _DEEP = holder(f"b{_level}", _DEEP)

MAILS: dict[str, bytes] = {
    "attached_mail": mixed(
        word("转发下属单位报送", "utf-8"),
        text("请查收", charset="utf-8"),
        part([("Content-Type", "message/rfc822")], _INNER),
    ),
    "attached_mail_base64": mixed(
        word("附件是邮件", "utf-8"),
        text("请查收", charset="utf-8"),
        part(
            [
                ("Content-Type", f'message/rfc822; name="{word("原邮件.eml")}"'),
                ("Content-Transfer-Encoding", "base64"),
                ("Content-Disposition", "attachment"),
            ],
            encoded(_INNER, "base64"),
        ),
    ),
    "attached_mail_octet_stream": mixed(
        word("导出的邮件", "utf-8"), text("见附件"), file("转发.eml", _INNER)
    ),
    "mail_in_mail_in_mail": mixed(
        word("三层", "utf-8"),
        part(
            [("Content-Type", "message/rfc822")],
            mixed(
                word("中层", "utf-8"), part([("Content-Type", "message/rfc822")], _INNER)
            ).replace(b"----=_Part_1", b"----=_Middle_1"),
        ),
    ),
    "digest": mail(
        [("Subject", "digest"), ("Content-Type", 'multipart/digest; boundary="d"')],
        multi("d", b"\r\n" + _INNER, b"\r\n" + simple("second", text("2"))),
    ),
    "whole_mail_is_a_file": mail(
        [
            ("Subject", word("统计表", "gbk")),
            ("Content-Type", f'application/vnd.ms-excel; name="{word("统计表.xls", "gbk")}"'),
            ("Content-Disposition", "attachment"),
            ("Content-Transfer-Encoding", "base64"),
        ],
        encoded(XLSX, "base64"),
    ),
    "tnef_wrapper": mixed(
        word("富文本邮件", "utf-8"),
        text("见附件", charset="utf-8"),
        part(
            [
                ("Content-Type", 'application/ms-tnef; name="winmail.dat"'),
                ("Content-Transfer-Encoding", "base64"),
            ],
            encoded(b"\x78\x9f\x3e\x22 made-up", "base64"),
        ),
    ),
    "signed": mail(
        [
            ("Subject", word("签名邮件", "utf-8")),
            (
                "Content-Type",
                'multipart/signed; protocol="application/pkcs7-signature"; boundary="s"',
            ),
        ],
        multi(
            "s",
            holder("m", text("正文", charset="utf-8"), file("总结.docx", DOCX)),
            file("smime.p7s", b"signature", "application/pkcs7-signature"),
        ),
    ),
    "calendar_and_unnamed": mail(
        [
            ("Subject", word("未命名附件", "utf-8")),
            ("Content-Type", 'multipart/mixed; boundary="c"'),
        ],
        multi(
            "c",
            holder(
                "a",
                text("开会", charset="utf-8"),
                text("BEGIN:VCALENDAR", "calendar", "utf-8"),
                kind="alternative",
            ),
            part([("Content-Type", "image/jpeg")], b"\xff\xd8\xff\xe0"),
            part([("Content-Type", "application/octet-stream")], b"\x00\x01"),
        ),
    ),
    "apple_attachment_inside_alternative": mail(
        [
            ("Subject", word("苹果邮件", "utf-8")),
            ("Content-Type", 'multipart/alternative; boundary="alt"'),
        ],
        multi(
            "alt",
            text("数据见附件", charset="utf-8"),
            holder(
                "mix",
                text("<p>数据见附件</p>", "html", "utf-8"),
                file("统计表.xlsx", XLSX),
                text("<p>落款</p>", "html", "utf-8"),
            ),
        ),
    ),
    "picture_pasted_into_html": simple(
        word("截图", "utf-8"),
        text(f"<p>见截图</p><img src='{_PASTED}'><img src='{_PASTED}'>", "html", "utf-8"),
    ),
    "text_file_attached": mixed(
        word("文本附件", "utf-8"),
        text("正文", charset="utf-8"),
        part(
            [
                ("Content-Type", "text/plain; charset=gbk; name=data.txt"),
                ("Content-Disposition", "attachment; filename=data.txt"),
            ],
            "参加人数\t500".encode("gbk"),
        ),
    ),
    "forty_levels": mail(
        [("Subject", "deep"), ("Content-Type", 'multipart/mixed; boundary="top"')],
        multi("top", text("上面", charset="utf-8"), _DEEP),
    ),
}
