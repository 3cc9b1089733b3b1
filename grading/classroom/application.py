"""All addresses of the trainers' pages, put together."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from pathlib import Path

from grading import lazy_formats  # noqa: F401 - before nbgrader is imported

# isort: split
from jupyterhub.services.auth import HubOAuth
from tornado.web import Application, StaticFileHandler

from course.classroom import look, serving
from course.i18n import LANGUAGE
from course.look import css
from grading.classroom import (
    class_page,
    formgrader,
    jobs_page,
    live_page,
    marking_page,
    modules_page,
    people_page,
    reports_page,
)
from grading.classroom.handler import Callback, NotFound
from grading.classroom.jobs import Jobs
from grading.classroom.live import Live
from grading.classroom.room import Room

_FILES = Path(__file__).parent / "files"
#: After this time the hub is asked again who somebody is: who is no trainer any more stays out.
_REMEMBER_S = 60


@dataclass
class Loaded:
    """What the service needs.

    Attributes:
        room: The course.
        jobs: Its long work.
        live: What happens in the room.
        static: Folder with style sheet, fonts and scripts.
    """

    room: Room
    jobs: Jobs
    live: Live
    static: Path

    def application(self) -> Application:
        """The application."""
        room = self.room
        prefix, shared = room.prefix, {"room": room, "jobs": self.jobs}
        pages = [
            *modules_page.addresses(shared, self.live),
            *class_page.addresses(shared, self.live),
            *jobs_page.addresses(shared),
            *marking_page.addresses(shared),
            *people_page.addresses(shared),
            *reports_page.addresses(shared),
            *live_page.addresses(shared, self.live),
        ]
        return Application(
            [
                (f"{prefix}oauth_callback", Callback),
                (f"{prefix}look/(.*)", StaticFileHandler, {"path": str(self.static)}),
                *((f"{prefix}{path}", handler, arguments) for path, handler, arguments in pages),
                *formgrader.addresses(room),
            ],
            cookie_secret=room.cookie_secret(),
            xsrf_cookies=True,
            log_function=serving.log_request,
            default_handler_class=NotFound,
            default_handler_args=shared,
            **formgrader.settings(room, self.jobs),
        )


def load() -> Loaded:
    """Read the environment and write the files for browsers."""
    logging.getLogger("traitlets").setLevel(logging.WARNING)
    room = Room.from_environment()
    if settings := room.settings():  # in a cluster they come as a file
        os.environ[LANGUAGE] = settings.language
    HubOAuth.instance().cache_max_age = _REMEMBER_S
    static = room.own / "look"
    static.mkdir(parents=True, exist_ok=True)
    look.write(static, [look.MODULES, _FILES / "trainer.css"])
    for script in _FILES.glob("*.js"):
        (static / script.name).write_bytes(script.read_bytes())
    own = (_FILES / "formgrader.css").read_text(encoding="utf-8")
    (static / "formgrader.css").write_text(css(fonts="files") + own, encoding="utf-8")
    return Loaded(room, Jobs(room.own, room.folder), Live(room), static)
