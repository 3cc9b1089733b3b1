"""Sign-in at a provider of OpenID Connect; who is on the classroom's list, and only they, come in."""

from __future__ import annotations

from typing import Any

from oauthenticator.generic import GenericOAuthenticator
from tornado import web
from traitlets import List, Unicode

from course.classroom import roles
from course.classroom.names import is_name
from course.classroom.people import People
from course.i18n import _


class ListedAuthenticator(GenericOAuthenticator):
    """The provider says who somebody is; the classroom's list says what they may do."""

    database = Unicode(config=True, help="Address of the list of people.")
    courses = List(Unicode(), config=True, help="Ids of the courses.")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.people = People(self.database)
        self.manage_groups = True
        self.enable_pkce = True

    def normalize_username(self, username: str) -> str:
        """Small letters. Letters that only look like ours must not become ours: "K" for Kelvin would be a "k"."""
        return super().normalize_username(username) if username.isascii() else username

    def _groups(self, name: str) -> list[str] | None:
        person = self.people.get(name) if is_name(name) else None
        return roles.groups(person.roles, self.courses) if person else None

    async def get_user_groups(self, auth_state: dict[str, Any]) -> list[str]:
        """Groups of the list; what the provider calls its groups counts for nothing here."""
        name = self.normalize_username(self.user_info_to_username(auth_state[self.user_auth_state_key]))
        return self._groups(name) or []

    async def check_allowed(self, username: str, auth_model: dict[str, Any] | None) -> bool:
        """Whether the person is on the list. Raises 403 with what to do when not."""
        if self._groups(username) is None:
            text = _("{name} is not on the list of this classroom. Ask your trainer to add this name.")
            raise web.HTTPError(403, text.format(name=username[:32]))
        return True

    async def refresh_user(self, user: Any, handler: Any = None, **_more: Any) -> dict[str, Any] | bool:
        """Groups as the list has them now; who was taken off the list must sign in again, and cannot."""
        groups = self._groups(user.name)
        return False if groups is None else {"name": user.name, "admin": False, "groups": groups}
