"""Kernels that are forked from one that has loaded everything, for tests that start many.

An ordinary kernel spends most of its time with imports. These are the classroom's own
(:mod:`course.classroom.warm`); ``tests/course/classroom/test_nursery.py`` shows that they are like fresh ones.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from jupyter_client.provisioning import KernelProvisionerFactory

from course.classroom.warm import kernels
from course.classroom.warm.fork import ADDRESS, is_there

ROOT = Path(__file__).parents[1]
_PROGRAM = "from course.classroom.warm import nursery, preload; preload.SERVER.clear(); nursery.main()"


@contextmanager
def open_nursery() -> Iterator[str]:
    """What forks kernels; gives its address. Where it cannot start, kernels start in the ordinary way."""
    with tempfile.TemporaryDirectory(prefix="mdc-") as folder:  # short: the name of a socket has 107 letters at most
        address = f"{folder}/nursery"
        few = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "LC_ALL") if name in os.environ}
        command = [sys.executable, "-c", _PROGRAM, address]
        with subprocess.Popen(command, env=few | {"PYTHONPATH": str(ROOT)}, cwd=folder) as process:
            try:
                is_there(address, 120)
                yield address
            finally:
                process.terminate()


@contextmanager
def forked_from(address: str) -> Iterator[None]:
    """Let the kernels of this process come from a nursery."""
    KernelProvisionerFactory.clear_instance()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(ADDRESS, address)
        kernels.use()
        try:
            yield
        finally:
            kernels.Factory.clear_instance()
