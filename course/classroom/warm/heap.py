"""Keep what was loaded on shared pages: a page that a child writes on is copied for this child alone.

Python writes on objects that are only looked at (it counts references), and puts new objects into the gaps that old
ones left. Nothing can be done about the first, except not to walk through everything; the second is avoided here.
"""

from __future__ import annotations

import gc
import os
import re
import sys
import tempfile

_CLASS = re.compile(r"^\s+\d+\s+(\d+)\s+\d+\s+\d+\s+(\d+)$", re.MULTILINE)  # size of objects, and gaps of this size
_BYTES_HEAD = sys.getsizeof(b"")
_fillers: list[list[object]] = []


def settle() -> None:
    """Throw away what is not needed, take the rest out of the garbage collector's rounds, and fill the gaps."""
    gc.collect()
    for size, count in _gaps().items():
        fillers: list[object] = [None] * count  # the list first: it must not be in a gap itself
        for place in range(count):
            fillers[place] = _filler(size)
        _fillers.append(fillers)
    gc.freeze()


def _filler(size: int) -> object:
    """A new object that takes so many bytes (a multiple of 16)."""
    if size == 16:
        return object()
    return float(size) if size < _BYTES_HEAD else bytes(size - _BYTES_HEAD)


def _gaps() -> dict[int, int]:
    """How many objects of each size fit into the memory that Python's allocator has begun to use.

    Only a debugging function of CPython tells, and it writes to the stream of errors.
    """
    tell = getattr(sys, "_debugmallocstats", None)
    if tell is None:
        return {}
    sys.stderr.flush()
    with tempfile.TemporaryFile() as said:
        errors = os.dup(2)
        os.dup2(said.fileno(), 2)
        try:
            tell()
        finally:
            os.dup2(errors, 2)
            os.close(errors)
        said.seek(0)
        text = said.read().decode("ascii", "replace")
    return {int(size): int(count) for size, count in _CLASS.findall(text)}
