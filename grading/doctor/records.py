"""``answers.json`` and ``country_file.json`` of a submission: read, and repaired where the meaning is certain."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from course import answers_file
from course.country_file import store
from grading.doctor.files import content
from grading.doctor.repairs import Repair
from grading.doctor.text import Unusable, decoded, value


class Record(NamedTuple):
    """One of the two files.

    Attributes:
        repairs: what was found.
        data: what stands for the file in grading: the repaired content, or None to take it as it is.
        trainee: whose name it bears, or None.
    """

    repairs: list[Repair]
    data: bytes | None = None
    trainee: str | None = None
    answers: str = ""


def read_answers(path: Path, submitter: str = "") -> Record:
    """The answers file of a submission.

    Args:
        path: The file, which need not be there.
        submitter: Id of the trainee who handed it in; "" when it is not known.
    """
    record = _read(path, "answers_repaired")
    if record.data is None and record.repairs:
        return record
    stored = answers_file.read(path) if record.data is None else _stored(record.data)
    repairs = list(record.repairs)
    if stored.problem:
        repairs.append(Repair("answers_damaged", path.name, stored.problem))
    if stored.trainee and submitter and stored.trainee != submitter:
        repairs.append(Repair("foreign_id", path.name, stored.trainee))
    same = json.dumps({id: answer.value for id, answer in sorted(stored.answers.items())}, sort_keys=True, default=str)
    return Record(repairs, record.data, stored.trainee, same if stored.answers else "")


def read_country_file(path: Path) -> Record:
    """The country file of a submission."""
    record = _read(path, "answers_repaired")
    if record.data is None and record.repairs:
        return record
    found = store.read(path) if record.data is None else store.decode(record.data)
    return Record(record.repairs + ([Repair("country_damaged", path.name, found.problem)] if found.problem else []),
                  record.data)  # fmt: skip


def _read(path: Path, repaired: str) -> Record:
    """The content as it should have been: another encoding and commas are repaired, the rest is left."""
    try:
        data = content(path, answers_file.MAX_BYTES)
    except FileNotFoundError:
        return Record([])
    except Unusable as problem:
        return Record([Repair(problem.kind, path.name)])
    try:
        text, repairs = decoded(data)
        found, more = value(text)
    except Unusable:
        return Record([])  # the reader of the format says what is wrong
    if not set(repairs + more) & {"encoding", "commas"}:
        return Record([])
    fixed = json.dumps(found, ensure_ascii=False, indent=1, allow_nan=False).encode("utf-8", "backslashreplace")
    return Record([Repair(repaired, path.name, ", ".join(repairs + more))], fixed)


def _stored(data: bytes) -> answers_file.Stored:
    return answers_file._document(json.loads(data))
