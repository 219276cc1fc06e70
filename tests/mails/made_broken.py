"""Broken and hostile mails: each still gives a reading."""

from __future__ import annotations

from tests.mails.making import XLSX, encoded, file, mail, mixed, multi, part, simple, text, word

_UNCLOSED = mixed(word("没有结束符", "utf-8"), text("正文", charset="utf-8"), file("a.xlsx", XLSX))
_INJECTED_NAME = word("县教育局\r\nBcc: all@unit.example", "utf-8")
_INJECTED_FILE = word("../../etc/passwd\r\n.xlsx\x00", "utf-8")
_BASE64 = encoded(XLSX * 40, "base64")

MAILS: dict[str, bytes] = {
    "boundary_never_closed": _UNCLOSED[: _UNCLOSED.rindex(b"\r\n------=_Part_1--")],
    "boundary_declared_wrongly": mail(
        [("Subject", word("边界写错", "utf-8")), ("Content-Type", 'multipart/mixed; boundary="x"')],
        multi("y", text("正文", charset="utf-8"), file("统计表.xlsx", XLSX)),
    ),
    "boundary_not_declared": mail(
        [("Subject", word("没有边界", "utf-8")), ("Content-Type", "multipart/mixed")],
        multi("y", text("正文", charset="utf-8"), file("统计表.xlsx", XLSX)),
    ),
    "boundary_used_twice": mail(
        [("Subject", word("同一边界", "utf-8")), ("Content-Type", 'multipart/mixed; boundary="b"')],
        multi(
            "b",
            part(
                [("Content-Type", 'multipart/alternative; boundary="b"')],
                multi("b", text("正文", charset="utf-8")),
            ),
            file("统计表.xlsx", XLSX),
        ),
    ),
    "no_content_type_multipart": mail(
        [("Subject", word("丢了类型", "utf-8"))],
        multi("z", text("正文", charset="utf-8"), file("统计表.xlsx", XLSX)),
    ),
    "multipart_without_parts": mail(
        [("Subject", "x"), ("Content-Type", 'multipart/mixed; boundary="b"')], "只有文字".encode()
    ),
    "base64_damaged": mixed(
        word("附件损坏", "utf-8"),
        text("正文", charset="utf-8"),
        part(
            [
                ("Content-Type", f'application/octet-stream; name="{word("统计表.xlsx")}"'),
                ("Content-Transfer-Encoding", "base64"),
            ],
            _BASE64[:100] + b"\x00!!" + _BASE64[100:-7],
        ),
    ),
    "base64_label_on_plain_text": simple(
        word("标错编码", "utf-8"),
        "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        "这其实是普通文字，参加人数三百人。".encode(),
    ),
    "uuencoded": mixed(
        "uu",
        text("body", charset="us-ascii"),
        part(
            [
                ("Content-Type", "application/octet-stream; name=a.txt"),
                ("Content-Transfer-Encoding", "x-uuencode"),
            ],
            b"begin 644 a.txt\r\n#0V%T\r\n`\r\nend\r\n",
        ),
    ),
    "bare_lf_and_from_line": b"From jyj@unit.example Fri Jun 10 16:00:00 2022\n"
    + simple(word("导出", "utf-8"), text("正文", charset="utf-8")).replace(b"\r\n", b"\n"),
    "doubled_cr": simple(word("多余回车", "utf-8"), text("正文", charset="utf-8")).replace(
        b"\r\n", b"\r\r\n"
    ),
    "blank_lines_first": b"\r\n\r\n" + simple(word("空行开头", "utf-8"), text("正文")),
    "fold_without_space": mail(
        [
            ("Subject", (word("前半", "utf-8") + "\r\n" + word("后半", "utf-8")).encode()),
            ("Content-Type", "text/plain; charset=utf-8"),
        ],
        "正文".encode(),
    ),
    "no_blank_line": b"From: jyj@unit.example\r\nSubject: x\r\nalready the text\r\nmore\r\n",
    "headers_only": b"From: jyj@unit.example\r\nSubject: x\r\n",
    "header_injection": mail(
        [
            ("From", f'"{_INJECTED_NAME}" <jyj@unit.example>'),
            ("Subject", word("报送\r\nX-Loop: yes\r\n\r\n正文\u2028二\x00", "utf-8")),
            (
                "Message-ID",
                "<a@unit.example>\r\n <b@unit.example>",
            ),
            (
                "Content-Type",
                f'text/plain; name="{_INJECTED_FILE}"',
            ),
        ],
        b"x",
    ),
    "huge_header": mail(
        [
            ("Subject", word("超长主题", "utf-8") + " x" * 40_000),
            ("References", " ".join(f"<{n}@unit.example>" for n in range(3000))),
            ("X-Padding", "y" * 70_000),
            ("Content-Type", "text/plain"),
        ],
        b"text",
    ),
    "text_with_controls": simple(
        word("控制字符", "utf-8"), text("参加\x00人数\x1b[31m980\u2028人次\ufeff", charset="utf-8")
    ),
    "broken_dates": mail(
        [
            ("Received", "from a by b; tomorrow"),
            ("Date", "Fri, 45 Jun 2022 27:00:00 +0800"),
            ("Subject", "x"),
            ("Content-Type", "text/plain"),
        ],
        b"x",
    ),
    "date_without_zone": mail(
        [("Date", "2022-06-10 16:00:00"), ("Subject", "x"), ("Content-Type", "text/plain")], b"x"
    ),
    "no_address": mail(
        [("From", "县教育局".encode()), ("Subject", "x"), ("Content-Type", "text/plain")], b"x"
    ),
    "spoofed_display_name": mail(
        [
            ("From", '"boss@office.example" <evil@stranger.example>'),
            ("Subject", "x"),
            ("Content-Type", "text/plain"),
        ],
        b"x",
    ),
    "html_in_plain_text": simple(
        word("标错类型", "utf-8"),
        text("<html><body><p>参加人数 <b>980</b> 人次</p></body></html>", charset="utf-8"),
    ),
    "script_and_hidden": simple(
        word("脚本", "utf-8"),
        text(
            "<style>p{}</style><script>alert(1)</script><p>看得见</p><p style='display:none'>隐藏 5"
            "</p><!-- 注释 -->",
            "html",
            "utf-8",
        ),
    ),
}
