"""Look after a submission before nbgrader opens it."""

from __future__ import annotations

from pathlib import Path

from grading.doctor.load import NAME


def receive(assignment: str, student: str, notebooks: list[str]) -> None:
    """Name the notebook that is to be graded (nbgrader's ``Autograde.pre_convert_hook``).

    The answers of a no-code trainee are in ``answers.json``, so a submission whose notebook was renamed
    (``exercises-Copy1.ipynb``) or lost still deserves its marks. The doctor finds the best copy, or takes the released
    notebook, when the name is opened; no file of the trainee is changed or added.

    Args:
        assignment: nbgrader's pattern of assignments (unused: the folder of the notebooks says more).
        student: nbgrader's pattern of students (unused).
        notebooks: Paths of the submission's notebooks; the missing one is appended, in place.
    """
    if not notebooks or any(Path(path).stem == NAME for path in notebooks):
        return
    folder = Path(notebooks[0]).parent
    release = folder.resolve().parents[2] / "release" / folder.name / f"{NAME}.ipynb"
    if release.is_file():
        notebooks.append(str(folder / f"{NAME}.ipynb"))
