"""Adds up what examinations found: a table per layout and per kind, and the numbers that matter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from parsers.findings import Finding
from tests.forms.labelled.scoring import Examination, Outcome
from tests.forms.labelled.truth import Case

VERDICTS = ("right", "flagged", "wrong", "missed")


class Tally:
    """All outcomes of a run."""

    def __init__(self, examinations: Iterable[Examination]):
        self.cases = 0
        self.quiet = 0
        self.outcomes: list[Outcome] = []
        self.alarms: list[tuple[Case, Finding]] = []
        self.misplaced: list[Outcome] = []
        for examination in examinations:
            self.cases += 1
            self.quiet += not examination.case.asks
            self.outcomes += examination.outcomes
            self.misplaced += examination.misplaced
            self.alarms += [(examination.case, alarm) for alarm in examination.alarms]

    @property
    def figures(self) -> list[Outcome]:
        return [outcome for outcome in self.outcomes if outcome.figure]

    @property
    def statements(self) -> list[Outcome]:
        """What is true of whole files: kind, unit, rows of a list, checks."""
        return [outcome for outcome in self.outcomes if not outcome.figure]

    @property
    def silent(self) -> list[Outcome]:
        """What no person would notice: wrong or missed, and not flagged."""
        return [outcome for outcome in self.outcomes if outcome.verdict in {"wrong", "missed"}]

    @property
    def failures(self) -> list[Outcome]:
        return [outcome for outcome in self.outcomes if outcome.verdict != "right"]

    def false_alarms_per_quiet_case(self) -> float:
        """Warnings in cases where nothing is doubtful, per such case."""
        return len(self.alarms) / max(self.quiet, 1)


def share_right(outcomes: list[Outcome]) -> float:
    right = sum(outcome.verdict == "right" for outcome in outcomes)
    return right / len(outcomes) if outcomes else 0.0


def table(title: str, outcomes: list[Outcome], by: Callable[[Outcome], str]) -> Iterator[str]:
    """Lines of counts, one line a group."""
    counts = Counter((by(outcome), outcome.verdict) for outcome in outcomes)
    groups = sorted({group for group, _ in counts})
    yield f"{title:<28}" + "".join(f"{verdict:>9}" for verdict in VERDICTS)
    for group in (*groups, "all"):
        numbers = [
            sum(n for (g, v), n in counts.items() if v == verdict and group in {g, "all"})
            for verdict in VERDICTS
        ]
        yield f"{_padded(group, 28)}" + "".join(f"{number:>9}" for number in numbers)


def _padded(text: str, width: int) -> str:
    """Chinese characters take two columns of a terminal."""
    taken = sum(2 if ord(character) > 0x2E7F else 1 for character in text)
    return text + " " * max(width - taken, 1)


def told_failure(outcome: Outcome) -> str:
    """One line by which a developer finds the case again."""
    return (
        f"{outcome.verdict.upper():<8}[{outcome.case.layout}] {outcome.kind} | "
        f"{outcome.subject} | raw {outcome.raw!r} | expected {outcome.expected} | "
        f"got {outcome.got or 'nothing'} | case {outcome.case.name!r}"
    )
