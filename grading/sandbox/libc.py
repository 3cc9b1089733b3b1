"""Calls of the C library that Python does not offer. Which calls a submission may not make: ``seccomp``."""

from __future__ import annotations

import ctypes
import os
import platform
import signal

CLONE_NEWNS = 0x00020000
CLONE_NEWUTS = 0x04000000
CLONE_NEWIPC = 0x08000000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000

MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REMOUNT = 1, 2, 4, 8, 32
MS_BIND, MS_REC, MS_PRIVATE, MS_RELATIME = 4096, 16384, 1 << 18, 1 << 21
MNT_DETACH = 2
_MADV_COLLAPSE = 25

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP = 1, 4, 22
PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS, PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL = 24, 38, 47, 4
LAST_CAPABILITY = 63  # unknown numbers are refused by the kernel and ignored here

_PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}
#: Number of ``clone``, and the place of the address that gets the thread's number: the processors differ in both.
_CLONE = {"x86_64": (56, 3), "aarch64": (220, 4)}
_CLONE_CHILD_CLEARTID, _CLONE_CHILD_SETTID = 0x00200000, 0x01000000
_PR_GET_TID_ADDRESS = 40
_libc = ctypes.CDLL(None, use_errno=True)
_python = ctypes.PyDLL(None, use_errno=True)  # calls that keep Python's lock


def _call(result: int, what: str) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def _text(value: str | None) -> bytes | None:
    return None if value is None else os.fsencode(value)


def mount(source: str | None, target: str, kind: str | None = None, flags: int = 0, options: str | None = None) -> None:
    """``mount(2)``. Raises OSError with the target in its text."""
    pieces = (_text(source), _text(target), _text(kind), ctypes.c_ulong(flags), _text(options))
    _call(_libc.mount(*pieces), f"mount {target}")


def detach(target: str) -> None:
    """``umount2(2)``, also while the place is in use."""
    _call(_libc.umount2(_text(target), MNT_DETACH), f"unmount {target}")


def fork(flags: int) -> int:
    """``os.fork`` into new namespaces: ``unshare`` could give this process's next child a process namespace only once.

    It does what the C library and Python do around a fork in a process with a single thread (with several, one of them
    might hold a lock of the C library). Page tables are copied once; with ``unshare`` and a second fork it is twice,
    which is most of the price of a sandbox.

    Args:
        flags: ``CLONE_NEW…``.

    Returns:
        0 in the child, else its process number.

    Raises:
        OSError: The system refuses; also on a processor whose call number is not known here.
    """
    number, place = _CLONE.get(platform.machine(), (0, 0))
    if not number:
        raise OSError(38, f"clone is not known for {platform.machine()}")
    # where the C library keeps the number of the thread: it shall be the child's; a kernel that cannot tell the place
    # leaves the parent's, which only makes it odd to look at
    address = ctypes.c_void_p()
    if _libc.prctl(_PR_GET_TID_ADDRESS, ctypes.byref(address), 0, 0, 0) == 0:
        flags |= _CLONE_CHILD_SETTID | _CLONE_CHILD_CLEARTID
    words: list[object] = [ctypes.c_ulong(flags | signal.SIGCHLD), *(ctypes.c_void_p() for _ in range(4))]
    words[place] = address
    _python.PyOS_BeforeFork()
    pid = _python.syscall(ctypes.c_long(number), *words)
    if pid == 0:
        _python.PyOS_AfterFork_Child()
        return 0
    try:
        return _call(pid, "clone")
    finally:
        _python.PyOS_AfterFork_Parent()


def pivot_root(new: str, old: str) -> None:
    """``pivot_root(2)``. Raises OSError on a processor whose call number is not known here."""
    number = _PIVOT_ROOT.get(platform.machine())
    if number is None:
        raise OSError(38, f"pivot_root is not known for {platform.machine()}")
    _call(_libc.syscall(number, _text(new), _text(old)), "pivot_root")


def collapse(address: int, size: int) -> None:
    """``madvise(2)``: make one large page of a range of this process's memory."""
    _call(_libc.madvise(ctypes.c_void_p(address), ctypes.c_size_t(size), _MADV_COLLAPSE), "large page")


def prctl(option: int, value: int = 0, third: int = 0) -> int:
    """``prctl(2)`` with whole numbers."""
    words = [ctypes.c_ulong(word) for word in (value, third, 0, 0)]
    return _call(_libc.prctl(option, *words), f"prctl {option}")


def syscall(number: int, *words: object) -> int:
    """Any system call by number; whole numbers and buffers as ctypes takes them."""
    return _call(_libc.syscall(number, *words), f"system call {number}")


def install_filter(program: bytes) -> None:
    """Install a compiled seccomp filter (an array of ``struct sock_filter``) for this process and its children."""

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))

    buffer = ctypes.create_string_buffer(program, len(program))
    pointer = Program(len(program) // 8, ctypes.addressof(buffer))
    _call(_libc.prctl(PR_SET_SECCOMP, 2, ctypes.byref(pointer), 0, 0), "seccomp")


def drop_capabilities() -> None:
    """Give up every capability, also those that a later program could gain."""
    for capability in range(LAST_CAPABILITY + 1):
        _libc.prctl(PR_CAPBSET_DROP, ctypes.c_ulong(capability), 0, 0, 0)
    _libc.prctl(PR_CAP_AMBIENT, ctypes.c_ulong(PR_CAP_AMBIENT_CLEAR_ALL), 0, 0, 0)
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)  # _LINUX_CAPABILITY_VERSION_3, this process
    _call(_libc.capset(header, (ctypes.c_uint32 * 6)()), "capset")
