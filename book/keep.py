"""Results that need not be made again: kept under a hash of all that they are made from."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable
from pathlib import Path


def kept(folder: Path, name: str, inputs: Iterable[str | bytes], make: Callable[[], bytes]) -> bytes:
    """The result of ``make``, from ``folder`` if it was made from the same ``inputs`` before.

    Only what was made to the end is kept, and of each name only the newest; a failure is never kept.

    Args:
        folder: where results are kept; it may be removed at any time.
        name: what is made, unique in the folder.
        inputs: everything that the result depends on, the program that makes it included.
        make: makes it.
    """
    total = hashlib.sha256()
    for one in inputs:
        content = one.encode() if isinstance(one, str) else one
        total.update(len(content).to_bytes(8, "big") + content)
    path = folder / f"{name}--{total.hexdigest()[:24]}"
    if path.is_file():
        return path.read_bytes()
    content = make()
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob(f"{name}--*"):
        old.unlink()
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    unfinished.write_bytes(content)
    unfinished.replace(path)
    return content
