"""A trainee who writes no code: opens a module in JupyterLab, answers everything, hands in, gets full marks."""

from __future__ import annotations

import json
import shutil
import tomllib
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser import person

ROOT = Path(__file__).parents[2]
SLOW = 60_000
TRAINEE = "no-code"
TEXTS = {
    "m05-r1": "Our three priorities. First, cheaper transfers: remittances were 11.0 % of GDP in 2024 (country "
    "pack). Women in the Highlands gain, two banks may lose. The central bank starts with a price list in "
    "June. Second, nurses: a survey of two districts found closed posts in 2023, for the others nothing "
    "is known. Older people gain; nurses who want to go abroad may lose, so we ask them. The ministry of "
    "health counts open posts first. Third, school for every child: a school asks for the residence card "
    "of both parents, so some children stay at home. Girls and boys gain, some schools need more "
    "teachers. The ministry of education writes a new entry form by March. The rule about the card works "
    "against it. We gave fairness the highest weight and need the second, and the planning council "
    "decided so in May. Under other weights the same three options stayed in front most of the time, but "
    "not always, and we say so here.",
    "m10-r1": "You can choose how you send money. Ask each service two things: what is the fee, and how much will my "
    "family receive? Compare at least three services for the same amount on the same day. Some services show no fee "
    "but use a worse exchange rate. The price of sending USD 200 was 6.5 % on average in early 2025 (World Bank). How "
    "you use your money is your decision. Last checked: March 2025. More: the ministry's free help line.",
    "m00-r1": "Should our ministry of labour in the southern province open an advice office for women who plan to work "
    "abroad, or spend the same budget on language courses before they leave?",
}


def bank(module: str) -> list[dict]:
    return tomllib.loads((ROOT / "tests" / "bank" / f"{module}.toml").read_text(encoding="utf-8"))["item"]


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


def open_page(page: Page, lab, path: str) -> int:
    """Open a notebook and wait until its tools and questions stand there; returns how many cells ran."""
    page.goto(lab.page_url(path))
    ready = page.locator("[data-course-ready]")
    expect(ready).to_be_attached(timeout=SLOW)
    return int(ready.get_attribute("data-course-ready"))


@pytest.mark.parametrize("module", ["m00_orientation", "m05_checklists", "m10_remittances"])
def test_no_code_full_marks(module, lab, context: BrowserContext, tmp_path, watch):
    page = context.new_page()
    watch.follow(page, (lab.url, lab.url.replace("http", "ws")))
    questions = described(lab.folder / module / "exercises.ipynb")
    assert open_page(page, lab, f"{module}/exercises.ipynb") >= len(questions)

    answers = {item["id"]: item["model"] for item in bank(module)} | TEXTS
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
    assert marks(lab.folder / module, tmp_path) == {item["id"]: item["points"] for item in bank(module)}
    assert watch.outside == []


def marks(folder: Path, tmp_path: Path) -> dict[str, float]:
    """What nbgrader gives for the automatic items of this folder."""
    from grading import release
    from grading.grade.run import Choice, run
    from grading.marks import read_marks

    course = tmp_path / "course"
    release.release([folder.name], to=tmp_path / "release", course=course)
    shutil.copytree(folder, course / "submitted" / TRAINEE / folder.name)
    problems = [verdict.problem for verdict in run(course, Choice()) if verdict.problem]
    assert not problems, problems
    found = read_marks(f"sqlite:///{course / 'gradebook.db'}")
    return {mark.item.removesuffix("-mark"): mark.points for mark in found if mark.state == "marked"}


def test_answers_are_there_after_a_reload(lab, context: BrowserContext):
    page = context.new_page()
    open_page(page, lab, "m00_orientation/exercises.ipynb")
    box = person.question(page, "m00-e1")
    person.answer(box, {"type": "number"}, "1.234,5")
    person.record(box)
    page.keyboard.press("Control+s")
    page.reload()
    expect(person.question(page, "m00-e1").locator(".cq-record")).to_contain_text("1,234.5", timeout=SLOW)


def test_saved_pages_carry_no_outputs_of_questions(lab, context: BrowserContext):
    page = context.new_page()
    open_page(page, lab, "m00_orientation/lesson.ipynb")
    page.locator(".jp-Notebook .jp-MarkdownCell").first.click()
    page.keyboard.press("Control+s")
    saved = lab.folder / "m00_orientation" / "lesson.ipynb"
    expect(page.locator(".jp-DirListing")).to_be_visible()
    page.wait_for_timeout(1500)
    cells = json.loads(saved.read_text(encoding="utf-8"))["cells"]
    built = [cell for cell in cells if "course-run" in cell["metadata"].get("tags", [])]
    assert built and not any(cell["outputs"] for cell in built)


def test_only_shipped_cells_run_by_themselves(lab, context: BrowserContext):
    """A page that was changed on its way runs what the course shipped and nothing else."""
    page_file = lab.folder / "m00_orientation" / "changed.ipynb"
    pages = nbformat.read(lab.folder / "m00_orientation" / "lesson.ipynb", as_version=4)
    strange = nbformat.v4.new_code_cell("open('ran.txt', 'w').close()", metadata={"tags": ["course-run"]})
    pages.cells.insert(1, strange)
    nbformat.write(pages, page_file)
    page = context.new_page()
    open_page(page, lab, "m00_orientation/changed.ipynb")
    assert not page_file.with_name("ran.txt").exists()


def test_questions_come_back_after_a_restart_of_the_engine(lab, context: BrowserContext):
    page = context.new_page()
    open_page(page, lab, "m00_orientation/exercises.ipynb")
    page.evaluate("document.querySelector('[data-course-ready]').removeAttribute('data-course-ready')")
    page.get_by_role("menuitem", name="Kernel").click()
    page.get_by_text("Restart Kernel…", exact=True).click()
    page.locator(".jp-Dialog button.jp-mod-warn").click()
    expect(page.locator("[data-course-ready]")).to_be_attached(timeout=SLOW)
    box = person.question(page, "m00-e1")
    person.answer(box, {"type": "number"}, "12")
    person.record(box)


def test_the_code_can_be_shown_and_hidden(lab, context: BrowserContext):
    page = context.new_page()
    open_page(page, lab, "m00_orientation/lesson.ipynb")
    code = page.locator(".mdt-run .jp-Cell-inputWrapper").first
    expect(code).to_be_hidden()
    page.get_by_role("button", name="Code", exact=True).click()
    expect(code).to_be_visible()
    page.get_by_role("button", name="Code", exact=True).click()
    expect(code).to_be_hidden()
