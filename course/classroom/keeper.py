"""The keeper of a classroom: starts hub and proxy, starts them again when they die, ends everything when it is told to.

``python -m course.classroom.keeper FOLDER`` is started by ``up`` and goes on after it. Hub and proxy are its children
side by side: when the hub dies, people who work in JupyterLab notice nothing, because the proxy still knows the ways to
their servers; a new hub finds these servers again.
"""

from __future__ import annotations

import ctypes
import logging
import os
import shutil
import signal
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from course.classroom import away, backup, frugal
from course.classroom.place import Place
from course.classroom.running import end, end_all, kind, owned, read_start, write_record
from course.classroom.settings import Settings
from course.classroom.variables import FOLDER, OWNER
from course.i18n import LANGUAGE

_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER: orphans of a dead hub become our children, so that none stays as a zombie
_LONGEST_WAIT = 30.0
_CONFIG = Path(__file__).with_name("jupyterhub_config.py")  # not imported: only the hub needs what it imports
_log = logging.getLogger("keeper")


def proxy_program() -> str | None:
    """Traefik from the wheel in this environment, else from the PATH."""
    beside = Path(sys.executable).with_name("traefik")
    return str(beside) if beside.is_file() else shutil.which("traefik")


def write_proxy_settings(place: Place, settings: Settings, ports: dict[str, int]) -> None:
    """The proxy's fixed settings: two doors, routes from a file, no word to the outside."""
    door = urlsplit(settings.address.door)
    tls = [f"[entryPoints.{door.scheme}.http.tls]", 'options = "default"'] if door.scheme == "https" else []
    lines = [
        "[global]",
        "checkNewVersion = false",
        "sendAnonymousUsage = false",
        "[log]",
        'level = "WARN"',
        "[api]",
        "dashboard = false",
        "[providers]",
        'providersThrottleDuration = "50ms"',  # 0 means two seconds, which everybody would wait at their start
        "[providers.file]",
        f'filename = "{place.proxy_routes}"',
        "watch = true",
        f"[entryPoints.{door.scheme}]",
        f'address = "{door.netloc}"',
        f"[entryPoints.{door.scheme}.transport.respondingTimeouts]",
        'readTimeout = "0s"',  # a slow line may take its time to upload; the exchange limits the size
        f"[entryPoints.{door.scheme}.http]",
        f'middlewares = ["{away.AWAY}@file"]',  # the hub writes this rule beside its routes
        *tls,
        *_web_server_in_front(settings, door.scheme),
        "[entryPoints.auth_api]",
        f'address = "127.0.0.1:{ports["proxy"]}"',
    ]
    place.proxy_routes.parent.mkdir(mode=0o700, exist_ok=True)
    place.proxy_routes.unlink(missing_ok=True)  # ways to servers of the last time
    place.proxy_routes.touch(mode=0o600)  # without this file the proxy would never look for routes again
    place.proxy_static.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _web_server_in_front(settings: Settings, door: str) -> list[str]:
    """Believe a web server of this machine that it brings TLS; else cookies would be marked as for plain HTTP."""
    if door == "http" and settings.address.url.startswith("https://"):
        return [f"[entryPoints.{door}.forwardedHeaders]", 'trustedIPs = ["127.0.0.1/32", "::1/128"]']
    return []


class Keeper:
    """Holds hub and proxy.

    Args:
        place: The classroom's folder; ``write_start`` has put settings and ports there.
        mark: Mark of this start, which all processes carry.
    """

    def __init__(self, place: Place, mark: str) -> None:
        self.place, self.mark = place, mark
        self.settings, ports = read_start(place)
        write_proxy_settings(place, self.settings, ports)
        self.away = away.serve(place, ports[away.AWAY])
        program = proxy_program()
        if program is None:
            raise SystemExit("the proxy 'traefik' is missing")
        hub = [sys.executable, "-m", "jupyterhub", "-f", str(_CONFIG)]
        self.commands = {"proxy": [program, "--configfile", str(place.proxy_static)], "hub": hub}
        if self.settings.warm_start:
            self.commands |= {"nursery": [sys.executable, "-m", "course.classroom.warm.nursery", str(place.nursery)]}
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.began: dict[str, float] = {}
        self.deaths: dict[str, int] = dict.fromkeys(self.commands, 0)
        self.due: dict[str, float] = dict.fromkeys(self.commands, 0.0)
        self.stopping = False
        #: A machine may sleep at night: what it missed is made up for half an hour after the start.
        self.next_backup = datetime.now().astimezone() + timedelta(minutes=30)

    def run(self) -> None:
        """Work until SIGTERM, then end every process of the classroom."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._stop)
        if sys.platform == "linux":
            ctypes.CDLL(None, use_errno=True).prctl(_SUBREAPER, 1, 0, 0, 0)
        write_record(self.place, self.mark, self.settings.address.url)
        while not self.stopping:
            for name in self.commands:
                if name not in self.running and time.monotonic() >= self.due[name]:
                    self._start(name)
            self._reap()
            self._back_up()
            time.sleep(0.2)
        _log.info("stopping")
        for name in ("hub", "proxy"):  # the hub first: it would report a proxy that goes away
            if process := self.running.get(name):
                process.terminate()
        end_all(self.mark)
        self.place.record.unlink(missing_ok=True)

    def _stop(self, *_: object) -> None:
        self.stopping = True

    def _start(self, name: str) -> None:
        if name == "hub":
            # services of a hub that died hold their ports
            end([process for process in owned(self.mark) if kind(process) in ("exchange", "trainers", "culler")], 2)
        with (self.place.logs / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(
                self.commands[name],
                cwd=self.place.state,
                env=_few(self.settings.language) if name == "nursery" else os.environ | frugal.MEMORY,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self.began[name] = time.monotonic()
        _log.info("%s started as process %s", name, self.running[name].pid)

    def _back_up(self, now: datetime | None = None) -> None:
        """Start the nightly backup when it is due; it runs beside the class. What fails is tried again in an hour."""
        now, wanted = now or datetime.now().astimezone(), self.settings.backup
        if not wanted.nightly or now < self.next_backup:
            return
        self.next_backup = now + timedelta(minutes=1)  # looking costs nothing
        if not backup.is_due(self.place, wanted.hour, now):
            return
        self.next_backup = now + timedelta(hours=1)
        with (self.place.logs / "backup.log").open("ab") as log:
            subprocess.Popen(
                # pages of the classroom come first
                ["nice", "-n", "15", sys.executable, "-m", "course.classroom.keeper", "backup", str(self.place.folder)],
                cwd=self.place.state, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip

    def _reap(self) -> None:
        """Notice what ended; wait longer before each next start of a program that dies again and again."""
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            for name, process in list(self.running.items()):
                if process.pid != pid:
                    continue
                process.returncode = os.waitstatus_to_exitcode(status)
                del self.running[name]
                lived = time.monotonic() - self.began[name]
                self.deaths[name] = 0 if lived > 60 else self.deaths[name] + 1
                wait = min(2.0 ** self.deaths[name] - 1, _LONGEST_WAIT) if lived <= 60 else 0.0
                self.due[name] = time.monotonic() + wait
                _log.warning("%s ended with %s after %.0f s; again in %.0f s", name, process.returncode, lived, wait)


def _few(language: str) -> dict[str, str]:
    """Environment of the nursery. Its children can read it, so it holds no address of a database."""
    names = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "HOME", FOLDER, OWNER)
    own = {name: os.environ[name] for name in names if name in os.environ}
    return own | frugal.MEMORY | frugal.ONE_THREAD | {"JUPYTER_PREFER_ENV_PATH": "1", LANGUAGE: language}


def main(arguments: list[str]) -> None:
    """Keep the classroom in the folder ``arguments[0]``; ``backup FOLDER``: take the nightly backup."""
    if arguments[0] == "backup":
        place = Place(Path(arguments[1]))
        sys.exit(backup.nightly(place, read_start(place)[0]))
    place = Place(Path(arguments[0]))
    mark = os.environ[OWNER]
    os.environ[FOLDER] = str(place.folder)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    Keeper(place, mark).run()


if __name__ == "__main__":
    main(sys.argv[1:])
