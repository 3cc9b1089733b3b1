"""Where the gradebook of a course folder is."""

from __future__ import annotations

from pathlib import Path


class NoGradebook(Exception):
    """There is nothing to report on; the text says what to do."""


def gradebook_of(course: Path) -> str:
    """Address of the gradebook of a course folder.

    Raises:
        NoGradebook: When there is none yet. nbgrader would silently make an empty one.
    """
    from grading.nbgrader_config import course_config

    if not course.is_dir():
        raise NoGradebook(f"there is no folder {course}")
    url = course_config(course).CourseDirectory.db_url
    if url.startswith("sqlite:") and not Path(url.removeprefix("sqlite:///").partition("?")[0]).is_file():
        raise NoGradebook(f"there is no gradebook in {course}: collect and grade first")
    return url
