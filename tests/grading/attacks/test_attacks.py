"""Every attack gets its verdict, nothing outside changes, and honest submissions around it are graded.

One run over the whole corpus; each test below looks at one submission or one thing that had to stay untouched.
"""

from __future__ import annotations

import hashlib
import os
import socket
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
import pytest
from nbgrader.preprocessors import overwritecells, overwritekernelspec

from course.classroom.line import free_port
from grading.grade.run import Choice, run
from grading.grade.verdict import Verdict
from grading.grade.work import grade
from grading.marks import read_marks
from grading.nbgrader_config import course_config
from grading.sandbox import probe
from tests.grading.attacks.attack_module import HIDDEN_WORD, ITEMS, MODULE, make_course
from tests.grading.attacks.attack_submissions import FULL, Attack, attacks, honest

_SECRET = "chestnut-lighthouse"
_CORPUS = attacks()
_HONEST = ["aaa-honest", *(f"{one.name}-neighbour" for one in _CORPUS[20::25]), "zzz-honest"]


@dataclass
class Outcome:
    """The run and what was around it."""

    course: Path
    canary: Path
    before: str
    submitted: str
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    visitors: list[object] = field(default_factory=list)
    points: dict[str, dict[str, float | None]] = field(default_factory=dict)

    def notebook(self, trainee: str) -> nbformat.NotebookNode:
        """What stands in ``autograded``."""
        return nbformat.read(self.course / "autograded" / trainee / MODULE / "exercises.ipynb", as_version=4)


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outcome]:
    """One run over all attacks, with short times."""
    root = tmp_path_factory.mktemp("attacks")
    if probe().mode == "none":  # what follows would be real
        pytest.skip("nothing on this machine can keep a submission in")
    course, canary = make_course(root), root / "canary"
    canary.mkdir()
    (canary / "secret.txt").write_text(_SECRET, encoding="utf-8")
    with socket.create_server(("127.0.0.1", free_port())) as server, pytest.MonkeyPatch.context() as patch:
        places = {"canary": str(canary), "course": str(course), "port": str(server.getsockname()[1])}
        places["other"] = str(course / "submitted" / "aaa-honest" / MODULE)
        for one in [*map(honest, _HONEST), *_CORPUS]:
            one.hand_in(course, places)
        # one submission has a hard link to the gradebook, which changes of course
        found = Outcome(course, canary, _hash(canary), _hash(course / "submitted", but=course / "gradebook.db"))
        threading.Thread(target=_welcome, args=(server, found.visitors), daemon=True).start()
        patch.setenv("GRADER_SECRET", _SECRET)
        patch.setattr("grading.grade.work.course_config", _impatient)
        patch.setattr("grading.grade.pool.grade_all", _in_this_process)
        for step in (overwritecells, overwritekernelspec):  # a worker replaces these for good; this process lives on
            patch.setattr(step, "Gradebook", step.Gradebook)
        found.verdicts = {one.task.trainee: one for one in run(course, Choice(workers=1))}
        for mark in read_marks(course_config(course).CourseDirectory.db_url):
            found.points.setdefault(mark.trainee, {})[mark.item] = mark.points
        yield found


def _impatient(course: str):
    config = course_config(course)
    config.Execute.timeout = 3
    config.SandboxedExecute.total_timeout = 9
    return config


def _in_this_process(tasks, copies, count: int, mode: str, unsafe: bool):
    return (grade(task, copies[task.assignment], mode, unsafe) for task in tasks)


def _welcome(server: socket.socket, visitors: list[object]) -> None:
    while True:
        try:
            visitors.append(server.accept())
        except OSError:
            return


def _hash(folder: Path, but: Path | None = None) -> str:
    """One hash of names, modes, link targets and contents; that of ``but`` may change."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        digest.update(os.fsencode(path.relative_to(folder)) + str(path.lstat().st_mode).encode())
        if path.is_symlink():
            digest.update(os.fsencode(path.readlink()))
        elif path.is_file() and not (but and path.samefile(but)):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def test_the_corpus_is_large_and_its_names_differ() -> None:
    assert len(_CORPUS) >= 80
    assert len({one.name for one in _CORPUS}) == len(_CORPUS)


@pytest.mark.parametrize("name", _HONEST)
def test_honest_submissions_around_attacks_are_graded(outcome: Outcome, name: str) -> None:
    assert not outcome.verdicts[name].problem
    assert _points(outcome, name) == FULL


@pytest.mark.parametrize("attack", _CORPUS, ids=lambda one: f"{one.family}-{one.name}")
def test_verdict(outcome: Outcome, attack: Attack) -> None:
    verdict = outcome.verdicts[attack.name]
    if attack.refused:
        assert attack.refused in verdict.problem
        return
    assert not verdict.problem
    assert {item: got for item, got in _points(outcome, attack.name).items() if attack.points[item] != "any"} == {
        item: points for item, points in attack.points.items() if points != "any"
    }
    assert outcome.points[attack.name]["m92-r1-task"] is None  # a person's mark is never given by the machine


@pytest.mark.parametrize("attack", [one for one in _CORPUS if one.says], ids=lambda one: one.name)
def test_the_reason_is_shown(outcome: Outcome, attack: Attack) -> None:
    texts = [str(cell.outputs) for cell in outcome.notebook(attack.name).cells if cell.id.endswith(("-mark", "-test"))]
    assert any(attack.says in text for text in texts), texts


def _points(outcome: Outcome, name: str) -> dict[str, float | None]:
    return {item: outcome.points[name][id] for item, (id, _most) in ITEMS.items()}


def test_nothing_outside_changed(outcome: Outcome) -> None:
    assert _hash(outcome.canary) == outcome.before


def test_submissions_are_as_they_were_handed_in(outcome: Outcome) -> None:
    assert _hash(outcome.course / "submitted", but=outcome.course / "gradebook.db") == outcome.submitted


def test_nobody_called(outcome: Outcome) -> None:
    assert outcome.visitors == []


def test_no_process_is_left(outcome: Outcome) -> None:
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes()
            parent = int(_stat(folder)[1])
            children = (folder / "task" / folder.name / "children").read_text().split()
            alive = [pid for pid in children if _stat(Path("/proc") / pid)[0] != "Z"]
        except OSError:
            continue
        assert b"\x004242" not in words, words
        assert not (b"grading.execution.warm" in words and parent == os.getpid() and alive), words


def _stat(folder: Path) -> list[str]:
    """State, parent and so on, after the name in parentheses."""
    return (folder / "stat").read_text().rpartition(")")[2].split()


def test_the_gradebook_holds_what_it_should(outcome: Outcome) -> None:
    with sqlite3.connect(outcome.course / "gradebook.db") as book:
        names = {name for (name,) in book.execute("select id from student")}
        assert names == {*_HONEST, *(one.name for one in _CORPUS if not outcome.verdicts[one.name].problem)}
        assert book.execute("select count(*) from grade where manual_score is not null").fetchone() == (0,)


@pytest.mark.parametrize("secret", [_SECRET, "LEAK"])
def test_no_secret_is_in_the_graded_files(outcome: Outcome, secret: str) -> None:
    for path in (outcome.course / "autograded").rglob("*"):
        if path.is_file():
            text = path.read_text(encoding="utf-8", errors="replace")
            if path.suffix == ".ipynb":
                text = str([cell.get("outputs") for cell in nbformat.reads(text, as_version=4).cells])
            assert secret not in text, path


def test_hidden_tests_are_in_no_output(outcome: Outcome) -> None:
    for attack in _CORPUS:
        if not outcome.verdicts[attack.name].problem:
            for cell in outcome.notebook(attack.name).cells:
                if not cell.metadata.get("nbgrader", {}).get("grade"):
                    assert HIDDEN_WORD not in str(cell.get("outputs")), attack.name


def test_graded_notebooks_stay_small(outcome: Outcome) -> None:
    for path in (outcome.course / "autograded").rglob("*.ipynb"):
        assert path.stat().st_size < 30_000_000, path
