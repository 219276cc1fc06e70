"""What a folder holds beyond what we left there: its newer mails, or all of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mailbot.mailbox.connection import Connection, Selected
from mailbot.mailbox.errors import Unreachable
from mailbot.mailbox.listing import Listed, list_from, whole_list
from mailbot.mailbox.memory import FolderState, Memory


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A selected folder with the mails to consider; `whole` when those are all there are."""

    selected: Selected
    entries: tuple[Listed, ...]
    whole: bool
    at: datetime

    @property
    def incomplete(self) -> bool:
        """Whether the server left out some of the mails it counts."""
        return self.whole and len(self.entries) != self.selected.exists


def look_into(
    connection: Connection, selected: Selected, memory: Memory, now: datetime, *, full: bool
) -> Look:
    """List the newer mails where the folder is the one we left, else all."""
    state = memory.folders.get(selected.name)
    if not full and state is not None and state.serves(selected.uidvalidity, now):
        newer = list_from(connection, _uid(state.last) + 1, memory.chunk)
        if _fits(state, selected, newer):
            fresh = tuple(one for one in newer if one.uid > _uid(state.last))
            return Look(selected=selected, entries=fresh, whole=False, at=now)
    try:
        entries = tuple(whole_list(connection, selected.exists, memory.chunk))
    except Unreachable:
        memory.shorter_answers()
        raise
    return Look(selected=selected, entries=entries, whole=True, at=now)


def state_after(look: Look, before: FolderState | None, *, left: bool) -> FolderState:
    """How the folder is left; `left` when some of its mails could not be fetched."""
    last = max(look.entries, key=_uid, default=None)
    listed_at = look.at
    if not look.whole and before is not None:
        listed_at, last = before.listed_at, last or before.last
    return FolderState(
        uidvalidity=look.selected.uidvalidity,
        exists=look.selected.exists,
        last=last,
        listed_at=listed_at,
        settled=not look.incomplete and not left,
    )


def _uid(one: Listed | None) -> int:
    return one.uid if one is not None else 0


def _fits(state: FolderState, selected: Selected, newer: tuple[Listed, ...]) -> bool:
    """Whether the folder is the one we left plus the newer mails.

    The last mail comes along in every answer to `UID n:*`: if it is not the one we knew, the
    folder was renumbered behind an unchanged UIDVALIDITY.
    """
    fresh = [one for one in newer if one.uid > _uid(state.last)]
    tail = [one for one in newer if one.uid <= _uid(state.last)]
    same_tail = not tail or tail[-1] == state.last
    return same_tail and selected.exists == state.exists + len(fresh)
