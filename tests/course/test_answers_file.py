"""The format of the answers file: what is read, and that the hand-written check agrees with the schema."""

from __future__ import annotations

import json
import os
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course import answers_file, safe_file
from course.answers_file import Answer, NotSaved, Stored

SCHEMA = json.loads((Path(answers_file.__file__).parent / "answers.schema.json").read_text("utf-8"))


def test_a_dangling_link_and_a_folder_and_a_pipe_are_refused(tmp_path: Path) -> None:
    target = tmp_path / "answers.json"
    target.symlink_to(tmp_path / "missing")
    assert "link" in answers_file.read(target).problem
    target.unlink()
    target.mkdir()
    assert answers_file.read(target).problem
    target.rmdir()
    os.mkfifo(target)
    assert "ordinary" in answers_file.read(target).problem


def test_what_is_written_is_read_again_and_fits_the_schema(tmp_path: Path) -> None:
    target = tmp_path / "answers.json"
    stored = Stored("amina", {"m10-e1": Answer("number", 5, "now", 4), "m10-e2": Answer("text", None, "now")})
    safe_file.write(target, answers_file.encode(stored), lock_held=True)
    assert answers_file.read(target) == stored
    jsonschema.validate(json.loads(target.read_text("utf-8")), SCHEMA)
    assert answers_file.keep_aside(target).exists() and answers_file.read(target) == Stored(None, {})


def test_too_much_and_no_json_are_refused_before_anything_is_written() -> None:
    with pytest.raises(NotSaved):
        answers_file.encode(Stored(None, {"m10-e1": Answer("text", "x" * answers_file.MAX_BYTES, "now")}))
    with pytest.raises(ValueError):
        answers_file.encode(Stored(None, {"m10-e1": Answer("number", float("nan"), "now")}))


_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-9, 9)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text("aZ1-_\n ", max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab1-\n", max_size=3), inner, max_size=3),
    max_leaves=6,
)
_ENTRY = st.one_of(
    _JSON,
    st.fixed_dictionaries(
        {
            "type": st.sampled_from(["number", "Number", "", 7, "text\n"]),
            "value": _JSON,
            "at": st.sampled_from(["now", 5, "x" * 41]),
        },
        optional={"previous": _JSON, "more": _JSON},
    ),
)
_DOCUMENT = st.one_of(
    _JSON,
    st.fixed_dictionaries(
        {
            "schema": st.sampled_from([1, 1.0, True, "1", 0]),
            "answers": st.one_of(
                _JSON, st.dictionaries(st.sampled_from(["m10-e1", "M10", "m10-e1\n", "", "a" * 65]), _ENTRY, max_size=2)
            ),
        },
        optional={"trainee": st.sampled_from(["amina", "", 5, "x" * 201]), "more": _JSON},
    ),
)


@given(document=_DOCUMENT)
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_hand_written_check_agrees_with_the_schema(tmp_path: Path, document: object) -> None:
    target = tmp_path / "answers.json"
    target.write_text(json.dumps(document), "utf-8")
    valid = jsonschema.Draft202012Validator(SCHEMA).is_valid(document)
    assert (answers_file.read(target).problem is None) == valid


def test_who_reads_may_change_what_he_got(tmp_path: Path) -> None:
    """The content is checked once for many readers; each has it for himself, and a changed file is read anew."""
    target = tmp_path / "answers.json"
    entry = {"type": "table", "value": {"rows": [[1]]}, "at": "2026-01-05"}
    target.write_text(json.dumps({"schema": 1, "answers": {"m10-e1a": entry}}), encoding="utf-8")
    answers_file.read(target).answers["m10-e1a"].value["rows"].append([2])
    answers_file.read(target).answers.clear()
    assert answers_file.read(target).answers["m10-e1a"].value == {"rows": [[1]]}
    target.write_text(json.dumps({"schema": 1, "answers": {}}), encoding="utf-8")
    assert answers_file.read(target).answers == {}


def test_deep_values_are_read_again_for_each_reader(tmp_path: Path) -> None:
    target = tmp_path / "answers.json"
    value = "[" * 450 + "]" * 450
    target.write_text(f'{{"schema": 1, "answers": {{"m10-e1a": {{"type": "text", "value": {value}, "at": ""}}}}}}')
    first, second = (answers_file.read(target).answers["m10-e1a"].value for _ in range(2))
    assert first == second
    assert first is not second
