"""The piece of a text around what was looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.search import search, spaced
from store.snippets import CLOSE, OPEN, snippet
from tests.keeping.conftest import mail

if TYPE_CHECKING:
    from tests.keeping.conftest import Desk

LONG = "甲" * 60
CASES = (
    ("科普进校园", ["科普"], "⟦科 普⟧ 进 校 园"),
    ("科普，科普", ["科"], "⟦科⟧ 普 ， ⟦科⟧ 普"),
    ("看 Science Week", ["science week"], "看 ⟦Science Week⟧"),
    ("3D打印", ["3D打"], "⟦3D 打⟧ 印"),
    ("科技、活动", ["科技活动"], "⟦科 技 、 活 动⟧"),
    ("sciences", ["science"], None),
    ("科普", ["科学"], None),
    ("café", ["cafe"], None),
    ("科普", ["_"], None),
    (f"{LONG}乙", ["乙"], f"…{' '.join('甲' * 7)} ⟦乙⟧"),
    (f"乙{LONG}", ["乙"], f"⟦乙⟧ {' '.join('甲' * 31)}…"),
)


@pytest.mark.parametrize(("text", "phrases", "expected"), CASES)
def test_the_words_are_marked_where_they_stand(
    text: str, phrases: list[str], expected: str | None
) -> None:
    assert snippet(spaced(text), [spaced(one) for one in phrases]) == expected


def test_the_piece_with_the_most_different_words_is_shown() -> None:
    text = spaced(f"科普{LONG}校园{LONG}校园里的科普")
    assert snippet(text, [spaced("科普"), spaced("校园")]) == (
        f"…{' '.join('甲' * 7)} ⟦校 园⟧ 里 的 ⟦科 普⟧"
    )


def test_a_word_without_end_is_cut() -> None:
    piece = snippet(f"{'a' * 5000} 科 {'b' * 5000}", ["科"])
    assert piece is not None
    assert len(piece) < 600


@given(st.text(alphabet="科普校园，。 ab1", max_size=300), st.sampled_from(["科", "科普", "ab"]))
def test_a_piece_is_of_the_text_and_marks_what_was_asked_for(text: str, phrase: str) -> None:
    words = spaced(text)
    piece = snippet(words, [spaced(phrase)])
    if piece is not None:
        plain = piece.replace(OPEN, "").replace(CLOSE, "").strip("…")
        assert plain in words
        marked = piece.partition(OPEN)[2].partition(CLOSE)[0]
        assert "".join(one for one in marked if one.isalnum()) == phrase


def test_words_found_in_another_spelling_are_marked_too(desk: Desk) -> None:
    """The index takes é for e; only SQLite knows all that it takes for the same."""
    desk.record(desk.keep(), mail([], subject="看 Café 一角"))
    (hit,) = search(desk.db, "cafe")
    assert "⟦Café⟧" in hit.snippet
