"""Decisions from the pages: written at once in one transaction, mails read again under them."""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from datasette.utils.asgi import Response
from sqlite_utils import Database

from mailbot.web.desk import Followed
from mailbot.web.posted import Form, Refused, posted
from mailbot.web.replies import the_site
from mailbot.web.site import who
from mailbot.web.words import DONE, READ_AGAIN, WRONG
from store import review
from store.errors import StoreError, StoreLocked
from store.outbox import mark_sent, requeue

_PATIENCE = 4.0
"""Seconds that a page waits for a mail to be read again."""
_LONGEST_NUMBER = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A form in somebody's hand. `why` is required for what changes a number."""

    db: Database
    form: Form
    who: str
    now: datetime

    @property
    def why(self) -> str:
        """The reason; raises Refused without one."""
        if not (text := self.form.text("why")):
            raise Refused(WRONG["why"])
        return text

    @property
    def reason(self) -> str:
        """The reason, if there is one."""
        return self.form.text("why")


Act = Callable[[Decision], int | None]
"""Writes a decision; the number of the mail that is to be read again, if one is."""


def _correct(one: Decision) -> None:
    unit, key, text = one.form.text("unit"), one.form.text("field"), one.form.text("value")
    if not text:
        raise Refused(WRONG["value"])
    kinds = [
        row["type"] for row in one.db.query("SELECT type FROM form_fields WHERE key = ?", [key])
    ]
    value: Decimal | str = text if kinds[:1] == ["text"] else _number(text, (*kinds, "")[0])
    review.correct(one.db, unit, key, value, who=one.who, why=one.why, now=one.now)


def _number(text: str, kind: str) -> Decimal:
    """A number as typed: full-width digits, thousands' commas and blanks are no fault."""
    plain = unicodedata.normalize("NFKC", text).replace(",", "").replace(" ", "")
    try:
        number = Decimal(plain[:_LONGEST_NUMBER])
    except InvalidOperation as error:
        raise Refused(WRONG["number"].format(text=text[:20])) from error
    if not number.is_finite() or len(plain) > _LONGEST_NUMBER or abs(number.adjusted()) > 15:
        raise Refused(WRONG["number"].format(text=text[:20]))
    if kind == "integer" and number != number.to_integral_value():
        raise Refused(WRONG["integer"].format(text=text[:20]))
    return number


def _withdraw(one: Decision) -> None:
    review.withdraw(one.db, one.form.text("unit"), one.form.text("field"), now=one.now)


def _dismiss(one: Decision) -> None:
    review.dismiss(one.db, one.form.number("finding"), who=one.who, why=one.why, now=one.now)


def _accept(one: Decision) -> None:
    review.accept(one.db, one.form.number("submission"), who=one.who, why=one.reason, now=one.now)


def _reject(one: Decision) -> None:
    review.reject(one.db, one.form.number("submission"), who=one.who, why=one.why, now=one.now)


def _assign(one: Decision) -> int:
    message, code, name = one.form.number("message"), one.form.text("unit"), one.form.text("name")
    if bool(code) == bool(name):
        raise Refused(WRONG["unit"])
    if name:
        review.assign_new(one.db, message, name, who=one.who, why=one.reason, now=one.now)
    else:
        review.assign(one.db, message, code, who=one.who, why=one.reason, now=one.now)
    return message


def _ignore(one: Decision) -> int:
    message = one.form.number("message")
    review.ignore(one.db, message, who=one.who, why=one.reason, now=one.now)
    return message


def _reopen(one: Decision) -> int:
    message = one.form.number("message")
    review.reopen(one.db, message, who=one.who, why=one.reason, now=one.now)
    return message


def _resend(one: Decision) -> None:
    if not requeue(one.db, one.form.number("receipt"), one.now):
        raise Refused(WRONG["letter"])


def _sent(one: Decision) -> None:
    number = one.form.number("receipt")
    rows = one.db.query("SELECT state FROM receipts WHERE id = ?", [number])
    if next((row["state"] for row in rows), "") not in ("uncertain", "failed"):
        raise Refused(WRONG["letter"])
    mark_sent(one.db, number, f"{one.who} 确认已发出", one.now)


ACTS: dict[str, Act] = {
    "correct": _correct,
    "withdraw": _withdraw,
    "dismiss": _dismiss,
    "accept": _accept,
    "reject": _reject,
    "assign": _assign,
    "ignore": _ignore,
    "reopen": _reopen,
    "resend": _resend,
    "sent": _sent,
}


async def act_view(datasette: Any, request: Any) -> Any:
    """Follow one decision and go back to where it was made, with a word on what came of it."""
    site = the_site(datasette)
    name = request.url_vars["act"]
    form = await posted(request)
    try:
        form.check()
        message = await site.desk.write(
            lambda db: ACTS[name](
                Decision(db=db, form=form, who=who(request.actor), now=site.desk.office.clock())
            )
        )
    except (Refused, review.NothingToDecide) as refused:
        datasette.add_message(request, str(refused), datasette.ERROR)
    except StoreLocked:
        datasette.add_message(request, WRONG["busy"], datasette.ERROR)
    except StoreError as error:
        datasette.add_message(request, f"没有记下：{error.remedy}", datasette.ERROR)
    else:
        told = DONE[name]
        if message is not None:
            told += READ_AGAIN[await _read_again(site.desk.read_mail_again(message))]
        datasette.add_message(request, told, datasette.INFO)
    return Response.redirect(form.back, status=303)


async def _read_again(reading: asyncio.Future[Followed]) -> str:
    """What became of it; `reading` when that takes longer than a page should."""
    done, _ = await asyncio.wait({reading}, timeout=_PATIENCE)
    return reading.result() if done else "reading"
