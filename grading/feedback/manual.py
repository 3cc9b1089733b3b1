"""Which items of a submission still wait for a person."""

from __future__ import annotations

from nbgrader.api import Gradebook


def waiting_items(db_url: str, assignment: str, notebook: str, student: str) -> set[str]:
    """Ids of the cells that the trainer must still mark, as the gradebook knows them.

    Args:
        db_url: Address of the gradebook.
        assignment: Name of the module folder.
        notebook: Name of the notebook without ``.ipynb``.
        student: The trainee's id.
    """
    with Gradebook(db_url) as gradebook:
        submission = gradebook.find_submission_notebook(notebook, assignment, student)
        return {grade.name for grade in submission.grades if grade.needs_manual_grade}
