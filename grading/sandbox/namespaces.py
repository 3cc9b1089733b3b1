"""Own view of files, processes and network for one process: Linux namespaces, without any helper program.

Works for root and, where the system allows user namespaces, for ordinary users.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable

from grading.sandbox import libc
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
    flags = libc.CLONE_NEWNS | libc.CLONE_NEWNET | libc.CLONE_NEWIPC | libc.CLONE_NEWUTS | libc.CLONE_NEWPID
    pid = libc.fork(flags | (0 if user == 0 else libc.CLONE_NEWUSER))
    if pid:
        return pid
    try:
        libc.prctl(libc.PR_SET_PDEATHSIG, signal.SIGKILL)
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
    libc.mount(None, "/", None, libc.MS_REC | libc.MS_PRIVATE)
    stage = "/tmp"
    libc.mount("tmpfs", stage, "tmpfs", libc.MS_NOSUID | libc.MS_NODEV, f"size={work_size},nr_inodes=16k,mode=755")
    os.mkdir(stage + _OLD)
    os.chdir(stage)
    libc.pivot_root(".", _OLD.lstrip("/"))
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
    libc.detach(_OLD)
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
    libc.mount(old, path, None, libc.MS_BIND | libc.MS_REC)
    flags = libc.MS_BIND | libc.MS_REMOUNT | libc.MS_RDONLY | libc.MS_NOSUID | libc.MS_NODEV
    try:
        libc.mount(None, path, None, flags)
    except PermissionError:  # flags that the outside set cannot be taken away by an ordinary user
        libc.mount(None, path, None, flags | libc.MS_RELATIME)


def _devices() -> None:
    os.mkdir("/proc")
    libc.mount("proc", "/proc", "proc", libc.MS_NOSUID | libc.MS_NODEV | libc.MS_NOEXEC)
    os.mkdir("/dev")
    for name in _DEVICES:
        _write(f"/dev/{name}", "")
        libc.mount(f"{_OLD}/dev/{name}", f"/dev/{name}", None, libc.MS_BIND)
    os.mkdir("/dev/pts")  # IPython runs “!command” in a pseudo terminal
    options = "newinstance,ptmxmode=0666,mode=0620"
    libc.mount("devpts", "/dev/pts", "devpts", libc.MS_NOSUID | libc.MS_NOEXEC, options)
    os.symlink("pts/ptmx", "/dev/ptmx")
    os.symlink("/proc/self/fd", "/dev/fd")


def _write(path: str, text: str) -> None:
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
