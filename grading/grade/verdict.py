"""What a worker hands to the writer: plain data that JSON can hold."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Task:
    """One submission to grade.

    Attributes:
        course: The course folder.
        assignment: Name of the module folder.
        trainee: The trainee's id.
        staging: Folder in which the graded files are made; the writer moves it into place.
        only: Ids of graded cells: marks and outputs of all others stay as they are. Empty for a whole new mark.
        settings: Settings of nbgrader on top of the course's, as JSON.
    """

    course: str
    assignment: str
    trainee: str
    staging: str
    only: tuple[str, ...] = ()
    settings: str = "{}"


@dataclass(frozen=True)
class CellVerdict:
    """What was found out about one cell.

    Attributes:
        grade_id: nbgrader's id of the cell.
        graded: The cell has a score.
        score: Points, or None when a person must give them.
        commented: The cell can have an automatic comment.
        comment: That comment.
    """

    grade_id: str
    graded: bool
    score: float | None
    commented: bool
    comment: str | None


@dataclass(frozen=True)
class Verdict:
    """What came of one submission.

    Attributes:
        task: What was asked.
        notebooks: Cells of each notebook; a notebook that was not submitted is missing.
        notes: What was repaired or refused, in plain language.
        problem: Why nothing could be graded, or "".
        seconds: Wall-clock time; ``cpu_seconds``: processor time of the worker and the sandbox together.
    """

    task: Task
    notebooks: dict[str, list[CellVerdict]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    problem: str = ""
    seconds: float = 0.0
    cpu_seconds: float = 0.0
