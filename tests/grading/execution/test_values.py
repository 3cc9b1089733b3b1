"""Values come back as they were; what is no value stays away."""

from __future__ import annotations

import datetime as dt
import json
import math
from collections import OrderedDict
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grading.execution.values import NoValue, decode, encode


def _refuse(value: Any) -> dict[str, Any]:
    raise NoValue(type(value).__name__)


def _there_and_back(value: Any) -> Any:
    return decode(json.loads(json.dumps(encode(value, _refuse))), _refuse)


_PLAIN = [
    None, True, 0, 5, 2**80, -1.5, math.inf, "ü\ud800", b"\x00x", 1 + 2j, Decimal("1.10"), Fraction(1, 3),
    range(2, 9, 3),
    [1, [2, (3,)]], {"a": {1: 2}}, {1, 2}, frozenset({"x"}), dt.date(2026, 1, 2), dt.datetime(2026, 1, 2, 3, 4),
    dt.time(5, 6), dt.timedelta(1, 2, 3), float, pd.Timestamp("2026-01-02", tz="Africa/Dakar"), pd.Timedelta("2h"),
    pd.NA, pd.NaT,
]  # fmt: skip


@pytest.mark.parametrize("value", _PLAIN, ids=repr)
def test_plain_values(value: Any) -> None:
    back = _there_and_back(value)
    assert type(back) is type(value)
    assert back is value if value in (None, float) or value is pd.NA or value is pd.NaT else back == value


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.tuples(inner)
    )
)
def test_any_nested_value(value: Any) -> None:
    assert _there_and_back(value) == value


def test_nan_and_ordered_dictionaries() -> None:
    assert math.isnan(_there_and_back(math.nan))
    assert _there_and_back(OrderedDict(a=1)) == {"a": 1}


@pytest.mark.parametrize("array", [np.arange(6).reshape(2, 3), np.array(["a", None], object), np.array([True]),
                                   np.array(["2026-01-01"], "datetime64[D]"), np.zeros((0, 2))], ids=str)  # fmt: skip
def test_arrays(array: np.ndarray) -> None:
    back = _there_and_back(array)
    assert back.dtype == array.dtype
    np.testing.assert_array_equal(back, array)
    if array.dtype != object and array.size:
        one = array.ravel()[0]
        assert type(_there_and_back(one)) is type(one)


def test_tables() -> None:
    table = pd.DataFrame(
        {"a": [1, 2], "b": ["x", None], "c": pd.Categorical(["u", "v"], ["v", "u"]), "d": pd.array([1, None], "Int64"),
         "e": pd.to_datetime(["2026-01-01", None])},
        index=pd.Index(["p", "q"], name="place"),
    )  # fmt: skip
    pd.testing.assert_frame_equal(_there_and_back(table), table)
    pd.testing.assert_series_equal(_there_and_back(table["b"]), table["b"])
    counted = table.groupby(["b", "a"])["d"].sum()
    pd.testing.assert_series_equal(_there_and_back(counted), counted)
    days = pd.DataFrame({"x": [1.0, 2.0, 3.0]}, index=pd.date_range("2026-01-01", periods=3))
    pd.testing.assert_frame_equal(_there_and_back(days), days)
    same = pd.DataFrame([[1, 2]], columns=["a", "a"])
    pd.testing.assert_frame_equal(_there_and_back(same), same)


def test_a_class_of_ones_own_is_no_value_and_a_table_of_ones_own_is_a_plain_table() -> None:
    class Number(float):
        pass

    class Table(pd.DataFrame):
        def equals(self, other: object) -> bool:
            return True

    with pytest.raises(NoValue):
        encode(Number(1), _refuse)
    assert type(_there_and_back(Table({"a": [1]}))) is pd.DataFrame


def test_what_is_nested_too_deeply_is_refused() -> None:
    deep: list = []
    for _ in range(100):
        deep = [deep]
    with pytest.raises(NoValue):
        encode(deep, _refuse)


@pytest.mark.parametrize(
    "data",
    [[1], {}, {"t": "array", "dtype": "O", "shape": [1], "v": "eA=="}, {"t": "int", "v": "x" * 10_000}, {"t": "frame"},
     {"t": "type", "v": "open"}, {"t": "objects", "shape": [10**9], "v": []}, {"t": "nothing"}],
    ids=str,
)  # fmt: skip
def test_forged_data_ends_in_one_error(data: Any) -> None:
    with pytest.raises(NoValue):
        decode(data, _refuse)
