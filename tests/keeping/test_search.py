"""Full text, one Chinese character after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.records import DocumentRecord
from store.search import Hit, search
from tests.keeping.conftest import attachment, mail, memory_desk, submission

if TYPE_CHECKING:
    from tests.keeping.conftest import Desk

TEXT = "5月21日，科普大篷车进校园，3D打印很受欢迎。𠮷村也去了。Science Week"


def fill(desk: Desk) -> Desk:
    """One mail with a summary in it."""
    record = mail(
        [submission("edu", said={"events": 1}, materials=((0, "summary"),))],
        subject="教育局材料",
        attachments=(attachment("工作总结（终稿）.docx"),),
        documents=(DocumentRecord(attachment=0, material="summary", title="总结", text=TEXT),),
    )
    desk.record(desk.keep(), record)
    return desk


def kinds(hits: list[Hit]) -> set[str]:
    return {hit.kind for hit in hits}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("科", {"正文"}),
        ("科普", {"正文"}),
        ("大篷车", {"正文"}),
        ("普大", {"正文"}),
        ("篷大", set()),
        ("科普 校园", {"正文"}),
        ("科普 没有", set()),
        ("总结", {"正文", "文件名"}),
        ("终稿", {"文件名"}),
        ("教育局", {"邮件"}),
        ("材", {"邮件"}),
        ("3D打印", {"正文"}),
        ("science", {"正文"}),
        ("edu@unit.example", {"邮件"}),
        ("𠮷", {"正文"}),
        ("科普！", {"正文"}),
        ("！ 科普", {"正文"}),
        ("科普,大篷车", {"正文"}),
        ("", set()),
        ("，。！", set()),
    ],
)
def test_words_of_any_length_are_found(desk: Desk, words: str, expected: set[str]) -> None:
    assert kinds(search(fill(desk).db, words)) == expected


def test_a_hit_names_its_place_and_marks_the_words(desk: Desk) -> None:
    (hit,) = search(fill(desk).db, "科普")
    assert (hit.reporting_unit, hit.title, hit.subject) == (
        "县教育局",
        "工作总结（终稿）.docx",
        "教育局材料",
    )
    assert "⟦科普⟧大篷车进校园" in hit.snippet


HOSTILE = [
    '"', "'", '"科普', "科普*", "科普 OR 1", "NEAR(科普 校园)", "words:科普", "-科普", "(", ")",
    "^科", "科普\x00", "\ud800", "'; DROP TABLE messages; --", "AND", "NOT", "科 AND 普 " * 200,
    "{科}", "+",
]  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
def test_no_query_breaks_the_search(desk: Desk, words: str) -> None:
    assert isinstance(search(fill(desk).db, words), list)
    assert desk.one("SELECT count(*) FROM messages") == 1


def test_any_text_can_be_searched_for() -> None:
    desk = fill(memory_desk())

    @settings(max_examples=80, deadline=None)
    @given(st.text(max_size=20))
    def try_it(words: str) -> None:
        assert all(hit.message_id == 1 for hit in search(desk.db, words))

    try_it()


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="科普校园ab1 ", min_size=1, max_size=6).filter(str.strip))
def test_what_was_written_is_found(text: str) -> None:
    desk = memory_desk()
    desk.record(desk.keep(), mail([], subject=f"前{text}后"))
    assert [hit.message_id for hit in search(desk.db, text)] == [1]
    desk.db.close()


def test_reading_a_mail_again_leaves_the_others_findable(desk: Desk) -> None:
    for subject in ("甲单位", "乙单位", "丙单位"):
        desk.record(desk.keep(), mail([], subject=subject))
    desk.record(2, mail([], subject="丁单位"))
    assert sorted(hit.subject for hit in search(desk.db, "单位")) == ["丁单位", "丙单位", "甲单位"]
    assert search(desk.db, "乙") == []


def test_a_newest_limit_is_kept(desk: Desk) -> None:
    for _ in range(5):
        desk.record(desk.keep(), mail([], subject="科普"))
    assert len(search(desk.db, "科普", limit=3)) == 3
