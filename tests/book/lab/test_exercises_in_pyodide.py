"""Every model answer under the lock of the browser lab: right in the classroom, right in the browser."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from book.lab.build import build
from book.places import Places
from grading.bank import load, modules_with_bank

ROOT = Path(__file__).parents[3]
HERE = Path(__file__).parent
_PATIENCE = 600  # seconds


def _cells(module: str, page: str = "exercises") -> dict[str, str]:
    notebook = json.loads((ROOT / "modules" / module / f"{page}.ipynb").read_text("utf-8"))
    return {cell["id"]: "".join(cell["source"]) for cell in notebook["cells"]}


def _self_checks() -> dict[str, str]:
    """The cells that ask the questions of the self-checks, by the question's id."""
    modules = sorted(path.parent.name for path in (ROOT / "modules").glob("*/selfcheck.ipynb"))
    return {
        id.removesuffix("-answer"): source
        for module in modules
        for id, source in _cells(module, "selfcheck").items()
        if id.endswith("-answer")
    }


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What the engine wrote as a plan; then points, their type and the message for each item of the bank."""
    subprocess.run([sys.executable, "-m", "grading.release"], cwd=ROOT, check=True, capture_output=True)
    build()
    items = []
    for module in modules_with_bank():
        bank, cells = load(module), _cells(module)
        for id, entry in bank.entries.items():
            items.append({"id": id, "trainee": bank.trainee, "raw": entry.model,
                          "answer": cells[f"{id}-answer"], "mark": cells[f"{id}-mark"]})  # fmt: skip
    items += [{"id": id, "trainee": "bank", "answer": source} for id, source in _self_checks().items()]
    given = tmp_path_factory.mktemp("pyodide") / "items.json"
    given.write_text(json.dumps(items), "utf-8")
    command = ["node", str(HERE / "exercises.mjs"), str(Places().lab / "pyodide"), str(given)]
    made = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_PATIENCE)
    assert made.returncode == 0, made.stderr[-3000:]
    return [json.loads(line) for line in made.stdout.splitlines()[-2:]]


@pytest.fixture(scope="module")
def results(lines: list[dict[str, Any]]) -> dict[str, Any]:
    """Points, their type and the message for each item of the bank."""
    return lines[1]


ITEMS = [(id, entry.points) for module in modules_with_bank() for id, entry in load(module).entries.items()]


@pytest.mark.parametrize(("id", "points"), ITEMS, ids=[id for id, _ in ITEMS])
def test_the_model_answer_earns_all_points_in_pyodide(results: dict[str, Any], id: str, points: float) -> None:
    earned, kind, message = results[id]
    assert earned == points, message
    assert kind == "float"


def test_the_key_of_a_self_check_is_right_in_pyodide(results: dict[str, Any]) -> None:
    found = {id: results[id] for id in _self_checks()}
    wrong = {id: one for id, one in found.items() if one[0] != 1 and not one[2].startswith("no key")}
    assert wrong == {}
    assert sum(earned == 1 for earned, _kind, _message in found.values()) >= 0.8 * len(found) > 0


def test_the_plan_is_written_as_a_page_and_what_cannot_be_written_is_told(lines: list[dict[str, Any]]) -> None:
    written = lines[0]
    assert written["html"] > 20_000
    for kind, name in (("docx", "Word"), ("pdf", "PDF")):
        assert written[kind].startswith(f"{name}: not written") and "open it in Word, or print it" in written[kind]
