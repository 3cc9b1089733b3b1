"""The visible check: ``from course import check; check("m10-e1a")``.

It says whether an answer is recorded and plausible. It knows no key and never stops "Run all". Only under
nbgrader's *Validate* a missing answer is an error, because a trainee presses Validate to hear about exactly
that.
"""

from __future__ import annotations

import os

from course import answers
from course.i18n import _


class NotAnswered(Exception):
    """A question has no recorded answer; shown as one sentence instead of a traceback."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


def check(id: str) -> None:
    """Print whether the question has a recorded answer, and what looks odd about it.

    Args:
        id: question id, for example ``m10-e1a``.

    Raises:
        NotAnswered: nothing that the question can read is recorded, and nbgrader validates the notebook.
    """
    try:
        recorded, text = _state(id)
    except Exception as error:  # never stop "Run all"
        recorded, text = True, _("This check did not work ({reason}).").format(reason=type(error).__name__)
    if not recorded and os.environ.get("NBGRADER_EXECUTION") == "validate":
        raise NotAnswered(f"{id}: {text}")
    print(f"{id}: {text}")


def _state(id: str) -> tuple[bool, str]:
    """Whether an answer is recorded, and the sentence to print."""
    from course.ask import known
    from course.recorder import Recorder

    if id in known:
        recorder = Recorder(known[id])
        return recorder.answer() is not None, recorder.findings()[0]
    if answers.get(id) is not None:
        return True, _("An answer is recorded.")
    missing = _("No answer is recorded yet. Answer the question, then press “Record answer”.")
    return False, " ".join(filter(None, [answers.load().problem, missing]))
