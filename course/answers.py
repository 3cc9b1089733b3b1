"""The trainee's answers: one small JSON file beside the notebook.

nbgrader runs a notebook again without a browser, and what a widget remembers is lost there; so each answer is
a plain value in ``answers.json``. The format is described by ``answers.schema.json`` next to this module; the
check here is written by hand because it runs in every question (a test proves that both agree).

Nothing is written while nbgrader executes a notebook (``NBGRADER_EXECUTION``) or while the book is built
(``COURSE_STATIC``). A file that cannot be read is never overwritten: it is kept under another name, and every
entry that is still good is kept.
"""

from __future__ import annotations

import json
import os
import re
import stat
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import course
from course.i18n import _
from course.lock import Busy, locked

FILE_NAME = "answers.json"
SCHEMA = 1
MAX_BYTES = 1_000_000
QUESTION_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
TYPE_NAME = re.compile(r"[a-z_]{1,32}")
_TRAINEE_LENGTH = 200
_folder: Path | None = None


class NotSaved(Exception):
    """The answer could not be stored; the text says why, in plain language."""


class Answer(NamedTuple):
    """One recorded answer.

    Attributes:
        type: question type that recorded it, for example ``number``.
        value: plain JSON value; None after it was cleared.
        at: time of recording, UTC, ISO 8601.
        previous: the value before the last change, or None.
    """

    type: str
    value: Any
    at: str
    previous: Any = None


class Stored(NamedTuple):
    """What the file holds.

    Attributes:
        trainee: the trainee's id, or None.
        answers: the good entries by question id.
        problem: what is wrong with the file, in plain language, or None.
        newer: the file was made by a newer version of the course.
    """

    trainee: str | None
    answers: dict[str, Answer]
    problem: str | None = None
    newer: bool = False


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


# Reading ------------------------------------------------------------------------------------------------------------


def _bytes() -> bytes | str | None:
    """The content of the file; None if there is none; a plain sentence if it must not be read."""
    target = path()
    try:
        handle = os.open(target, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError:
        # a dangling link looks like a missing file to some systems
        return _("The answers file is a link, and links are not followed.") if target.is_symlink() else None
    except OSError:
        if target.is_symlink():
            return _("The answers file is a link, and links are not followed.")
        return _("The answers file cannot be opened.")
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        return _("The answers file is not an ordinary file.")
    with os.fdopen(handle, "rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        return _("The answers file is too large.")
    return data


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _entry(question_id: str, entry: Any) -> Answer | None:
    """The entry as an Answer, or None if it breaks the schema."""
    if not QUESTION_ID.fullmatch(question_id) or not isinstance(entry, dict):
        return None
    if not {"type", "value", "at"} <= entry.keys() <= {"type", "value", "at", "previous"}:
        return None
    if not isinstance(entry["type"], str) or not TYPE_NAME.fullmatch(entry["type"]):
        return None
    if not isinstance(entry["at"], str) or len(entry["at"]) > 40:
        return None
    return Answer(entry["type"], entry["value"], entry["at"], entry.get("previous"))


def load() -> Stored:
    """Read the answers file; never raises.

    Returns:
        The good entries, and in ``problem`` what is wrong with the file. A missing file is an empty one
        without problem.
    """
    data = _bytes()
    if data is None:
        return Stored(None, {})
    if isinstance(data, str):
        return Stored(None, {}, data)
    try:
        document = json.loads(data.decode("utf-8"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        return Stored(None, {}, _("The answers file is damaged: it cannot be read."))
    return _document(document)


def _document(document: Any) -> Stored:
    damaged = _("The answers file was changed by hand: some of it cannot be used.")
    if not isinstance(document, dict):
        return Stored(None, {}, damaged)
    schema = document.get("schema")
    number = isinstance(schema, int | float) and not isinstance(schema, bool)
    if number and schema > SCHEMA:
        return Stored(None, {}, _("The answers file comes from a newer version of the course."), newer=True)
    trainee, entries = document.get("trainee"), document.get("answers")
    good = number and schema == SCHEMA and document.keys() <= {"schema", "trainee", "answers"}
    if "trainee" in document and not (isinstance(trainee, str) and 0 < len(trainee) <= _TRAINEE_LENGTH):
        good, trainee = False, None
    if not isinstance(entries, dict):
        return Stored(trainee, {}, damaged)
    answers = {}
    for question_id, entry in entries.items():
        answer = _entry(question_id, entry)
        if answer is None:
            good = False
        else:
            answers[question_id] = answer
    return Stored(trainee, answers, None if good else damaged)


def get(question_id: str) -> Answer | None:
    """The recorded answer of a question, or None if there is none (never recorded, cleared, unreadable)."""
    answer = load().answers.get(question_id)
    return None if answer is None or answer.value is None else answer


# Writing ------------------------------------------------------------------------------------------------------------


def _keep_aside() -> Path:
    """Rename a file that cannot be used, so that nobody loses it."""
    stamp = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
    for number in range(1000):
        aside = folder() / f"answers.damaged-{stamp}{f'-{number}' if number else ''}.json"
        if not os.path.lexists(aside):
            path().rename(aside)
            return aside
    raise NotSaved(_("NOT saved: too many damaged answers files in this folder."))


def _write(stored: Stored, lock_held: bool) -> None:
    document: dict[str, Any] = {"schema": SCHEMA}
    if stored.trainee:
        document["trainee"] = stored.trainee
    document["answers"] = {
        key: {k: v for k, v in answer._asdict().items() if k != "previous" or v is not None}
        for key, answer in sorted(stored.answers.items())
    }
    text = json.dumps(document, indent=1, ensure_ascii=False, allow_nan=False) + "\n"
    data = text.encode("utf-8", "backslashreplace")
    if len(data) > MAX_BYTES:
        raise NotSaved(_("NOT saved: this answer is too long."))
    if lock_held:  # a process that was killed while writing leaves its unfinished file
        for stale in folder().glob(".answers-*.tmp"):
            with suppress(OSError):
                stale.unlink()
    handle, name = tempfile.mkstemp(dir=folder(), prefix=".answers-", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)  # mkstemp makes 0600, which the trainer could not read after submission
        Path(name).replace(path())
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


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
    try:
        with locked(path()) as held:
            stored = load()
            if stored.newer:
                raise NotSaved(_("NOT saved: {problem}").format(problem=stored.problem))
            new = edit(stored)
            note = None
            if stored.problem:
                aside = _keep_aside()
                note = _("{problem} It was kept as {name}.").format(problem=stored.problem, name=aside.name)
            _write(new, held)
            return note
    except Busy:
        raise NotSaved(_("NOT saved: another notebook is writing. Please try again.")) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise NotSaved(
            _("NOT saved: the file {path} cannot be written ({reason}).").format(path=path(), reason=reason)
        ) from None
    except (TypeError, ValueError, RecursionError):
        raise NotSaved(_("NOT saved: this answer has a form that cannot be stored.")) from None


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
