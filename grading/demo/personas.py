"""Who sits in the demonstration class and what they do: the folder ``personas`` read and checked.

``personas/people.toml`` says how the files are made up.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("personas")
STYLES = ("en", "fr", "de", "plain")
WAYS = ("widget", "typed")


@dataclass(frozen=True)
class Work:
    """What one persona does in one module.

    Attributes:
        module: Name of the module folder.
        answers: By question id: ``model`` (out of the answer bank), ``skip``, or ``{raw = …}``. ``rest`` stands for the
            questions that are not named.
        draws: By question id: the numbers that the question draws for each trainee, and the ``model`` answer from them.
        texts: Manual answers by question id.
        points: What each marked item deserves, by question id, written down by hand.
        manual: The simulated trainer's points by question id; items without them wait.
        comment: What the simulated trainer writes.
        code: Source for solution cells by cell id (code track).
        delete: Cells that the persona deletes by accident.
        copy: Cells that the persona copies.
        answers_file: Text that replaces ``answers.json`` (edited by hand).
        late: Submit first with nothing recorded, later again with the answers.
        rename: New name of the notebook file.
    """

    module: str
    answers: Mapping[str, Any] = field(default_factory=dict)
    draws: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    points: Mapping[str, float] = field(default_factory=dict)
    manual: Mapping[str, float] = field(default_factory=dict)
    comment: str = ""
    code: Mapping[str, str] = field(default_factory=dict)
    delete: tuple[str, ...] = ()
    copy: tuple[str, ...] = ()
    answers_file: str | None = None
    late: bool = False
    rename: str = ""


@dataclass(frozen=True)
class Persona:
    """One fictional trainee.

    Attributes:
        id: The trainee's id in the gradebook.
        who: One sentence about the person and the strength shown.
        style: How the person writes numbers: ``en`` 1,234.5, ``fr`` 1 234,5, ``de`` 1.234,5, ``plain`` 1234.5.
        way: ``widget`` (the question's form) or ``typed`` (the typed fallback in a new cell).
        work: One entry per module, in the order of the course.
    """

    id: str
    who: str
    style: str
    way: str
    work: tuple[Work, ...]


def load(folder: Path = FOLDER, modules: Collection[str] = ()) -> list[Persona]:
    """The class of a folder.

    Args:
        folder: Has ``people.toml`` and one file per module.
        modules: Only these; all when empty. People who do nothing in them are left out.

    Raises:
        FileNotFoundError: When a module has no file.
        ValueError: When a style or way is unknown, an id is used twice, or somebody unknown works in a module.
        TypeError: When a field is unknown.
    """
    names = sorted(modules) or sorted(path.stem for path in folder.glob("*.toml") if path.stem != "people")
    work = {name: _work(folder, name) for name in names}
    people = [
        Persona(
            **{"style": "plain", "way": "widget", **entry},
            work=tuple(done[entry["id"]] for done in work.values() if entry["id"] in done),
        )
        for entry in _read(folder / "people.toml")["persona"]
    ]
    _check(people, work)
    return [person for person in people if person.work or not modules]


def _work(folder: Path, module: str) -> dict[str, Work]:
    """What people do in one module, by the person's id."""
    content = _read(folder / f"{module}.toml")
    texts, draws = content.get("texts", {}), content.get("draws", {})
    return {
        person: Work(**{**part, **_tuples(part, texts)}, module=module, draws=draws)
        for person, part in content["work"].items()
    }


def _check(people: list[Persona], work: Mapping[str, Mapping[str, Work]]) -> None:
    ids = [person.id for person in people]
    if len(set(ids)) < len(ids):
        raise ValueError("people.toml: two personas have the same id")
    for person in people:
        if person.style not in STYLES or person.way not in WAYS:
            raise ValueError(f"{person.id}: style is one of {STYLES}, way is one of {WAYS}")
    for module, done in work.items():
        if unknown := sorted(done.keys() - set(ids)):
            raise ValueError(f"{module}.toml: {', '.join(unknown)} is not in people.toml")


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _tuples(part: Mapping[str, Any], texts: Mapping[str, str]) -> dict[str, Any]:
    """Lists as tuples, and the names of texts as the texts."""
    named = {id: texts[name] for id, name in part.get("texts", {}).items()}
    return {"texts": named, **{name: tuple(part[name]) for name in ("delete", "copy") if name in part}}
