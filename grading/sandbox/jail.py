"""Put this process into the sandbox, and say beforehand which layers work on this machine."""

from __future__ import annotations

import os
import signal
import sys
from dataclasses import dataclass, field
from functools import cache

from grading.sandbox import landlock, libc, limits, namespaces, seccomp
from grading.sandbox.files import copy_data_files
from grading.sandbox.limits import Limits

_FIRST_SPARE_USER, _SPARE_USERS = 200_000, 50_000


class NoSandbox(RuntimeError):
    """Nothing on this machine can keep a submission in."""


@dataclass(frozen=True)
class Layers:
    """Which layers work here.

    Attributes:
        namespaces: Own files, processes, network.
        landlock: Version of Landlock, 0 for none.
        seccomp: System calls can be filtered.
    """

    namespaces: bool
    landlock: int
    seccomp: bool

    @property
    def mode(self) -> str:
        """``namespaces``, ``landlock``, or ``none`` when submissions cannot be kept in."""
        if self.namespaces:
            return "namespaces"
        return "landlock" if self.landlock and self.seccomp else "none"

    def __str__(self) -> str:
        rules = f"version {self.landlock}" if self.landlock else "no"
        parts = (f"namespaces: {_yes(self.namespaces)}", f"Landlock: {rules}", f"seccomp: {_yes(self.seccomp)}")
        return ", ".join(parts)


def _yes(value: bool) -> str:
    return "yes" if value else "no"


@dataclass(frozen=True)
class Jail:
    """What a submission sees.

    Attributes:
        mode: ``namespaces``, ``landlock``, or ``none`` (limits only: what the trainer called unsafe).
        folder: Folder whose data files the code may read, as copies.
        scratch: Empty private folder for the copies in the modes without a file system of their own.
        readable: Folders of the Python environment, the course and its tables.
        filter: The compiled seccomp filter, or None.
        limits: Ceilings.
    """

    mode: str
    folder: str
    scratch: str = ""
    readable: tuple[str, ...] = ()
    filter: bytes | None = None
    limits: Limits = field(default_factory=Limits)


@cache
def probe() -> Layers:
    """Try each layer in a child process."""
    return Layers(_works(_try_namespaces), landlock.version(), _works(_try_filter))


def _works(attempt) -> bool:
    """True if ``attempt`` ends well in a process of its own, which has a single thread whatever this one has."""
    pid = os.fork()
    if not pid:
        try:
            attempt()
            os._exit(0)
        except BaseException:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0


def _try_namespaces() -> None:
    # a refusal is an answer, not news for the screen
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    if inside := namespaces.fork():
        os._exit(os.waitstatus_to_exitcode(os.waitpid(inside, 0)[1]) & 0xFF)
    namespaces.build_view("/var/empty", (), 1 << 20, None)
    _leave_privileges(_FIRST_SPARE_USER if os.getuid() == 0 else None)


def _try_filter() -> None:
    program = seccomp.compiled(namespaces=True)
    if program is None:
        raise NoSandbox("no filter")
    libc.prctl(libc.PR_SET_NO_NEW_PRIVS, 1)
    libc.install_filter(program)


def fork(mode: str) -> int:
    """``os.fork`` for a child that will ``enter`` a jail of this mode; call it in a process with a single thread.

    Raises:
        OSError: The system refuses.
    """
    return namespaces.fork() if mode == "namespaces" else os.fork()


def enter(jail: Jail) -> None:
    """Put this process inside ``jail`` for good; afterwards the working folder holds copies of the data files.

    Call it in a child of ``fork``, once.

    Raises:
        OSError: A layer that the mode needs was refused; the process must end then.
    """
    os.umask(0o022)  # a trainer's strict one would hide the new root from the user that the submission becomes
    root = os.getuid() == 0
    spare = None
    if jail.mode == "namespaces":
        if root:
            spare = _FIRST_SPARE_USER + namespaces.number_outside() % _SPARE_USERS
        namespaces.build_view(jail.folder, jail.readable, jail.limits.work_size, spare)
    else:
        copy_data_files(jail.folder, jail.scratch, jail.limits.work_size // 2)
        os.chdir(jail.scratch)
    _clean_environment()
    limits.apply(jail.limits, count_processes=jail.mode == "namespaces")
    if jail.mode == "none":
        return
    _leave_privileges(spare)
    if jail.mode == "landlock":
        readable = ("/usr", "/bin", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/localtime", "/dev", *jail.readable)
        landlock.restrict(readable, (jail.scratch, os.devnull))
    if jail.filter is not None:
        libc.install_filter(jail.filter)


def _leave_privileges(user: int | None) -> None:
    if user is not None:
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
    try:
        libc.drop_capabilities()
    except OSError:
        if os.getuid() == 0:
            raise
    # a change of user clears it
    libc.prctl(libc.PR_SET_PDEATHSIG, signal.SIGKILL)
    libc.prctl(libc.PR_SET_NO_NEW_PRIVS, 1)
    libc.prctl(libc.PR_SET_DUMPABLE, 0)


def _clean_environment() -> None:
    home = namespaces.HOME if os.getcwd() == namespaces.WORK else os.getcwd()
    kept = {name: os.environ[name] for name in ("COURSE_LANG",) if name in os.environ}
    os.environ.clear()
    os.environ.update(
        HOME=home,
        LANG="C.UTF-8",
        MPLBACKEND="module://matplotlib_inline.backend_inline",
        NBGRADER_EXECUTION="autograde",
        OPENBLAS_NUM_THREADS="1",
        OMP_NUM_THREADS="1",
        PATH=os.pathsep.join([os.path.join(sys.prefix, "bin"), "/usr/bin", "/bin"]),
        TMPDIR="/tmp" if home == namespaces.HOME else home,
        USER="trainee",
        **kept,
    )
