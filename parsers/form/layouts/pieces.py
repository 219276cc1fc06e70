"""Running text cut into pieces, each with one name and its number; marks of order taken off."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from parsers.form.naming.names import Names
from parsers.form.values.measures import PATTERN

_IN_BRACKET = r"(?![^()\d]{0,12}\))"
_SPLIT = re.compile(rf"(?:(?<!\d)[,，]|[,，](?!\d{{3}}(?!\d))|[;；。、\n]){_IN_BRACKET}")
_CIRCLED = re.compile("[\u2460-\u249b\u24ea-\u24ff\u2776-\u2793]")
_IN_ORDER = re.compile(r"(?:^|(?<=[\n;,。:、]))\s*[一二三四五六七八九十]是")
_HEADED = re.compile(
    r"^\s*(?:第?[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十]{1,3}\)"
    rf"|(?:\(\d{{1,2}}\)|\d{{1,2}}(?:[、)]|\.(?!\d)))(?!\s*{PATTERN}))\s*(?=[\u4e00-\u9fff])"
)
"""The number of a heading or an item: 二、, (二), 2., but not (4)场."""
_NUMBER = rf"(?:\d[\d.,]*\s*[余多]?[十百千万亿]?[余多]?|_+|无)\s*\)?(?:{PATTERN})?\s*"
_SIGNS = r"[\s:…]*(?:共|有|为|达|约|近|超|计)*\s*\(?"
_FILLED = re.compile(rf"(?P<own>{_SIGNS}{_NUMBER})[\u4e00-\u9fff]{{0,4}}")
_FIRST = re.compile(rf"\s*[\u4e00-\u9fff]{{2,10}}{_SIGNS}{_NUMBER}(?<=\s)")


def unmarked(text: str) -> str:
    """NFKC, with ①, 一是 and the running numbers 1. 2. 3. as ends of lines."""
    text = unicodedata.normalize("NFKC", _CIRCLED.sub("\n", text))
    return _HEADED.sub("", _unnumbered(_IN_ORDER.sub("\n", text)))


def _unnumbered(text: str) -> str:
    """Only numbers that count up from 1 are marks of order: 讲座：1、展览：3 holds figures."""
    number, start, kept, before = 1, 0, [], r"^\s*"
    while match := re.compile(
        rf"{before}\(?{number}(?:\)|、|\.(?!\d))\s*(?=[\u4e00-\u9fff])"
    ).search(text, start):
        kept.append(text[start : match.start()])
        number, start, before = number + 1, match.end(), r"(?<=[\s;,。、])"
    return "\n".join([*kept, text[start:]])


def pieces_of(text: str, names: Names) -> list[str]:
    """The pieces of a text that went through `unmarked`."""
    return [
        piece
        for one in _SPLIT.split(text)
        if one.strip(" _\u3000\t\r")
        for piece in _apart(one, names)
    ]


def _apart(piece: str, names: Names) -> list[str]:
    """科普讲座 12 场 科普展览 3 场, with nothing but blanks between."""
    hits = list(names.words.finditer(piece)) if names.words else []
    if not hits:
        return [piece]
    cuts = [0]
    first = piece[: hits[0].start()]
    if _FIRST.fullmatch(first):
        cuts.append(hits[0].start())
    elif re.search(r"\d", first):
        return [piece]
    for before, hit in pairwise(hits):
        if match := _FILLED.fullmatch(piece[before.end() : hit.start()]):
            cuts.append(before.end() + match.end("own"))
    return [piece[start:end] for start, end in pairwise([*cuts, len(piece)])]
