"""What a classroom needs before it starts: released pages, trainers' course folders, schemas, first passwords."""

from __future__ import annotations

import importlib.util
import json
import os
import sys

import sqlalchemy as sa

from course.classroom.people import ROLES, People, Role
from course.classroom.place import Place
from course.classroom.settings import Course, Settings, schema
from course.classroom.sign_in import passwords
from course.classroom.variables import (
    COURSE,
    COURSE_FOLDER,
    EXCHANGE_DATABASE,
    EXCHANGE_LIMITS,
    EXCHANGE_URL,
    GRADEBOOK,
    TITLE,
)
from course.command.console import Stop, follow

_RELEASE = "grading.release"  # a program of another room: started, never imported
_GRADING = "grading"
ROOMS = ("hub", "people", "exchange")


def course_environment(settings: Settings, place: Place, course: Course) -> dict[str, str]:
    """What a trainers' program needs to know about its course.

    Returns:
        Id, title and nbgrader's folder of the course, and with PostgreSQL the address of the gradebook (else it is
        ``gradebook.db`` in the folder); see :mod:`course.classroom.variables`.
    """
    found = {COURSE: course.id, TITLE: course.title, COURSE_FOLDER: str(place.course(course.id))}
    if settings.database:
        found[GRADEBOOK] = settings.database_url(gradebook(course), place.state)
    return found


def exchange_environment(settings: Settings, place: Place) -> dict[str, str]:
    """What the exchange needs to know: its database, and how much it keeps of one person."""
    limits = {"submissions": settings.limits.submissions, "trainee_bytes": settings.limits.kept_mb * 1_000_000}
    return {
        EXCHANGE_DATABASE: settings.database_url("exchange", place.state),
        EXCHANGE_LIMITS: json.dumps(limits),
    }


def gradebook(course: Course) -> str:
    """Name of the room of a course's gradebook, as :meth:`Settings.database_url` takes it."""
    return f"gradebook-{course.id}"


def release(place: Place, settings: Settings) -> None:
    """Make what trainees receive, and the trainers' course folder, for each course. Quick when nothing changed.

    Raises:
        Stop: the pages cannot be made.
    """
    if importlib.util.find_spec(_GRADING) is None:
        raise Stop("the project's folder 'grading' is missing.", "Start the classroom in a copy of the repository.")
    for course in settings.courses:
        command = [sys.executable, "-u", "-m", _RELEASE]
        command += ["--to", str(place.release(course.id)), "--course", str(place.course(course.id))]
        command += [word for name in course.modules for word in ("--module", name)]
        # as if the exchange were there: no folder that everybody can write to is made
        environment = os.environ | course_environment(settings, place, course) | {EXCHANGE_URL: "http://none"}
        log = place.logs / "release.log"
        if follow(command, cwd=place.folder, env=environment, log=log):
            raise Stop("the pages for trainees could not be made.", f"Read the lines above, or {log}")
    if settings.variant == "system_users":  # trainees' servers copy the lessons from here
        for path in (place.releases, *place.releases.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)


def databases(settings: Settings) -> None:
    """Make the schemas in PostgreSQL; with SQLite there is nothing to do.

    Raises:
        Stop: the database cannot be reached.
    """
    if not settings.database:
        return
    engine = sa.create_engine(settings.database)
    rooms = (*ROOMS, *map(gradebook, settings.courses))
    try:
        with engine.begin() as connection:
            for room in rooms:
                connection.execute(sa.schema.CreateSchema(schema(room), if_not_exists=True))
    except ModuleNotFoundError:
        raise Stop("Python cannot talk to PostgreSQL.", "Install what it needs: pip install '.[postgresql]'") from None
    except sa.exc.SQLAlchemyError as problem:
        # the first line says what is wrong; the address, which may hold a password, is not in it
        reason = str(getattr(problem, "orig", None) or type(problem).__name__).splitlines()[0]
        raise Stop(f"the PostgreSQL database cannot be used: {reason}", "Look at 'database' in the settings.") from None
    finally:
        engine.dispose()


def shared_passwords(place: Place, settings: Settings) -> dict[Role, str]:
    """Shared passwords that are new: from the environment, or invented. Only their hashes are kept.

    Returns:
        Those that were invented, to be shown once.
    """
    new: dict[Role, str] = {}
    with People(settings.database_url("people", place.state)) as people:
        for role in ROLES:
            given = os.environ.get(f"COURSE_{role.upper()}_PASSWORD", "")
            if given and len(given) < 8:
                raise Stop(f"COURSE_{role.upper()}_PASSWORD is shorter than 8 characters.")
            known = people.shared_password(role)
            if given and not passwords.fits(given, known):
                people.set_shared_password(role, passwords.hashed(given))
            elif known is None:
                new[role] = passwords.fresh(role)
                people.set_shared_password(role, passwords.hashed(new[role]))
    return new
