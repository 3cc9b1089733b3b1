"""Path rules of the kernel for one process (Landlock): the fallback where namespaces are refused."""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Iterable

from grading.sandbox.libc import syscall

_CREATE, _ADD_RULE, _RESTRICT = 444, 445, 446  # the same numbers on every processor
_EXECUTE, _WRITE, _READ, _READ_FOLDER, _TRUNCATE = 1 << 0, 1 << 1, 1 << 2, 1 << 3, 1 << 14


def version() -> int:
    """Version of Landlock in the running kernel; 0 where there is none."""
    try:
        return syscall(_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint32(1))
    except OSError:
        return 0


def restrict(readable: Iterable[str], writable: Iterable[str]) -> None:
    """Allow this process, for good, only to read below ``readable`` and to write below ``writable``.

    Connections are refused from version 4 on, signals to others from version 6 on. ``no_new_privs`` must be set.

    Raises:
        OSError: The kernel has no Landlock.
    """
    abi = version()
    if not abi:
        raise OSError(38, "Landlock is not available")
    files = (1 << 13) - 1  # everything that version 1 knows
    files |= (1 << 13 if abi >= 2 else 0) | (_TRUNCATE if abi >= 3 else 0) | (1 << 15 if abi >= 5 else 0)
    words = [files, 3 if abi >= 4 else 0, 3 if abi >= 6 else 0]
    attributes = struct.pack("<3Q", *words)[: 24 if abi >= 6 else 16 if abi >= 4 else 8]
    rules = syscall(_CREATE, attributes, ctypes.c_size_t(len(attributes)), ctypes.c_uint32(0))
    try:
        for paths, allowed in ((readable, _EXECUTE | _READ | _READ_FOLDER), (writable, files)):
            for path in paths:
                _allow(rules, path, allowed)
        syscall(_RESTRICT, ctypes.c_int(rules), ctypes.c_uint32(0))
    finally:
        os.close(rules)


def _allow(rules: int, path: str, allowed: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except (FileNotFoundError, PermissionError):  # what cannot be reached cannot be read either
        return
    try:
        if not os.path.isdir(path):
            allowed &= _EXECUTE | _WRITE | _READ | _TRUNCATE
        rule = struct.pack("<Qi", allowed, place)
        syscall(_ADD_RULE, ctypes.c_int(rules), ctypes.c_int(1), rule, ctypes.c_uint32(0))
    finally:
        os.close(place)
