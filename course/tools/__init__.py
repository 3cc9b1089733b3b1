"""The interactive tools of the course, one file each.

    from course import tools

    tools.cost_comparer("KGZ")

Each function gathers the data that its tool needs and returns a view. The view itself is the JavaScript module of the
same name; its numbers come from ``course.models``. Without JavaScript (book in print, feedback) a still chart, a table
and the limits of the tool stand in its place.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

# A file ``<tool>_tool.py`` with a function ``<tool>`` is a tool; nothing is registered by hand.
__all__ = sorted(path.stem.removesuffix("_tool") for path in Path(__file__).parent.glob("*_tool.py"))


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'course.tools' has no attribute {name!r}")
    return getattr(importlib.import_module(f"course.tools.{name}_tool"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
