"""The format of ``answers.json``: read it safely, write it safely.

The format is described by ``answers.schema.json`` next to this module; the check here is written by hand because it
runs in every question (a test proves that both agree).
"""

from __future__ import annotations

import json
import os
import re
import stat
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from course.i18n import _

FILE_NAME = "answers.json"
SCHEMA = 1
MAX_BYTES = 1_000_000
QUESTION_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
TYPE_NAME = re.compile(r"[a-z_]{1,32}")
_TRAINEE_LENGTH = 200


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


def _bytes(target: Path) -> bytes | str | None:
    """The content of the file; None if there is none; a plain sentence if it must not be read."""
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
    try:
        with os.fdopen(handle, "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError:
        return _("The answers file cannot be read.")
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


def read(target: Path) -> Stored:
    """Read an answers file; never raises.

    Args:
        target: the file; links are not followed, and only an ordinary file of at most ``MAX_BYTES`` is read.

    Returns:
        The good entries, and in ``problem`` what is wrong with the file. A missing file is an empty one
        without problem.
    """
    data = _bytes(target)
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


def keep_aside(target: Path) -> Path:
    """Rename a file that cannot be used, so that nobody loses it."""
    stamp = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
    for number in range(1000):
        aside = target.parent / f"answers.damaged-{stamp}{f'-{number}' if number else ''}.json"
        if not os.path.lexists(aside):
            target.rename(aside)
            return aside
    raise NotSaved(_("NOT saved: too many damaged answers files in this folder."))


def encode(stored: Stored) -> bytes:
    """The content of a file with these answers.

    Raises:
        NotSaved: there is too much to store.
        TypeError, ValueError, RecursionError: a value is no plain JSON.
    """
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
    return data


def write(target: Path, data: bytes, lock_held: bool) -> None:
    """Replace the file in one step: at every moment the old or the new one is there, whole.

    Args:
        target: the file.
        data: from ``encode``.
        lock_held: nobody else is writing, so unfinished files of killed processes can be removed.
    """
    if lock_held:
        for stale in target.parent.glob(".answers-*.tmp"):
            with suppress(OSError):
                stale.unlink()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".answers-", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)  # mkstemp makes 0600, which the trainer could not read after submission
        Path(name).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
