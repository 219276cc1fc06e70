"""Labels from configuration as SQL names and strings, whatever characters they hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """A material as the views show it."""

    key: str
    label: str
    required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedField:
    """A form field as the views show it."""

    key: str
    label: str
    numeric: bool
    decimals: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalTime:
    """The campaign's clock: minutes east of UTC."""

    minutes: int

    def day(self, column: str) -> str:
        """The local date of a UTC column."""
        return f"date({column}, '{self.minutes:+d} minutes')"

    def minute(self, column: str) -> str:
        """The local time of a UTC column, as `received_local` is written."""
        return f"strftime('%Y-%m-%d %H:%M', {column}, '{self.minutes:+d} minutes')"


def name(label: str) -> str:
    """A column name: "…" with inner quotes doubled."""
    return '"' + label.replace('"', '""') + '"'


def text(value: str) -> str:
    """A string literal."""
    return "'" + value.replace("'", "''") + "'"


def unique(labels: Iterable[str], taken: Iterable[str]) -> list[str]:
    """The labels with a number behind those that occur before (SQLite folds ASCII case)."""
    seen = {one.lower() for one in taken}
    result: list[str] = []
    for label in labels:
        candidate, number = label, 2
        while candidate.lower() in seen:
            candidate, number = f"{label}（{number}）", number + 1
        seen.add(candidate.lower())
        result.append(candidate)
    return result
