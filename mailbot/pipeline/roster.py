"""The roster as an index: which reporting unit a name, an address or a text speaks of."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from store.records import ReportingUnitRow

_BRACKETED = re.compile(r"\([^()]*\)")
_STAMP = re.compile(r"(盖章|公章|签章|章)$")
_DEPARTMENT = re.compile(r"办公室|[一-鿿]{2,4}[股科室]")
_SHORTEST_IN_TEXT = 3
"""A name of two characters (科协) is looked for in running text only at a word's edge."""


def normalise_name(text: str) -> str:
    """NFKC, without white space and punctuation at the ends."""
    folded = unicodedata.normalize("NFKC", text)
    return re.sub(r"\s+", "", folded).strip(":;,.。、，；：_-—")


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """Names and addresses of the reporting units, each leading to a roster code.

    `labels` has retired units too, so that a person's decision for one still holds.
    """

    names: dict[str, str]
    addresses: dict[str, str]
    labels: dict[str, str]

    @classmethod
    def of(cls, rows: Iterable[ReportingUnitRow]) -> Roster:
        """Index the roster's rows; the configuration has refused names claimed twice."""
        names: dict[str, str] = {}
        addresses: dict[str, str] = {}
        labels: dict[str, str] = {}
        for row in rows:
            labels[row.code] = row.name
            if row.retired:
                continue
            for name in (row.name, *row.aliases):
                names.setdefault(normalise_name(name), row.code)
            for address in row.emails:
                addresses.setdefault(address.strip().lower(), row.code)
        return cls(names=names, addresses=addresses, labels=labels)

    def by_address(self, address: str) -> str | None:
        """The reporting unit that the roster gives this address."""
        return self.addresses.get(address.strip().lower())

    def by_name(self, text: str) -> str | None:
        """The reporting unit that a 填报单位 cell names, or None: close is not enough.

        A stamp mark (（盖章）) and the name of a department inside the unit (县教育局办公室) do
        not count as differences; a subordinate body (县教育局幼儿园) does.
        """
        name = normalise_name(text)
        for candidate in _readings(name):
            if candidate in self.names:
                return self.names[candidate]
        return None

    def named_in(self, text: str) -> tuple[str, ...]:
        """The reporting units whose names stand in a running text, longest names first.

        A name inside a longer roster name (科协 in 县科协) counts once, for the longer one.
        """
        rest = normalise_name(text)
        found: dict[str, None] = {}
        for name in sorted(self.names, key=len, reverse=True):
            if _stands_in(name, rest):
                found.setdefault(self.names[name])
                rest = rest.replace(name, "\n")
        return tuple(found)


def _readings(name: str) -> Iterable[str]:
    yield name
    bare = normalise_name(_BRACKETED.sub("", name))
    yield bare
    unstamped = _STAMP.sub("", bare)
    yield unstamped
    for end in range(len(unstamped) - 1, 0, -1):
        if _DEPARTMENT.fullmatch(unstamped, end):
            yield unstamped[:end]


def _stands_in(name: str, text: str) -> bool:
    """Whether the name stands in a text as that of our unit, not of another place's.

    夏县教育局 and 市教育局 are not 县教育局, nor is 县教育局第二小学: in doubt nothing is found
    and a person decides.
    """
    if len(name) < _SHORTEST_IN_TEXT:
        before = _NOT_A_WORD
    elif name.startswith(("县", "区", "市")):
        before = _INTRODUCED
    else:
        before = _NO_PLACE
    return re.search(f"{before}{re.escape(name)}{_NO_BODY_UNDER_IT}", text) is not None


_NOT_A_WORD = r"(?<![一-鿿])"
_INTRODUCED = (
    r"(?:^|(?<=[^一-鿿])|(?<=[我本全报送交由给向于是的自从转附致请局年月日周表件料结])"
    # 和县 is a county, and 各县 are all of them: "and" has something before it.
    r"|(?<=[一-鿿][和与及]))"
)
_NO_PLACE = r"(?<![省市区县州旗镇乡])"
_NO_BODY_UNDER_IT = (
    r"(?!(?:(?!关于|中小|[的在对各])[一-鿿]){0,5}?"
    r"(?:幼儿园|小学|中学|学校|卫生院|医院|敬老院|分局|派出所))"
)
