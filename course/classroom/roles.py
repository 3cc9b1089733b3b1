"""Who may do what in the hub: as little as each one needs, and nobody is an administrator.

Groups carry nbgrader's own names, so that its code finds courses and members: ``nbgrader-<course>`` for trainees,
``formgrade-<course>`` for trainers.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from tornado.httputil import url_concat

EXCHANGE = "exchange"
CULLER = "culler"


def trainee_group(course: str) -> str:
    """Group of the trainees of a course."""
    return f"nbgrader-{course}"


def trainer_group(course: str) -> str:
    """Group of the trainers of a course."""
    return f"formgrade-{course}"


def trainer_pages(course: str) -> str:
    """Name of the service that shows a course's trainer page and Formgrader."""
    return f"trainer-{course}"


def groups(roles: Mapping[str, str], courses: Iterable[str]) -> list[str]:
    """The groups of a person.

    Args:
        roles: ``trainee`` or ``trainer`` by course.
        courses: Courses of the classroom; a role in another one counts for nothing.
    """
    known = set(courses)
    return sorted(
        trainer_group(course) if role == "trainer" else trainee_group(course)
        for course, role in roles.items()
        if course in known
    )


def first_course(groups: Iterable[str], courses: Iterable[str]) -> tuple[str, str]:
    """The course that a person's server opens, and the role in it.

    Args:
        groups: The person's groups in the hub.
        courses: Ids of the classroom's courses.

    Returns:
        The first course that the person belongs to, and ``trainee`` or ``trainer``. Who belongs to none gets the first
        course as a trainee; the exchange does not know them there.
    """
    groups, courses = set(groups), list(courses)
    for course in courses:
        if trainer_group(course) in groups:
            return course, "trainer"
        if trainee_group(course) in groups:
            return course, "trainee"
    return courses[0], "trainee"


def first_page(courses: Sequence[str], running: Collection[str]) -> Callable[[Any], str]:
    """Where people come after signing in, and from the address without a path.

    Args:
        courses: Ids of the courses.
        running: Names of the services that this hub has.

    Returns:
        A function for ``c.JupyterHub.default_url``: trainers come to their page if it is installed, trainees to their
        own server, which starts if need be.
    """

    def choose(handler: Any) -> str:
        user, hub = handler.current_user, handler.hub.base_url
        if user is None:
            return url_concat(f"{hub}login", {"next": handler.request.uri})
        course, role = first_course([group.name for group in user.groups], courses)
        page = trainer_pages(course)
        if role == "trainer" and page in running:
            return f"{handler.base_url}services/{page}/"
        return user.url if user.spawner.ready else f"{hub}spawn"

    return choose


def load_roles(courses: Iterable[str], services: Iterable[str]) -> list[dict[str, Any]]:
    """The value of ``c.JupyterHub.load_roles``.

    Args:
        courses: Ids of the courses.
        services: Names of the services that this classroom runs; a scope for one that is missing would be an error.
    """
    courses, services = list(courses), set(services)
    to_exchange = [f"access:services!service={EXCHANGE}"] if EXCHANGE in services else []
    roles: list[dict[str, Any]] = [
        {
            "name": "server",
            "description": "A person's server: report activity, say who it belongs to, reach the exchange",
            # the exchange learns name and groups from the token, never from what a server says about itself
            "scopes": [
                "users:activity!user",
                "access:servers!server",
                "read:users:name!user",
                "read:users:groups!user",
                *to_exchange,
            ],
        }
    ]
    for course in courses:
        roles.append({"name": f"trainees-{course}", "groups": [trainee_group(course)], "scopes": to_exchange})
        own = trainer_pages(course)
        pages = [f"access:services!service={own}"] if own in services else []
        roles.append(
            {"name": f"trainers-{course}", "groups": [trainer_group(course)], "scopes": [*to_exchange, *pages]}
        )
        if own in services:
            roles.append({"name": f"service-{own}", "services": [own], "scopes": to_exchange})
    if CULLER in services:
        roles.append(
            {
                "name": "culler",
                "description": "Stop servers that nobody uses",
                "services": [CULLER],
                "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
            }
        )
    return [role for role in roles if role["scopes"]]
