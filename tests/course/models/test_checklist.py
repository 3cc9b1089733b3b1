import pytest

from course import models
from course.models.checklist import coverage, coverage_factor, priority, score


def test_hand_checked_value():
    given = ["yes", "yes", "partly", "no", "none"]
    assert score(given) == pytest.approx(2.5 / 4)
    assert coverage(given) == pytest.approx(4 / 5)
    assert priority(8, 6, 0.8) == pytest.approx(8 * 6 * 0.9)


def test_no_evidence_is_missing_and_not_a_no():
    assert score(["yes", "none", "none"]) == 1
    assert score(["yes", "no", "no"]) == pytest.approx(1 / 3)


def test_a_list_without_any_evidence_has_no_score_but_keeps_half_its_priority():
    assert score(["none", "none"]) is None
    assert coverage(["none", "none"]) == 0
    assert priority(10, 10, 0) == 50


def test_an_empty_list_has_neither():
    assert score([]) is None and coverage([]) is None
    out = models.get("checklist").run({"yes": 0, "partly": 0, "no": 0, "none": 0})
    assert out == {"answered": 0, "score": None, "coverage": None, "factor": None, "priority": None}


def test_the_model_counts_like_the_functions():
    given = ["yes"] * 4 + ["partly"] * 3 + ["no"] * 2 + ["none"] * 2
    out = models.get("checklist").run({"yes": 4, "partly": 3, "no": 2, "none": 2, "relevance": 7, "feasibility": 4})
    assert out["score"] == pytest.approx(score(given))
    assert out["coverage"] == pytest.approx(coverage(given))
    assert out["priority"] == pytest.approx(priority(7, 4, coverage(given)))


@pytest.mark.parametrize("bad", [["maybe"], ["yes", ""]])
def test_an_unknown_answer_is_refused(bad):
    with pytest.raises(ValueError, match="no answer of a checklist"):
        score(bad)


def test_coverage_is_a_share():
    with pytest.raises(ValueError, match="between 0 and 1"):
        coverage_factor(1.2)
