"""Who is at the browser: a name, and the password where one is set."""

from __future__ import annotations

from typing import Any

from datasette.utils.asgi import Response

from mailbot.web.passwords import password_matches
from mailbot.web.posted import Form, Refused, posted
from mailbot.web.replies import rendered, the_site
from mailbot.web.site import Site
from mailbot.web.words import WRONG

COOKIE = "ds_actor"
_LONGEST_NAME = 30


async def login_view(datasette: Any, request: Any) -> Any:
    """Show the form, or take it."""
    site = the_site(datasette)
    if request.method != "POST":
        context = {"next": request.args.get("next") or "/", "wrong": "", "name": ""}
        return await rendered(datasette, request, "login.html", context)
    form = await posted(request)
    try:
        form.check()
        name = _name(form)
        if site.guarded:
            await _check(site, form.fields.get("password", ""))
    except Refused as refused:
        context = {"next": form.back, "wrong": str(refused), "name": form.text("name")}
        return await rendered(datasette, request, "login.html", context, status=403)
    response = Response.redirect(form.back, status=303)
    response.set_cookie(
        COOKIE,
        datasette.sign({"a": {"id": "staff", "name": name}}, "actor"),
        httponly=True,
        samesite="lax",
    )
    return response


async def logout_view(datasette: Any, request: Any) -> Any:
    """Forget who it was."""
    del datasette
    if not (await posted(request)).ours:
        return Response.redirect("/", status=303)
    response = Response.redirect("/login", status=303)
    response.set_cookie(COOKIE, "", expires=0, max_age=0, httponly=True)
    return response


def _name(form: Form) -> str:
    if not (name := form.text("name")[:_LONGEST_NAME]):
        raise Refused(WRONG["name"])
    return name


async def _check(site: Site, password: str) -> None:
    if site.tries.too_many:
        raise Refused(WRONG["often"])
    told = site.desk.config.web.password_hash
    if not await site.desk.aside(lambda: password_matches(password, told)):
        site.tries.note()
        raise Refused(WRONG["login"])
