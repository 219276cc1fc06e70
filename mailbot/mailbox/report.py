"""What a round over the mailbox did."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchReport:
    """Counts of mails in one round.

    `fetched` are new messages, `again` bodies that turned out to be known ones, `known` were
    skipped by their sightings, `older` lie before `since`, `later` could not be had this time.
    `stopped`: the service is ending; what was fetched is kept.
    """

    fetched: int = 0
    again: int = 0
    known: int = 0
    older: int = 0
    later: int = 0
    warnings: tuple[str, ...] = ()
    stopped: bool = False
