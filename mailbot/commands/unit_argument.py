"""A reporting unit as a person types it: full name, alias, part of the name, or code."""

from __future__ import annotations

from sqlite_utils import Database

from mailbot.commands.faults import WRONG_USE, Fault
from store.asking import find_reporting_unit


def code_of(db: Database, word: str) -> str:
    """The roster's code of the one unit that is meant; a Fault when none or several may be."""
    found = find_reporting_unit(db, word)
    if not found:
        raise Fault(f"名单里没有“{word}”", WRONG_USE)
    if len(found) > 1:
        names = "、".join(name for _, name in found[:10])
        raise Fault(f"“{word}”可能是：{names}。请写全名", WRONG_USE)
    return found[0][0]
