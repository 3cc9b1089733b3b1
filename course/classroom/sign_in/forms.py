"""The two forms of a workshop's sign-in: name and password, and the first own password."""

from __future__ import annotations

from typing import Any

from jupyterhub.handlers.base import BaseHandler
from jupyterhub.handlers.login import LoginHandler
from jupyterhub.utils import new_token
from tornado import web
from tornado.httputil import url_concat

from course.classroom.sign_in.workshop import name_problem, too_late
from course.i18n import _

TICKET = "course-first-sign-in"
MINUTES = 15


class SignInHandler(LoginHandler):
    """Name and password. The shared password of a role leads on to :class:`ChoosePasswordHandler`."""

    async def post(self) -> None:
        """Sign in, or lead to the form for an own password, or say what is wrong."""
        authenticator = self.authenticator
        name = authenticator.normalize_username(self.get_argument("username", "", strip=True))
        password = self.get_argument("password", "", strip=False)
        if problem := name_problem(name):
            await self._again(problem, name)
            return
        shown = await authenticator.check(self, name, password)
        if shown and not shown.own:
            # the ticket is signed and short-lived; it is no session
            self.set_signed_cookie(
                TICKET,
                shown.ticket,
                expires_days=MINUTES / 24 / 60,
                httponly=True,
                samesite="Strict",
                secure=self.request.protocol == "https",
                path=self.hub.base_url,
            )
            self.redirect(url_concat(self.hub.base_url + "choose-password", {"next": self.get_argument("next", "")}))
            return
        user = await self.login_user({"username": name, "password": password}) if shown else None
        if user is None:
            await self._again(_("Name and password do not belong together. Check both, then try again."), name)
            return
        self._jupyterhub_user = user
        self.redirect(self.get_next_url(user))

    async def _again(self, problem: str, name: str) -> None:
        self.set_status(403)
        self.finish(await self._render(login_error=problem, username=name[:32]))


class ChoosePasswordHandler(BaseHandler):
    """The first own password. Only who showed the shared password a moment ago gets here."""

    def _ticket(self) -> tuple[str, str]:
        """Name and ticket of the person."""
        raw = self.get_signed_cookie(TICKET, max_age_days=MINUTES / 24 / 60)
        ticket = raw.decode() if raw else ""
        name = ticket.partition(":")[0]
        if not name or ticket != self.authenticator.ticket(name):
            raise web.HTTPError(403, too_late())
        return name, ticket

    async def get(self) -> None:
        """Show the form."""
        await self._show(self._ticket()[0])

    async def post(self) -> None:
        """Keep the password and open the classroom."""
        name, ticket = self._ticket()
        password = self.get_argument("password", "", strip=False)
        if password != self.get_argument("again", "", strip=False):
            problem = _("The two passwords are different. Type the same one twice.")
        else:
            problem = await self.authenticator.choose(name, password, ticket)
        if problem:
            self.set_status(400)
            await self._show(name, problem)
            return
        self.clear_cookie(TICKET, path=self.hub.base_url)
        await self._end_old_sessions(name)
        user = await self.login_user({"username": name, "password": password})
        if user is None:
            raise web.HTTPError(500, _("The password is kept, but the sign-in failed. Please sign in."))
        self._jupyterhub_user = user
        self.redirect(self.get_next_url(user))

    async def _end_old_sessions(self, name: str) -> None:
        """Who came in with an earlier password is out: browsers, tokens, the server, whose kernels know its token."""
        user = self.find_user(name)
        if user is None:
            return
        if user.spawner.ready:
            await self.stop_single_user(user)
        for token in list(user.api_tokens):
            self.db.delete(token)
        user.orm_user.cookie_id = new_token()
        self.db.commit()

    async def _show(self, name: str, problem: str = "") -> None:
        form: dict[str, Any] = {
            "person": name,
            "problem": problem,
            "least_characters": self.authenticator.least_characters,
            "next": self.get_argument("next", ""),
            "xsrf": self.xsrf_token.decode("ascii"),
        }
        self.finish(await self.render_template("choose_password.html", **form))
