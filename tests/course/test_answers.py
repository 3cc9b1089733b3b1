"""The answers file: nothing is lost, nothing foreign is followed, nothing is written where it must not be."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

import course
from course import answers

SCHEMA = json.loads((Path(answers.__file__).parent / "answers.schema.json").read_text("utf-8"))


def _write(home: Path, document: object) -> None:
    (home / "answers.json").write_text(json.dumps(document), "utf-8")


def _names(home: Path) -> list[str]:
    return sorted(path.name for path in home.iterdir())


def _entry(**changes: object) -> dict[str, object]:
    return {"type": "number", "value": 1, "at": "2026-01-01T00:00:00Z", **changes}


def test_record_and_read_back(home: Path) -> None:
    assert answers.record("m10-e1a", "number", 192.08) is None
    answer = answers.get("m10-e1a")
    assert (answer.type, answer.value, answer.previous) == ("number", 192.08, None)
    document = json.loads((home / "answers.json").read_text("utf-8"))
    jsonschema.validate(document, SCHEMA)
    assert document["schema"] == 1 and document["trainee"].startswith("t-")
    assert _names(home) == ["answers.json"]  # no lock and no temporary file is submitted
    assert stat.S_IMODE((home / "answers.json").stat().st_mode) == 0o644


def test_previous_undo_and_clear(home: Path) -> None:
    answers.record("m10-e1", "choice", "a")
    answers.record("m10-e1", "choice", "b")
    answers.record("m10-e1", "choice", "b")  # the same again keeps the older value for undo
    assert answers.get("m10-e1").previous == "a"
    answers.undo("m10-e1")
    assert answers.get("m10-e1").value == "a"
    answers.undo("m10-e1")
    assert answers.get("m10-e1").value == "b"
    answers.clear("m10-e1")
    assert answers.get("m10-e1") is None
    answers.undo("m10-e1")
    assert answers.get("m10-e1").value == "b"


def test_nothing_to_undo(home: Path) -> None:
    with pytest.raises(answers.NotSaved, match="nothing to undo"):
        answers.undo("m10-e1")


def test_clear_without_an_answer_writes_nothing(home: Path) -> None:
    answers.clear("m10-e1")
    assert _names(home) == []


@pytest.mark.parametrize("variable", ["NBGRADER_EXECUTION", "COURSE_STATIC"])
def test_nothing_is_written_while_nbgrader_or_the_book_runs(
    home: Path, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, "autograde")
    answers.record("m10-e1", "number", 5)
    assert _names(home) == []


def test_the_folder_is_that_of_the_import_and_not_a_later_one(tmp_path: Path) -> None:
    code = "import course, os; os.chdir('/'); from course import answers; print(answers.folder())"
    shown = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert Path(shown.stdout.strip()).resolve() == tmp_path.resolve()
    assert Path(course.START_FOLDER).is_absolute()


def test_a_link_is_not_followed_and_is_kept_aside(home: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other") / "secret.json"
    other.write_text(json.dumps({"schema": 1, "answers": {"m10-e1": _entry()}}), "utf-8")
    (home / "answers.json").symlink_to(other)
    stored = answers.load()
    assert stored.answers == {} and "link" in stored.problem
    note = answers.record("m10-e1", "number", 7)
    assert "kept as answers.damaged-" in note
    assert json.loads(other.read_text("utf-8"))["answers"]["m10-e1"]["value"] == 1
    assert not (home / "answers.json").is_symlink() and answers.get("m10-e1").value == 7
    assert len(list(home.glob("answers.damaged-*.json"))) == 1


def test_a_large_file_is_refused_and_kept(home: Path) -> None:
    (home / "answers.json").write_text(" " * (answers.MAX_BYTES + 1), "utf-8")
    assert "too large" in answers.load().problem
    answers.record("m10-e1", "number", 7)
    assert next(home.glob("answers.damaged-*.json")).stat().st_size == answers.MAX_BYTES + 1


def test_an_answer_that_is_too_long_is_refused_and_the_file_stays(home: Path) -> None:
    answers.record("m10-e1", "text", "good")
    with pytest.raises(answers.NotSaved, match="too long"):
        answers.record("m10-e2", "text", "x" * answers.MAX_BYTES)
    assert answers.get("m10-e1").value == "good" and answers.get("m10-e2") is None


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe", b"[" * 200_000, b'{"schema": 1, "answers": NaN}', b"[]", b"7"])
def test_damaged_content_never_raises_and_is_kept_aside(home: Path, content: bytes) -> None:
    (home / "answers.json").write_bytes(content)
    assert answers.load().problem and answers.load().answers == {}
    assert "was kept as" in answers.record("m10-e1", "number", 7)
    assert answers.get("m10-e1").value == 7
    assert next(home.glob("answers.damaged-*.json")).read_bytes() == content


def test_good_entries_survive_a_bad_neighbour(home: Path) -> None:
    _write(home, {"schema": 1, "trainee": "amina", "answers": {"m10-e1": _entry(value=3), "m10-e2": {"value": 4}}})
    stored = answers.load()
    assert stored.problem and set(stored.answers) == {"m10-e1"} and stored.trainee == "amina"
    answers.record("m10-e3", "number", 7)
    assert set(answers.load().answers) == {"m10-e1", "m10-e3"} and answers.load().problem is None


def test_a_newer_file_is_never_replaced(home: Path) -> None:
    _write(home, {"schema": 2, "answers": {"m10-e1": "something new"}})
    with pytest.raises(answers.NotSaved, match="newer version"):
        answers.record("m10-e1", "number", 7)
    assert json.loads((home / "answers.json").read_text("utf-8"))["schema"] == 2


def test_a_folder_that_cannot_be_written_is_reported(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers.use_folder(home / "gone")
    with pytest.raises(answers.NotSaved, match="NOT saved"):
        answers.record("m10-e1", "number", 7)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), object(), {1, 2}])
def test_values_that_are_no_json_are_refused(home: Path, value: object) -> None:
    with pytest.raises(answers.NotSaved):
        answers.record("m10-e1", "number", value)
    assert _names(home) == []


def test_lone_surrogates_survive(home: Path) -> None:
    answers.record("m10-e1", "text", "a\ud800b")
    assert answers.get("m10-e1").value == "a\ud800b"


def test_a_leftover_of_a_killed_process_is_removed(home: Path) -> None:
    (home / ".answers-abc.tmp").write_text("{", "utf-8")
    answers.record("m10-e1", "number", 7)
    assert _names(home) == ["answers.json"]


_WRITER = """
import sys
from course import answers
answers.use_folder(sys.argv[1])
for i in range(40):
    answers.record(f"m10-{sys.argv[2]}{i}", "number", i)
"""


def test_two_processes_writing_at_once_lose_nothing(home: Path) -> None:
    jobs = [subprocess.Popen([sys.executable, "-c", _WRITER, str(home), name]) for name in ("a", "b")]
    assert [job.wait(timeout=300) for job in jobs] == [0, 0]
    assert len(answers.load().answers) == 80


_KILLED = """
import os, signal, sys
from course import answers
answers.use_folder(sys.argv[1])
os.fsync = lambda handle: os.kill(os.getpid(), signal.SIGKILL)
answers.record("m10-e2", "number", 2)
"""


def test_a_kill_in_the_middle_of_writing_leaves_the_old_file(home: Path) -> None:
    answers.record("m10-e1", "number", 1)
    before = (home / "answers.json").read_bytes()
    assert subprocess.run([sys.executable, "-c", _KILLED, str(home)], timeout=300).returncode == -9
    assert (home / "answers.json").read_bytes() == before
    answers.record("m10-e3", "number", 3)  # the lock of the dead process is free
    assert set(answers.load().answers) == {"m10-e1", "m10-e3"}


def test_a_moved_notebook_is_noticed(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert answers.moved_warning() is None
    notebook = home / "exercises.ipynb"
    notebook.write_text("{}", "utf-8")
    monkeypatch.setenv("JPY_SESSION_NAME", str(notebook))
    assert answers.moved_warning() is None
    notebook.rename(home / "other.ipynb")
    assert "Restart Kernel" in answers.moved_warning()
    monkeypatch.setenv("JPY_SESSION_NAME", "console-1-abc")
    assert answers.moved_warning() is None


def test_a_refused_answer_moves_no_damaged_file(home: Path) -> None:
    _write(home, {"schema": 1, "answers": {"m10-e1": _entry(value=3), "m10-e2": "bad"}})
    with pytest.raises(answers.NotSaved):
        answers.record("m10-e3", "text", "x" * answers.MAX_BYTES)
    assert _names(home) == ["answers.json"] and answers.get("m10-e1").value == 3


_BROWSER_LAB = """
import sys, types
sys.modules["fcntl"] = types.ModuleType("fcntl")  # Pyodide's has no flock
from course import answers
answers.record("m10-e1", "number", 5)
assert answers.get("m10-e1").value == 5
"""


def test_it_works_in_the_browser_lab(tmp_path: Path) -> None:
    job = subprocess.run([sys.executable, "-c", _BROWSER_LAB], cwd=tmp_path, env={}, capture_output=True, text=True)
    assert job.returncode == 0, job.stderr
    assert _names(tmp_path) == ["answers.json"]
