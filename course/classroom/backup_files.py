"""Files for a backup, read in folders that other people can change at this very moment, and files out of one.

The backup of ``system_users`` runs as root. A link that somebody puts in the place of a folder while it reads must not
lead it out of their home, a file without end must not fill the disk, and one person's odd folder must not cost
everybody the backup.
"""

from __future__ import annotations

import errno
import os
import pwd
import shutil
import stat
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

#: What programs make again, and halves of uploads.
LEAVE_OUT = frozenset({".ipynb_checkpoints", "__pycache__", ".cache", ".ipython", "runtime", "arriving", ".Trash-0"})
MOST_OF_A_FILE = 200_000_000
MOST_OF_A_HOME = 2_000_000_000
_DEEPEST = 40
_KEEP_FREE = 200_000_000


def opened(top: Path, strict: bool = True) -> Iterator[tuple[str, BinaryIO]]:
    """Each ordinary file below a folder: its path from there, and the open file. No link is followed anywhere.

    Args:
        top: The folder.
        strict: Whether an ordinary file that cannot be opened is an error.

    Raises:
        OSError: a file cannot be opened.
    """
    if not top.is_dir():
        return
    for place, folders, names, here in os.fwalk(top, follow_symlinks=False):
        inside = os.path.relpath(place, top)
        folders[:] = sorted(name for name in folders if name not in LEAVE_OUT)
        if inside.count(os.sep) >= _DEEPEST:  # Python goes down by recursion
            folders.clear()
        for name in sorted(names):
            try:
                handle = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=here)
            except OSError:
                if strict and _is_ordinary(name, here):
                    raise
                continue  # a link or socket, or somebody deleted it at this moment
            with os.fdopen(handle, "rb") as file:
                if stat.S_ISREG(os.fstat(handle).st_mode):
                    yield (Path(inside) / name).as_posix(), file


def _is_ordinary(name: str, folder: int) -> bool:
    try:
        return stat.S_ISREG(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode)
    except OSError:
        return False


def of_homes(homes: Path, left_out: Callable[[str], None]) -> Iterator[tuple[str, BinaryIO]]:
    """The files of all people, each as much as a course can need.

    Args:
        homes: Folder of the homes.
        left_out: Is told the path of what is too large.
    """
    used: dict[str, int] = {}
    for path, file in opened(homes, strict=False):
        who, size = path.partition("/")[0], os.fstat(file.fileno()).st_size
        if size > MOST_OF_A_FILE or used.get(who, 0) + size > MOST_OF_A_HOME:
            left_out(path)
            continue
        used[who] = used.get(who, 0) + size
        yield path, file


def unpack(archive: tarfile.TarFile, into: Path) -> None:
    """Files and folders of a backup.

    Raises:
        TarError: it holds a link or a device, or a way out of the folder.
        OSError: it holds more than the disk can take.
    """
    left = shutil.disk_usage(into).free - _KEEP_FREE

    def checked() -> Iterator[tarfile.TarInfo]:
        nonlocal left
        for member in archive:
            if not member.isreg() and not member.isdir():
                raise tarfile.ReadError(f"{ascii(member.name)[:80]} is no ordinary file")
            left -= member.size
            if left < 0:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            yield member

    archive.extractall(into, members=checked(), filter="data")


def give_back(homes: Path) -> list[str]:
    """Make each home the property of the Unix user of its name; only root can. Nobody else can reach them yet.

    Returns:
        Who has no account on this machine.
    """
    missing = []
    for home in homes.iterdir() if homes.is_dir() else ():
        try:
            user = pwd.getpwnam(home.name)
        except KeyError:
            missing.append(home.name)
            continue
        for place, folders, names in os.walk(home):
            for name in ("", *folders, *names):
                os.chown(Path(place, name), user.pw_uid, user.pw_gid, follow_symlinks=False)
    return sorted(missing)
