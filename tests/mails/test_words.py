"""Encoded words: whatever was encoded, however it was cut, comes out as it went in."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.mail.relabel import relabel
from parsers.mail.words import decode_words

LETTERS = st.characters(codec="gb18030", min_codepoint=32, exclude_categories=("Cc", "Cs", "Co"))


@given(
    st.text(LETTERS, min_size=1, max_size=60),
    st.sampled_from(["utf-8", "gb18030"]),
    st.lists(st.tuples(st.integers(1, 20), st.booleans()), min_size=1, max_size=60),
    st.sampled_from([" ", "\r\n ", "\r\n\t", ""]),
)
def test_words_cut_at_any_byte_decode_to_what_was_encoded(
    text: str, charset: str, cuts: list[tuple[int, bool]], gap: str
) -> None:
    raw = text.encode(charset)
    if charset == "gb18030" and _valid_utf8(raw):
        return
    words = []
    place = 0
    for length, quoted in [*cuts, (len(raw), False)]:
        piece = raw[place : place + length]
        place += length
        if piece:
            words.append(_word(piece, charset, quoted=quoted))
    assert decode_words(gap.join(words)) == text


@given(st.text(LETTERS, min_size=1, max_size=40), st.integers(1, 30))
def test_base64_cut_at_any_letter_decodes_to_what_was_encoded(text: str, size: int) -> None:
    coded = base64.b64encode(text.encode()).decode()
    pieces = [coded[place : place + size] for place in range(0, len(coded), size)]
    whole = [piece for piece in pieces if piece.strip("=")]
    joined = " ".join(f"=?UTF-8?B?{piece}?=" for piece in whole)
    assert decode_words(joined) == text


@given(st.text(LETTERS, max_size=80))
def test_text_without_words_stays_as_it_is(text: str) -> None:
    plain = text.replace("=?", "")
    assert decode_words(plain) == plain


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Re: =?gbk?B?u9jWtA==?= ok", "Re: 回执 ok"),
        ("=?utf-8?Q?a_b=5F?=", "a b_"),
        ("=?utf-8*zh?B?5byg?=", "张"),
        ('"=?gb18030?B?1cU=?="', '"张"'),
        ("=?gb2312?B?6UY=?=", "镕"),
        ("=?bogus?B?5byg?=", "张"),
        ("=?utf-8?B?5byg", "=?utf-8?B?5byg"),
        ("=?utf-8?B?5byg?==?utf-8?B?5byg?=", "张张"),
        ("=?utf-8?B?5byg?= =?gbk?B?1cU=?=", "张张"),
        ("=?utf-8?B?5byg?= x =?utf-8?B?5byg?=", "张 x 张"),
        ("=?utf-8?B?!!!?=", ""),
        ("=?utf-8?Q?what?_me?=", "what? me"),
    ],
)
def test_words_as_programs_write_them(written: str, read: str) -> None:
    assert decode_words(written) == read


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"Subject: =?GB2312?B?1cU=?=", b"Subject: =?gb18030?B?1cU=?="),
        (b"Content-Type: text/plain; charset=gbk", b"Content-Type: text/plain; charset=gb18030"),
        (b'x; charset="GB2312"', b'x; charset="gb18030"'),
        (b"x; filename*=cp936''%D5", b"x; filename*=gb18030''%D5"),
        (b"x; name*0*=hz-gb-2312''a", b"x; name*0*=gb18030''a"),
        (b"x; charset=gb18030", b"x; charset=gb18030"),
        (b"x; charset=gbkx", b"x; charset=gbkx"),
        (b"Subject: gb2312 and GBK", b"Subject: gb2312 and GBK"),
    ],
)
def test_labels_of_gb2312_and_kin_become_gb18030(before: bytes, after: bytes) -> None:
    assert relabel(before) == after


def _word(piece: bytes, charset: str, *, quoted: bool) -> str:
    if quoted:
        return f"=?{charset}?Q?{''.join(f'={byte:02X}' for byte in piece)}?="
    return f"=?{charset}?B?{base64.b64encode(piece).decode()}?="


def _valid_utf8(raw: bytes) -> bool:
    """GB18030 bytes that are UTF-8 by chance: no reader can tell them apart."""
    try:
        return not raw.decode("utf-8").isascii()
    except UnicodeDecodeError:
        return False
