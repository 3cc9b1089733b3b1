"""How much memory a submission uses, all its processes together: the limit of a single process does not say."""

from __future__ import annotations

import os
from pathlib import Path

_PAGE = os.sysconf("SC_PAGE_SIZE")
_MOST_PROCESSES = 512


def family(pid: int) -> list[int]:
    """``pid`` and its descendants; those that ended meanwhile are missing."""
    found, waiting = [], [pid]
    while waiting and len(found) < _MOST_PROCESSES:
        one = waiting.pop()
        found.append(one)
        try:
            for task in Path(f"/proc/{one}/task").iterdir():
                waiting += map(int, (task / "children").read_text().split())
        except OSError:
            continue
    return found


def private_memory(pid: int) -> int:
    """Bytes of a process that are in memory and belong to no file, also those shared with its parent since the fork."""
    try:
        _size, resident, shared = map(int, Path(f"/proc/{pid}/statm").read_text().split()[:3])
    except (OSError, ValueError):
        return 0
    return (resident - shared) * _PAGE


def used(pid: int, shared: int) -> int:
    """Bytes that ``pid`` and its descendants use beyond ``shared``, which each has in common with its parent."""
    return sum(max(0, private_memory(one) - shared) for one in family(pid))
