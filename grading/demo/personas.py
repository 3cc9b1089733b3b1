"""Who sits in the demonstration class: ``personas.toml`` read and checked."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("personas.toml")
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
        work: One entry per module.
    """

    id: str
    who: str
    style: str
    way: str
    work: tuple[Work, ...]


def load(path: Path = FILE) -> list[Persona]:
    """The personas of a file.

    Raises:
        ValueError: When a style or way is unknown, or an id is used twice.
        TypeError: When a field is unknown.
    """
    personas = []
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    texts = content.get("texts", {})
    for entry in content["persona"]:
        work = tuple(
            Work(**{**part, **_tuples(part, texts)}, draws=content.get("draws", {})) for part in entry.pop("work")
        )
        personas.append(Persona(style=entry.pop("style", "plain"), way=entry.pop("way", "widget"), work=work, **entry))
    ids = [persona.id for persona in personas]
    if len(set(ids)) < len(ids):
        raise ValueError("two personas have the same id")
    for persona in personas:
        if persona.style not in STYLES or persona.way not in WAYS:
            raise ValueError(f"{persona.id}: style is one of {STYLES}, way is one of {WAYS}")
    return personas


def _tuples(part: Mapping[str, Any], texts: Mapping[str, str]) -> dict[str, Any]:
    """Lists as tuples, and the names of texts as the texts."""
    named = {id: texts[name] for id, name in part.get("texts", {}).items()}
    return {"texts": named, **{name: tuple(part[name]) for name in ("delete", "copy") if name in part}}
