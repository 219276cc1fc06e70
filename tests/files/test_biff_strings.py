"""The shared strings of an old Excel file read the same wherever its records end."""

from __future__ import annotations

import struct

from hypothesis import given
from hypothesis import strategies as st

from parsers.files.biff_strings import Pieces, texts_without

STRUCK, PLAIN = 7, 5
RUNS = {"130和31": [(0, STRUCK), (3, PLAIN)], "abc": [], "x12y": [(1, STRUCK), (3, PLAIN)]}


def records(ends: frozenset[int]) -> list[bytes]:
    """The strings, with a new record before each of the characters and runs that are numbered."""
    made = [struct.pack("<II", len(RUNS), len(RUNS))]
    at = 0
    for text, runs in RUNS.items():
        wide = 0 if text.isascii() else 1
        flags = wide | (8 if runs else 0)
        made[-1] += struct.pack("<HB", len(text), flags)
        made[-1] += struct.pack("<H", len(runs)) if runs else b""
        for mark in text:
            at += 1
            if at in ends:
                made.append(bytes([wide]))
            made[-1] += mark.encode("utf-16-le" if wide else "latin-1")
        for run in runs:
            at += 1
            if at in ends:
                made.append(b"")
            made[-1] += struct.pack("<HH", *run)
    return made


@given(st.frozensets(st.integers(1, 16)))
def test_strings_read_the_same_wherever_records_end(ends: frozenset[int]) -> None:
    assert texts_without(records(ends), frozenset({STRUCK})) == {
        0: Pieces(head="", rest="和31"),
        2: Pieces(head="x", rest="y"),
    }
