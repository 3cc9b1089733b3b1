"""Has a submission changed what tests rely on?

A snapshot of the tools that tests use (built-ins, unittest, pandas.testing, the operators of data frames, IPython's
own parts) is taken before any foreign code runs, and compared after each cell. It is a tripwire, not a wall: code in
the same process can lie to it. What counts is marked in another process (see ``grading.execution.plan``).
"""

from __future__ import annotations

import builtins
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import chain
from operator import attrgetter, is_
from types import FunctionType, ModuleType
from typing import Any

#: The functions below keep these built-ins: a submission may put its own ``all`` or ``sorted`` in their place.
__builtins__ = dict(vars(builtins))
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
_code = attrgetter("__code__")


@dataclass(frozen=True)
class _Space:
    """A namespace and what stood in it: that of a module, or of a class with those of its parents."""

    name: str
    look: Callable[[], Iterator[Mapping[str, Any]]]
    names: tuple[tuple[str, ...], ...]
    values: tuple[tuple[Any, ...], ...]
    functions: tuple[FunctionType, ...]
    codes: tuple[Any, ...]

    def same(self) -> bool:
        """True if every name stands for the same object as before. Quick: it runs after each cell."""
        now = tuple(self.look())
        return (
            [*map(len, now)] == [*map(len, self.names)]
            and all(map(is_, chain.from_iterable(now), chain.from_iterable(self.names)))
            and all(map(is_, chain.from_iterable(map(_values, now)), chain.from_iterable(self.values)))
            and all(map(is_, map(_code, self.functions), self.codes))
        )

    def changed(self) -> Iterator[str]:
        """The names that stand for something else now."""
        now = _merged(self.look())
        old: dict[str, Any] = {}
        for names, values in zip(self.names, self.values, strict=True):
            old.update(zip(names, values, strict=True))
        codes = dict(zip(map(id, self.functions), self.codes, strict=True))
        for key, value in old.items():
            same = now.get(key, _MISSING) is value and (id(value) not in codes or _code(value) is codes[id(value)])
            if not same and (self.name, key) not in _MAY_CHANGE and not _private(key):
                yield key
        if self.name == "builtins":
            yield from (key for key in set(now) - set(old) if (self.name, key) not in _MAY_CHANGE)


@dataclass(frozen=True)
class Snapshot:
    """What was there before: names and their objects."""

    shell: Any
    spaces: list[_Space]
    hooks: dict[str, list[Any]]
    attributes: dict[str, Any]


def snapshot(shell: Any) -> Snapshot:
    """Remember what tests rely on."""
    attributes = {name: shell.__dict__.get(name, _MISSING) for name in _OF_THE_SHELL}
    return Snapshot(shell, list(_spaces()), _hooks(shell), attributes)


def changes(before: Snapshot) -> list[str]:
    """Names whose object is another one now, or that are gone, sorted."""
    found = {f"{space.name}.{key}" for space in before.spaces if not space.same() for key in space.changed()}
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


def _spaces() -> Iterator[_Space]:
    for name in _MODULES:
        if module := sys.modules.get(name):
            yield _space(name, partial(_of_module, module))
    for module_name, class_name in _CLASSES:
        if cls := getattr(sys.modules.get(module_name), class_name, None):
            yield _space(f"{module_name}.{class_name}", partial(_of_class, cls))


def _space(name: str, look: Callable[[], Iterator[Mapping[str, Any]]]) -> _Space:
    spaces = tuple(look())
    functions = tuple(value for value in _merged(spaces).values() if isinstance(value, FunctionType))
    # a function stays the same object when its code is exchanged
    codes = tuple(map(_code, functions))
    return _Space(name, look, tuple(map(tuple, spaces)), tuple(tuple(_values(one)) for one in spaces), functions, codes)


def _of_module(module: ModuleType) -> Iterator[Mapping[str, Any]]:
    yield vars(module)


def _of_class(cls: type) -> Iterator[Mapping[str, Any]]:
    """The class's own names come last: a new method may hide an old one of a parent."""
    yield from map(vars, reversed(cls.__mro__[:-1]))


def _values(space: Mapping[str, Any]) -> Iterable[Any]:
    return space.values()


def _merged(spaces: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for space in spaces:
        found.update(space)
    return found


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
