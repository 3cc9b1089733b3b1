"""One classroom for the tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

pytest.importorskip("jupyterhub")
pytest.importorskip("jupyterhub_traefik_proxy")

from tests.course.classroom.postgres import open_postgresql
from tests.course.classroom.room import Classroom, open_classroom


@pytest.fixture(scope="session")
def classroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Classroom]:
    """A classroom with M00, M10 and the trainer ``tess``; trainees join by their first sign-in."""
    with open_classroom(tmp_path_factory.mktemp("classroom")) as room:
        yield room


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """Address of a database on a server of our own; tests take different courses or schemas in it."""
    with open_postgresql() as address:
        yield address
