"""What a form says, once it has shown that it is a form of ours."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mailbot.web.words import WRONG

_LONGEST = 2000


class Refused(Exception):
    """The form cannot be followed; the text is for whoever sent it."""


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a form, trimmed, and whether it carries the token that our page gave."""

    fields: Mapping[str, str]
    ours: bool

    def check(self) -> None:
        """Raises Refused for a form that no page of ours has sent."""
        if not self.ours:
            raise Refused(WRONG["token"])

    def text(self, name: str) -> str:
        """A field's text, '' where it is not there."""
        return self.fields.get(name, "").strip()[:_LONGEST]

    def number(self, name: str) -> int:
        """A row's number; raises Refused for what is none."""
        text = self.text(name)
        if not text.isascii() or not text.isdigit() or len(text) > 18:
            raise Refused(WRONG["number"].format(text=text[:20]))
        return int(text)

    @property
    def back(self) -> str:
        """Where to go afterwards: a path of this site, never another site's address."""
        where = self.text("next")
        safe = where.startswith("/") and not where.startswith(("//", "/\\")) and where.isascii()
        return where if safe and where.isprintable() else "/"


async def posted(request: Any) -> Form:
    """The form of a request; it can be read once.

    asgi-csrf lets a request without any cookie pass, and a cross-site form carries none: the
    token is compared here again.
    """
    fields = await request.post_vars()
    known = request.scope["csrftoken"]()
    same = secrets.compare_digest(fields.get("csrftoken", "").encode(), known.encode())
    return Form(fields, same)
