"""Contradictions within the roster: what two reporting units claim at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mailbot.config.collection import ReportingUnit
from mailbot.pipeline.roster import normalise_name
from mailbot.receipts.plain import is_sendable


class RosterProblem(NamedTuple):
    """A fault of the unit at `place` (from 0)."""

    place: int
    key: str
    told: str


def check_roster(
    units: Sequence[ReportingUnit], own_addresses: Sequence[str]
) -> Iterator[RosterProblem]:
    """Codes, names, aliases and addresses lead to one unit each."""
    codes: dict[str, int] = {}
    names: dict[str, int] = {}
    addresses: dict[str, int] = {}
    own = {address.lower() for address in own_addresses}
    for place, one in enumerate(units):
        code = one.code or one.name
        owner = codes.setdefault(code, place)
        if owner != place and one.name != units[owner].name:
            told = f"代码“{code}”与“{units[owner].name}”的相同"
            yield RosterProblem(place, "code" if one.code else "name", told)
        for key, name in (("name", one.name), *(("aliases", alias) for alias in one.aliases)):
            yield from _claim_name(place, key, name, names, units)
        for address in one.emails:
            yield from _claim_address(place, address, addresses, units, own)


def _claim_name(
    place: int, key: str, name: str, names: dict[str, int], units: Sequence[ReportingUnit]
) -> Iterator[RosterProblem]:
    folded = normalise_name(name)
    if not folded:
        yield RosterProblem(place, key, f"“{name}”不是名称")
        return
    owner = names.setdefault(folded, place)
    if owner != place:
        told = f"“{name}”已经是“{units[owner].name}”的名称或别名，一种写法只能属于一个单位"
        yield RosterProblem(place, key, told)


def _claim_address(
    place: int,
    address: str,
    addresses: dict[str, int],
    units: Sequence[ReportingUnit],
    own: set[str],
) -> Iterator[RosterProblem]:
    folded = address.strip().lower()
    if not is_sendable(folded):
        yield RosterProblem(place, "emails", f"“{address}”不是邮箱地址")
        return
    if folded in own:
        yield RosterProblem(place, "emails", f"{address} 是本系统自己的邮箱，不能作单位邮箱")
    owner = addresses.setdefault(folded, place)
    if owner != place:
        told = f"{address} 已经是“{units[owner].name}”的邮箱，一个邮箱只能属于一个单位"
        yield RosterProblem(place, "emails", told)
