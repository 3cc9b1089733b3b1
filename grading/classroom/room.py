"""What all pages of the trainers share: the course, its folder, the line to the exchange, and one job at a time."""

from __future__ import annotations

import os
import secrets
import threading
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from nbgrader.api import Gradebook
from traitlets.config import Config

from course.classroom.exchange.client.connection import Connection, impatient
from course.classroom.names import is_module
from course.classroom.notes import Notes
from course.classroom.people import People
from course.classroom.place import Place, write_private
from course.classroom.running import read_start
from course.classroom.settings import Settings, load
from course.classroom.variables import COURSE, COURSE_FOLDER, FOLDER, SETTINGS, TITLE
from course.i18n import _
from grading.classroom.gradebooks import Gradebooks
from grading.classroom.notes import Note
from grading.nbgrader_config import course_config
from grading.release import MODULES

#: Folder inside the course folder: the job, its report, the cookie secret. nbgrader looks at none of it.
OWN = ".trainer"


@dataclass(frozen=True)
class Module:
    """A module of the course: folder, number and title."""

    folder: str
    number: str
    title: str


@dataclass
class Room:
    """One course as its trainers see it.

    Attributes:
        id: Id of the course; ``title``: its title.
        folder: nbgrader's course folder.
        prefix: Address of the service, with its final ``/``.
        hub: Address of the hub's pages, with its final ``/``.
        place: Folder of the classroom; None where hub and course are on different machines.
        notes: Sentences for the next page.
        gradebooks: Opens gradebooks.
    """

    id: str
    title: str
    folder: Path
    prefix: str
    hub: str = "/hub/"
    place: Place | None = None
    notes: Notes[Note] = field(default_factory=Notes)
    gradebooks: Gradebooks = field(default_factory=Gradebooks, repr=False)
    _lists: dict[str, People] = field(default_factory=dict, repr=False)
    _opening: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Room:
        """The room that the hub has started.

        Raises:
            KeyError: the hub's variables are missing.
        """
        classroom = environment.get(FOLDER)
        base = environment.get("JUPYTERHUB_BASE_URL", "/")
        return cls(
            id=environment[COURSE],
            title=_(environment.get(TITLE) or environment[COURSE]),
            folder=Path(environment[COURSE_FOLDER]).resolve(),
            prefix=environment.get("JUPYTERHUB_SERVICE_PREFIX") or f"{base}services/trainer-{environment[COURSE]}/",
            hub=f"{base}hub/",
            place=Place(Path(classroom)) if classroom else None,
        )

    @property
    def own(self) -> Path:
        """Folder for what belongs to these pages only."""
        folder = self.folder / OWN
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder

    def modules(self) -> list[Module]:
        """The modules that can be released, in order."""
        folders = sorted(path.name for path in (self.folder / "release").glob("m[0-9][0-9]_*") if path.is_dir())
        return [module(name) for name in folders if is_module(name)]

    def module(self, folder: str) -> Module | None:
        """The module of this name, if the course has it."""
        return next((one for one in self.modules() if one.folder == folder), None)

    def exchange(self, patient: bool = False) -> Connection:
        """A line to the exchange; pages give up soon and say so, jobs wait for a service that restarts."""
        return Connection() if patient else impatient()

    def config(self) -> Config:
        """nbgrader's settings of this course."""
        return course_config(self.folder)

    @property
    def gradebook_url(self) -> str:
        """Address of the gradebook."""
        return self.config().CourseDirectory.db_url

    def gradebook(self) -> Gradebook:
        """The gradebook; use it as a context."""
        return self.gradebooks(self.gradebook_url, self.id)

    def settings(self) -> Settings | None:
        """Settings of the classroom; None where they are not on this machine."""
        if self.place is not None and (self.place.state / "start.json").is_file():
            return read_start(self.place)[0]
        file = os.environ.get(SETTINGS)
        return load(Path(file)) if file and Path(file).is_file() else None

    def one_user(self) -> bool:
        """Whether all servers run as one Unix user, so that nobody is kept from the work of others."""
        settings = self.settings()
        return settings is not None and settings.variant == "one_user"

    def people(self) -> People | None:
        """The list of people, opened once for all threads; None where the classroom keeps it elsewhere.

        A restore changes the database only while the classroom is down, so it need not be opened again.
        """
        settings = self.settings()
        if settings is None or (self.place is None and not settings.database):
            return None
        state = self.place.state if self.place else self.own
        # with PostgreSQL the list is no file: a pod of a cluster reaches it, too
        there = bool(settings.database) or state.is_dir()
        if not there:
            return None
        url = settings.database_url("people", state)
        with self._opening:
            if url not in self._lists:
                self._lists[url] = People(url)
            return self._lists[url]

    def cookie_secret(self) -> bytes:
        """Secret of the cookies; it stays the same when the service restarts."""
        path = self.own / "cookie_secret"
        if not path.is_file():
            write_private(path, secrets.token_hex(32))
        return bytes.fromhex(path.read_text(encoding="ascii"))


def module(folder: str) -> Module:
    """Number and title of a module, the title in the language of the classroom."""
    number, title = _described(folder)
    return Module(folder, number, _(title))


@lru_cache(maxsize=64)
def _described(folder: str) -> tuple[str, str]:
    """Number and English title, from the module's own description."""
    try:
        about = tomllib.loads((MODULES / folder / "module.toml").read_text(encoding="utf-8"))
        return str(about["number"]), str(about["title"])
    except (OSError, ValueError, KeyError):
        return folder[:3].upper(), folder[4:].replace("_", " ").capitalize()
