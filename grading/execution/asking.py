"""The marking side of marking apart: a test sees values, and stand-ins for functions and objects of the trainee.

A stand-in never decides a comparison with a value: methods that compare are refused; ``==`` looks at the plain value.
"""

from __future__ import annotations

import ast
import builtins
import importlib
import sys
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd

from grading.execution import values

Ask = Callable[[dict[str, Any]], dict[str, Any]]
#: A test gives these the right answer; the trainee's object must not be the one that says whether it is.
_COMPARE = set(
    """equals eq ne lt le gt ge compare isin isclose startswith endswith issubset issuperset isdisjoint count index find
    rfind match fullmatch assert_equal almost_equals array_equal""".split()  # noqa: SIM905
)
#: Modules whose classes a stand-in may call its own, so that ``isinstance(figure, go.Figure)`` holds.
_KNOWN = ("plotly", "matplotlib", "datetime", "collections")
_NONE = object()


class TraineeError(Exception):
    """An error of a class that only the trainee's code knows."""


class Marker:
    """Fetches from the trainee's process what a test names.

    Args:
        ask: Sends a question to the trainee's process and gives the answer.
        space: The namespace in which tests run.
    """

    def __init__(self, ask: Ask, space: dict[str, Any]) -> None:
        self._send, self._space = ask, space
        self._own: set[str] = set()

    def prepare(self, source: str, imports: str) -> None:
        """Put everything that a test names into its namespace.

        Args:
            source: The test.
            imports: Import statements of the course's own cells; they are run here, so that nobody can replace them.
        """
        tree = ast.parse(source)
        exec(compile(ast.parse(imports), "<imports>", "exec"), self._space)
        made = _bound(ast.parse(imports)) | _bound(tree)
        names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
        wanted = sorted(name for name in names - made - self._own if not hasattr(builtins, name))
        self._own |= made
        found = self.ask({"op": "names", "names": wanted})
        for name in wanted:
            if name in found:
                self._space[name] = values.decode(found[name], self.found)

    def ask(self, question: dict[str, Any]) -> Any:
        """The answer; an error of the trainee's code is raised here, too."""
        answer = self._send(question)
        for name, text in answer.get("out", []):
            (sys.stderr if name == "stderr" else sys.stdout).write(str(text))
        if "error" in answer:
            raise _error(answer)
        return answer.get("ok")

    def found(self, data: dict[str, Any]) -> Any:
        """A stand-in, or a module of this process."""
        if data["t"] == "module" and (data["v"] in sys.modules or data["v"] in sys.stdlib_module_names):
            return importlib.import_module(data["v"])
        if data["t"] != "handle":
            raise values.NoValue("this is no value")
        plain = values.decode(data["plain"], self.found) if "plain" in data else _NONE
        return StandIn(self, int(data["id"]), str(data.get("type")), plain)

    def encode(self, value: Any) -> Any:
        """A value or a stand-in for the way to the trainee's process."""
        return values.encode(value, _number)


def _number(value: Any) -> dict[str, Any]:
    if type(value) is StandIn:
        return {"t": "handle", "id": object.__getattribute__(value, "_id")}
    raise values.NoValue(f"a {type(value).__name__} of a test cannot be given to the trainee's code")


def _bound(tree: ast.Module) -> set[str]:
    """Names of functions, classes and imports that a test brings along: nobody can shadow them."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names |= {(alias.asname or alias.name).split(".")[0] for alias in node.names}
    return names


def _error(answer: dict[str, Any]) -> Exception:
    module, _dot, name = str(answer["error"]).rpartition(".")
    cls = getattr(builtins, name, None) if module == "builtins" else None
    text = str(answer.get("text", ""))
    if not (isinstance(cls, type) and issubclass(cls, Exception)):
        cls, text = TraineeError, f"{name}: {text}"
    try:
        error = cls(text)
    except TypeError:  # UnicodeDecodeError and the like want more than a text
        error = TraineeError(f"{name}: {text}")
    if answer.get("trace"):
        error.add_note(f"In your code:\n{answer['trace']}")
    return error


class StandIn:
    """Stands for an object in the trainee's process."""

    __slots__ = ("_id", "_marker", "_plain", "_type")

    def __init__(self, marker: Marker, number: int, kind: str, plain: Any) -> None:
        for name, value in (("_marker", marker), ("_id", number), ("_type", kind), ("_plain", plain)):
            object.__setattr__(self, name, value)

    def _ask(self, op: str, **more: Any) -> Any:
        return self._marker.ask({"op": op, "id": self._id, **more})

    def _value(self, data: Any) -> Any:
        return values.decode(data, self._marker.found)

    @property
    def __class__(self) -> type:
        parts = self._type.split(".")
        if parts[0] in _KNOWN:
            for cut in range(len(parts) - 1, 0, -1):
                if module := sys.modules.get(".".join(parts[:cut])):
                    cls = getattr(module, parts[cut], None)
                    return cls if isinstance(cls, type) else StandIn
        return StandIn

    def __call__(self, *given: Any, **named: Any) -> Any:
        args = [self._marker.encode(one) for one in given]
        kwargs = {name: self._marker.encode(one) for name, one in named.items()}
        reply = self._ask("call", args=args, kwargs=kwargs)
        for old, new in zip(given, reply["args"], strict=False):
            _change(old, new, self._value)
        return self._value(reply["result"])

    def __getattr__(self, name: str) -> Any:
        if name in _COMPARE or (name.startswith("__") and name not in ("__name__", "__doc__")):
            raise AttributeError(
                f"{self._type.rpartition('.')[2]!r} object has no attribute {name!r} that a test can use"
            )
        return self._value(self._ask("get", name=name))

    def __setattr__(self, name: str, value: Any) -> None:
        self._ask("set", name=name, value=self._marker.encode(value))

    def __getitem__(self, key: Any) -> Any:
        return self._value(self._ask("item", key=self._marker.encode(key)))

    def __iter__(self) -> Iterator[Any]:
        return iter(self._value(self._ask("items")))

    def __next__(self) -> Any:
        return self._value(self._ask("next"))

    def __contains__(self, item: Any) -> bool:
        return any(one is item or one == item for one in self)

    def __instancecheck__(self, thing: Any) -> bool:
        return type(thing) is StandIn and bool(self._ask("instance", other=thing._id))

    def __eq__(self, other: Any) -> Any:
        if type(other) is StandIn:
            return self._id == other._id or bool(self._ask("same", other=other._id))
        return NotImplemented if self._plain is _NONE else self._plain == other

    def __lt__(self, other: Any) -> Any:
        return NotImplemented if self._plain is _NONE else self._plain < other

    def __le__(self, other: Any) -> Any:
        return NotImplemented if self._plain is _NONE else self._plain <= other

    def __gt__(self, other: Any) -> Any:
        return NotImplemented if self._plain is _NONE else self._plain > other

    def __ge__(self, other: Any) -> Any:
        return NotImplemented if self._plain is _NONE else self._plain >= other

    def __hash__(self) -> int:
        return hash(self._id)

    def __len__(self) -> int:
        return int(self._ask("plain", **{"as": "len"}))

    def __bool__(self) -> bool:
        return bool(self._ask("plain", **{"as": "bool"}))

    def __float__(self) -> float:
        return float(self._ask("plain", **{"as": "float"}))

    def __int__(self) -> int:
        return int(self._ask("plain", **{"as": "int"}))

    def __str__(self) -> str:
        return str(self._ask("plain", **{"as": "str"}))

    def __repr__(self) -> str:
        return str(self._ask("plain", **{"as": "repr"}))


def _change(old: Any, new: Any, value: Callable[[Any], Any]) -> None:
    """Let a list, set, dictionary or table that was given to the trainee's function look as the function left it."""
    if type(old) is list:
        old[:] = value(new)
    elif type(old) in (dict, set):
        made = value(new)
        old.clear()
        old.update(made)
    elif type(old) is np.ndarray:
        made = value(new)
        if isinstance(made, np.ndarray) and made.shape == old.shape:
            old[...] = made
    elif type(old) is pd.DataFrame:
        made = value(new)
        if isinstance(made, pd.DataFrame):
            old._mgr = made._mgr
