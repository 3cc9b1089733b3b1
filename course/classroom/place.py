"""The folder of one classroom, and the short folder for its sockets."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import stat
from pathlib import Path
from typing import Any


class BadPlace(ValueError):
    """The folder cannot be used; ``str`` says why."""


class Place:
    """Paths of one classroom.

    Args:
        folder: For example ``build/classroom``. Nothing is made before :meth:`make`.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.state = self.folder / "state"  # databases, secrets, what runs
        self.homes = self.folder / "homes"
        self.logs = self.folder / "logs"
        self.releases = self.folder / "release"  # what trainees receive, by course
        self.courses = self.folder / "courses"  # nbgrader's course folders; only trainers' programs look into them
        self.record = self.state / "running.json"
        self.secrets = self.state / "secrets.json"
        self.lti_key = self.state / "lti-key.pem"  # with it the classroom proves to an LMS who it is
        proxy = self.state / "proxy"  # a folder of their own: the proxy wakes up at every change beside its routes
        self.proxy_static = proxy / "static.toml"
        self.proxy_routes = proxy / "routes.toml"

    @property
    def run(self) -> Path:
        """Folder of sockets. It is short: the address of a Unix socket has 107 characters at most."""
        mark = hashlib.sha256(str(self.folder).encode()).hexdigest()[:8]
        return Path("/tmp") / f"mdc-{os.getuid()}-{mark}"  # not in TMPDIR, which can be long

    @property
    def nursery(self) -> Path:
        """Socket of the process from which servers and kernels are forked."""
        return self.run / "nursery"

    def make(self, *, for_others: bool = False) -> None:
        """Make all folders; only the owner may look into them.

        Args:
            for_others: People have Unix users of their own: they may walk through (not list) the folders on the way to
                their home, to released pages and to their sockets.

        Raises:
            BadPlace: A folder cannot be made, or somebody else owns it.
        """
        for folder in (self.folder, self.state, self.homes, self.logs, self.courses, self.run):
            try:
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                found = folder.lstat()
            except OSError as error:
                raise BadPlace(f"the folder {folder} cannot be made: {error.strerror}.") from None
            # /tmp is open to everybody: a folder or link that somebody else put there is not ours
            if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
                raise BadPlace(f"{folder} belongs to somebody else. Choose another folder for the classroom.")
            walk = for_others and folder in (self.folder, self.homes, self.run)
            folder.chmod(0o711 if walk else 0o700)

    def release(self, course: str) -> Path:
        """Pages for the trainees of a course."""
        return self.releases / course

    def course(self, course: str) -> Path:
        """nbgrader's folder of a course: source, release, submitted, autograded, feedback, gradebook."""
        return self.courses / course

    def home(self, name: str) -> Path:
        """Home folder of a person in the one-user variant."""
        return self.homes / name

    def secret(self, name: str, size: int = 32) -> str:
        """A secret of this classroom in hexadecimal digits, made at its first use and then kept."""
        path = self.secrets
        known = read_json(path)
        if name not in known:
            known[name] = secrets.token_hex(size)
            write_private(path, json.dumps(known))
        return known[name]


def read_json(path: Path) -> dict[str, Any]:
    """The object in ``path``; empty when there is none or it is damaged."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner can read, all of it or nothing."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write(text)
    fresh.replace(path)
