"""Servers of people: what they run, what they see, how they are found again after a restart of the hub."""

from __future__ import annotations

import asyncio
import importlib.util
import os
import pwd
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any as AnyValue

import psutil
from jupyterhub.spawner import LocalProcessSpawner, SimpleLocalProcessSpawner, set_user_setuid
from tornado import web
from traitlets import Any, Integer, Unicode

from course.classroom import frugal, line, roles
from course.classroom.place import Place
from course.classroom.settings import Settings
from course.classroom.sign_in import choose
from course.classroom.variables import COURSE, EXCHANGE_URL, FOLDER, IDLE_KERNEL, OWNER, RELEASE, ROLE, TITLE
from course.classroom.warm.fork import ADDRESS, NoNursery, fork
from course.i18n import LANGUAGE, TEXT_LANGUAGE, _

SERVER = Path(__file__).with_name("server")  # Jupyter's settings for the servers of people
LEAST_UID = 1000  # below are the accounts of the system
MY_COURSE = "course.classroom.my_course"  # server extension with the start page
_LONGEST_LINE_S = 3600


class _Remembered(LocalProcessSpawner):
    """Remembers when its process started: after a restart another process may have the same number."""

    def get_state(self) -> dict[str, AnyValue]:
        """State for the hub's database, with the start time of the process."""
        state = super().get_state()
        if "pid" in state:
            state["started"] = _started(state["pid"])
        return state

    def load_state(self, state: dict[str, AnyValue]) -> None:
        """Take the process back only if it is the same one."""
        super().load_state(state)
        if self.pid and _started(self.pid) != state.get("started"):
            self.pid = 0


class _Warm(_Remembered):
    """Takes the server from the nursery; when it is away, starts it in the ordinary way.

    A few servers start at a time. Who comes later waits in line, on the page that shows how the start goes on: the
    hub's own limit would show them an error, and they would have to try again.
    """

    nursery = Unicode(config=True, help="Socket of the nursery; empty for none.")
    at_once = Integer(4, config=True, help="So many start at the same time.")
    patience = Integer(180, config=True, help="Seconds for one start, from the moment when it is its turn.")
    proc = Any(allow_none=True, help="The process: of this hub, or forked by the nursery.")

    async def start(self) -> tuple[str, int]:
        """Wait for a turn, start the server, and keep the turn until it listens; returns where."""
        async with line.of(self.at_once):
            where = await asyncio.wait_for(self._start(), self.patience)
            await line.until_open(where, self.poll, self.patience)
            return where

    async def _start(self) -> tuple[str, int]:
        self.port = self.port or line.free_port()
        if not self.nursery:
            return await super().start()
        environment = self.get_env()
        try:
            forked = await asyncio.to_thread(
                fork,
                "server",
                self.get_args(),
                environment,
                environment["HOME"],
                user=self.unix_user(),
                address=self.nursery,
            )
        except NoNursery as why:
            self.log.warning("The server of %s starts in the ordinary way: %s", self.user.name, why)
            return await super().start()
        self.proc, self.pid = forked, forked.pid
        return (self.ip or "127.0.0.1", self.port)

    def unix_user(self) -> str:
        """Name of the Unix user of the server; empty for the hub's own."""
        return ""


class OneUserSpawner(_Warm, SimpleLocalProcessSpawner):
    """All servers run as the Unix user who started the classroom. Isolates nobody."""


class SystemUserSpawner(_Warm):
    """Each server runs as the Unix user of the same name; the hub needs to be root for it.

    Homes are in the classroom's folder, each for its owner only, so that a backup finds them.
    """

    homes = Unicode(config=True, help="Folder of the homes.")
    run_folder = Unicode(config=True, help="Folder for the sockets of kernels.")

    def unix_user(self) -> str:
        """The person's own."""
        return self.user.name

    async def start(self) -> tuple[str, int]:
        """Start the server as the person's Unix user.

        Raises:
            HTTPError: there is no such user, or it is one of the system's own.
        """
        try:
            user = pwd.getpwnam(self.user.name)
        except KeyError:
            raise _refusal(_("There is no account for you on this machine yet. Tell your trainer.")) from None
        if user.pw_uid < LEAST_UID:  # root, and what the system runs as
            raise _refusal(_("This name belongs to the machine itself. Tell your trainer."))
        for folder in (Path(self.homes), Path(self.run_folder)):
            own = folder / self.user.name
            own.mkdir(mode=0o700, exist_ok=True)
            os.chown(own, user.pw_uid, user.pw_gid, follow_symlinks=False)
            own.chmod(0o700)
        return await super().start()

    def user_env(self, env: dict[str, str]) -> dict[str, str]:
        """Name and home of the person."""
        home = str(Path(self.homes) / self.user.name)
        return {**super().user_env(env), "HOME": home}

    def make_preexec_fn(self, name: str) -> Callable[[], None]:
        """Become the person in the new process, in their home."""
        become = set_user_setuid(name, chdir=False)

        def preexec() -> None:
            become()
            os.chdir(Path(self.homes) / name)

        return preexec


def _refusal(words: str) -> web.HTTPError:
    """A refusal whose words the hub shows to the person."""
    problem = web.HTTPError(403, words)
    problem.jupyterhub_message = words  # type: ignore[attr-defined]
    return problem


def first_page() -> str:
    """Where a person's server opens: the page "My course", or the first lesson where that page is not installed."""
    return "/my-course" if importlib.util.find_spec(MY_COURSE) else "/lab/tree/m00_orientation/lesson.ipynb"


def _started(pid: int) -> float | None:
    try:
        process = psutil.Process(pid)
        return None if process.status() == psutil.STATUS_ZOMBIE else process.create_time()
    except psutil.Error:
        return None


def person_environment(settings: Settings) -> dict[str, AnyValue]:
    """What a person's server must know about the person, wherever it runs."""
    courses = [course.id for course in settings.courses]

    def of(spawner: AnyValue) -> tuple[str, str]:
        return roles.first_course([group.name for group in spawner.user.groups], courses)

    return {
        COURSE: lambda spawner: of(spawner)[0],
        ROLE: lambda spawner: of(spawner)[1],
        TITLE: lambda spawner: next(one.title for one in settings.courses if one.id == of(spawner)[0]),
        LANGUAGE: settings.language,
        TEXT_LANGUAGE: "en",  # the modules are handed out as they were written
        "JUPYTER_CONFIG_PATH": str(SERVER),
        "JUPYTER_PREFER_ENV_PATH": "1",  # a kernel in somebody's home must not hide the course's own
        IDLE_KERNEL: str(60 * settings.limits.idle_kernel_minutes),
        **choose.cookie_environment(settings),
        **frugal.MEMORY,
        **frugal.ONE_THREAD,
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }


def environment(settings: Settings, place: Place, exchange: str) -> dict[str, AnyValue]:
    """Environment of every person's server.

    Args:
        settings: The classroom's settings.
        place: Its folder.
        exchange: Address of the exchange as a server reaches it.
    """
    courses = [course.id for course in settings.courses]

    def release(spawner: AnyValue) -> str:
        return str(place.release(roles.first_course([group.name for group in spawner.user.groups], courses)[0]))

    return {
        **person_environment(settings),
        FOLDER: str(place.folder),
        OWNER: os.environ.get(OWNER, ""),
        EXCHANGE_URL: exchange,
        RELEASE: release,
        **({ADDRESS: str(place.nursery)} if settings.warm_start else {}),
        # short, or the names of kernel sockets become longer than Unix allows
        "JUPYTER_RUNTIME_DIR": lambda spawner: str(place.run / spawner.user.name),
    }


def configure(c: AnyValue, settings: Settings, place: Place, exchange: str) -> None:
    """Write the settings of servers into the hub's configuration ``c``."""
    limits = settings.limits
    one_user = settings.variant == "one_user"
    c.JupyterHub.spawner_class = OneUserSpawner if one_user else SystemUserSpawner
    c.SimpleLocalProcessSpawner.home_dir_template = str(place.homes / "{username}")
    c.SystemUserSpawner.homes, c.SystemUserSpawner.run_folder = str(place.homes), str(place.run)
    c.Spawner.cmd = [sys.executable, "-m", "jupyterhub.singleuser"]
    c.Spawner.args = ["--ServerApp.allow_root=True"] if one_user and os.geteuid() == 0 else []
    c.Spawner.default_url = first_page()
    c.Spawner.notebook_dir = "~"
    # the rest of the hub's own environment stays with the hub
    c.Spawner.env_keep = ["PATH", "PYTHONPATH", "LANG", "LC_ALL"]
    c.Spawner.environment = environment(settings, place, exchange)
    c.OneUserSpawner.nursery = c.SystemUserSpawner.nursery = str(place.nursery) if settings.warm_start else ""
    servers = (c.OneUserSpawner, c.SystemUserSpawner)
    for spawner in servers:
        spawner.at_once, spawner.patience = limits.starts_at_once, limits.start_seconds
    c.Spawner.start_timeout = _LONGEST_LINE_S + limits.start_seconds
    c.Spawner.http_timeout = limits.start_seconds
    c.Spawner.mem_limit = limits.memory_mb * 2**20
    c.LocalProcessSpawner.interrupt_timeout = c.LocalProcessSpawner.term_timeout = 5
    c.JupyterHub.concurrent_spawn_limit = 0  # who is above it would get an error; ours wait in line
    c.JupyterHub.active_server_limit = limits.servers
