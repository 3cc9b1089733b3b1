"""Large pages for the warm process: a fork copies one entry for two megabytes, where small pages need 512."""

from __future__ import annotations

import contextlib
from pathlib import Path

from grading.sandbox import libc

_LARGE = 2 << 20  # bytes


def enlarge() -> int:
    """Gather the private memory of this process in large pages; returns how many there are.

    A machine that has none, or no kernel that does this (Linux 6.1), keeps its small pages: only time is lost.
    """
    made = 0
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/maps").read_text().splitlines():
            places, rights, _offset, _device, inode = line.split()[:5]
            if "w" not in rights or inode != "0":
                continue
            first, last = (int(place, 16) for place in places.split("-"))
            for address in range(-(-first // _LARGE) * _LARGE, last // _LARGE * _LARGE, _LARGE):
                with contextlib.suppress(OSError):  # this part of the memory is not in use
                    libc.collapse(address, _LARGE)
                    made += 1
    return made
