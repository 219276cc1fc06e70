"""What every decision's command does around the decision itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from mailbot.commands.faults import WRONG_USE, Fault
from mailbot.commands.opening import office_of
from mailbot.service.office import Office
from mailbot.terminal.output import print_json, say
from store.review import NothingToDecide


@contextmanager
def deciding(ctx: click.Context) -> Iterator[Office]:
    """Open the office; a number that names nothing is wrong use."""
    with office_of(ctx) as office:
        try:
            yield office
        except NothingToDecide as error:
            raise Fault(str(error), WRONG_USE) from error


def told(as_json: bool, text: str, **facts: object) -> None:
    """Confirm a decision to a person or to a machine."""
    if as_json:
        print_json({"done": True, **facts})
    else:
        say(text)
