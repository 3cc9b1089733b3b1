"""Plain values as JSON: what may pass between a trainee's process and the one that marks.

Only exact types of Python, numpy and pandas are values; an object of any other class stays where it is, and a *handle*
with a number stands for it. Nothing is ever pickled, and no class of the other side is made here.
"""

from __future__ import annotations

import base64
import datetime as dt
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd

_DEEPEST = 40
_AS_IS = (type(None), bool, str, float)
_LISTS = {"list": list, "tuple": tuple, "set": set, "frozenset": frozenset}
_TEXTS: dict[str, tuple[type, Callable[[str], Any]]] = {
    "int": (int, int),
    "complex": (complex, complex),
    "decimal": (Decimal, Decimal),
    "fraction": (Fraction, Fraction),
    "datetime": (dt.datetime, dt.datetime.fromisoformat),
    "date": (dt.date, dt.date.fromisoformat),
    "time": (dt.time, dt.time.fromisoformat),
}
_TYPES = {kind.__name__: kind for kind in (bool, int, float, complex, str, bytes, list, tuple, set, frozenset, dict)}
_PLAIN_KINDS = "biufcmMSU"

Other = Callable[[Any], dict[str, Any]]
Found = Callable[[dict[str, Any]], Any]


class NoValue(TypeError):
    """Something that cannot be passed on."""


def encode(value: Any, other: Other, depth: int = 0) -> Any:
    """``value`` as JSON; ``other`` says what stands for an object that is no value.

    Raises:
        NoValue: It is nested too deeply.
    """
    if depth > _DEEPEST:
        raise NoValue("this is nested too deeply")
    kind = type(value)
    if kind in _AS_IS or (kind is int and abs(value) < 1 << 53):
        return value
    inner = lambda one: encode(one, other, depth + 1)  # noqa: E731
    for name, cls in _LISTS.items():
        if kind is cls:
            return {"t": name, "v": [inner(one) for one in value]}
    if kind in (dict, OrderedDict, defaultdict, Counter):
        return {"t": "dict", "v": [[inner(key), inner(one)] for key, one in value.items()]}
    if kind is deque:
        return {"t": "list", "v": [inner(one) for one in value]}
    for name, (cls, _make) in _TEXTS.items():
        if kind is cls:
            return {"t": name, "v": value.isoformat() if hasattr(value, "isoformat") else str(value)}
    if kind is bytes:
        return {"t": "bytes", "v": base64.b64encode(value).decode()}
    if kind is range:
        return {"t": "range", "v": [value.start, value.stop, value.step]}
    if kind is type and _TYPES.get(value.__name__) is value:
        return {"t": "type", "v": value.__name__}
    made = _numbers(value, kind, inner) or _tables(value, kind, inner)
    return made or other(value)


def _numbers(value: Any, kind: type, inner: Callable[[Any], Any]) -> dict[str, Any] | None:
    if kind is dt.timedelta:
        return {"t": "timedelta", "v": [value.days, value.seconds, value.microseconds]}
    if kind is np.ndarray and value.dtype.kind in _PLAIN_KINDS:
        data = base64.b64encode(np.ascontiguousarray(value).tobytes()).decode()
        return {"t": "array", "dtype": value.dtype.str, "shape": list(value.shape), "v": data}
    if kind is np.ndarray and value.dtype == object:
        return {"t": "objects", "shape": list(value.shape), "v": [inner(one) for one in value.ravel()]}
    if issubclass(kind, np.generic) and kind.__module__ == "numpy" and value.dtype.kind in _PLAIN_KINDS:
        return {"t": "scalar", "dtype": value.dtype.str, "v": base64.b64encode(value.tobytes()).decode()}
    if value is pd.NA or value is pd.NaT:
        return {"t": "missing", "v": str(value)}
    if kind is pd.Timestamp:
        return {"t": "timestamp", "v": value.isoformat(), "tz": str(value.tz) if value.tz else None}
    if kind is pd.Timedelta:
        return {"t": "pd-timedelta", "v": value.isoformat()}
    return None


def _tables(value: Any, kind: type, inner: Callable[[Any], Any]) -> dict[str, Any] | None:
    if isinstance(value, pd.DataFrame):
        columns = [_column(pd.DataFrame._ixs(value, place, axis=1), inner) for place in range(len(value._mgr.axes[0]))]
        return {"t": "frame", "index": inner(value._mgr.axes[1]), "names": inner(value._mgr.axes[0]), "v": columns}
    if isinstance(value, pd.Series):
        return {
            "t": "series",
            "index": inner(value._mgr.axes[0]),
            "name": inner(value._name),
            "v": _column(value, inner),
        }
    if kind is pd.RangeIndex:
        return {"t": "range-index", "v": [value.start, value.stop, value.step], "name": inner(value.name)}
    if kind is pd.MultiIndex:
        return {"t": "multi-index", "v": [inner(one) for one in value], "names": [inner(name) for name in value.names]}
    if kind in (pd.Index, pd.DatetimeIndex, pd.TimedeltaIndex, pd.CategoricalIndex):
        column = _column(value.to_series(), inner)
        return {"t": "index", "v": column, "name": inner(value.name), "freq": getattr(value, "freqstr", None)}
    return None


def _column(column: pd.Series, inner: Callable[[Any], Any]) -> dict[str, Any]:
    array = column._mgr.blocks[0].values
    about: dict[str, Any] = {"dtype": str(array.dtype)}
    if isinstance(array, pd.Categorical):
        about |= {"categories": inner(list(array.categories)), "ordered": bool(array.ordered)}
    elif isinstance(array, np.ndarray) and array.dtype.kind in _PLAIN_KINDS:
        return about | {"array": inner(array)}
    return about | {"v": [inner(one) for one in array]}


def decode(data: Any, found: Found) -> Any:
    """The value of ``encode``; ``found`` gives the object that a handle stands for.

    Raises:
        NoValue: It is none. What a hostile sender writes ends here.
    """
    try:
        return _decode(data, found, 0)
    except NoValue:
        raise
    except Exception as problem:
        raise NoValue(f"this is no value ({type(problem).__name__})") from None


def _decode(data: Any, found: Found, depth: int) -> Any:
    if depth > 2 * _DEEPEST:
        raise NoValue("this is nested too deeply")
    if not isinstance(data, dict):
        if isinstance(data, list):
            raise NoValue("this is no value")
        return data
    kind, value = data["t"], data.get("v")
    inner = lambda one: _decode(one, found, depth + 1)  # noqa: E731
    if kind in _LISTS:
        return _LISTS[kind](inner(one) for one in value)
    if kind == "dict":
        return {inner(key): inner(one) for key, one in value}
    if kind in _TEXTS:
        return _TEXTS[kind][1](str(value))
    if kind == "bytes":
        return base64.b64decode(value)
    if kind == "range":
        return range(*value)
    if kind == "type":
        return _TYPES[value]
    if kind in _MAKERS:
        return _MAKERS[kind](data, inner)
    return found(data)


def _plain_dtype(text: str) -> np.dtype:
    dtype = np.dtype(text)
    if dtype.kind not in _PLAIN_KINDS:
        raise NoValue("this is no plain array")
    return dtype


def _objects(data: dict[str, Any], inner: Callable[[Any], Any]) -> np.ndarray:
    flat = np.empty(len(data["v"]), dtype=object)
    for place, one in enumerate(data["v"]):
        flat[place] = inner(one)
    return flat.reshape(data["shape"])


def _array(data: dict[str, Any], inner: Callable[[Any], Any]) -> np.ndarray:
    raw = np.frombuffer(base64.b64decode(data["v"]), _plain_dtype(data["dtype"]))
    return raw.reshape(data["shape"]).copy()


def _values(data: dict[str, Any], inner: Callable[[Any], Any]) -> Any:
    if "array" in data:
        return inner(data["array"])
    items = [inner(one) for one in data["v"]]
    if "categories" in data:
        return pd.Categorical(items, categories=inner(data["categories"]), ordered=data["ordered"])
    if data["dtype"] == "object":
        return _objects({"v": data["v"], "shape": [len(items)]}, inner)
    return pd.array(items, dtype=str(data["dtype"]))


def _frame(data: dict[str, Any], inner: Callable[[Any], Any]) -> pd.DataFrame:
    index = inner(data["index"])
    columns = {place: pd.Series(_values(one, inner), index=index) for place, one in enumerate(data["v"])}
    frame = pd.DataFrame(columns, index=index)
    frame.columns = inner(data["names"])
    return frame


def _index(data: dict[str, Any], inner: Callable[[Any], Any]) -> pd.Index:
    index = pd.Index(_values(data["v"], inner), name=inner(data["name"]))
    if data.get("freq"):
        index.freq = str(data["freq"])
    return index


_MAKERS: dict[str, Callable[[dict[str, Any], Callable[[Any], Any]], Any]] = {
    "timedelta": lambda data, inner: dt.timedelta(*data["v"]),
    "array": _array,
    "objects": _objects,
    "scalar": lambda data, inner: np.frombuffer(base64.b64decode(data["v"]), _plain_dtype(data["dtype"]))[0],
    "missing": lambda data, inner: pd.NA if data["v"] == "<NA>" else pd.NaT,
    "timestamp": lambda data, inner: (
        pd.Timestamp(data["v"]).tz_convert(data["tz"]) if data["tz"] else pd.Timestamp(data["v"])
    ),
    "pd-timedelta": lambda data, inner: pd.Timedelta(data["v"]),
    "frame": _frame,
    "series": lambda data, inner: pd.Series(
        _values(data["v"], inner), index=inner(data["index"]), name=inner(data["name"])
    ),
    "range-index": lambda data, inner: pd.RangeIndex(*data["v"], name=inner(data["name"])),
    "multi-index": lambda data, inner: pd.MultiIndex.from_tuples(
        [inner(one) for one in data["v"]], names=[inner(name) for name in data["names"]]
    ),
    "index": _index,
}
