"""Full marks without code: a person who uses the forms only, from the first question of a module to the last.

The answers go in as the forms send them (JSON to ``Recorder.record``), all into one folder; cells that hold code to try
out (``course-code``) are not run. Then each graded cell marks what is stored, as nbgrader runs it.
"""

from __future__ import annotations

import ast
import json
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from course import answers, ask
from course.recorder import Recorder
from grading.bank import load
from tests.modules import module_reading as reading


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("NBGRADER_EXECUTION", "COURSE_STATIC", "JPY_SESSION_NAME"):
        monkeypatch.delenv(name, raising=False)
    answers.use_folder(tmp_path)
    ask.known.clear()
    yield tmp_path
    answers.use_folder(None)
    ask.known.clear()


@pytest.mark.parametrize("module", reading.module_names())
def test_the_forms_alone_reach_full_marks(module: str, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bank = load(module)
    monkeypatch.setenv("COURSE_TRAINEE", bank.trainee)
    for cell in reading.cells(module, "exercises"):
        if "course-run" in cell["metadata"].get("tags", []):
            exec(compile(cell["source"], cell["id"], "exec"), {})
    for id, entry in bank.entries.items():
        raw = json.loads(json.dumps(entry.model))  # what travels from a page is JSON
        reply = Recorder(ask.known[id]).record({"raw": raw})
        assert reply["ok"], f"{id}: {reply['text']}"
    stored = json.loads((home / "answers.json").read_text(encoding="utf-8"))["answers"]
    assert set(bank.entries) <= set(stored)

    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    earned = {}
    for cell in reading.cells(module, "exercises"):
        if cell["id"].endswith("-mark"):
            tree = ast.parse(cell["source"])
            names: dict[str, object] = {}
            with redirect_stdout(StringIO()) as said:
                exec(compile(ast.Module(tree.body[:-1], []), cell["id"], "exec"), names)
                points = eval(compile(ast.Expression(tree.body[-1].value), cell["id"], "eval"), names)
            assert points == cell["metadata"]["nbgrader"]["points"], f"{cell['id']}: {said.getvalue()}"
            earned[cell["id"]] = points
    assert sum(earned.values()) == reading.about(module)["points"]["auto"]
