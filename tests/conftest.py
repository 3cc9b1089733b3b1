"""What tests of several folders need."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One Chromium for each file of tests: its event loop would disturb files that run notebooks."""
    from tests.browsing import open_chromium

    with open_chromium() as browser:
        yield browser
