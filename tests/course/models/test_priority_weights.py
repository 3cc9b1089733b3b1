import pytest

from course import models
from course.models.priority_weights import CRITERIA, OPTIONS, index, order, stability
from course.models.random_weights import mulberry32, random_weights


def test_hand_checked_index():
    assert index([[10, 0], [4, 8]], [3, 1]) == [7.5, 5.0]
    assert index([[10, 0], [4, 8]], [1, 1]) == [5.0, 6.0]


def test_only_the_proportion_of_weights_counts():
    ratings = [row for _id, row in OPTIONS]
    assert index(ratings, [1, 2, 3, 4, 5]) == pytest.approx(index(ratings, [2, 4, 6, 8, 10]))


def test_equal_options_stay_in_the_order_of_the_list():
    assert order([5.0, 7.0, 5.0, 7.0]) == [1, 3, 0, 2]


@pytest.mark.parametrize("bad", [[0, 0], [1, -1]])
def test_weights_that_mean_nothing_are_refused(bad):
    with pytest.raises(ValueError, match="Weights cannot be negative"):
        index([[1, 2]], bad)


def test_an_option_that_is_better_everywhere_is_stable_and_a_tie_of_opposites_is_not():
    assert stability([[9, 9], [1, 2], [2, 1], [0, 0]], [1, 1])[0] == 1
    first, same = stability([[10, 0], [0, 10], [1, 1], [0, 0]], [2, 1])
    assert 0.3 < first < 0.7
    assert same == 1


def test_random_numbers_are_those_of_the_published_generator():
    numbers = mulberry32(0)
    assert [next(numbers) for _ in range(3)] == pytest.approx(
        [0.26642920868471265, 0.0003297457005828619, 0.2232720274478197]
    )


def test_random_weights_add_up_and_favour_no_criterion():
    drawn = random_weights(5, 500, 2024)
    assert all(sum(weights) == pytest.approx(1) and min(weights) >= 0 for weights in drawn)
    means = [sum(weights[place] for weights in drawn) / len(drawn) for place in range(5)]
    assert means == pytest.approx([0.2] * 5, abs=0.015)


def test_the_example_of_sandovia_shows_what_the_exercise_asks_for():
    """Rank 1 hangs on the weights, the group of three hardly does."""
    out = models.get("priority_weights").run({})
    assert out["first_stays"] < 80 <= out["top_stays"]
    changed = {id: models.get("priority_weights").run({id: 10})["first"] for id in CRITERIA}
    assert set(changed.values()) - {out["first"]}, "one weight alone can change rank 1"


def test_no_weight_at_all_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        models.get("priority_weights").run(dict.fromkeys(CRITERIA, 0))
