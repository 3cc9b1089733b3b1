import pytest

from course.models.coherence import DIMENSIONS, balance, conflicts, empty_cells, trade_offs


def measure(
    id, lever="cost", push=1, groups=("senders",), level="national", owner="A", effects=(0, 0, 0, 0, 0), **more
):
    return {"id": id, "lever": lever, "push": push, "groups": list(groups), "level": level, "owner": owner,
            "effects": list(effects), **more}  # fmt: skip


def test_opposite_pushes_on_one_lever_for_the_same_people_are_a_conflict():
    found = conflicts([measure("a"), measure("b", push=-1, groups=["families", "senders"], owner="B")])
    assert found == [{"first": "a", "second": "b", "lever": "cost", "groups": ["senders"], "kind": "horizontal"}]


@pytest.mark.parametrize(
    "other",
    [measure("b"), measure("b", lever="schools", push=-1), measure("b", push=-1, groups=["families"])],
    ids=["same direction", "another lever", "other people"],
)
def test_what_is_no_conflict(other):
    assert conflicts([measure("a"), other]) == []


def test_kinds():
    one = measure("a")
    assert conflicts([one, measure("b", push=-1)])[0]["kind"] == "inside"
    assert conflicts([one, measure("b", push=-1, level="local")])[0]["kind"] == "vertical"


def test_three_measures_can_make_two_conflicts():
    found = conflicts([measure("a"), measure("b", push=-1), measure("c", push=-1)])
    assert [(one["first"], one["second"]) for one in found] == [("a", "b"), ("a", "c")]


def test_trade_offs_and_balance():
    both, good = measure("a", effects=[1, -1, 0, 0, 0]), measure("b", effects=[1, 1, 0, 0, 0])
    assert trade_offs([both, good]) == ["a"]
    assert balance([both, good])[:2] == [{"helps": 2, "harms": 0}, {"helps": 1, "harms": 1}]
    assert len(balance([])) == len(DIMENSIONS)


def test_empty_cells():
    placed = [measure("a", phase="return", field="education")]
    assert empty_cells(placed, ["return", "emigration"], ["education"]) == [("emigration", "education")]
