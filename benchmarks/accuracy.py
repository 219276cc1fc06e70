"""How right the form reader is: `python benchmarks/accuracy.py [--held-out] [--files] [--list]`.

Right: state, value, approximation and text as they were written down, and a warning exactly where
one is due. Flagged: not right, but a person is warned. Wrong: not right, and nobody is. Missed:
nothing was read, and nobody is warned. The exit code is 1 under 99.5 % or with one silent error.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence

from tests.forms.labelled.cases import held_out_set, labelled_set, seeded_set
from tests.forms.labelled.drawing import drawn
from tests.forms.labelled.examining import examine, examine_files
from tests.forms.labelled.rendering import FILES
from tests.forms.labelled.tally import Tally, share_right, table, told_failure
from tests.forms.labelled.truth import Case

ENOUGH = 0.995


def main() -> int:
    """Read the set, print the tables, and say whether that was good enough."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--held-out", action="store_true", help="forms nobody developed against")
    parser.add_argument("--seed", type=int, help="deal all forms and words anew")
    parser.add_argument("--files", action="store_true", help="write real files, read them back")
    parser.add_argument("--list", action="store_true", help="print every case that is not right")
    parser.add_argument("--show", metavar="NAME", help="print the forms whose name holds NAME")
    asked = parser.parse_args()
    cases = held_out_set() if asked.held_out else labelled_set()
    if asked.seed is not None:
        cases = seeded_set(asked.seed)
    if asked.show:
        sys.stdout.writelines(f"{line}\n" for line in _shown(cases, asked.show))
        return 0
    ways = {"as grids": examine(cases)}
    if asked.files:
        ways = {f"as {kind}": examine_files(cases, (kind,)) for kind in FILES}
    return max(_report(way, Tally(examinations), asked.list) for way, examinations in ways.items())


def _report(way: str, tally: Tally, listed: bool) -> int:
    if listed:
        for outcome in tally.failures:
            print(told_failure(outcome))
        for outcome in tally.misplaced:
            print("PLACE  ", told_failure(outcome))
        for case, alarm in tally.alarms:
            print(f"ALARM   [{case.layout}] {alarm.code} {alarm.message} | case {case.name!r}")
    print(f"\n{tally.cases} forms {way}, {len(tally.outcomes)} statements of truth\n")
    print("\n".join(table("layout", tally.outcomes, lambda outcome: outcome.case.layout)), "\n")
    print("\n".join(table("kind of value", tally.outcomes, lambda outcome: outcome.kind)), "\n")
    figures, statements = share_right(tally.figures), share_right(tally.statements)
    print(f"figures right               {figures:.2%} of {len(tally.figures)}")
    print(f"other statements right      {statements:.2%} of {len(tally.statements)}")
    print(f"wrong or missed, NOT flagged {len(tally.silent)}")
    print(f"false alarms                {len(tally.alarms)} in {tally.quiet} forms without a doubt")
    print(f"places not of the cell      {len(tally.misplaced)}")
    return int(min(figures, statements) < ENOUGH or bool(tally.silent))


def _shown(cases: Sequence[Case], name: str) -> Iterator[str]:
    for case in cases:
        if name in case.name:
            yield from drawn(case)


if __name__ == "__main__":
    sys.exit(main())
