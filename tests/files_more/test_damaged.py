"""Damaged files of every kind are read, or refused with a parser error: nothing else escapes."""

from __future__ import annotations

import importlib
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from parsers.errors import ParserError
from parsers.files.detect import detect
from parsers.files.format import Source
from parsers.files.mapi import properties
from parsers.files.registry import format_named
from parsers.results import FileContent

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
MakeSource = Callable[..., Source]
VICTIMS = (
    "pdf/excel.pdf", "rtf/merged.rtf", "rtf/marked.rtf", "archive/plain.7z", "archive/stored4.rar",
    "archive/stored5.rar", "archive/report.tgz", "image/held.jpg", "image/paper.png",
    "image/fax.tif", "image/paper.heic", "image/paper.webp", "image/logo.gif", "image/small.bmp",
    "tnef/winmail.dat", "tnef/html.dat", "msg/plain.msg", "msg/forwarded.msg",
)  # fmt: skip
ROUNDS = 12


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Some bytes changed, or a part cut out; the first ones stay, so that the kind is told."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        out[chance.randrange(8, len(out))] = chance.randrange(256)
    if chance.random() < 0.3:
        start = chance.randrange(8, len(out))
        del out[start : start + chance.randint(1, len(out) // 3 + 1)]
    return bytes(out)


@pytest.mark.parametrize("name", VICTIMS)
def test_damage_ends_in_a_content_or_a_parser_error(name: str, make_source: MakeSource) -> None:
    whole = (SAMPLES / name).read_bytes()
    chance = random.Random(name)
    for _ in range(ROUNDS):
        source = make_source(damaged(whole, chance), Path(name).name)
        module = importlib.import_module(format_named(detect(source.path, source.filename)).module)
        ended: object = None
        try:
            ended = module.read(source)
        except ParserError as error:
            ended = error
        assert isinstance(ended, FileContent | ParserError)


def test_a_count_that_lies_costs_no_time() -> None:
    """A count of four billion properties, and one of four billion values."""
    assert properties(b"\xff" * 8, bytes.hex) == {}
    assert properties(b"\x01\x00\x00\x00\x02\x11\x01\x00\xff\xff\xff\xff", bytes.hex) == {}
    assert properties(b"\x01\x00\x00\x00\x1e\x10\x01\x00\xff\xff\xff\xff", bytes.hex) == {}
