"""The outcome of one check."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "warning", "failed"]
STATE_WORDS: dict[State, str] = {"ok": "正常", "warning": "注意", "failed": "有问题"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What was looked at, how it is, and what to do where it is not fine."""

    name: str
    state: State
    told: str
    remedy: str = ""


def fine(name: str, told: str) -> Check:
    """A check that found nothing wrong."""
    return Check(name=name, state="ok", told=told)


def doubtful(name: str, told: str, remedy: str) -> Check:
    """Something that works and may disappoint."""
    return Check(name=name, state="warning", told=told, remedy=remedy)


def failed(name: str, told: str, remedy: str) -> Check:
    """Something that does not work."""
    return Check(name=name, state="failed", told=told, remedy=remedy)
