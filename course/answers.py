"""The trainee's answers: one small JSON file beside the notebook.

nbgrader runs a notebook again without a browser, and what a widget remembers is lost there; so each answer is
a plain value in ``answers.json``. ``answers_file`` knows its format.

Nothing is written while nbgrader executes a notebook (``NBGRADER_EXECUTION``) or while the book is built
(``COURSE_STATIC``). A file that cannot be read is never overwritten: it is kept under another name, and every
entry that is still good is kept.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import course
from course import answers_file, safe_file
from course.answers_file import FILE_NAME, MAX_BYTES, QUESTION_ID, TYPE_NAME, Answer, Stored
from course.i18n import _
from course.saving import NotSaved, saving

__all__ = ["FILE_NAME", "MAX_BYTES", "QUESTION_ID", "Answer", "NotSaved", "Stored"]

_folder: Path | None = None


def folder() -> Path:
    """The folder of the answers: where the kernel was when ``course`` was imported."""
    return _folder or Path(course.START_FOLDER)


def use_folder(path: str | os.PathLike[str] | None) -> None:
    """Look for the answers in another folder (grading many submissions in one process, tests); None undoes it."""
    global _folder
    _folder = Path(path) if path is not None else None


def path() -> Path:
    """The answers file."""
    return folder() / FILE_NAME


def frozen() -> bool:
    """True where nothing may be written: nbgrader is executing the notebook, or the book is being built."""
    return bool(os.environ.get("NBGRADER_EXECUTION") or os.environ.get("COURSE_STATIC"))


def moved_warning() -> str | None:
    """A warning if the notebook seems to be in another folder than its answers, else None.

    Jupyter tells a kernel the path of its notebook once, at the start, in ``JPY_SESSION_NAME``.
    """
    name = os.environ.get("JPY_SESSION_NAME", "")
    notebook = Path(name)
    if not name.endswith(".ipynb") or not notebook.is_absolute():
        return None
    if notebook.exists() and notebook.parent.resolve() == folder().resolve():
        return None
    return _(
        "This notebook was moved or renamed after its engine started. Choose Kernel, then Restart Kernel, so that "
        "your answers are saved beside it. Until then they go to: {folder}"
    ).format(folder=folder())


def load() -> Stored:
    """Read the answers file; never raises.

    Returns:
        The good entries, and in ``problem`` what is wrong with the file. A missing file is an empty one
        without problem.
    """
    return answers_file.read(path())


def get(question_id: str) -> Answer | None:
    """The recorded answer of a question, or None if there is none (never recorded, cleared, unreadable)."""
    answer = load().answers.get(question_id)
    return None if answer is None or answer.value is None else answer


def change(edit: Callable[[Stored], Stored]) -> str | None:
    """Read, edit and write the file while no other process can.

    Args:
        edit: gets what is stored and returns what shall be stored.

    Returns:
        A sentence for the trainee if a damaged file was kept under another name, else None.

    Raises:
        NotSaved: with the reason in plain language; the file is as it was.
    """
    if frozen():
        return None
    with saving(path(), _("NOT saved: this answer has a form that cannot be stored.")) as held:
        stored = load()
        if stored.newer:
            raise NotSaved(_("NOT saved: {problem}").format(problem=stored.problem))
        data = answers_file.encode(edit(stored))
        note = None
        if stored.problem:
            aside = answers_file.keep_aside(path())
            note = _("{problem} It was kept as {name}.").format(problem=stored.problem, name=aside.name)
        safe_file.write(path(), data, held)
    return note


def _now() -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


def _put(question_id: str, type_name: str, value: Any) -> str | None:
    if not QUESTION_ID.fullmatch(question_id) or not TYPE_NAME.fullmatch(type_name):
        raise ValueError(f"not a question id or type: {question_id!r}, {type_name!r}")
    from course.trainee import new_id  # here, because trainee reads this module

    def edit(stored: Stored) -> Stored:
        old = stored.answers.get(question_id)
        previous = None if old is None else old.previous if old.value == value else old.value
        answer = Answer(type_name, value, _now(), previous)
        return Stored(stored.trainee or new_id(), {**stored.answers, question_id: answer})

    return change(edit)


def record(question_id: str, type_name: str, value: Any) -> str | None:
    """Store the answer of one question; the old value becomes ``previous``.

    Args:
        question_id: for example ``m10-e1a``.
        type_name: question type, for example ``number``.
        value: plain JSON value, not None.

    Returns:
        A sentence for the trainee if a damaged file was kept aside, else None.

    Raises:
        NotSaved: with the reason in plain language.
    """
    return _put(question_id, type_name, value)


def clear(question_id: str) -> str | None:
    """Remove the answer of one question; ``undo`` brings it back."""
    answer = get(question_id)
    return None if answer is None else _put(question_id, answer.type, None)


def undo(question_id: str) -> str | None:
    """Go back to the value before the last change; a second undo comes forward again.

    Raises:
        NotSaved: there is nothing to undo, or the file cannot be written.
    """
    answer = load().answers.get(question_id)
    if answer is None or (answer.value is None and answer.previous is None):
        raise NotSaved(_("There is nothing to undo."))
    return _put(question_id, answer.type, answer.previous)
