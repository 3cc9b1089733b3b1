"""Two finished plans: Nepal with the real data pack, Sandovia with the invented one. Both are training examples.

Budgets, baselines, targets and meetings in them are invented; figures of the countries come from the data packs.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "example_plans"


def names() -> list[str]:
    """The countries that have an example."""
    return sorted(path.stem for path in _FOLDER.glob("*.json"))


def document(country: str) -> dict[str, Any]:
    """A country file with a finished plan, as a trainee has it.

    Args:
        country: ``NPL`` or ``XSV``.

    Raises:
        KeyError: there is no example of this country.
    """
    if country not in names():
        raise KeyError(f"examples are {', '.join(names())}")
    return json.loads((_FOLDER / f"{country}.json").read_text("utf-8"))


def pieces(country: str) -> dict[str, Any]:
    """Its pieces: ``{id: {"form", "value", "at", "from"}}``."""
    return document(country)["pieces"]
