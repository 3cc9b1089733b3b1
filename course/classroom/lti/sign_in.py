"""Sign-in from the LMS: the steps of OpenID Connect are ltiauthenticator's, the checks are ours.

Ours, because the library fetches keys at every launch and stops the hub meanwhile, knows no deployments, and takes a
token as often as somebody sends it.
"""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jupyterhub.handlers.base import BaseHandler
from jupyterhub.utils import url_path_join
from ltiauthenticator.lti13.auth import LTI13Authenticator
from ltiauthenticator.lti13.handlers import LTI13CallbackHandler, LTI13LoginInitHandler, get_nonce
from tornado import web
from traitlets import Any as AnyTrait
from traitlets import List, Unicode

from course.classroom import roles
from course.classroom.lti import claims, deep_link
from course.classroom.lti.check import BadLaunch, Checker
from course.classroom.lti.keys import ToolKey
from course.classroom.lti.platform import Platform
from course.classroom.lti.records import Records
from course.classroom.people import People
from course.i18n import _, ngettext

_CHECKED = "course_checked_launch"


class LtiAuthenticator(LTI13Authenticator):
    """People come from one LMS; their role in its course decides their group here."""

    platform = AnyTrait(config=True, help="The LMS: a course.classroom.lti.platform.Platform.")
    database = Unicode(config=True, help="Address of the list of people.")
    key_file = Unicode(config=True, help="File of the tool's own key.")
    courses = List(Unicode(), config=True, help="Ids of the courses.")
    modules = List(config=True, help="Folder and title of each module, for deep links.")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        platform: Platform = self.platform
        self.authorize_url, self.issuer = platform.authorize_url, platform.issuer
        self.client_id, self.jwks_endpoint = {platform.client_id}, platform.jwks_url
        self.people, self.records = People(self.database), Records(self.database)
        self.key = ToolKey(Path(self.key_file))
        self.checker = Checker(platform, self.records.first_time)
        self.course = platform.course or self.courses[0]
        self.manage_groups = True
        self.allow_all = True  # whoever the LMS vouches for, with a role in its course
        self.auto_login = False

    async def authenticate(self, handler: BaseHandler, data: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Name and groups of the person of a token that :class:`LaunchHandler` has checked.

        ``data`` counts for nothing: the hub's API passes on whatever a stranger sends it (``POST users/…/tokens`` with
        ``{"auth": …}``), and would give out tokens of teachers.
        """
        token = getattr(handler, _CHECKED, None)
        if token is None:
            raise web.HTTPError(403, _("Begin in your course of the LMS."))
        launch = claims.read(token)
        if launch.role is None:
            raise web.HTTPError(403, _("The LMS does not say that you learn or teach in this course."))
        taken = {person.name for person in self.people.everybody()}
        name = self.records.keep_person(launch, taken)
        self.people.set_role(name, launch.role, self.course)
        self.records.keep_place(launch)
        return self._model(name)

    def _model(self, name: str) -> dict[str, Any]:
        person = self.people.get(name)
        found = roles.groups(person.roles if person else {}, self.courses)
        return {"name": name, "admin": False, "groups": found}

    async def refresh_user(self, user: Any, handler: BaseHandler | None = None, **_more: Any) -> dict[str, Any] | bool:
        """Groups as the list has them now; who was taken off the list starts again from the LMS."""
        return self._model(user.name) if self.people.get(user.name) else False

    def get_handlers(self, app: Any) -> list[tuple[str, type]]:
        """The two steps of a launch, the way back of a deep link, the public key, and a page for who comes by hand."""
        return [
            ("/lti13/oauth_login", LoginHandler),
            ("/lti13/oauth_callback", LaunchHandler),
            ("/lti13/deep-link", DeepLinkHandler),
            ("/lti13/jwks", KeysHandler),
            ("/login", FromTheLmsHandler),
        ]

    def login_url(self, base_url: str) -> str:
        """Where somebody without a session goes: a page that says where to begin. A launch starts in the LMS."""
        return url_path_join(base_url, "login")

    def callback_url(self, base_url: str) -> str:
        """Where the LMS sends the token."""
        return url_path_join(base_url, "lti13", "oauth_callback")


class LoginHandler(LTI13LoginInitHandler):
    """Step 1: the LMS says that somebody comes; the browser is sent to the LMS' sign-in."""

    def post(self) -> None:
        """Refuse another LMS at once: the browser must not be sent away on a stranger's word."""
        platform: Platform = self.authenticator.platform
        if self.get_argument("iss", "") != platform.issuer:
            raise web.HTTPError(400, _("This classroom does not know that LMS."))
        if self.get_argument("client_id", platform.client_id) != platform.client_id:
            raise web.HTTPError(400, _("The LMS knows this classroom under another number."))
        if self.get_argument("lti_deployment_id", platform.deployments[0]) not in platform.deployments:
            raise web.HTTPError(400, _("This place of the LMS is not registered here."))
        # the library sends on what the LMS left out
        self.request.arguments.setdefault("client_id", [platform.client_id.encode()])
        super().post()

    get = post


class LaunchHandler(LTI13CallbackHandler):
    """Step 2: the token arrives; it is checked, then the person is in."""

    async def post(self) -> None:
        """Sign in and go to the module; or, for a deep link, show the modules to choose from."""
        self.check_state()
        nonce = get_nonce(self._get_nonce_state_cookie() or "")
        authenticator: LtiAuthenticator = self.authenticator
        try:
            # in a thread: the first launch fetches the LMS' keys
            token = await asyncio.to_thread(authenticator.checker.check, self.get_argument("id_token", ""), nonce)
        except BadLaunch as problem:
            self.log.warning("LTI launch refused: %s", problem)
            raise web.HTTPError(401, str(problem)) from None
        launch = claims.read(token)
        if launch.deep_linking is not None:
            await self._choose(launch)
            return
        setattr(self, _CHECKED, token)
        user = await self.login_user({})
        if user is None:
            raise web.HTTPError(403, _("You may not come in. Tell your trainer."))
        self._jupyterhub_user = user
        self.redirect(url_path_join(self.hub.base_url, "user-redirect", start(launch.module, authenticator.modules)))

    def check_state(self) -> None:
        """As the library's, without writing states into the log."""
        cookie = self._get_state_cookie()
        if not cookie or cookie != self.get_argument("state", ""):
            raise web.HTTPError(400, _("This sign-in did not begin here. Start again from the LMS."))

    async def _choose(self, launch: claims.Launch) -> None:
        if launch.role != "trainer":
            raise web.HTTPError(403, _("Only a teacher of the course adds links."))
        authenticator: LtiAuthenticator = self.authenticator
        back = str((launch.deep_linking or {}).get("deep_link_return_url", ""))
        if not authenticator.platform.may_send_to(back):
            raise web.HTTPError(400, _("The LMS wants the answer at an address that is not its own."))
        ticket = deep_link.Ticket(back, launch.deployment, (launch.deep_linking or {}).get("data"))
        self.set_signed_cookie(
            deep_link.COOKIE, _packed(ticket), expires_days=deep_link.MINUTES / 24 / 60, httponly=True,
            path=self.hub.base_url, **self._for_foreign_frames(),
        )  # fmt: skip
        action = url_path_join(self.hub.base_url, "lti13/deep-link")
        self.finish(await self.render_template("lti_choose.html", modules=authenticator.modules, action=action))

    def _for_foreign_frames(self) -> dict[str, Any]:
        https = self.request.protocol == "https"
        return {"samesite": "None", "secure": True} if https else {"samesite": "Lax"}


class DeepLinkHandler(BaseHandler):
    """The chosen modules go back to the LMS, signed with the tool's key."""

    def check_xsrf_cookie(self) -> None:
        """The signed ticket takes its place: in a frame of the LMS there is no session."""

    async def post(self) -> None:
        """Show a page with one button that carries the answer to the LMS."""
        authenticator: LtiAuthenticator = self.authenticator
        raw = self.get_signed_cookie(deep_link.COOKIE, max_age_days=deep_link.MINUTES / 24 / 60)
        self.clear_cookie(deep_link.COOKIE, path=self.hub.base_url)
        if not raw:
            raise web.HTTPError(400, _("This page is too old. Start again from the LMS."))
        ticket = deep_link.Ticket(*json.loads(base64.urlsafe_b64decode(raw)))
        chosen = [one for one in authenticator.modules if one[0] in self.get_arguments("module")]
        launch_url = f"{self.request.protocol}://{self.request.host}{self.hub.base_url}"
        answer = deep_link.answer(authenticator.platform, ticket, chosen, launch_url)
        self.set_header(
            "Content-Security-Policy", f"frame-ancestors *; form-action {deep_link.origin(ticket.return_url)}"
        )
        token = authenticator.key.sign(dict(answer))
        said = _("No module was chosen.")
        if count := len(chosen):
            said = ngettext("{count} link is ready.", "{count} links are ready.", count).format(count=count)
        page = self.render_template("lti_return.html", address=ticket.return_url, token=token, said=said)
        self.finish(await page)


class KeysHandler(BaseHandler):
    """The tool's public key, for the LMS."""

    def get(self) -> None:
        """A JSON Web Key Set."""
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps(self.authenticator.key.public()))


class FromTheLmsHandler(BaseHandler):
    """Who comes by hand learns where to begin."""

    async def get(self) -> None:
        """A short page."""
        self.set_status(403)
        self.finish(await self.render_template("lti_begin.html"))


def _packed(ticket: deep_link.Ticket) -> str:
    return base64.urlsafe_b64encode(json.dumps(list(ticket)).encode()).decode()


def start(module: str, modules: list[Any]) -> str:
    """Path in the person's server where a launch leads: the start page, at the module if it is one of ours."""
    known = module in {one[0] for one in modules}
    return f"my-course?module={module}" if known else "my-course"
