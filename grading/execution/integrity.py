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
class _Names:
    """The names of one module or class and what each stood for.

    Attributes:
        owner: The module or class.
        names, values: What its namespace held, in order.
        functions, codes: A function stays the same object when its code is exchanged.
    """

    owner: Any
    names: list[str]
    values: list[Any]
    functions: list[FunctionType]
    codes: list[Any]

    def same(self) -> bool:
        """True if every name stands for the same object as before. Quick: it runs after each cell."""
        now = vars(self.owner)
        return (
            [*now] == self.names
            and all(map(is_, now.values(), self.values))
            and all(map(is_, map(_code, self.functions), self.codes))
        )


@dataclass(frozen=True)
class _Space:
    """What a module offers, or a class with its parents; classes share their parents' names."""

    name: str
    look: Callable[[], list[Any]]
    parts: list[_Names]

    def same_owners(self) -> bool:
        """True if a class has the parents that it had."""
        now = self.look()
        return len(now) == len(self.parts) and all(map(is_, now, (part.owner for part in self.parts)))

    def changed(self) -> Iterator[str]:
        """The names that stand for something else now."""
        now = _merged(map(vars, self.look()))
        old: dict[str, Any] = {}
        codes: dict[int, Any] = {}
        for part in self.parts:
            old.update(zip(part.names, part.values, strict=True))
            codes.update(zip(map(id, part.functions), part.codes, strict=True))
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
    parts: list[_Names]
    hooks: dict[str, list[Any]]
    attributes: dict[str, Any]


def snapshot(shell: Any) -> Snapshot:
    """Remember what tests rely on."""
    attributes = {name: shell.__dict__.get(name, _MISSING) for name in _OF_THE_SHELL}
    parts: dict[int, _Names] = {}
    spaces = list(_spaces(parts))
    return Snapshot(shell, spaces, list(parts.values()), _hooks(shell), attributes)


def changes(before: Snapshot) -> list[str]:
    """Names whose object is another one now, or that are gone, sorted."""
    odd = {id(part) for part in before.parts if not part.same()}
    spaces = [space for space in before.spaces if not (space.same_owners() and odd.isdisjoint(map(id, space.parts)))]
    found = {f"{space.name}.{key}" for space in spaces for key in space.changed()}
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


def _spaces(parts: dict[int, _Names]) -> Iterator[_Space]:
    for name in _MODULES:
        if module := sys.modules.get(name):
            yield _space(name, partial(_of_module, module), parts)
    for module_name, class_name in _CLASSES:
        if cls := getattr(sys.modules.get(module_name), class_name, None):
            yield _space(f"{module_name}.{class_name}", partial(_of_class, cls), parts)


def _space(name: str, look: Callable[[], list[Any]], parts: dict[int, _Names]) -> _Space:
    own = []
    for owner in look():
        if id(owner) not in parts:
            functions = [value for value in vars(owner).values() if isinstance(value, FunctionType)]
            codes = list(map(_code, functions))
            parts[id(owner)] = _Names(owner, [*vars(owner)], [*vars(owner).values()], functions, codes)
        own.append(parts[id(owner)])
    return _Space(name, look, own)


def _of_module(module: ModuleType) -> list[Any]:
    return [module]


def _of_class(cls: type) -> list[Any]:
    """The class itself comes last: a new method may hide an old one of a parent."""
    return [*reversed(cls.__mro__[:-1])]


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
