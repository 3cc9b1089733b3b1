"""The format of ``answers.json``: read it safely, write it safely.

The format is described by ``answers.schema.json`` next to this module; the check here is written by hand because it
runs in every question (a test proves that both agree).
"""

from __future__ import annotations

import json
import marshal
import re
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from course import safe_file
from course.i18n import _, language
from course.saving import NotSaved

FILE_NAME = "answers.json"
SCHEMA = 1
MAX_BYTES = 1_000_000
QUESTION_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
TYPE_NAME = re.compile(r"[a-z_]{1,32}")
_TRAINEE_LENGTH = 200


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
        return safe_file.read_bytes(target, MAX_BYTES)
    except safe_file.Unreadable as problem:
        return {
            "link": _("The answers file is a link, and links are not followed."),
            "closed": _("The answers file cannot be opened."),
            "odd": _("The answers file is not an ordinary file."),
            "broken": _("The answers file cannot be read."),
            "large": _("The answers file is too large."),
        }[problem.reason]


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
    stored, answers = _checked(data, language())
    if answers is None:
        return _stored(data)
    return stored._replace(answers={id: Answer._make(answer) for id, answer in marshal.loads(answers).items()})


@lru_cache(maxsize=1)
def _checked(data: bytes, _language: str) -> tuple[Stored, bytes | None]:
    """What a file with this content holds, and its answers in a form from which each reader gets his own.

    A page asks dozens of times; the problem is said in a language.
    """
    stored = _stored(data)
    try:
        return stored, marshal.dumps({id: tuple(answer) for id, answer in stored.answers.items()})
    except ValueError:  # nested too deeply for this form
        return stored, None


def _stored(data: bytes) -> Stored:
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
    aside = safe_file.keep_aside(target)
    if aside is None:
        raise NotSaved(_("NOT saved: too many damaged answers files in this folder."))
    return aside


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
