"""Packages as clients send them, and as attackers would like to."""

from __future__ import annotations

import io
import tarfile
import uuid
from typing import Any

import requests

from tests.course.classroom.exchange.fake_hub import Service

COURSE = "migration-development"


def package(files: dict[str, bytes] | list[tuple[str, bytes]], **changes: Any) -> bytes:
    """A tar archive with any names; ``changes`` are attributes of each entry (``type``, ``linkname``)."""
    body = io.BytesIO()
    with tarfile.open(fileobj=body, mode="w:", format=tarfile.PAX_FORMAT) as archive:
        for name, data in files.items() if isinstance(files, dict) else files:
            member = tarfile.TarInfo(name)
            member.size = len(data)
            for attribute, value in changes.items():
                setattr(member, attribute, value)
            archive.addfile(member, io.BytesIO(data))
    return body.getvalue()


def submit(
    service: Service, token: str, assignment: str, files: dict[str, bytes] | bytes, query: str = "", attempt: str = ""
) -> requests.Response:
    """Hand in files, or a body as it is."""
    data = files if isinstance(files, bytes) else package(files)
    return service.ask(
        token,
        "POST",
        f"courses/{COURSE}/assignments/{assignment}/submissions{query}",
        data=data,
        headers={"Idempotency-Key": attempt or str(uuid.uuid4())},
    )


def submissions(service: Service, token: str, query: str = "") -> list[dict[str, Any]]:
    """What the service lists for this token."""
    answer = service.ask(token, "GET", f"courses/{COURSE}/submissions{query}")
    assert answer.status_code == 200, answer.text
    return answer.json()["submissions"]


def opened(body: bytes) -> dict[str, bytes]:
    """The files of a package."""
    with tarfile.open(fileobj=io.BytesIO(body)) as archive:
        return {member.name: archive.extractfile(member).read() for member in archive}  # type: ignore[union-attr]
