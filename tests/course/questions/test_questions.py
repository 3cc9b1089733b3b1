"""Finding question types: a new file is a new type."""

from __future__ import annotations

from pathlib import Path

import pytest

from course import ask, mark, questions

_NEW_TYPE = '''
from course.questions.base import Outcome, Refused


def describe(limit=1):
    """A test type."""
    return {"limit": limit}


def parse(desc, raw):
    if raw != "yes":
        raise Refused("Say yes.")
    return raw


def words(desc, value):
    return value


def finding(desc, value):
    return None


def mark(value, *, key):
    return Outcome(float(value == key), "Marked.")


def static(desc):
    return "<p>form</p>"
'''


def test_every_type_has_its_functions() -> None:
    for name in questions.names():
        module = questions.get(name)
        for function in ("describe", "parse", "words", "finding", "mark", "static"):
            assert callable(getattr(module, function)), (name, function)
        assert module.describe.__doc__ and module.mark.__doc__
        assert (Path(questions.__file__).parents[1] / "web" / "js" / "questions" / f"{name}.js").exists()


@pytest.mark.parametrize("name", ["base", "__init__", "", "../ask", "os", "Number"])
def test_helpers_and_other_modules_are_no_types(name: str) -> None:
    with pytest.raises(LookupError):
        questions.get(name)


def test_a_new_type_is_one_file(
    home: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path_factory.mktemp("types")
    (folder / "yes_only.py").write_text(_NEW_TYPE, "utf-8")
    questions.__path__.append(str(folder))
    try:
        assert ask.yes_only("m10-e1", limit=2, value="yes").value == "yes"
        assert ask.yes_only("m10-e2", value="no").status == "Say yes."
        assert mark.yes_only("m10-e1", key="yes", points=3) == 3.0
    finally:
        questions.__path__.remove(str(folder))
