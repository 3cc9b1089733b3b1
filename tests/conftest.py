"""What tests of several folders need."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# a slow machine is no fault of the code; speed is measured by `make bench`
settings.register_profile("course", deadline=None)
settings.load_profile("course")

# folders whose tests share a server, a built book or a released module that takes seconds to make
_TOGETHER = (
    # whoever needs the book first makes it, with its browser lab; the others wait for the lock and find it made
    "tests/browser/test_book",
    "tests/browser/test_lab_from_kit",
    "tests/browser/",
    "tests/book/",
    "tests/grading/demo/",
    "tests/grading/attacks/",
    "tests/grading/grade/",
    "tests/grading/",
    "tests/course/classroom/",
)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    """Keep the tests of a file, and those of the folders above, on one worker: what they share is made once."""

    class ByFolder(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return next(filter(nodeid.startswith, _TOGETHER), nodeid.split("::")[0])

    return ByFolder(config, log)


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
