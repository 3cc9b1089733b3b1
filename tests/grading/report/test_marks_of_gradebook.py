"""The quick way to read marks gives what nbgrader's own objects give."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from nbgrader.api import Gradebook

from grading.marks import read_marks
from grading.report.gather import gather
from tests.grading.report.classroom import MODULE, make

POINTS = {"m10-e1-mark": 1.5, "m10-e2-mark": None, "m10-r1-task": 3.0}


def test_the_same_as_nbgrader_s_objects(tmp_path: Path) -> None:
    url = make(tmp_path, {"ana": POINTS, "bo": dict.fromkeys(POINTS, 1.0)})
    with Gradebook(url) as book:
        book.find_grade("m10-e1-mark", "exercises", MODULE, "bo").extra_credit = 0.25
        book.db.commit()
        slow = [
            (
                one.student.id,
                one.assignment.name,
                one.name,
                None if one.needs_manual_grade else one.score,
                one.max_score,
            )
            for submission in book.assignment_submissions(MODULE)
            for notebook in submission.notebooks
            for one in notebook.grades
        ]
    assert [(m.trainee, m.module, m.item, m.points, m.most) for m in read_marks(url)] == sorted(slow)
    assert 1.25 in [m.points for m in read_marks(url)]


def test_totals_are_nbgrader_s(tmp_path: Path) -> None:
    url = make(tmp_path, {"ana": POINTS, "bo": dict.fromkeys(POINTS, 1.0)}, late={"ana": timedelta(hours=5)})
    with Gradebook(url) as book:
        book.find_submission_notebook("exercises", MODULE, "bo").late_submission_penalty = 2.5
        book.find_submission(MODULE, "bo").extension = timedelta(days=1)
        book.db.commit()
        scores = {one.student.id: one.score for one in book.assignment_submissions(MODULE)}
        seconds = {one.student.id: one.total_seconds_late for one in book.assignment_submissions(MODULE)}
    book = gather(url)
    assert book.totals["ana", MODULE].points == scores["ana"] == 4.5
    assert (book.totals["ana", MODULE].marked, book.totals["ana", MODULE].most, book.totals["ana", MODULE].waits) == (
        6,
        8,
        1,
    )
    assert book.totals["bo", MODULE].points == scores["bo"] - 2.5
    assert {one.trainee: one.hours_late * 3600 for one in book.submissions} == seconds
    assert gather(url, ["other"]).submissions == []
