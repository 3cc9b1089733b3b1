"""The tables in the classroom's README name every setting with its default, and every file; and no other."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pydantic")

from pydantic_core import PydanticUndefined

from course.classroom import settings

FOLDER = Path(settings.__file__).parent
README = (FOLDER / "README.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| `([a-z_.]+)` \| ([^|]+) \| ([^|]+) \|$", README.split("## Settings")[1], flags=re.MULTILINE)
EXAMPLES = re.findall(r"```toml\n(.*?)```", README, flags=re.DOTALL)


def shown(default: Any) -> str:
    """A default as it is written in TOML."""
    if default is PydanticUndefined:
        return "needed"
    if default is None or default == ():
        return "none"
    text = f'"{default}"' if isinstance(default, str) else str(list(default) if isinstance(default, tuple) else default)
    return f"`{text.replace(chr(39), chr(34)).replace('True', 'true').replace('1.0', '1.0')}`"


def test_every_file_of_the_classroom_is_in_the_table_of_files_and_no_other() -> None:
    there = {path.name for path in FOLDER.glob("*.py")} | {f"{path.parent.name}/" for path in FOLDER.glob("*/*")}
    named = re.findall(r"`([^`]+)`", README.split("## Where things are")[1])
    assert sorted(one for one in named if not one.startswith("../")) == sorted(there - {"__init__.py", "__pycache__/"})


def test_every_setting_is_in_the_table_with_its_default_and_no_other() -> None:
    known = {name.replace(".0.", "."): shown(default) for name, default in settings.names().items()}
    assert {name: default for name, default, _words in ROWS} == known
    assert all(len(words) > 10 for _name, _default, words in ROWS)


@pytest.mark.parametrize("text", EXAMPLES, ids=lambda text: text.splitlines()[0])
def test_every_example_can_be_used(text: str, tmp_path: Path) -> None:
    for name in ("cert.pem", "key.pem"):
        (tmp_path / name).touch()
    (tmp_path / "classroom.toml").write_text(text, encoding="utf-8")
    found = settings.load(tmp_path / "classroom.toml", {})

    def agrees(given: Mapping[str, Any], part: Any) -> None:
        for name, value in given.items():
            now = getattr(part, name)
            if isinstance(value, dict):
                agrees(value, now)
            elif isinstance(value, str | int) and not name.startswith(("tls", "public")):
                assert now == value

    agrees(tomllib.loads(text), found)
