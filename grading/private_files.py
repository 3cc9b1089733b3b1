"""Files with marks and names are for the person who makes them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def private_files() -> Iterator[None]:
    """Everything written meanwhile can be read by its owner only; afterwards the old rule holds again."""
    old = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(old)
