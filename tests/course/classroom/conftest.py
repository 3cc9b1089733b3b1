"""What the tests of this folder share; their classroom is in ``tests/conftest.py``."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

pytest.importorskip("jupyterhub")
pytest.importorskip("jupyterhub_traefik_proxy")

from tests.course.classroom.postgres import open_postgresql


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """Address of a database on a server of our own; tests take different courses or schemas in it."""
    with open_postgresql() as address:
        yield address
