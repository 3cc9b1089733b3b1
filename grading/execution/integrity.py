"""Has a submission changed what tests rely on?

A snapshot of the tools that tests use (built-ins, unittest, pandas.testing, the operators of data frames, IPython's
own parts) is taken before any foreign code runs, and compared after each cell. It is a tripwire, not a wall: code in
the same process can lie to it. What counts is marked in another process (see ``grading.execution.plan``).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from types import FunctionType
from typing import Any

_MODULES = [
    "builtins", "math", "operator", "json", "ast", "copy", "types", "warnings", "unittest.case", "unittest.mock",
    "numpy.testing", "numpy", "pandas", "pandas.testing", "pandas._testing", "pandas._testing.asserters",
    "IPython.core.compilerop", "IPython.core.interactiveshell", "IPython.core.ultratb",
    "grading.execution.child", "grading.execution.frames", "grading.execution.kernel", "grading.execution.showing",
    "grading.execution.values", "grading.execution.integrity",
    "course", "course.ask", "course.mark", "course.answers", "course.answers_file", "course.visible_check",
]  # fmt: skip
_CLASSES = [
    ("IPython.core.interactiveshell", "InteractiveShell"),
    ("IPython.core.displayhook", "DisplayHook"),
    ("IPython.core.ultratb", "VerboseTB"),
    ("IPython.core.compilerop", "CachingCompiler"),
    ("ipykernel.zmqshell", "ZMQInteractiveShell"),
    ("ipykernel.zmqshell", "ZMQDisplayPublisher"),
    ("ipykernel.displayhook", "ZMQShellDisplayHook"),
    ("pandas", "DataFrame"), ("pandas", "Series"), ("pandas", "Index"),
]  # fmt: skip
#: Names that Python and IPython themselves change while cells run.
_MAY_CHANGE = {("builtins", "_"), ("builtins", "get_ipython"), ("builtins", "display"), ("course", "START_FOLDER")}
_OF_THE_SHELL = (
    "run_cell", "run_cell_async", "run_code", "run_ast_nodes", "transform_cell", "showtraceback", "_showtraceback",
    "displayhook", "display_pub", "input_transformer_manager",
)  # fmt: skip
_MISSING = object()


@dataclass(frozen=True)
class Snapshot:
    """What was there before: names and their objects."""

    shell: Any
    spaces: list[tuple[str, Callable[[], Mapping[str, Any]], dict[str, Any]]]
    codes: dict[str, dict[str, Any]]
    hooks: dict[str, list[Any]]
    attributes: dict[str, Any]


def snapshot(shell: Any) -> Snapshot:
    """Remember what tests rely on."""
    spaces = [(name, space, dict(space())) for name, space in _spaces()]
    codes = {name: _codes(values) for name, _space, values in spaces}
    attributes = {name: shell.__dict__.get(name, _MISSING) for name in _OF_THE_SHELL}
    return Snapshot(shell, spaces, codes, _hooks(shell), attributes)


def changes(before: Snapshot) -> list[str]:
    """Names whose object is another one now, or that are gone, sorted."""
    found = set()
    for name, look, old in before.spaces:
        space, codes = look(), before.codes[name]
        for key, value in old.items():
            now = space.get(key, _MISSING)
            same = now is value and (key not in codes or now.__code__ is codes[key])
            if not same and (name, key) not in _MAY_CHANGE and not _private(key):
                found.add(f"{name}.{key}")
        if name == "builtins":
            found |= {f"{name}.{key}" for key in set(space) - set(old) if (name, key) not in _MAY_CHANGE}
    found |= {f"shell.{name}" for name, hooks in _hooks(before.shell).items() if hooks != before.hooks[name]}
    for name, value in before.attributes.items():
        if before.shell.__dict__.get(name, _MISSING) is not value:
            found.add(f"shell.{name}")
    if sys.gettrace() or sys.getprofile() or _monitors():
        found.add("sys.settrace")
    return sorted(found)


def _monitors() -> bool:
    """True if a tool watches the code that runs (``sys.monitoring``, from Python 3.12 on)."""
    monitoring = getattr(sys, "monitoring", None)
    return monitoring is not None and any(monitoring.get_tool(tool) for tool in range(6))


def _private(key: str) -> bool:
    """Registries and caches that change by themselves."""
    return key in {"__warningregistry__", "_abc_impl", "__doc__", "__annotations__", "__annotate_func__", "known"}


def _spaces() -> Iterator[tuple[str, Callable[[], Mapping[str, Any]]]]:
    for name in _MODULES:
        if module := sys.modules.get(name):
            yield name, partial(vars, module)
    for module_name, class_name in _CLASSES:
        if cls := getattr(sys.modules.get(module_name), class_name, None):
            yield f"{module_name}.{class_name}", partial(_attributes, cls)


def _attributes(cls: type) -> dict[str, Any]:
    """Everything that a class has, also from its parents: a new method may hide an old one."""
    found: dict[str, Any] = {}
    for parent in reversed(cls.__mro__[:-1]):
        found.update(vars(parent))
    return found


def _codes(space: Mapping[str, Any]) -> dict[str, Any]:
    """The code of each function: it can be exchanged while the function stays the same object."""
    return {key: value.__code__ for key, value in space.items() if isinstance(value, FunctionType)}


def _hooks(shell: Any) -> dict[str, list[Any]]:
    """Functions that IPython calls around each cell."""
    manager = shell.input_transformer_manager
    return {
        "ast_transformers": list(shell.ast_transformers),
        "transformers": [*manager.cleanup_transforms, *manager.line_transforms, *manager.token_transformers],
        "events": [list(callbacks) for callbacks in shell.events.callbacks.values()],
        "user_transformers": [*shell.input_transformers_cleanup, *shell.input_transformers_post],
        "exception_handlers": list(shell.custom_exceptions),
    }
