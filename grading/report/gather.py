"""What the gradebook knows about a class: people, modules, submissions and marks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property

from nbgrader.api import Assignment, Gradebook, Student, SubmittedAssignment, SubmittedNotebook
from sqlalchemy import func, select

from grading.marks import Mark, read_marks


@dataclass(frozen=True, slots=True)
class Submission:
    """One submission of one person.

    Attributes:
        trainee: The trainee's id.
        module: Name of the module folder.
        at: Time of submission (UTC); ``None`` when nbgrader does not know it.
        due: When it was due (UTC), with this person's extension; ``None`` without a due date.
        penalty: Points taken off because it was late.
    """

    trainee: str
    module: str
    at: datetime | None = None
    due: datetime | None = None
    penalty: float = 0.0

    @property
    def hours_late(self) -> float | None:
        """Hours after the due date, 0 when in time; ``None`` where there is no due date or no time."""
        if self.at is None or self.due is None:
            return None
        return max(0.0, (self.at - self.due).total_seconds() / 3600)


@dataclass(frozen=True)
class Total:
    """A person's points in one module.

    Attributes:
        points: Points so far: what waits for the trainer counts 0, a penalty is taken off.
        most: The most that the module can give.
        marked: The most of the items that are already marked.
        waits: How many items wait for the trainer.
    """

    points: float
    most: float
    marked: float
    waits: int

    @property
    def share(self) -> float | None:
        """Share of the points that are marked already; ``None`` when nothing is marked yet."""
        return self.points / self.marked if self.marked > 0 else None


@dataclass
class Classbook:
    """Everything that the reports are made from.

    Attributes:
        people: Ids of all trainees, also of those who handed in nothing.
        modules: Names of the modules in the gradebook.
        submissions: All submissions.
        marks: All marks.
        names: First name and last name by trainee, where the gradebook has them. Only Canvas gets them.
        due: Due date by module.
    """

    people: list[str]
    modules: list[str]
    submissions: list[Submission]
    marks: list[Mark]
    names: dict[str, tuple[str, str]] = field(default_factory=dict)
    due: dict[str, datetime] = field(default_factory=dict)

    @cached_property
    def by_person(self) -> dict[tuple[str, str], list[Mark]]:
        """Marks by trainee and module."""
        found: dict[tuple[str, str], list[Mark]] = defaultdict(list)
        for mark in self.marks:
            found[mark.trainee, mark.module].append(mark)
        return dict(found)

    @cached_property
    def totals(self) -> dict[tuple[str, str], Total]:
        """Points by trainee and module; nothing for a submission that is not autograded yet."""
        penalty = {(one.trainee, one.module): one.penalty for one in self.submissions}
        return {where: _total(marks, penalty.get(where, 0.0)) for where, marks in self.by_person.items()}

    @cached_property
    def handed_in(self) -> dict[str, set[str]]:
        """Trainees who handed in, by module."""
        found: dict[str, set[str]] = {module: set() for module in self.modules}
        for one in self.submissions:
            found[one.module].add(one.trainee)
        return found

    @cached_property
    def most(self) -> dict[str, float]:
        """The most points of each module that anybody handed in."""
        found: dict[str, float] = {}
        for (_trainee, module), total in self.totals.items():
            found[module] = max(found.get(module, 0.0), total.most)
        return found

    def renamed(self, names: dict[str, str]) -> Classbook:
        """The same class with other names, and without first and last names."""
        return Classbook(
            sorted(names[one] for one in self.people),
            self.modules,
            [replace(one, trainee=names[one.trainee]) for one in self.submissions],
            sorted(
                (replace(one, trainee=names[one.trainee]) for one in self.marks),
                key=lambda one: (one.trainee, one.module, one.item),
            ),
            {},
            self.due,
        )


def _total(marks: Iterable[Mark], penalty: float) -> Total:
    points = most = marked = 0.0
    waits = 0
    for mark in marks:
        most += mark.most
        if mark.points is None:
            waits += 1
        else:
            points += mark.points
            marked += mark.most
    return Total(max(0.0, points - penalty), most, marked, waits)  # as nbgrader's own export: never below 0


def gather(
    db_url: str, modules: Iterable[str] = (), open_gradebook: Callable[[str], Gradebook] = Gradebook
) -> Classbook:
    """Read a gradebook.

    Args:
        db_url: Address of the gradebook.
        modules: Only these modules; all when empty.
        open_gradebook: How to open it.
    """
    wanted = set(modules)
    with open_gradebook(db_url) as gradebook:
        people = gradebook.db.execute(select(Student.id, Student.first_name, Student.last_name)).all()
        known = gradebook.db.execute(select(Assignment.name, Assignment.duedate)).all()
        query = (
            select(
                SubmittedAssignment.student_id,
                Assignment.name,
                SubmittedAssignment.timestamp,
                Assignment.duedate,
                SubmittedAssignment.extension,
                func.sum(SubmittedNotebook.late_submission_penalty),
            )
            .select_from(SubmittedAssignment)
            .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
            .outerjoin(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
            .group_by(
                SubmittedAssignment.student_id,
                Assignment.name,
                SubmittedAssignment.timestamp,
                Assignment.duedate,
                SubmittedAssignment.extension,
            )
            .order_by(SubmittedAssignment.student_id, Assignment.name)
        )
        submissions = [
            Submission(who, module, at, _due(due, extension), float(penalty or 0))
            for who, module, at, due, extension, penalty in gradebook.db.execute(query)
            if not wanted or module in wanted
        ]
    marks = [mark for mark in read_marks(db_url, open_gradebook) if not wanted or mark.module in wanted]
    return Classbook(
        people=sorted(who for who, _first, _last in people),
        modules=sorted(name for name, _due in known if not wanted or name in wanted),
        submissions=submissions,
        marks=marks,
        names={who: (first or "", last or "") for who, first, last in people if first or last},
        due={name: due for name, due in known if due is not None},
    )


def _due(due: datetime | None, extension: timedelta | None) -> datetime | None:
    return due + extension if due is not None and extension is not None else due
