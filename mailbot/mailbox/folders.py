"""Which of the mailbox's folders the configuration means, by shown name or by flag."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mailbot.mailbox.errors import FolderMissing

INBOX = "INBOX"

# Where no folder carries the flag (RFC 6154), the names that providers use for it.
_USUAL_NAMES = {
    "\\junk": ("垃圾邮件", "junk", "junk e-mail", "spam", "junk mail", "bulk mail"),
    "\\sent": ("已发送", "已发送邮件", "sent messages", "sent", "sent items", "sent mail"),
    "\\trash": ("已删除", "已删除邮件", "trash", "deleted messages", "deleted items"),
    "\\drafts": ("草稿箱", "草稿", "drafts"),
}

ListedFolder = tuple[frozenset[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Folders:
    """The server's names of the wanted folders, in the wanted order, and what is not there."""

    names: tuple[str, ...]
    missing: tuple[str, ...]


def find_folders(listed: Iterable[ListedFolder], wanted: Iterable[str]) -> Folders:
    """Find what the configuration names, each folder once. Raises FolderMissing for INBOX."""
    selectable = [entry for entry in listed if not entry[0] & {"\\noselect", "\\nonexistent"}]
    names: dict[str, None] = {}
    missing = []
    for one in wanted:
        name = find_folder(selectable, one)
        if name is not None:
            names[name] = None
        elif one.upper() == INBOX:
            raise FolderMissing("邮箱里没有收件箱（INBOX）")
        else:
            missing.append(one)
    return Folders(names=tuple(names), missing=tuple(missing))


def find_folder(listed: Iterable[ListedFolder], wanted: str) -> str | None:
    """The server's name of one folder, or None."""
    entries = tuple(listed)
    if wanted.startswith("\\"):
        return _by_flag(entries, wanted.lower())
    if wanted.upper() == INBOX:
        return next((name for _flags, name in entries if name.upper() == INBOX), None)
    return next((name for _flags, name in entries if name == wanted), None)


def _by_flag(entries: tuple[ListedFolder, ...], flag: str) -> str | None:
    flagged = next((name for flags, name in entries if flag in flags), None)
    if flagged is not None:
        return flagged
    usual = _USUAL_NAMES.get(flag, ())
    return next((name for _flags, name in entries if name.lower() in usual), None)
