"""The sheet for a second rater: some texts, their points possible, and an empty column for points."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from course import answers_file
from grading.demo.report import question_of
from grading.marks import read_marks
from grading.report import raters
from grading.report.tables import Table, write_csv


def write_sheet(course: Path, db_url: str, path: Path, count: int, modules: Iterable[str] = ()) -> int:
    """Write ``second_rater.csv``. The first rater's points are not in it.

    Args:
        course: nbgrader's course folder.
        db_url: Address of the gradebook.
        path: The file to write.
        count: Texts of each item.
        modules: Only these; all when empty.

    Returns:
        How many texts are in it.

    Raises:
        raters.RatersError: When nothing has been marked by hand, or the sheet exists already.
    """
    wanted = set(modules)
    drawn = raters.draw((mark for mark in read_marks(db_url) if not wanted or mark.module in wanted), count)
    if not drawn:
        raise raters.RatersError("nothing has been marked by hand yet: mark the texts in Formgrader first")
    if path.exists():
        raise raters.RatersError(f"{path} exists already, perhaps with points in it: move it away first")
    rows = []
    for mark in drawn:
        answers = answers_file.read(course / "autograded" / mark.trainee / mark.module / answers_file.FILE_NAME).answers
        answer = answers.get(question_of(mark.item))
        text = answer.value if answer and isinstance(answer.value, str) else "(see Formgrader)"
        rows.append((mark.trainee, mark.module, mark.item, mark.most, text, None))
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_csv(Table("second_rater", ("trainee", "module", "item", "of", "text", "points"), rows), path)
    return len(rows)
