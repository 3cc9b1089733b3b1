"""Marks go back to the LMS: from the gradebook, for learners only, once for each change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from course.classroom.lti.records import Learner, Records
from course.i18n import _
from grading.classroom.scores import NotSent, Scores
from grading.report.gather import Classbook, Total


@dataclass
class Sent:
    """What happened.

    Attributes:
        sent: How many scores the LMS took.
        same: How many it had already.
        failed: Person, module and reason of those that it did not take; the next run tries them again.
    """

    sent: int = 0
    same: int = 0
    failed: list[tuple[str, str, str]] = field(default_factory=list)


def send(book: Classbook, titles: Mapping[str, str], records: Records, scores: Scores) -> Sent:
    """Send what has changed since the last time.

    A score that waits for the trainer is announced without points, so that nobody takes half a mark for a whole one.

    Args:
        book: The class, from its gradebook.
        titles: Title of each module, for new columns.
        records: What the classroom knows of the LMS.
        scores: The conversation with the LMS.
    """
    done, known, learners = Sent(), records.sent(), records.learners()
    for module in book.modules:
        due = [
            (learner, total) for learner in learners if (total := book.totals.get((learner.name, module))) is not None
        ]
        fresh = [(learner, total) for learner, total in due if known.get((learner.subject, module)) != _text(total)]
        done.same += len(due) - len(fresh)
        if fresh:
            _send_module(module, titles.get(module, module), fresh, records, scores, done)
    return done


def _send_module(
    module: str, title: str, fresh: list[tuple[Learner, Total]], records: Records, scores: Scores, done: Sent
) -> None:
    try:
        column = _column(module, title, fresh[0][1].most, records, scores)
    except NotSent as problem:
        done.failed += [(learner.name, module, str(problem)) for learner, _total in fresh]
        return
    for learner, total in fresh:
        try:
            scores.send(column, learner.subject, _points(total), total.most)
        except NotSent as problem:
            done.failed.append((learner.name, module, str(problem)))
            continue
        # at once: whatever happens next, this score is not sent a second time
        records.note_sent(learner.subject, module, _text(total))
        done.sent += 1


def _column(module: str, title: str, most: float, records: Records, scores: Scores) -> str:
    items, item = records.place(module)
    if item:
        return item
    if not items:
        raise NotSent(_("The LMS has told no place for marks. Open the module once from the LMS."))
    column = scores.column(items, module, title, most)
    records.keep_item(module, items, column)
    return column


def _points(total: Total) -> float | None:
    return None if total.waits else round(total.points, 4)


def _text(total: Total) -> str:
    points = _points(total)
    return "waits" if points is None else f"{points:g}/{total.most:g}"
