"""The site as every page shows it: the campaign's name, where one is, who one is."""

from __future__ import annotations

import getpass
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from sqlite_utils import Database

from mailbot.web.desk import Desk
from mailbot.web.looks import Looks
from mailbot.web.pages.review import waiting_counts
from mailbot.web.tries import Tries
from mailbot.web.words import NAVIGATION
from mailbot.workbook.csv_file import VIEWS


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A desk behind Datasette. `guarded`: a password is set, so that a login says who one is."""

    desk: Desk
    looks: Looks
    guarded: bool
    tries: Tries = field(default_factory=Tries)

    async def frame(self, request: Any) -> dict[str, Any]:
        """What the frame around every page needs."""
        path = request.path if request else "/"
        signed_in = not self.guarded or bool(request and request.actor)
        waiting = await self.desk.read(self._waiting) if signed_in else 0
        return {
            "campaign": self.desk.config.campaign.title if signed_in else "",
            "navigation": [
                {"href": href, "label": label, "key": key, "here": _is_in(path, href)}
                for href, label, key in NAVIGATION
            ]
            if signed_in
            else [],
            "waiting_count": waiting,
            "comparing": signed_in and self.desk.compare is not None,
            "who": who(request.actor if request else None),
            "guarded": self.guarded,
            "here": _here(request),
            "unit_url": unit_url,
            "excel_views": VIEWS,
        }

    def _waiting(self, db: Database) -> int:
        return sum(waiting_counts(self.desk, db).values())


def site_of(datasette: Any) -> Site | None:
    """The site that a Datasette serves; None for one that is not ours."""
    found = getattr(datasette, "mailbot_site", None)
    return found if isinstance(found, Site) else None


def who(actor: Mapping[str, Any] | None) -> str:
    """Who decides: the name given at the login, else the account that the program runs under."""
    return str(actor["name"]) if actor and actor.get("name") else getpass.getuser()


def unit_url(code: str, *rest: str) -> str:
    """The address of a unit's page, or of something under it."""
    return "/".join(("/unit", *(quote(one, safe="") for one in (code, *rest))))


def _is_in(path: str, href: str) -> bool:
    return path == href or (href != "/" and path.startswith(f"{href}/"))


def _here(request: Any) -> str:
    """Where a decision leads back to."""
    if request is None:
        return "/"
    query = request.query_string
    return f"{request.path}?{query}" if query else str(request.path)
