"""The answer bank of a module: what people answer to each question, and what that deserves.

One file ``tests/bank/<module>.toml`` per module; it is never shipped. Format::

    module = "m10_remittances"
    trainee = "bank"           # whose numbers the raw answers use, where numbers differ between trainees

    [[item]]
    id = "m10-e1a"
    points = 1
    model = "4.8 %"            # raw, as a person types or clicks it
    also = ["4,8"]             # other ways to write the model answer
    half = "3.5"               # an answer that is partly right …
    half_points = 0.5          # … and what it deserves
    [[item.slip]]
    raw = "1.8"
    points = 0.5
    says = "the margin alone"  # part of the message that this slip must get

A raw answer that is a whole plan begins with a finished example of ``course/plan``::

    raw = { plan = "XSV", without = ["CF-15-local"], change = [["start", "country", "NPL"]] }
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grading.release import PROJECT

BANKS = PROJECT / "tests" / "bank"


@dataclass(frozen=True)
class Slip:
    """A typical mistake: the raw answer, the points it deserves, and a part of the message it must get."""

    raw: Any
    points: float
    says: str


@dataclass(frozen=True)
class Entry:
    """One question of the bank; see the module's description."""

    id: str
    points: float
    model: Any
    also: tuple[Any, ...] = ()
    half: Any = None
    half_points: float = 0.0
    slips: tuple[Slip, ...] = ()


@dataclass(frozen=True)
class Bank:
    """The bank of one module.

    Attributes:
        module: Name of the module folder.
        trainee: The trainee whose numbers the raw answers use.
        entries: By question id.
    """

    module: str
    trainee: str
    entries: dict[str, Entry]


def read(path: Path) -> Bank:
    """The bank in a file.

    Raises:
        KeyError, TypeError: When an item lacks a field or has an unknown one.
    """
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    entries = {}
    for item in content["item"]:
        item |= {name: raw_answer(item[name]) for name in ("model", "half") if name in item}
        slips = tuple(Slip(**{**slip, "raw": raw_answer(slip["raw"])}) for slip in item.pop("slip", ()))
        also = tuple(map(raw_answer, item.pop("also", ())))
        entries[item["id"]] = Entry(**item, also=also, slips=slips)
    return Bank(content["module"], content["trainee"], entries)


def raw_answer(raw: Any) -> Any:
    """A raw answer as the question gets it: a plan is made from its example."""
    return plan_of(**raw) if isinstance(raw, Mapping) and "plan" in raw else raw


def plan_of(plan: str, without: Sequence[str] = (), change: Sequence[Sequence[Any]] = ()) -> dict[str, Any]:
    """An example plan of ``course/plan`` as its question records it, with mistakes.

    Args:
        plan: ``NPL`` or ``XSV``.
        without: Pieces that are missing.
        change: For each change the piece, the way to a value in it, and the new value.
    """
    from course.plan import examples

    pieces = {id: {"form": one["form"], "value": deepcopy(one["value"])} for id, one in examples.pieces(plan).items()}
    for piece, *way, last, value in change:
        place = pieces[piece]["value"]
        for step in way:
            place = place[step]
        place[last] = value
    return {"pieces": {id: one for id, one in pieces.items() if id not in without}}


def load(module: str) -> Bank:
    """The bank of a module of the course."""
    return read(BANKS / f"{module}.toml")


def modules_with_bank() -> list[str]:
    """Names of the modules that have a bank."""
    return sorted(path.stem for path in BANKS.glob("*.toml"))
