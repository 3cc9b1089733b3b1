"""What tests of several folders need."""

from __future__ import annotations

import itertools
import os
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from jupyter_client.provisioning.local_provisioner import LocalPortCache
from xdist.scheduler import LoadScopeScheduling

from course.classroom import line

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.course.classroom.room import Classroom

# a slow machine is no fault of the code; speed is measured by `make bench`
settings.register_profile("course", deadline=None)
settings.load_profile("course")

# Folders whose tests share a server, a built book or a released module that takes seconds to make, and about how many
# seconds they need on one processor: the longest begin first, so that none is left when the other worker has finished.
_TOGETHER = {
    # whoever needs the book first makes it, with its browser lab; the others wait for the lock and find it made
    "tests/browser/test_book": 400,
    # the classroom that many files share, without those that have one of their own
    "tests/course/classroom/": 300,
    "tests/grading/grade/test_equal": 300,
    "tests/browser/": 280,
    "tests/course/classroom/test_survival": 140,
    "tests/grading/attacks/": 138,
    "tests/browser/test_lab_from_kit": 132,
    "tests/grading/": 120,
    "tests/book/": 110,
    "tests/grading/grade/": 110,
    "tests/modules/test_pages_run": 90,
    "tests/grading/classroom/": 80,
    "tests/course/classroom/exchange/": 60,
    "tests/course/classroom/test_postgresql": 50,
    "tests/grading/demo/": 40,
}


#: Files elsewhere that use the same classroom.
_IN_THE_CLASSROOM = ("tests/grading/classroom/test_loop.py",)


def _scope(nodeid: str) -> str:
    """The folder or file whose tests stay on one worker."""
    if nodeid.startswith(_IN_THE_CLASSROOM):
        return "tests/course/classroom/"
    fitting = [folder for folder in _TOGETHER if nodeid.startswith(folder)]
    return max(fitting, key=len, default=nodeid.split("::")[0])


def pytest_configure(config: pytest.Config) -> None:
    """What every test may rely on."""
    # programs such as alembic are those of this Python, also when nobody has put its folder on the path
    place = str(Path(sys.executable).parent)
    if place not in os.environ["PATH"].split(os.pathsep):
        os.environ["PATH"] = place + os.pathsep + os.environ["PATH"]
    _own_ports(**getattr(config, "workerinput", {}))


def _own_ports(workerid: str = "gw0", workercount: int = 1, **_more: Any) -> None:
    """Each worker has ports of its own, for servers and for kernels.

    A port is chosen first, and opened a moment later by another process. Hundreds of kernels, each with five ports,
    would otherwise be given a port of the other worker's kernel once in a while.
    """
    ports = range(line._PORTS.start + int(workerid.removeprefix("gw")), line._PORTS.stop, workercount)
    line._PORTS, line._ports = ports, itertools.cycle(random.sample(ports, len(ports)))
    LocalPortCache.find_available_port = lambda _self, _ip: line.free_port()  # type: ignore[method-assign]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    """Keep the tests of a file, and those of the folders above, on one worker: what they share is made once."""

    class ByFolder(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return _scope(nodeid)

    config.option.loadscopereorder = False  # the order is that of the workers, see below
    return ByFolder(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Long folders first, then files with many tests."""
    if hasattr(config, "workerinput"):
        many = Counter(_scope(item.nodeid) for item in items)
        items.sort(key=lambda item: (-_TOGETHER.get(_scope(item.nodeid), 0), -many[_scope(item.nodeid)]))


@pytest.fixture(scope="session")
def classroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Classroom]:
    """A classroom with two courses: the first has M00, M10 and the trainer ``tess``, ``second`` has M00 and ``rosa``.

    Trainees join the first course by their first sign-in. The trainers' pages are tested in the second one, so that
    marks and submissions do not get in the way of what other tests find.
    """
    pytest.importorskip("jupyterhub")
    pytest.importorskip("jupyterhub_traefik_proxy")
    from tests.course.classroom.room import open_classroom

    second = '[[courses]]\nid = "second"\ntitle = "A second course"\nmodules = ["m00_orientation"]\n'
    with open_classroom(tmp_path_factory.mktemp("classroom"), more=second) as room:
        room.add("rosa", role="trainer", course="second")
        yield room


@pytest.fixture(scope="session")
def nursery() -> Iterator[str]:
    """Address of what forks kernels."""
    from tests.warm_kernels import open_nursery

    with open_nursery() as address:
        yield address


@pytest.fixture(scope="module")
def warm_kernels(nursery: str) -> Iterator[None]:
    """The kernels that this file's tests start are forked: each is fresh, and needs a tenth of the time."""
    from tests.warm_kernels import forked_from

    with forked_from(nursery):
        yield


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One Chromium for each file of tests: its event loop would disturb files that run notebooks."""
    from tests.browsing import open_chromium

    with open_chromium() as browser:
        yield browser
