"""The trainee's side of marking apart: show values, call functions, in the process that ran the trainee's code.

What is said here may be a lie, for the trainee's code shares this process; it can only ever be a value, and the test
that judges it runs elsewhere.
"""

from __future__ import annotations

import itertools
import random
import traceback
import types
from collections.abc import Mapping
from typing import Any

from grading.execution import values

_MOST_ITEMS = 10_000
_MOST_TEXT = 100_000
_BASES = (str, int, float, complex, bytes, tuple, list, dict, set, frozenset)


class Shop:
    """Objects that have been shown, by number."""

    def __init__(self, space: Mapping[str, Any]) -> None:
        self._space = space
        self._shown: dict[int, Any] = {}
        #: What an answer does that no honest one does.
        self.odd: set[str] = set()

    def answer(self, ask: dict[str, Any]) -> dict[str, Any]:
        """Do what is asked; every error of the trainee's code becomes part of the answer."""
        try:
            return {"ok": getattr(self, f"_do_{ask['op']}")(ask)}
        except BaseException as error:  # also KeyboardInterrupt (a time-out) and SystemExit
            return {"error": _name(type(error)), "text": _text(error), "trace": _trace(error)}

    def _do_names(self, ask: dict[str, Any]) -> dict[str, Any]:
        return {name: self._out(self._space[name]) for name in ask["names"] if name in self._space}

    def _do_call(self, ask: dict[str, Any]) -> dict[str, Any]:
        given = [values.decode(one, self._found) for one in ask["args"]]
        named = {name: values.decode(one, self._found) for name, one in ask["kwargs"].items()}
        result = self._out(self._shown[ask["id"]](*given, **named))
        # a function may change a list or a table that it was given
        return {"result": result, "args": [self._out(one) for one in given]}

    def _do_get(self, ask: dict[str, Any]) -> Any:
        return self._out(getattr(self._shown[ask["id"]], ask["name"]))

    def _do_set(self, ask: dict[str, Any]) -> None:
        setattr(self._shown[ask["id"]], ask["name"], values.decode(ask["value"], self._found))

    def _do_item(self, ask: dict[str, Any]) -> Any:
        return self._out(self._shown[ask["id"]][values.decode(ask["key"], self._found)])

    def _do_items(self, ask: dict[str, Any]) -> Any:
        return self._out(list(itertools.islice(iter(self._shown[ask["id"]]), _MOST_ITEMS)))

    def _do_next(self, ask: dict[str, Any]) -> Any:
        return self._out(next(self._shown[ask["id"]]))

    def _do_plain(self, ask: dict[str, Any]) -> Any:
        maker = {"len": len, "bool": bool, "float": float, "int": int, "str": str, "repr": repr}[ask["as"]]
        return maker(self._shown[ask["id"]])

    def _do_same(self, ask: dict[str, Any]) -> bool:
        return bool(self._shown[ask["id"]] == self._shown[ask["other"]])

    def _do_instance(self, ask: dict[str, Any]) -> bool:
        return isinstance(self._shown[ask["other"]], self._shown[ask["id"]])

    def _found(self, data: dict[str, Any]) -> Any:
        return self._shown[data["id"]]

    def _out(self, value: Any) -> Any:
        return values.encode(value, self._handle)

    def _handle(self, value: Any) -> dict[str, Any]:
        if isinstance(value, types.ModuleType):
            return {"t": "module", "v": value.__name__}
        number = id(value)
        self._shown[number] = value
        handle = {"t": "handle", "id": number, "type": _name(type(value))}
        if equals_everything(value):
            self.odd.add(f"an answer of the type {type(value).__name__} says that it equals everything")
        for base in _BASES:
            if isinstance(value, base) and not isinstance(value, type):
                copy = dict.copy(value) if base is dict else base.__new__(base) if base is list else None
                if base is list:
                    copy = list.__getitem__(value, slice(None))
                elif copy is None:
                    copy = _base_value(base, value)
                handle["plain"] = values.encode(copy, lambda _one: {"t": "missing", "v": "<NA>"})
                break
        return handle


def _base_value(base: type, value: Any) -> Any:
    """The value without the methods of its own class."""
    ways = {
        str: lambda: str.__str__(value), int: lambda: int.__int__(value), float: lambda: float.__float__(value),
        complex: lambda: complex.__add__(value, 0j), bytes: lambda: bytes.__add__(value, b""),
        tuple: lambda: tuple.__add__(value, ()), set: lambda: set.copy(value), frozenset: lambda: frozenset.copy(value),
    }  # fmt: skip
    return ways[base]()


def equals_everything(value: Any) -> bool:
    """True if an object says that it equals two things that have nothing in common."""
    if type(value).__eq__ is object.__eq__ or isinstance(value, type):
        return False
    try:
        return (value == random.random()) is True and (value == object()) is True
    except BaseException:
        return False


def _name(kind: type) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"


def _text(error: BaseException) -> str:
    try:
        return str(error)[:2000]
    except BaseException:
        return ""


def _trace(error: BaseException) -> str:
    """The lines of the trainee's own code."""
    try:
        own = [frame for frame in traceback.extract_tb(error.__traceback__) if not frame.filename.startswith("/")]
        return "".join(traceback.format_list(own))[-4000:]
    except BaseException:
        return ""
