"""Who is asking: the hub says it, from the token of the request, and nothing else counts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from jupyterhub.services.auth import HubAuth
from tornado.web import HTTPError

from course.classroom import roles
from course.classroom.exchange.names import BadName, plain, trainee
from course.classroom.exchange.refusal import Refusal
from course.i18n import _

TRAINEES, TRAINERS, TRAINER_PAGES = (
    name("") for name in (roles.trainee_group, roles.trainer_group, roles.trainer_pages)
)
#: Changes of groups and ended tokens count after this time.
REMEMBER_S = 30
_REMEMBERED = 5000
_HEADER = re.compile(r"(?:token|bearer)\s+([A-Za-z0-9._~+/=-]{8,300})", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True)
class Person:
    """A user or service of the hub, and the courses as ``trainee`` or ``trainer``."""

    name: str
    courses: Mapping[str, str]

    @classmethod
    def from_hub(cls, model: Mapping[str, Any]) -> Person:
        """The person of the hub's answer.

        The service of a course's trainer pages counts as trainer of the course in its name, because services are in
        no groups. Only the hub's settings can give a service its name.

        Raises:
            BadName: the name of the user could not name a folder.
        """
        if model.get("kind") == "service":
            found, prefixes = [model["name"]], {TRAINER_PAGES: "trainer"}
        else:
            found, prefixes = model.get("groups") or [], {TRAINEES: "trainee", TRAINERS: "trainer"}
        courses: dict[str, str] = {}
        for prefix, role in prefixes.items():  # in both groups: the trainer's role wins
            for name in found:
                if name.startswith(prefix):
                    with suppress(BadName):
                        courses[plain(name.removeprefix(prefix), "a course")] = role
        return cls(trainee(model["name"]), courses)


class Identity:
    """Asks the hub for the owner of a token.

    Args:
        auth: JupyterHub's own class for services; settings come from the environment that the hub gives its services.
    """

    def __init__(self, auth: HubAuth | None = None) -> None:
        self.auth = auth or HubAuth(cache_max_age=REMEMBER_S)

    async def of(self, header: str) -> Person:
        """The person behind an ``Authorization`` header.

        Raises:
            HTTPError: 401 without a token of this hub, 403 if the token may not use the exchange, 503 if the hub is
                away.
        """
        match = _HEADER.fullmatch(header)
        if not match:
            raise HTTPError(401, reason="a token of the hub is needed")
        if len(self.auth.cache) > _REMEMBERED:  # somebody tries tokens
            self.auth.cache.clear()
        try:
            model = await self.auth.user_for_token(match.group(1), sync=False)
        except HTTPError:
            raise HTTPError(503, reason="the hub does not answer") from None
        if not model:
            raise HTTPError(401, reason="the hub does not know this token")
        if self.auth.access_scopes and not self.auth.check_scopes(self.auth.access_scopes, model):
            raise Refusal(403, _("this sign-in may not use the exchange"))
        try:
            return Person.from_hub(model)
        except BadName:
            raise Refusal(403, _("this user name cannot be used in the exchange")) from None
