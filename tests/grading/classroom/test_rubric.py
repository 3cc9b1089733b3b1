"""What stands beside an answer: criteria and anchors of the real modules, each item with its own."""

from __future__ import annotations

import nbformat
import pytest

from grading.classroom.rubric import Rubric, anchors, item, rubric
from grading.release import MODULES


def _items() -> list[tuple[str, str, float]]:
    found = []
    for path in sorted(MODULES.glob("*/exercises.ipynb")):
        for cell in nbformat.read(path, as_version=4).cells:
            about = cell.metadata.get("nbgrader", {})
            if about.get("task"):
                found.append((path.parent.name, about["grade_id"], float(about["points"])))
    return found


@pytest.fixture
def course(tmp_path):
    (tmp_path / "source").symlink_to(MODULES)
    return tmp_path


@pytest.mark.parametrize(("module", "cell", "points"), _items())
def test_every_item_has_criteria_and_anchors(course, module: str, cell: str, points: float) -> None:
    found = rubric(course, module, "exercises", cell)
    assert found.criteria and found.anchors and found.scheme
    assert "MARK SCHEME" not in found.text and "|" not in found.text
    best = [one.most for one in found.criteria]
    assert found.points(best, points) == points and found.points([0.0] * len(best), points) == 0
    for one in found.criteria:
        assert [level.points for level in one.levels] == sorted((level.points for level in one.levels), reverse=True)
        assert one.levels[0].text and one.levels[-1].points == 0


def test_each_item_gets_its_own_anchors() -> None:
    notes = (
        "## R1 and R2 anchors\n\nFor both.\n\n### R1 note\n\n**Accuracy**\n- one\n"
        "\n### R2 letter\n\n**Accuracy**\n- two\n"
        "\n## Common misconceptions\n\nnever\n"
    )
    assert anchors(notes, "R1") == "For both.\n\n### R1 note\n\n**Accuracy**\n- one"
    assert (
        "- one" not in anchors(notes, "R2") and "- two" in anchors(notes, "R2") and "never" not in anchors(notes, "R2")
    )
    assert anchors("# No such part\n", "R1") == ""
    assert item("m10-r1-task") == "R1" and item("m10-e1a-mark") == ""


def test_an_exercise_without_a_table_has_no_criteria(course) -> None:
    assert rubric(course, "m00_orientation", "exercises", "m00-e1-mark").criteria == ()
    assert rubric(course, "m99_none", "exercises", "x") == Rubric()
