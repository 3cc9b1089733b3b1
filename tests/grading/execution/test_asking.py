"""A test sees values and functions of another process, and nothing there can decide a comparison."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import pytest

from grading.execution.asking import Marker, TraineeError
from grading.execution.showing import Shop

_TRAINEE = """
import math, pandas as pd
total = 5.5
table = pd.DataFrame({"a": [1, 2]})
def fee(amount, rate=0.5): return 2 + rate * amount
def grow(items): items.append(1)
def bad(x): raise ValueError("no")
def worse(x): raise SystemExit
class Account:
    def __init__(self, start): self.balance = start
    def deposit(self, more):
        self.balance += more
        return self
    def __len__(self): return 3
class Any:
    def __eq__(self, other): return True
    def equals(self, other): return True
    def __sub__(self, other): return 0
class Number(float):
    __hash__ = float.__hash__
    def __eq__(self, other): return True
anything, number = Any(), Number(1)
def abs(x): return 0
def squares(): return (n * n for n in range(4))
"""


class _Pair:
    """Both sides, with JSON between them as in life."""

    def __init__(self) -> None:
        self.theirs: dict[str, Any] = {}
        exec(_TRAINEE, self.theirs)
        self.shop, self.ours = Shop(self.theirs), {}
        self.asked: list[dict[str, Any]] = []
        self.marker = Marker(self._send, self.ours)

    def _send(self, question: dict[str, Any]) -> dict[str, Any]:
        self.asked.append(question)
        return json.loads(json.dumps(self.shop.answer(json.loads(json.dumps(question)))))

    def run(self, test: str, imports: str = "") -> dict[str, Any]:
        self.marker.prepare(test, imports)
        exec(compile(test, "<test>", "exec"), self.ours)
        return self.ours


@pytest.fixture
def pair() -> _Pair:
    return _Pair()


@pytest.mark.parametrize(
    "test",
    [
        "assert total == 5.5 and math.sqrt(4) == 2",
        "import pandas as pd\npd.testing.assert_frame_equal(table, pd.DataFrame({'a': [1, 2]}))",
        "assert fee(100) == 52 and fee(100, rate=1) == 102 and callable(fee)",
        "given = []\ngrow(given)\nassert given == [1]",
        "one = Account(5)\nassert one.deposit(3).balance == 8 and len(one) == 3 and isinstance(one, Account)",
        "assert list(squares()) == [0, 1, 4, 9] and next(squares()) == 0",
        "try:\n    bad(1)\n    assert False\nexcept ValueError as error:\n    assert str(error) == 'no'",
        "def helper(x):\n    return fee(x)\nassert [helper(n) for n in (0, 2)] == [2, 3]",
    ],
)
def test_honest_tests_pass(pair: _Pair, test: str) -> None:
    pair.run(test)


@pytest.mark.parametrize(
    ("test", "error"),
    [
        ("assert anything == 5", AssertionError),
        ("assert anything.equals(5)", AttributeError),
        ("assert builtins_abs(anything - 5) < 1", TypeError),
        ("assert number == 7", AssertionError),
        ("assert 7 in [number]", AssertionError),
        ("assert abs(-3) == 0", AssertionError),
        ("missing", NameError),
        ("worse(1)", TraineeError),
        ("fee(lambda x: x)", TypeError),
    ],
)
def test_cheats_and_mistakes_fail(pair: _Pair, test: str, error: type[Exception]) -> None:
    pair.ours["builtins_abs"] = abs
    with pytest.raises(error):
        pair.run(test)


def test_the_right_answer_never_travels(pair: _Pair) -> None:
    with pytest.raises(AssertionError):
        pair.run("key = 123456.75\nassert anything == key, 'walnut'")
    with pytest.raises(AssertionError):
        pair.run("key = 123456.75\nassert fee(3) == key")
    assert "123456.75" not in json.dumps(pair.asked)
    assert "walnut" not in json.dumps(pair.asked)


def test_what_equals_everything_is_noticed(pair: _Pair) -> None:
    with pytest.raises(AssertionError):
        pair.run("assert anything == 5")
    assert "equals everything" in " ".join(pair.shop.odd)


def test_imports_and_helpers_of_tests_cannot_be_replaced(pair: _Pair) -> None:
    pair.theirs["pd"] = pair.theirs["anything"]
    pair.run("def close(a, b):\n    return a == b")
    pair.theirs["close"] = lambda a, b: True
    with pytest.raises(AssertionError):
        pair.run("assert close(total, 7)")
    assert pair.run("pd.DataFrame", "import pandas as pd")["pd"] is pd


def test_an_error_names_the_trainees_lines(pair: _Pair) -> None:
    with pytest.raises(ValueError) as caught:
        pair.run("bad(1)")
    assert any("in bad" in note for note in caught.value.__notes__)
