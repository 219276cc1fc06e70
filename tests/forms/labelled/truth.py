"""What a labelled form says: the truth a reading is held against."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from parsers.form.definition import FormDefinition
from parsers.results import Approximation, FigureState, FileContent, FormKind

Flag = Literal["required", "none", "free"]
"""Whether a person must be warned about this figure, must not be, or may be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What one cell means. `any_amount`: nothing is certain but that a person must look.

    `or_flagged`: reading it as written and asking a person are both right.
    """

    states: tuple[FigureState, ...] = ("value",)
    amounts: tuple[Decimal, ...] = ()
    approximations: tuple[Approximation | None, ...] = (None,)
    flag: Flag = "none"
    text: str | None = None
    any_amount: bool = False
    or_flagged: bool = False
    may_be_absent: bool = False

    def times(self, factor: Decimal) -> Meaning:
        """The same meaning in another unit of measure."""
        return replace(self, amounts=tuple(amount * factor for amount in self.amounts))


def exact(amount: str | int | Decimal, *, flag: Flag = "none") -> Meaning:
    return Meaning(amounts=(Decimal(amount),), flag=flag)


def approximate(
    amount: str | int | Decimal,
    *kinds: Approximation,
    flag: Flag = "none",
    or_flagged: bool = False,
) -> Meaning:
    amounts = (Decimal(amount),)
    return Meaning(amounts=amounts, approximations=kinds, flag=flag, or_flagged=or_flagged)


def either(amount: str | int | Decimal) -> Meaning:
    """A reading that is right as long as it is this number or a person is asked."""
    return Meaning(amounts=(Decimal(amount),), flag="free", or_flagged=True)


def doubtful() -> Meaning:
    """No reading is certain: whatever stands there, a person must be warned."""
    return Meaning(any_amount=True, flag="required")


NOTHING = Meaning(states=("none",))
BLANK = Meaning(states=("blank",))
UNREADABLE = Meaning(states=("unreadable",), flag="required")
LEFTOVER = Meaning(states=("unreadable", "blank"), flag="required")
UNFILLED = Meaning(states=("unreadable", "blank"), flag="free")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedFigure:
    """One field of one form: what was written, what it means, where it stands."""

    field_key: str
    kind: str
    raw: str
    meaning: Meaning
    location: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedActivity:
    """One row of an activity list."""

    name: str
    kind: str
    raw: str
    participants: Meaning
    location: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedForm:
    """One form of a file. `unit_text` None: not examined."""

    kind: FormKind = "statistics"
    unit_text: str | None = None
    figures: tuple[ExpectedFigure, ...] = ()
    activities: tuple[ExpectedActivity, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One labelled file.

    `checks` are finding codes of which one must be there, `forbidden` numbers that no figure may
    have; `doubtful` says that some warning is in order even where no figure requires one.
    `files` are the kinds of real file it can also be written as.
    """

    name: str
    layout: str
    definition: FormDefinition
    content: FileContent
    forms: tuple[ExpectedForm, ...]
    checks: tuple[str, ...] = ()
    forbidden: frozenset[Decimal] = frozenset()
    doubtful: bool = False
    files: frozenset[str] = frozenset({"xlsx", "docx", "html"})

    @property
    def asks(self) -> bool:
        """Whether a warning may stand anywhere in this case's findings."""
        meanings = [figure.meaning for form in self.forms for figure in form.figures]
        meanings += [row.participants for form in self.forms for row in form.activities or ()]
        return self.doubtful or bool(self.checks) or any(m.flag != "none" for m in meanings)
