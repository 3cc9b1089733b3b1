"""The proxy's fixed settings, which the keeper writes."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

pytest.importorskip("pydantic")

from course.classroom.keeper import write_proxy_settings
from course.classroom.place import Place
from course.classroom.settings import Settings


@pytest.mark.parametrize("behind", [True, False])
def test_only_a_web_server_of_this_machine_is_believed_that_it_brings_tls(tmp_path: Path, behind: bool) -> None:
    place = Place(tmp_path)
    place.state.mkdir()
    address = {"public_url": "https://class.example.org"} if behind else {}
    write_proxy_settings(place, Settings.model_validate({"address": address}), {"proxy": 8001})
    doors = tomllib.loads(place.proxy_static.read_text())["entryPoints"]
    assert doors["http"]["address"] == "127.0.0.1:8000"
    believed = doors["http"].get("forwardedHeaders", {}).get("trustedIPs", [])
    assert believed == (["127.0.0.1/32", "::1/128"] if behind else [])
    assert doors["auth_api"]["address"].startswith("127.0.0.1:")
