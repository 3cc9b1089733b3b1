"""The corpus: what each submission does, and what must come of it.

Each file of ``corpus`` is one family. Fields of an ``[[attack]]``:

- ``name``: the trainee's id; ``about``: what the attack is, when its name does not say it.
- ``c1``, ``c2``, ``c3``: code of the solution cells; ``before``, ``after``: a cell of its own at the beginning, at the
  end. ``{canary}``, ``{course}``, ``{port}`` and ``{other}`` stand for a folder outside, the course folder, a port that
  somebody listens at, and another trainee's submission.
- ``change``: name of a function in ``attack_changes.py`` or ``attack_files.py`` that changes the notebook or the files.
- ``answers``: recorded answers instead of the right (or wrong) ones.
- ``expect``: points by item, or "any" where the moment of an end decides. What is not named must have full points in a
  family of honest answers (``honest = true`` at the top of the file), and 0 in a family of cheats.
- ``says``: a text that the trainee must find in the outputs of the graded cells.
- ``refused``: a text that the trainer must find in the reason why nothing was graded.
"""

from __future__ import annotations

import json
import tomllib
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell

from tests.grading.attacks import attack_changes, attack_files
from tests.grading.attacks.attack_module import ITEMS, MODULE, RIGHT_CODE, TABLE, WRONG_CODE

CORPUS = Path(__file__).parent / "corpus"
RIGHT = {"m92-e1": ("number", 192.075), "m92-t1": ("table", TABLE), "m92-r1": ("text", "The fee is 5 USD.")}
WRONG = {"m92-e1": ("number", 1.0), "m92-t1": ("table", {"columns": ["corridor", "cost"], "rows": [["x", 1]]})}
FULL = {name: points for name, (_id, points) in ITEMS.items()}
NOTHING = dict.fromkeys(ITEMS, 0.0)


@dataclass(frozen=True)
class Attack:
    """One submission; see the text of this module."""

    family: str
    name: str
    honest: bool
    about: str = ""
    c1: str | None = None
    c2: str | None = None
    c3: str | None = None
    before: str = ""
    after: str = ""
    change: str = ""
    answers: dict[str, Any] = field(default_factory=dict)
    expect: dict[str, float | str] = field(default_factory=dict)
    says: str = ""
    refused: str = ""

    @property
    def points(self) -> dict[str, float | str]:
        """The points that each item must get."""
        return (FULL if self.honest else NOTHING) | self.expect

    def hand_in(self, course: Path, places: dict[str, str]) -> Path:
        """Put the submission into the course folder."""
        folder = course / "submitted" / self.name / MODULE
        folder.mkdir(parents=True)
        nb = deepcopy(nbformat.read(course / "release" / MODULE / "exercises.ipynb", as_version=4))
        code = RIGHT_CODE if self.honest else WRONG_CODE
        for item in RIGHT_CODE:
            cell = next(cell for cell in nb.cells if cell.id == f"m92-{item}-code")
            cell.source = _filled(getattr(self, item) or code[item], places)
        if self.before:
            nb.cells.insert(1, new_code_cell(_filled(self.before, places), id="own-before"))
        if self.after:
            nb.cells.append(new_code_cell(_filled(self.after, places), id="own-after"))
        recorded = {**(RIGHT if self.honest else WRONG)}
        recorded |= {id: (recorded.get(id, RIGHT[id])[0], value) for id, value in self.answers.items()}
        entries = {id: {"type": kind, "value": value, "at": "2026-01-05"} for id, (kind, value) in recorded.items()}
        text = json.dumps({"schema": 1, "trainee": self.name, "answers": entries})
        (folder / "answers.json").write_text(text, encoding="utf-8")
        path = folder / "exercises.ipynb"
        nbformat.write(nb, path)
        if self.change:
            source = attack_changes if hasattr(attack_changes, self.change) else attack_files
            changed = getattr(source, self.change)(nb, folder, places)
            if changed is not None:  # a function that writes files itself returns None
                path.write_text(json.dumps(changed), encoding="utf-8")
        return folder


def _filled(text: str, places: dict[str, str]) -> str:
    for name, value in places.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def attacks() -> list[Attack]:
    """All attacks, by family."""
    found = []
    for path in sorted(CORPUS.glob("*.toml")):
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        whole = {"family": path.stem, "honest": content.get("honest", False)}
        found += [Attack(**(whole | one)) for one in content["attack"]]
    return found


def honest(name: str) -> Attack:
    """An honest submission."""
    return Attack("honest", name, True)
