"""How much a package may hold, and how much one trainee may keep."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, fields

from course.classroom.variables import EXCHANGE_LIMITS


@dataclass(frozen=True)
class Limits:
    """Sizes in bytes, the rest are numbers. The defaults are those of grading (20 MB a submission, 5 MB a file)."""

    submission_bytes: int = 20_000_000
    release_bytes: int = 200_000_000
    feedback_bytes: int = 60_000_000
    file_bytes: int = 5_000_000
    release_file_bytes: int = 50_000_000
    files: int = 300
    submissions: int = 200  # of one trainee for one assignment
    trainee_bytes: int = 500_000_000  # of all submissions of one trainee in one course
    events: int = 20_000  # of one trainee in one course
    json_bytes: int = 100_000
    free_bytes: int = 200_000_000  # the disk keeps so much for the hub

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if not isinstance(value, int) or isinstance(value, bool) or value < 0:
                raise ValueError(f"limit {field.name} must be a whole number of at least 0, not {value!r}")

    @classmethod
    def from_environment(cls) -> Limits:
        """The defaults, or what ``COURSE_EXCHANGE_LIMITS`` says, as ``{"submission_bytes": 5000000}``.

        Raises:
            ValueError: the variable is no JSON object of known limits.
        """
        try:
            values = json.loads(os.environ.get(EXCHANGE_LIMITS) or "{}")
            return cls(**values)
        except (TypeError, ValueError) as problem:
            raise ValueError(f"{EXCHANGE_LIMITS}: {problem}") from None
