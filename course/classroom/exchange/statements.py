"""The questions that are asked of the database again and again.

They are made once: to put one together takes longer than the database needs for its answer.
"""

from __future__ import annotations

from sqlalchemy import bindparam, func, select

from course.classroom.exchange.rows import Deadline, Release, Submission

_COURSE, _ASSIGNMENT, _TRAINEE = (bindparam(name) for name in ("course", "assignment", "trainee"))

# releases
NEWEST_RELEASE = (
    select(Release)
    .where(Release.course == _COURSE, Release.assignment == _ASSIGNMENT)
    .order_by(Release.version.desc())
    .limit(1)
)
_VERSIONS = (
    select(Release.assignment, func.max(Release.version).label("version"))
    .where(Release.course == _COURSE)
    .group_by(Release.assignment)
    .subquery()
)
RELEASES = (
    select(Release)
    .join(_VERSIONS, (Release.assignment == _VERSIONS.c.assignment) & (Release.version == _VERSIONS.c.version))
    .where(Release.course == _COURSE, Release.withdrawn_at.is_(None))
    .order_by(Release.assignment)
)
DEADLINES = (
    select(Deadline.assignment, Deadline.trainee, Deadline.due).where(Deadline.course == _COURSE).order_by(Deadline.id)
)

# submissions
SUBMISSIONS = (
    select(Submission)
    .where(Submission.course == _COURSE)
    .order_by(Submission.assignment, Submission.trainee, Submission.number)
)
OF_TRAINEE = SUBMISSIONS.where(Submission.trainee == _TRAINEE)
_HERE = (Submission.course == _COURSE, Submission.trainee == _TRAINEE, Submission.assignment == _ASSIGNMENT)
AGAIN = select(Submission).where(*_HERE, Submission.attempt == bindparam("attempt"))
LAST = select(Submission.number, Submission.submitted_at).where(*_HERE).order_by(Submission.number.desc()).limit(1)
KEPT = select(func.sum(Submission.total_bytes)).where(Submission.course == _COURSE, Submission.trainee == _TRAINEE)
