"""The README names what is there: every module, every command, every folder."""

from __future__ import annotations

import re
import tomllib

import pytest

from course.command.__main__ import COMMANDS
from tests.test_links import ROOT, TRACKED

README = (ROOT / "README.md").read_text(encoding="utf-8")
MODULES = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(ROOT.glob("modules/*/module.toml"))]
TESTS = {"M90", "M91"}  # one line together, in words


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module["id"])
def test_every_module_is_in_the_table(module: dict) -> None:
    if module["number"] in TESTS:
        assert "| Test A, test B |" in README
    else:
        assert f"| **{module['number']}** | {module['title']} |" in README


def test_every_command_is_in_the_table_and_no_other() -> None:
    named = re.findall(r"^\| `make ([a-z-]+)` \|", README, flags=re.MULTILINE)
    assert sorted(named) == sorted(COMMANDS.keys() - {"help"})


def test_every_folder_is_explained() -> None:
    folders = {name.split("/")[0] for name in TRACKED if "/" in name and not name.startswith(".")}
    explained = set(re.findall(r"^([a-z]+)/ ", README, flags=re.MULTILINE))
    assert explained == folders | {"build"}
