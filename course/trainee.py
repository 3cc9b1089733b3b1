"""Who answers, and which numbers this trainee gets.

Exercises with numbers draw them from a hash of the trainee's id and the question's id: neighbours get
different numbers, and the same trainee gets the same ones in every session and when the submission is marked.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from course import answers

BOOK = "book"  # the reader of the static book: a worked twin that belongs to no trainee


def _from_environment() -> str | None:
    for name in ("COURSE_TRAINEE", "JUPYTERHUB_USER"):
        if value := os.environ.get(name, "").strip():
            return value[:200]
    return None


def new_id() -> str:
    """The id for an answers file that has none: from the environment, else a fresh random one."""
    return _from_environment() or "t-" + secrets.token_hex(6)


def trainee() -> str:
    """The id of the trainee, kept in the answers file so that marking sees the same one.

    Returns:
        The id in ``answers.json``, else ``COURSE_TRAINEE``, else ``JUPYTERHUB_USER``, else a fresh random id,
        which is then stored. Where nothing may be written (nbgrader, the book) and no id is known it is
        ``book``.
    """
    if os.environ.get("COURSE_STATIC"):
        return BOOK
    if known := answers.load().trainee:
        return known
    if answers.frozen():
        return _from_environment() or BOOK
    fresh = new_id()
    try:
        note = answers.change(lambda stored: stored._replace(trainee=stored.trainee or fresh))
    except answers.NotSaved as problem:
        print(problem)
        return _from_environment() or BOOK  # the same numbers each time, even if they cannot be stored
    if note:
        print(note)
    return answers.load().trainee or fresh


def variant(question_id: str, **choices: Sequence[Any]) -> SimpleNamespace:
    """This trainee's numbers for one question.

    Args:
        question_id: for example ``m10-e1a``; questions draw independently of each other.
        **choices: for each name the values to draw from, for example ``fee=[4, 5, 6]`` or ``year=range(2000,
            2025)``.

    Returns:
        An object with one attribute per name, for example ``given.fee``.

    Raises:
        ValueError: a name has no values to draw from.
    """
    who = trainee()
    drawn = {}
    for name, values in choices.items():
        if not len(values):
            raise ValueError(f"no values to draw from for {name!r}")
        seed = hashlib.sha256(f"{who}\0{question_id}\0{name}".encode("utf-8", "backslashreplace")).digest()
        drawn[name] = values[int.from_bytes(seed[:8], "big") % len(values)]
    return SimpleNamespace(**drawn)
