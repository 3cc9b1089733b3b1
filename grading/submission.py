"""Look after a submission before nbgrader opens it."""

from __future__ import annotations

import json
import logging
import shutil
from pathlib import Path

from grading.release import RECORDS
from grading.release_notebook import cell_key, released_notebook

NAME = "exercises"


def receive(assignment: str, student: str, notebooks: list[str]) -> None:
    """Everything that is done with a submission before it is marked (nbgrader's ``Autograde.pre_convert_hook``).

    Args:
        assignment: nbgrader's pattern of assignments (unused: the folder of the notebooks says more).
        student: nbgrader's pattern of students (unused).
        notebooks: Paths of the submission's notebooks; a restored one is appended, in place.
    """
    for folder in sorted({Path(path).parent for path in notebooks}):
        set_links_aside(folder)
    ensure_exercises(assignment, student, notebooks)


def set_links_aside(folder: Path) -> list[Path]:
    """Rename records that are links: nbgrader would copy what they point to, for example another trainee's answers.

    Returns:
        The new paths; their names end in ``.tmp``, so that nbgrader ignores them.
    """
    aside = []
    for name in RECORDS:
        link = folder / name
        if link.is_symlink():
            aside.append(link.rename(folder / f"{name}.link.tmp"))
            logging.getLogger("traitlets").warning("%s: %s is a link, and links are not followed", folder, name)
    return aside


def ensure_exercises(assignment: str, student: str, notebooks: list[str]) -> None:
    """Make sure that a submission has ``exercises.ipynb``.

    The answers of a no-code trainee are in ``answers.json``, so a submission whose notebook was renamed
    (``exercises-Copy1.ipynb``) still deserves its marks. The best copy is used, or else the released notebook; the
    trainee's own files stay as they are.

    Args:
        assignment: nbgrader's pattern of assignments (unused: the folder of the notebooks says more).
        student: nbgrader's pattern of students (unused).
        notebooks: Paths of the submission's notebooks; a restored one is appended, in place.
    """
    if not notebooks or any(Path(path).stem == NAME for path in notebooks):
        return
    folder = Path(notebooks[0]).parent
    target = folder / f"{NAME}.ipynb"
    copy = best_copy(folder, [Path(path) for path in notebooks])
    source = copy or folder.resolve().parents[2] / "release" / folder.name / f"{NAME}.ipynb"
    if not source.is_file():
        return
    shutil.copyfile(source, target)
    notebooks.append(str(target))
    logging.getLogger("traitlets").warning(
        "%s: no %s.ipynb was submitted; using %s", folder, NAME, copy.name if copy else "the released notebook"
    )


def best_copy(folder: Path, notebooks: list[Path]) -> Path | None:
    """The notebook that shares most cells with the release, the newest of equals; ``None`` when none shares any."""
    release = released_notebook(folder, folder.name, NAME)
    if release is None:
        return None
    wanted = {cell_key(cell) for cell in release.cells if "nbgrader" in cell.metadata}
    ranked = sorted(((len(_keys(path) & wanted), path.stat().st_mtime_ns, path) for path in notebooks), reverse=True)
    return ranked[0][2] if ranked and ranked[0][0] else None


def _keys(path: Path) -> set[str]:
    """The nbgrader ids in a notebook file, which may be broken or not a notebook at all."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8-sig"))["cells"]
        return {cell["metadata"]["nbgrader"]["grade_id"] for cell in cells if "nbgrader" in cell.get("metadata", {})}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return set()
