"""Mails as single programs write them: charsets, encoded words, file names, dates."""

from __future__ import annotations

from tests.mails.making import (
    DOCX,
    JPEG,
    RECEIVED,
    XLSX,
    encoded,
    file,
    holder,
    mail,
    mixed,
    multi,
    part,
    simple,
    split_words,
    text,
    word,
)

_TABLE = (
    "<table border=1><tr><td><p>指标</p></td><td><p>计量单位</p></td><td><p>数量</p></td></tr>"
    "<tr><td><p>科普讲座</p></td><td><p>场</p></td><td><p>3</p></td></tr></table>"
)
_GBK_NAME = "张镕报名表.docx".encode("gbk")

MAILS: dict[str, bytes] = {
    "netease_web_gbk": mixed(
        word("教育局科技活动周材料", "gbk"),
        holder(
            "----=_Part_2",
            text("领导好：\n材料见附件。\n县教育局", coding="base64"),
            text(
                "<div>领导好：</div><div>材料见附件。</div><div>县教育局</div>",
                "html",
                coding="base64",
            ),
            kind="alternative",
        ),
        part(
            [
                ("Content-Type", f"application/octet-stream; name={word('统计表.xlsx', 'gbk')}"),
                ("Content-Transfer-Encoding", "base64"),
                ("Content-Disposition", f"attachment; filename={word('统计表.xlsx', 'gbk')}"),
            ],
            encoded(XLSX, "base64"),
        ),
        headers=(
            ("X-Originating-IP", "[192.0.2.9]"),
            ("X-Mailer", "Coremail Webmail Server Version XT5.0.13"),
        ),
    ),
    "gb2312_label_gbk_bytes": mixed(
        word("张镕同志报名表", "gbk", label="gb2312"),
        text("张镕同志：喆、垚、犇", charset="gbk", label="gb2312"),
        part(
            [
                (
                    "Content-Type",
                    f'application/msword; name="{word("张镕报名表.docx", "gbk", label="GB2312")}"',
                ),
                ("Content-Transfer-Encoding", "base64"),
            ],
            encoded(DOCX, "base64"),
        ),
    ),
    "qq_octet_stream": mixed(
        word("县气象局报送材料"),
        text("请查收", "html", "gb18030", coding="base64"),
        file("附件2：2022年全国科技活动周开展情况统计表.docx", DOCX),
        file("活动照片（1）.jpg", JPEG),
        headers=(("X-QQ-mid", "webmail123"), ("X-Priority", "3")),
    ),
    "qq_utf8_quoted_name": mail(
        [
            ("From", f'"{word("县水务局，办公室", "utf-8")}" <swj@qq.example>'),
            ("Subject", word("水务局总结", "utf-8")),
            ("Content-Type", "text/plain; charset=utf-8"),
        ],
        "总结见附件，稍后补发。".encode(),
    ),
    "foxmail_overlong_crlf_subject": simple(
        word("关于报送" * 40 + "\r\n科技活动周材料", "gbk", label="GB2312"),
        text("见附件", label="GB2312", coding="base64"),
        ("X-Mailer", "Foxmail 7.2.20.273[cn]"),
    ),
    "split_inside_character": simple(
        split_words("临猗县农业农村局科技活动周开展情况", "utf-8", 10),
        text("正文", charset="utf-8"),
    ),
    "split_base64_anywhere": simple(
        "=?utf-8?B?5Li054yX5Y6/5Yac?= =?utf-8?B?5Lia5Yac5p2R5?=\r\n =?utf-8?B?bGA?=",
        text("正文", charset="utf-8"),
    ),
    "raw_gbk_headers": mail(
        [
            ("From", "县文旅局 <wlj@unit.example>".encode("gbk")),
            ("Subject", "文旅局上报：科技活动周总结".encode("gbk")),
            ("Content-Type", b'multipart/mixed; boundary="b"'),
        ],
        multi(
            "b",
            part([("Content-Type", "text/plain")], "无字符集声明的正文".encode("gbk")),
            part(
                [
                    (
                        "Content-Type",
                        b'application/vnd.ms-excel; name="'
                        + "统计表（文旅局）.xls".encode("gbk")
                        + b'"',
                    ),
                    ("Content-Transfer-Encoding", "base64"),
                ],
                encoded(XLSX, "base64"),
            ),
        ),
    ),
    "raw_utf8_headers": mail(
        [
            ("From", "县科协 <kx@unit.example>".encode()),
            ("Subject", "科协材料".encode()),
            ("Content-Type", b"text/plain; charset=us-ascii"),
        ],
        "实际是 UTF-8 的正文".encode(),
    ),
    "outlook_latin_label": simple(
        word("卫健体局材料", "utf-8", encoding="Q"),
        text("卫健体局开展义诊三场", charset="gbk", label="iso-8859-1"),
        ("X-Mailer", "Microsoft Outlook 16.0"),
    ),
    "utf8_label_gbk_body": simple(
        word("误标字符集", "utf-8"), text("参加人数九百八十人次", charset="gbk", label="utf-8")
    ),
    "gb2312_label_utf8_body": simple(
        word("误标字符集", "utf-8"), text("参加人数九百八十人次", charset="utf-8", label="gb2312")
    ),
    "hz_body": simple(
        word("古旧编码", "gbk", label="hz-gb-2312"),
        text("人民银行", charset="hz", label="hz-gb-2312"),
    ),
    "big5_body": simple(
        word("台商協會", "big5"), text("參加人數三百人", charset="big5", coding="base64")
    ),
    "rfc2231_names": mixed(
        word("文件名各式", "utf-8"),
        text("见附件", charset="utf-8"),
        part(
            [
                ("Content-Type", "application/octet-stream"),
                (
                    "Content-Disposition",
                    "attachment;\r\n filename*0*=gb2312''%CD%B3%BC%C6;\r\n filename*1*=%B1%ED;\r\n"
                    ' filename*2=".xlsx"',
                ),
                ("Content-Transfer-Encoding", "base64"),
            ],
            encoded(XLSX, "base64"),
        ),
        part(
            [
                ("Content-Type", "application/octet-stream"),
                (
                    "Content-Disposition",
                    'attachment; filename="%E6%80%BB%E7%BB%93.docx"; size=10',
                ),
                ("Content-Transfer-Encoding", "base64"),
            ],
            encoded(DOCX, "base64"),
        ),
        part(
            [
                ("Content-Type", b"application/octet-stream; name=" + _GBK_NAME),
                ("Content-Disposition", b'attachment; filename="????.docx"'),
                ("Content-Transfer-Encoding", "base64"),
            ],
            encoded(DOCX + b"2", "base64"),
        ),
    ),
    "iphone_inline_photos": mixed(
        word("活动照片", "utf-8"),
        text("现场照片如下\n\n", charset="utf-8", coding="quoted-printable"),
        part(
            [
                ("Content-Type", "image/jpeg; name=IMG_0001.jpg"),
                ("Content-Disposition", "inline; filename=IMG_0001.jpg"),
                ("Content-Transfer-Encoding", "base64"),
            ],
            encoded(JPEG, "base64"),
        ),
        text("\n\n第二段文字\n\n发自我的iPhone", charset="utf-8", coding="quoted-printable"),
        headers=(("X-Mailer", "iPhone Mail (19F77)"),),
    ),
    "outlook_related_logo": mail(
        [
            ("Subject", word("县住建局材料", "gbk", label="gb2312")),
            ("Content-Type", 'multipart/related; boundary="r"; type="multipart/alternative"'),
        ],
        multi(
            "r",
            holder(
                "a",
                text("科普讲座 3 场", label="gb2312"),
                text(
                    f'<p>数据如下：</p>{_TABLE}<p><img src="cid:logo@01D8"></p>',
                    "html",
                    label="gb2312",
                    coding="quoted-printable",
                ),
                kind="alternative",
            ),
            part(
                [
                    ("Content-Type", 'image/png; name="image001.png"'),
                    ("Content-ID", "<logo@01D8>"),
                    ("Content-Transfer-Encoding", "base64"),
                ],
                encoded(b"\x89PNG made-up logo", "base64"),
            ),
        ),
    ),
    "flowed_text": simple(
        word("格式流", "utf-8"),
        text("这一段被邮件程序 \n断成两行\n> 引用的 \n> 一段\n结尾", charset="utf-8").replace(
            b"charset=utf-8", b"charset=utf-8; format=flowed; delsp=yes"
        ),
    ),
    "received_and_dates": mail(
        [
            (
                "Received",
                RECEIVED.format(id="ABC", date="Sat, 11 Jun 2022 08:00:09 +0800 (CST)"),
            ),
            ("Received", "from a by b; Fri, 10 Jun 2022 23:59:59 +0800"),
            ("Subject", ""),
            ("Date", "Fri, 10 Jun 2022 23:59:58 +0800 (GMT+08:00)"),
            ("Content-Type", "text/plain"),
        ],
        b"no subject at all",
    ),
}
