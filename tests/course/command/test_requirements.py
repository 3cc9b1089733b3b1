"""The pinned files agree with pyproject.toml."""

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from course.command import requirements

ROOT = Path(__file__).parents[3]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
DECLARED = {
    "requirements.txt": PROJECT["dependencies"],
    "course/classroom/requirements.txt": PROJECT["dependencies"] + PROJECT["optional-dependencies"]["classroom"],
    "course/classroom/kubernetes/requirements.txt": PROJECT["dependencies"]
    + PROJECT["optional-dependencies"]["classroom"]
    + PROJECT["optional-dependencies"]["cluster"],
    "tests/requirements.txt": PROJECT["dependencies"]
    + PROJECT["optional-dependencies"]["test"]
    + PROJECT["optional-dependencies"]["classroom"],
}


def pins(name: str) -> list[Requirement]:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return [Requirement(line) for line in lines if line and not line.startswith("#")]


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("name", DECLARED)
def test_made_from_the_declared_dependencies(name):
    first = (ROOT / name).read_text(encoding="utf-8").splitlines(keepends=True)[0]
    assert first == requirements.header(name), "run `make requirements`"


@pytest.mark.parametrize("name", DECLARED)
def test_every_line_is_one_exact_version(name):
    for pin in pins(name):
        operators = [spec.operator for spec in pin.specifier]
        assert operators == ["=="], pin


@pytest.mark.parametrize("name", DECLARED)
def test_every_declared_dependency_is_pinned_inside_its_range(name):
    for declared in map(Requirement, DECLARED[name]):
        found = [pin for pin in pins(name) if canonical(pin.name) == canonical(declared.name)]
        assert found, f"{declared} is not pinned"
        for pin in found:
            exact = next(iter(pin.specifier)).version
            assert declared.specifier.contains(exact, prereleases=True), f"{pin} is outside {declared}"


def test_both_files_pin_the_same_versions():
    tested = {(canonical(pin.name), str(pin.marker)): str(pin.specifier) for pin in pins("tests/requirements.txt")}
    for pin in pins("requirements.txt"):
        name = canonical(pin.name)
        # a tool of the tests may need everywhere what the course needs on some systems
        assert tested.get((name, str(pin.marker)), tested.get((name, "None"))) == str(pin.specifier), pin


def test_what_is_installed_here_is_what_is_pinned():
    for pin in pins("requirements.txt"):
        if pin.marker is None or pin.marker.evaluate():
            assert pin.specifier.contains(version(pin.name), prereleases=True), pin
