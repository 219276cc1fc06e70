"""Rows that only show how a form is filled in: 例, （示例）某某小学, 如：…, …（样例）."""

from __future__ import annotations

import re

from parsers.form.text import squeeze

_WORD = r"(?:填[写报表])?(?:示|样|范|举)例"
_EXAMPLE = re.compile(
    rf"[(【\[]?(?:{_WORD}.*|例(?:如|子|行)?\d?(?:[)\]】:.、].*)?|如:.*)"
    rf"|.+[(【\[](?:{_WORD}|例)[)\]】]"
)


def is_example(text: str) -> bool:
    """Whether a row's number or name says that the row is no data."""
    return _EXAMPLE.fullmatch(squeeze(text)) is not None
