"""The learner's library of the migration and development course.

A notebook needs one line per step, for example ``from course import ask`` or ``from course import tools``.
Names are loaded when they are first used, so that ``import course`` stays quick.
"""

from __future__ import annotations

import importlib
import os
from typing import Any

__version__ = "0.1.0"


def _start_folder() -> str:
    try:
        return os.getcwd()  # noqa: PTH109  (pathlib would slow down the import)
    except OSError:  # the folder was deleted under a running kernel
        return "."


# The kernel starts in the notebook's folder, and answers.json lives there; a later %cd must not move the answers.
START_FOLDER = _start_folder()

_SUBMODULES = {"ask", "charts", "country_file", "data", "mark", "models", "rules", "tools"}
_FUNCTIONS = {"check": "course.visible_check", "variant": "course.trainee"}

__all__ = sorted(_SUBMODULES | set(_FUNCTIONS))


def __getattr__(name: str) -> Any:
    if name in _SUBMODULES:
        return importlib.import_module(f"course.{name}")
    if name in _FUNCTIONS:
        return getattr(importlib.import_module(_FUNCTIONS[name]), name)
    raise AttributeError(f"module 'course' has no attribute {name!r}")
