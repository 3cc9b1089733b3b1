"""``peer_review.json`` in nbgrader's course folder: codes, pairs, reviews that were given back. For trainers only."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

FILE_NAME = "peer_review.json"


class PeerReviewError(Exception):
    """Something cannot be done; the text says why and what to do, in plain language."""


@dataclass
class State:
    """What people were told.

    Attributes:
        seed: Chance of this class.
        codes: Code of each author's plan.
        pairs: For each reader the authors whose plans are read.
        returned: For each author the reviews that were given back: values of the form ``plan_review``.
    """

    seed: int
    codes: dict[str, str] = field(default_factory=dict)
    pairs: dict[str, list[str]] = field(default_factory=dict)
    returned: dict[str, list[dict[str, Any]]] = field(default_factory=dict)


def load(course: Path) -> State | None:
    """The state of a class; None before the first ``assign``.

    Raises:
        PeerReviewError: The file was changed by hand and cannot be read.
    """
    path = course / FILE_NAME
    try:
        return State(**json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError) as error:
        raise PeerReviewError(
            f"{path} cannot be read ({error}). It says who reads which plan: bring back a copy of it."
        ) from None


def fresh() -> State:
    """A state for a new class; its seed comes from chance, so that nobody can work out who reads which plan."""
    return State(secrets.randbelow(2**31))


def save(course: Path, state: State) -> None:
    """Write the state in one step, readable for its owner only."""
    path = course / FILE_NAME
    part = path.with_name(f".{FILE_NAME}.{os.getpid()}.tmp")
    part.touch(mode=0o600)
    part.write_text(json.dumps(asdict(state), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    part.replace(path)
