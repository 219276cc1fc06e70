"""What each file is for."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from mailbot.pipeline.materials import decorations_of, purposes_of
from mailbot.pipeline.reading import ReadFile
from tests.pipeline.made import file, form, mail


@dataclass(frozen=True)
class Wanted:
    """A material as configured."""

    key: str
    words: tuple[str, ...]
    kinds: tuple[str, ...] = field(default=())


MATERIALS = (
    Wanted("statistics", ("统计表",), ("spreadsheet", "document", "image")),
    Wanted("summary", ("总结",), ("document",)),
    Wanted("cases", ("典型案例", "案例"), ("document",)),
    Wanted("media", ("照片", "视频"), ("image", "video", "audio", "archive")),
    Wanted("press", ("报道", "宣传"), ("document", "image")),
)
PROSE = "我局认真组织开展了科技活动周活动，" * 12
TABLE = "\t".join(["活动项数", "12"])

CASES: tuple[tuple[str, ReadFile, tuple[str, ...]], ...] = (
    ("the form", file("a.xlsx", form("县教育局")), ("statistics",)),
    ("the form under any name", file("新建.docx", form("县教育局"), text=TABLE), ("statistics",)),
    (
        "a document with table and report",
        file("材料.docx", form("县教育局"), title="工作总结", text=f"{TABLE}\n{PROSE}"),
        ("statistics", "summary"),
    ),
    (
        "a form with a few words is no report",
        file("总结.docx", form("县教育局"), text=f"{TABLE}\n总结如下"),
        ("statistics",),
    ),
    ("a summary by name", file("工作总结.docx", text="x"), ("summary",)),
    ("a summary by title", file("1.docx", title="科技活动周总结", text="x"), ("summary",)),
    ("a summary by its opening", file("1.docx", text=f"工作总结\n{PROSE}"), ("summary",)),
    ("the longer word wins", file("典型案例.docx", text="x"), ("cases",)),
    ("the first word wins", file("案例总结.docx", text="x"), ("cases",)),
    ("spaces in a name", file("工 作 总 结.docx", text="x"), ("summary",)),
    ("a picture", file("IMG_1.jpg"), ("media",)),
    ("a picture called a press piece", file("报道截图.jpg"), ("press",)),
    ("a film", file("a.mp4"), ("media",)),
    ("a scan of the form", file("a.jpg", form("县教育局")), ("statistics",)),
    ("a summary of the wrong kind", file("总结.xlsx", text="x"), ()),
    ("nothing that we know", file("方案.docx", text="x"), ()),
    ("a blank form", file("统计表.xlsx", form("", kind="blank_form")), ()),
    ("another campaign's form", file("备案表.xlsx", form("", kind="other_form")), ()),
    ("unreadable", file("总结.docx", state="unreadable"), ()),
    ("encrypted", file("总结.docx", state="encrypted"), ()),
    ("too large", file("总结.docx", state="too_large"), ()),
)


@pytest.mark.parametrize(("name", "one", "expected"), CASES, ids=[case[0] for case in CASES])
def test_a_file_is_taken_for_what_its_content_and_name_say(
    name: str, one: ReadFile, expected: tuple[str, ...]
) -> None:
    body, purpose = purposes_of(mail(one), MATERIALS)
    assert (body.attachment, body.materials) == (None, ())
    assert (purpose.attachment, purpose.materials) == (0, expected), name


def test_a_file_that_is_an_archive_leaves_it_to_what_is_in_it() -> None:
    outer = file("总结.zip", members=(file("总结.docx").member,))
    inner = file("总结.docx", parent=0, text="x")
    purposes = purposes_of(mail(outer, inner), MATERIALS)
    assert [one.materials for one in purposes] == [(), (), ("summary",)]


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (file("统计表.xlsx"), True),
        (file("统计表.docx"), True),
        (file("统计表.jpg"), False),
        (file("统计表.xlsx", state="unreadable"), False),
        (file("统计表.xlsx", form("")), False),
        (file("总结.docx"), False),
        (file("总结和统计表.docx"), False),
    ],
)
def test_a_file_that_is_called_the_form_and_holds_none_is_told(
    one: ReadFile, expected: bool
) -> None:
    assert purposes_of(mail(one), MATERIALS)[1].unread_form is expected


@pytest.mark.parametrize(
    ("subject", "text", "expected"),
    [
        ("工作总结", PROSE, ("summary",)),
        ("", f"工作总结\n{PROSE}", ("summary",)),
        ("工作总结", "见附件", ()),
        ("材料", PROSE, ()),
        ("统计表", PROSE, ()),
    ],
)
def test_a_long_body_may_be_the_summary(subject: str, text: str, expected: tuple[str, ...]) -> None:
    purposes = purposes_of(mail(subject=subject, own_text=text), MATERIALS)
    assert [one.materials for one in purposes] == [expected]


def test_a_body_is_no_second_summary_beside_a_file() -> None:
    read = mail(file("总结.docx", text="x"), subject="总结", own_text=PROSE)
    assert [one.materials for one in purposes_of(read, MATERIALS)] == [(), ("summary",)]


def test_a_form_in_the_body_is_the_form() -> None:
    assert purposes_of(mail(forms=(form("县教育局"),)), MATERIALS)[0].materials == ("statistics",)


def test_only_materials_that_the_campaign_asks_for_are_named() -> None:
    read = mail(file("a.xlsx", form("县教育局")), file("总结.docx", text="x"))
    purposes = purposes_of(read, MATERIALS[1:2])
    assert [one.materials for one in purposes] == [(), (), ("summary",)]


LOGO = {"size": 4000, "inline": True, "content_id": "<logo>"}


@pytest.mark.parametrize(
    ("one", "seen_before", "expected"),
    [
        (file("logo.jpg", **LOGO), False, True),
        (file("logo.jpg", **(LOGO | {"inline": False})), False, False),
        (file("logo.jpg", **(LOGO | {"content_id": ""})), False, False),
        (file("photo.jpg", **(LOGO | {"size": 400_000})), False, False),
        (file("photo.jpg", size=4000), False, False),
        (file("photo.jpg", size=4000), True, True),
        (file("photo.jpg", size=400_000), True, False),
        (file("a.xlsx", **LOGO), True, False),
    ],
)
def test_small_pictures_of_the_mail_itself_are_decorations(
    one: ReadFile, seen_before: bool, expected: bool
) -> None:
    recurring = frozenset([one.member.sha256]) if seen_before else frozenset()
    read = mail(one)
    decorations = decorations_of(read, recurring)
    assert decorations == (frozenset([0]) if expected else frozenset())
    assert len(purposes_of(read, MATERIALS, decorations)) == (1 if expected else 2)
