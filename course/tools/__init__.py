"""The interactive tools of the course, one file each.

    from course import tools

    tools.cost_comparer("KGZ")

Each function gathers the data that its tool needs and returns a view. The view itself is the JavaScript module of the
same name; its numbers come from ``course.models``. Without JavaScript (book in print, feedback) a still chart, a table
and the limits of the tool stand in its place.
"""

from __future__ import annotations

import importlib
from typing import Any

_NAMES = ("cockpit_tour", "cost_comparer", "flows", "household", "multiplier", "rescue_kit", "world_stock")

__all__ = ["cockpit_tour", "cost_comparer", "flows", "household", "multiplier", "rescue_kit", "world_stock"]


def __getattr__(name: str) -> Any:
    if name not in _NAMES:
        raise AttributeError(f"module 'course.tools' has no attribute {name!r}")
    return getattr(importlib.import_module(f"course.tools.{name}_tool"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_NAMES])
