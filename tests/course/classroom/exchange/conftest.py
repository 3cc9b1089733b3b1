"""One fake hub and one running exchange for the tests of this folder."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest

from tests.course.classroom.exchange.fake_hub import FakeHub, Service, person

COURSE = "migration-development"


@pytest.fixture(scope="session")
def hub() -> Iterator[FakeHub]:
    """Two trainees and a trainer of one course, a trainer of another one, a stranger, and tokens that may do less."""
    hub = FakeHub()
    hub.people |= {
        "token-amina": person("amina", f"nbgrader-{COURSE}"),
        "token-bruno": person("bruno", f"nbgrader-{COURSE}"),
        "token-kwame": person("kwame", f"nbgrader-{COURSE}"),
        "token-trainer": person("tess", f"formgrade-{COURSE}"),
        "token-other-trainer": person("otto", "formgrade-other"),
        "token-stranger": person("sam"),
        "token-amina-no-scope": person("amina", f"nbgrader-{COURSE}", scopes=["read:users!user=amina"]),
        "token-formgrader": person(f"trainer-{COURSE}", kind="service"),
        "token-odd-service": person(f"formgrade-{COURSE}", kind="service"),
        "token-odd-user": person(f"trainer-{COURSE}"),
    }
    yield hub
    hub.stop()


@pytest.fixture(scope="module")
def service(hub: FakeHub, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A running exchange with small limits, so that tests of sizes are quick."""
    limits = '{"submission_bytes": 400000, "file_bytes": 200000, "files": 30, "trainee_bytes": 3000000, "events": 50}'
    service = Service(hub, tmp_path_factory.mktemp("classroom"), COURSE_EXCHANGE_LIMITS=limits).start()
    yield service
    service.stop()


@pytest.fixture
def assignment(service: Service) -> str:
    """An assignment of its own for each test, released."""
    from tests.course.classroom.exchange.packages import package

    name = f"m{uuid.uuid4().hex[:8]}"
    data = package({"exercises.ipynb": b"{}"})
    answer = service.ask("token-trainer", "PUT", f"courses/{COURSE}/assignments/{name}", data=data)
    assert answer.status_code == 201, answer.text
    return name
