"""T4: order."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from course import ask
from course.questions import base, order

STEPS = {"s": "One", "t": "Two", "u": "Three", "v": "Four"}


@pytest.mark.parametrize(
    ("value", "share"),
    [("stuv", 1), ("tsuv", 5 / 6), ("vuts", 0), ("uvst", 2 / 6), ("st", 1 / 6), ("stuvq", 1), ("qr", 0)],
)
def test_one_minus_the_kendall_distance(marked: Callable, value: str, share: float) -> None:
    assert marked("order", list(value), key=list("stuv"), points=6)[0] == pytest.approx(6 * share)


def test_steps_whose_order_does_not_matter(marked: Callable) -> None:
    for value in ("stuv", "sutv"):
        assert marked("order", list(value), key=["s", ["t", "u"], "v"])[0] == 1


def test_a_slip_names_the_wrong_pair(marked: Callable) -> None:
    slips = [(("v", "s"), "Submit comes last.")]
    assert "Submit comes last." in marked("order", list("vstu"), key=list("stuv"), slips=slips)[1]
    assert "Submit" not in marked("order", list("tsuv"), key=list("stuv"), slips=slips)[1]


def test_a_step_twice_is_malformed(marked: Callable) -> None:
    assert marked("order", ["s", "s", "t"], key=list("st"))[0] == 0


def test_the_mixed_order_is_fixed_and_not_the_written_one(home: Path) -> None:
    orders = set()
    for number in range(40):
        shown = [item["id"] for item in ask.build("order", f"m10-e{number}", STEPS)["items"]]
        assert sorted(shown) == list("stuv") and shown != list("stuv")
        assert shown == [item["id"] for item in ask.build("order", f"m10-e{number}", STEPS)["items"]]
        orders.add(tuple(shown))
    assert len(orders) > 10


def test_parsing(home: Path) -> None:
    desc = ask.build("order", "m10-e1", STEPS)
    assert order.parse(desc, tuple("vuts")) == list("vuts")
    assert "mixed order" in order.finding(desc, [item["id"] for item in desc["items"]])
    for raw in (list("stu"), list("stuu"), "stuv", [1, 2, 3, 4], {"s": 1}):
        with pytest.raises(base.Refused):
            order.parse(desc, raw)
