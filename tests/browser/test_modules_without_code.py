"""A trainee who writes no code: opens a module in JupyterLab, answers with mouse and keyboard, gets full marks.

The answers are the right ones of ``tests/bank``; the texts are those of amina in the demonstration class. For the other
modules ``tests/modules/test_full_marks_without_code.py`` sends the same answers without a browser.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import BrowserContext, expect

from grading.bank import load as load_bank
from grading.demo.personas import load as load_people
from tests.browser import person
from tests.browser.test_lab import SLOW, open_page

TRAINEE = "no-code"
MODULES = ["m00_orientation", "m02_statistics", "m05_checklists", "m10_remittances"]


def texts(module: str) -> dict[str, str]:
    """What amina writes for the trainer, by question."""
    amina = next(someone for someone in load_people(modules=[module]) if someone.id == "amina")
    return dict(amina.work[0].texts)


def described(page: Path) -> dict[str, dict]:
    """The questions of a released page, in order, by id."""
    from course import ask

    ask.known.clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COURSE_STATIC", "1")  # descriptions only, no widgets
        for cell in nbformat.read(page, as_version=4).cells:
            if cell.cell_type == "code" and "course-run" in cell.metadata.get("tags", []):
                exec(compile(cell.source, str(page), "exec"), {})
    return dict(ask.known)


@pytest.mark.parametrize("module", MODULES)
def test_no_code_full_marks(module: str, lab, context: BrowserContext, tmp_path: Path, watch) -> None:
    page = context.new_page()
    watch.follow(page, (lab.url, lab.url.replace("http", "ws")))
    questions = described(lab.folder / module / "exercises.ipynb")
    assert open_page(page, lab, f"{module}/exercises.ipynb") >= len(questions)

    bank = load_bank(module).entries
    answers = {id: entry.model for id, entry in bank.items()} | texts(module)
    for id, desc in questions.items():
        if desc.get("practice"):
            continue
        box = person.question(page, id)
        person.answer(box, desc, answers[id])
        person.record(box)
        box.get_by_role("button", name="Check", exact=True).click()
        expect(box.locator(".cq-note--good, .cq-note--info").first).to_be_visible(timeout=SLOW)

    kept = json.loads((lab.folder / module / "answers.json").read_text(encoding="utf-8"))["answers"]
    assert set(kept) >= {id for id, desc in questions.items() if not desc.get("practice")}
    assert marks(lab.folder / module, tmp_path) == {id: entry.points for id, entry in bank.items()}
    assert watch.outside == []


def marks(folder: Path, tmp_path: Path) -> dict[str, float]:
    """What nbgrader gives for the automatic items of this folder."""
    from grading import release
    from grading.autograde import autograde
    from grading.marks import read_marks

    course = tmp_path / "course"
    release.release([folder.name], to=tmp_path / "release", course=course)
    shutil.copytree(folder, course / "submitted" / TRAINEE / folder.name)
    problems = [graded.problem for graded in autograde(course) if graded.problem]
    assert not problems, problems
    found = read_marks(f"sqlite:///{course / 'gradebook.db'}")
    return {mark.item.removesuffix("-mark"): mark.points for mark in found if mark.state == "marked"}
