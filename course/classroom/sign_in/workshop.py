"""Sign-in of a workshop: one shared password for each role opens the door once, then everybody has an own password.

Nobody has a session before the own password is chosen: the first sign-in leads to a form, not into the classroom. After
that the shared password does not work for this name any more.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, NamedTuple
from weakref import WeakValueDictionary

from jupyterhub.auth import Authenticator
from jupyterhub.handlers.base import BaseHandler
from tornado import web
from traitlets import Any as AnyTrait
from traitlets import Bool, Integer, List, Unicode

from course.classroom import roles
from course.classroom.names import is_name, name_rule
from course.classroom.people import NotPossible, People, Person, Role
from course.classroom.sign_in import passwords
from course.i18n import _

#: So many passwords are compared at the same time: a flood of tries must wait for what the first ones tell.
_AT_ONCE = 4
_CHECKED = "course_checked_name"


class Shown(NamedTuple):
    """A right password: the person's own, or the shared one, with a ticket for choosing an own one."""

    own: bool
    ticket: str = ""


class WorkshopAuthenticator(Authenticator):
    """Names and hashes in the list of people; groups follow from it at every sign-in."""

    database = Unicode(config=True, help="Address of the list of people.")
    courses = List(Unicode(), config=True, help="Ids of the courses; who joins by the shared password joins the first.")
    open = Bool(True, config=True, help="Whether somebody who is not on the list may join as a trainee.")
    least_characters = Integer(10, config=True, help="Shortest password that people may choose.")

    people = AnyTrait(help="The list of people.")
    by_name = AnyTrait(help="Patience with wrong tries for one name.")
    by_address = AnyTrait(help="... and from one address; 40 people may share one.")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.people = People(self.database)
        self.by_name = passwords.Patience()
        self.by_address = passwords.Patience(tries=200)
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._few = asyncio.Semaphore(_AT_ONCE)
        self.manage_groups = True
        self.allow_all = True  # who is in the list is allowed; the list is the gate

    @asynccontextmanager
    async def _turn(self, handler: BaseHandler, name: str) -> AsyncIterator[None]:
        """One try for a name after the other. Many at once would all begin before the first wrong one is counted."""
        async with self._turns.setdefault(name, asyncio.Lock()), self._few:
            self.require_patience(handler, name)
            yield

    async def authenticate(self, handler: BaseHandler, data: dict[str, str]) -> dict[str, Any] | None:
        """Check name and own password. Raises 403 with a message for the form when the person must wait."""
        name = self.normalize_username(data.get("username", ""))
        # our own form has just checked; another way in (the hub's API) has not
        if getattr(handler, _CHECKED, None) != name:
            shown = await self.check(handler, name, data.get("password", ""))
            if shown is None or not shown.own:
                return None
        person = self.people.get(name)
        return self.model(person) if person else None

    async def check(self, handler: BaseHandler, name: str, password: str) -> Shown | None:
        """Whose password this is: the person's own, or the shared one that opens the door once; None for a wrong one.

        Raises 403 with a message for the form when the person must wait.
        """
        async with self._turn(handler, name):
            person = self.people.get(name) if is_name(name) else None
            own = person.password if person else None
            known, ticket = own or self._shared(name)[1], self.ticket(name)
            # in a thread: a hash takes long on purpose, and the hub serves everybody from one loop
            if not await asyncio.to_thread(passwords.fits, password, known):
                self.note_wrong(handler, name)
                return None
            self.by_name.right(name)
            if own is None:
                return Shown(own=False, ticket=ticket)
            if passwords.is_old(own):
                self.people.renew_password(name, await asyncio.to_thread(passwords.hashed, password))
            setattr(handler, _CHECKED, name)
            return Shown(own=True)

    def model(self, person: Person) -> dict[str, Any]:
        """What the hub needs to know about a person."""
        return {"name": person.name, "admin": False, "groups": roles.groups(person.roles, self.courses)}

    async def refresh_user(self, user: Any, handler: BaseHandler | None = None, **_more: Any) -> dict[str, Any] | bool:
        """Groups as the list has them now; who was taken off the list must sign in again, and cannot."""
        person = self.people.get(user.name)
        return self.model(person) if person and person.password else False

    def _shared(self, name: str) -> tuple[Role, str | None]:
        """The role whose shared password lets this name choose an own one, and its hash; None if there is no way in."""
        person = self.people.get(name) if is_name(name) else None
        role: Role = "trainer" if person and person.is_trainer else "trainee"
        may = is_name(name) and (person is not None or self.open)
        return role, self.people.shared_password(role) if may else None

    def ticket(self, name: str) -> str:
        """What somebody has shown who may choose the first password of a name: which role's shared password, and which.

        Whoever knew the trainees' password must not choose a trainer's: when the list or the shared password changes
        in between, the old ticket is another one than this.
        """
        role, known = self._shared(name)
        return f"{name}:{role}:{hashlib.sha256((known or '').encode()).hexdigest()[:32]}"

    async def choose(self, name: str, password: str, ticket: str) -> str:
        """Keep the first own password.

        Returns:
            What is wrong, as a sentence; empty when the password is kept.
        """
        shared = tuple(self.people.shared_password(role) for role in ("trainee", "trainer"))
        wrong = await asyncio.to_thread(passwords.weakness, password, name, self.least_characters, shared)
        if wrong:
            return wrong
        hashed = await asyncio.to_thread(passwords.hashed, password)
        if ticket != self.ticket(name):  # from here on nothing waits: the list cannot change in between
            raise web.HTTPError(403, too_late())
        if self.people.get(name) is None:
            try:
                self.people.add(name, "trainee", self.courses[0])
            except NotPossible as problem:
                return str(problem)
        if not self.people.choose_password(name, hashed):
            return _("Somebody has just chosen a password for this name. If it was not you, tell your trainer.")
        return ""

    def require_patience(self, handler: BaseHandler, name: str) -> None:
        """Refuse while the name or the address has to wait."""
        left = max(self.by_name.left(name), self.by_address.left(handler.request.remote_ip))
        if left:
            raise web.HTTPError(403, _("Too many wrong tries. Wait {0} seconds, then try again.").format(int(left) + 1))

    def note_wrong(self, handler: BaseHandler, name: str) -> None:
        """Count a wrong try."""
        self.by_name.wrong(name)
        self.by_address.wrong(handler.request.remote_ip)

    def get_handlers(self, app: Any) -> list[tuple[str, type]]:
        """The sign-in form, and the form for the first own password."""
        from course.classroom.sign_in.forms import ChoosePasswordHandler, SignInHandler

        return [("/login", SignInHandler), ("/choose-password", ChoosePasswordHandler)]


def too_late() -> str:
    """What is said to somebody whose first sign-in was too long ago."""
    return _("This page works only right after the first sign-in. Please sign in again.")


def name_problem(name: str) -> str:
    """What is wrong with a name that somebody typed; empty when nothing is."""
    return "" if is_name(name) else _("This name does not work here. A name has {0}.").format(name_rule())
