"""Own view of files, processes and network for one process: Linux namespaces, without any helper program.

Works for root and, where the system allows user namespaces, for ordinary users.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable

from grading.sandbox import system_calls as sys_
from grading.sandbox.files import copy_data_files

_SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/etc/ld.so.cache", "/etc/localtime", "/etc/fonts")
_DEVICES = ("null", "zero", "full", "random", "urandom")
_MADE_UP = {
    "/etc/passwd": "root:x:0:0::/:/bin/sh\ntrainee:x:1000:1000::/home/trainee:/bin/sh\n",
    "/etc/group": "root:x:0:\ntrainee:x:1000:\n",
    "/etc/hosts": "",
    "/etc/nsswitch.conf": "passwd: files\ngroup: files\nhosts: files\n",
}
_OLD = "/.old"
HOME, WORK = "/home/trainee", "/home/trainee/work"


def fork() -> int:
    """``os.fork`` out of the machine's namespaces: the child is the first process of its own.

    All others inside end with it, and it ends with its parent. What it does not handle, no signal from inside does to
    it; from outside, SIGKILL always ends it.

    Returns:
        0 in the child, else its process number.

    Raises:
        OSError: The system refuses namespaces.
    """
    user, group = os.getuid(), os.getgid()
    flags = sys_.CLONE_NEWNS | sys_.CLONE_NEWNET | sys_.CLONE_NEWIPC | sys_.CLONE_NEWUTS | sys_.CLONE_NEWPID
    pid = sys_.fork(flags | (0 if user == 0 else sys_.CLONE_NEWUSER))
    if pid:
        return pid
    try:
        sys_.prctl(sys_.PR_SET_PDEATHSIG, signal.SIGKILL)
        if user != 0:
            _write("/proc/self/setgroups", "deny")
            _write("/proc/self/uid_map", f"1000 {user} 1")
            _write("/proc/self/gid_map", f"1000 {group} 1")
    except BaseException:  # the caller takes an error for the parent's
        os._exit(70)
    return 0


def number_outside() -> int:
    """Process number of this process where it was forked, until it has a view of its own: inside it is always 1."""
    return int(os.readlink("/proc/self"))


def build_view(folder: str, readable: Iterable[str], work_size: int, owner: int | None) -> None:
    """Give this process a new root: system and ``readable`` read-only, and a private home with the data files.

    Args:
        folder: Folder whose data files are copied into the work folder.
        readable: Further folders that can be read: the Python environment, the course, its tables.
        work_size: Bytes of the private file system.
        owner: User id that shall own the home, or None for the present one.
    """
    sys_.mount(None, "/", None, sys_.MS_REC | sys_.MS_PRIVATE)
    stage = "/tmp"
    sys_.mount("tmpfs", stage, "tmpfs", sys_.MS_NOSUID | sys_.MS_NODEV, f"size={work_size},nr_inodes=16k,mode=755")
    os.mkdir(stage + _OLD)
    os.chdir(stage)
    sys_.pivot_root(".", _OLD.lstrip("/"))
    os.chdir("/")
    for path in (*_SYSTEM, *readable):
        _show(path)
    for path, text in _MADE_UP.items():
        os.makedirs(os.path.dirname(path), exist_ok=True)
        _write(path, text)
    _devices()
    for path in ("/tmp", "/var/tmp", "/dev/shm"):
        os.makedirs(path, exist_ok=True)
        os.chmod(path, 0o1777)
    os.makedirs(WORK)
    copy_data_files(_OLD + folder, WORK, work_size // 2)
    if owner is not None:
        for place, _folders, names in os.walk(HOME):
            for path in (place, *(os.path.join(place, name) for name in names)):
                os.chown(path, owner, owner)
    sys_.detach(_OLD)
    os.rmdir(_OLD)
    os.chdir(WORK)


def _show(path: str) -> None:
    """Make ``path`` of the old root visible at the same place, read-only."""
    old = _OLD + path
    if not os.path.lexists(old) or os.path.lexists(path):
        return
    if os.path.islink(old):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        os.symlink(os.readlink(old), path)
        return
    if os.path.isdir(old):
        os.makedirs(path, exist_ok=True)
    else:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        _write(path, "")
    sys_.mount(old, path, None, sys_.MS_BIND | sys_.MS_REC)
    flags = sys_.MS_BIND | sys_.MS_REMOUNT | sys_.MS_RDONLY | sys_.MS_NOSUID | sys_.MS_NODEV
    try:
        sys_.mount(None, path, None, flags)
    except PermissionError:  # flags that the outside set cannot be taken away by an ordinary user
        sys_.mount(None, path, None, flags | sys_.MS_RELATIME)


def _devices() -> None:
    os.mkdir("/proc")
    sys_.mount("proc", "/proc", "proc", sys_.MS_NOSUID | sys_.MS_NODEV | sys_.MS_NOEXEC)
    os.mkdir("/dev")
    for name in _DEVICES:
        _write(f"/dev/{name}", "")
        sys_.mount(f"{_OLD}/dev/{name}", f"/dev/{name}", None, sys_.MS_BIND)
    os.mkdir("/dev/pts")  # IPython runs “!command” in a pseudo terminal
    options = "newinstance,ptmxmode=0666,mode=0620"
    sys_.mount("devpts", "/dev/pts", "devpts", sys_.MS_NOSUID | sys_.MS_NOEXEC, options)
    os.symlink("pts/ptmx", "/dev/ptmx")
    os.symlink("/proc/self/fd", "/dev/fd")


def _write(path: str, text: str) -> None:
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
