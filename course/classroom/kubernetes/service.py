"""Start a service of the classroom in a pod: ``python -m course.classroom.kubernetes.service exchange|trainer``.

On one machine the hub tells its services what they need. In a cluster nobody does, so this program reads the settings
(``COURSE_SETTINGS``, ``COURSE_DATABASE``), prepares what the service needs, and becomes the service.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from course.classroom import prepare, roles
from course.classroom.place import Place
from course.classroom.settings import Course, Settings, load
from course.classroom.sign_in import choose
from course.classroom.variables import COURSE, FOLDER, SETTINGS, TOKEN
from course.i18n import LANGUAGE

PROGRAMS = {"exchange": "course.classroom.exchange.service", "trainer": "grading.classroom.service"}


def surroundings(kind: str, settings: Settings, given: Mapping[str, str]) -> dict[str, str]:
    """What the service's environment must hold beside what the pod was given.

    Args:
        kind: ``exchange`` or ``trainer``.
        settings: Checked settings.
        given: The pod's environment.

    Raises:
        ValueError: A variable is missing, the course is not in the settings, or there is no database.
    """
    missing = [name for name in (FOLDER, TOKEN) if not given.get(name)]
    if missing:
        raise ValueError(f"{', '.join(missing)} is not set: the chart gives it to this pod")
    if not settings.database:
        raise ValueError("COURSE_DATABASE must name a PostgreSQL database: pods share no files")
    place = Place(Path(given[FOLDER]))
    found = {LANGUAGE: settings.language, **choose.cookie_environment(settings)}
    if kind == roles.EXCHANGE:
        return found | prepare.exchange_environment(settings, place)
    return found | prepare.course_environment(settings, place, course(settings, given))


def course(settings: Settings, given: Mapping[str, str]) -> Course:
    """The course of this pod, which ``COURSE_ID`` names.

    Raises:
        ValueError: It is not in the settings.
    """
    wanted = given.get(COURSE, "")
    for one in settings.courses:
        if one.id == wanted:
            return one
    known = ", ".join(one.id for one in settings.courses)
    raise ValueError(f"COURSE_ID is '{wanted}'; the settings have the courses {known}")


def main(arguments: list[str]) -> None:
    """Prepare, then become the service."""
    kind = arguments[0] if arguments else ""
    if kind not in PROGRAMS:
        sys.exit(f"say which service: {' or '.join(PROGRAMS)}")
    os.umask(0o077)
    try:
        settings = load(Path(os.environ.get(SETTINGS) or "classroom.toml"))
        os.environ.update(surroundings(kind, settings, os.environ))
    except ValueError as problem:
        sys.exit(str(problem))
    prepare.databases(settings)
    if kind == "trainer":
        place = Place(Path(os.environ[FOLDER]))
        for folder in (place.state, place.logs, place.courses):
            folder.mkdir(parents=True, exist_ok=True)
        # pages for trainees and the course folder; quick when nothing has changed
        own = course(settings, os.environ)
        prepare.release(place, settings.model_copy(update={"courses": (own,)}))
    os.execv(sys.executable, [sys.executable, "-m", PROGRAMS[kind]])


if __name__ == "__main__":
    main(sys.argv[1:])
