"""Raised and lowered figures: a note's mark behind a number must not become its last digit."""

from __future__ import annotations

from collections.abc import Sequence


def raised(text: str, before: Sequence[str]) -> str:
    """Set a raised number off by `^` where it follows a digit: `300` and a small `1` is `300^1`.

    `before` are the pieces of text that it follows.
    """
    last = next((piece for piece in reversed(before) if piece), "")
    return f"^{text}" if last[-1:].isdigit() and text[:1].isdigit() else text
