"""From M00 to a plan that one can table: one trainee for Nepal, one for Sandovia, with the forms alone and no code.

The trainee has a folder for each module and one country file above them, as in JupyterLab. What forms and tools send
goes through their own handlers (``View.answer``); the country file, the marks and the Word file are what comes of it.
What the trainee writes into the country file is the finished example of ``course/plan``.
"""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from course import answers, ask, country_file, data
from course.plan import check, examples, outline
from course.plan.paper import document, word
from grading.bank import load
from tests.modules import module_reading as reading

COUNTRIES = ("NPL", "XSV")
MODULES = [name for name in reading.module_names() if not reading.is_test(name)]
CAPSTONE = "m15_capstone"
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
_MAKES_A_VIEW = re.compile(r"\bask\.document\(|\btools\.\w+\(")


@dataclass
class Journey:
    """What one trainee has in the end.

    Attributes:
        home: The folder with a folder for each module.
        pieces: What the country file holds.
        earned: Automatic points by module and question.
        said: What the marking printed, by question.
    """

    home: Path
    pieces: dict[str, Any] = field(default_factory=dict)
    earned: dict[str, dict[str, float]] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)


def _view(source: str, name: str) -> Any:
    """Run a cell of the page as JupyterLab does, and return what it shows."""
    tree = ast.parse(source)
    names: dict[str, Any] = {}
    exec(compile(ast.Module(tree.body[:-1], []), name, "exec"), names)
    return eval(compile(ast.Expression(tree.body[-1].value), name, "eval"), names)


def _takes(view: Any) -> list[str]:
    """The pieces that a view can put into the country file."""
    desc = view.desc
    piece = desc.get("piece")
    several = desc.get("data", {}).get("pieces", {}) if desc["kind"] == "tool" else {}
    found = [piece["id"] if isinstance(piece, dict) else piece] if piece else []
    return found + [one["id"] for one in several.values()]


def _fill_in(module: str, wanted: dict[str, Any]) -> None:
    """Put the pieces of one module into the country file, by the page's own questions and tools."""
    for cell in reading.cells(module, "lesson"):
        if cell["cell_type"] != "code" or not _MAKES_A_VIEW.search(cell["source"]):
            continue
        view = _view(cell["source"], cell["id"])
        for id in _takes(view):
            if id in wanted and country_file.piece(id) is None:
                value = json.loads(json.dumps(wanted[id]["value"]))  # what travels from a page is JSON
                key = "record" if view.desc["kind"] == "question" else "piece"
                reply = view.answer({"kind": key, "raw": value, "value": value, "piece": id})
                assert reply["ok"], f"{cell['id']}, {id}: {reply['text']}"


def _answer(module: str) -> None:
    """Answer every question that is marked automatically, with the forms."""
    bank = load(module)
    for cell in reading.cells(module, "exercises"):
        id = cell["id"].removesuffix("-answer")
        if cell["id"].endswith("-answer") and id in bank.entries:
            view = _view(cell["source"], cell["id"])
            raw = "now" if view.desc["type"] == "plan" else bank.entries[id].model
            reply = view.answer({"kind": "record", "raw": json.loads(json.dumps(raw))})
            assert reply["ok"], f"{id}: {reply['text']}"


def _mark(module: str, journey: Journey) -> None:
    for cell in reading.cells(module, "exercises"):
        if cell["id"].endswith("-mark"):
            with redirect_stdout(StringIO()) as said:
                journey.earned.setdefault(module, {})[cell["id"]] = _view(cell["source"], cell["id"])
            journey.said[cell["id"]] = said.getvalue()


def _travel(country: str, home: Path, monkeypatch: pytest.MonkeyPatch) -> Journey:
    journey = Journey(home)
    wanted = examples.pieces(country)
    for module in MODULES:
        folder = home / module
        folder.mkdir()
        answers.use_folder(folder)
        ask.known.clear()
        monkeypatch.setenv("COURSE_TRAINEE", load(module).trainee)  # whose numbers the bank's answers are for
        _fill_in(module, wanted)
        _answer(module)
        with monkeypatch.context() as graded:
            graded.setenv("NBGRADER_EXECUTION", "autograde")
            _mark(module, journey)
    journey.pieces = {id: piece.now.value for id, piece in country_file.load().pieces.items() if piece.now}
    return journey


@pytest.fixture(scope="module", params=COUNTRIES)
def journey(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journey]:
    with pytest.MonkeyPatch.context() as monkeypatch:
        for name in ("NBGRADER_EXECUTION", "COURSE_STATIC", "JPY_SESSION_NAME"):
            monkeypatch.delenv(name, raising=False)
        yield _travel(request.param, tmp_path_factory.mktemp(request.param), monkeypatch)
    answers.use_folder(None)
    ask.known.clear()


def test_full_automatic_marks_in_every_module(journey: Journey) -> None:
    for module in MODULES:
        short = {id: journey.said[id] for id in journey.earned[module] if not journey.said[id].count("Correct")}
        most = reading.about(module)["points"]["auto"]
        assert sum(journey.earned[module].values()) == most, short


def test_every_piece_of_the_plan_went_through_a_page_of_its_module(journey: Journey) -> None:
    assert set(outline.used()) - set(journey.pieces) <= {"CF-10", "CF-12"}, "two boxes of electives may be missing"
    example = examples.pieces(journey.pieces["start"]["country"])
    assert set(example) <= set(journey.pieces)
    found = country_file.load().pieces
    assert not [id for id in example if found[id].now.by == "example"], "a page put it in, not the test"


def test_all_thirty_rules_hold(journey: Journey) -> None:
    report = check.report(journey.pieces)
    assert [finding.text for finding in report.broken] == []
    assert report.points == 15 and all(part.state == "complete" for part in report.parts)


def test_the_copy_beside_the_notebook_is_the_same_plan(journey: Journey) -> None:
    beside = (journey.home / CAPSTONE / "country_file.json").read_bytes()
    assert beside == (journey.home / "country_file.json").read_bytes()


def _exported(journey: Journey) -> Path:
    path = journey.home / "plan.docx"
    if not path.exists():
        path.write_bytes(word.write(document.build(journey.pieces)))
    return path


@pytest.fixture(scope="module")
def text_of_word(journey: Journey) -> Callable[[], list[list[str]]]:
    """The rows of all tables of the Word file."""
    import docx

    opened = docx.Document(str(_exported(journey)))
    return lambda: [[cell.text.strip() for cell in row.cells] for table in opened.tables for row in table.rows]


_NUMBER = re.compile(r"[−-]?\d[\d,]*(?:\.(\d+))?")


def test_every_figure_of_the_word_file_equals_the_data_pack(journey: Journey, text_of_word: Callable) -> None:
    """Each row of a table that begins with an indicator: value as exact as it is printed, and year."""
    country = journey.pieces["start"]["country"]
    pack = {row.label: row for row in data.country_pack(country).itertuples() if row.value == row.value}
    compared = set()
    for label, *cells in text_of_word():
        if label not in pack or len(cells) < 2:
            continue
        printed = _NUMBER.search(cells[0])
        value = float(printed[0].replace(",", "").replace("−", "-"))
        exact = 0.5 * 10 ** -len(printed[1] or "") + 1e-9
        assert abs(value - pack[label].value) <= exact, f"{label}: {cells[0]}, the data pack says {pack[label].value}"
        assert cells[1] == str(int(pack[label].year)), f"{label}: {cells[1]}, the year is {pack[label].year}"
        compared.add(label)
    assert len(compared) >= 12, "the plan needs twelve indicators"


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not on this machine")
def test_libreoffice_opens_the_word_file(journey: Journey) -> None:
    path = _exported(journey)
    profile = f"-env:UserInstallation=file://{journey.home / 'office'}"
    command = [OFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(journey.home), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=170, check=False)
    pdf = path.with_suffix(".pdf")
    assert done.returncode == 0 and pdf.is_file(), done.stdout + done.stderr
    assert pdf.read_bytes().startswith(b"%PDF") and pdf.stat().st_size > 50_000
