"""Marks of graded questions, used in hidden tests only: ``mark.number("m10-e1a", key=…, points=2)``.

There is one function per file in ``course/questions``; its parameters after ``id`` and ``points`` are those
of that file's ``mark``. With ``quiet="…"`` an answer that is not right gets this one sentence whatever the mistake: a
test that people sit twice must not say in the first sitting what is right.

Each mark prints one message and returns the points as the last expression of its cell. nbgrader reads that
expression: it gives *full* marks to anything that is no plain number (``np.float64(0.0)``, ``nan``, ``None``) and
zero to a cell that writes to stderr. So a mark always returns a built-in float between 0 and ``points``, never
raises, and lets nothing reach stderr.
"""

from __future__ import annotations

import contextlib
import functools
import inspect
import io
import math
import warnings
from collections.abc import Callable
from types import ModuleType
from typing import Any

from course import answers, questions
from course.i18n import _
from course.questions.base import Outcome, Refused, malformed


def __getattr__(name: str) -> Callable[..., float]:
    try:
        module = questions.get(name)
    except LookupError as error:
        raise AttributeError(str(error)) from None
    return _marker(name, module)


def __dir__() -> list[str]:
    return questions.names()


@functools.cache
def _marker(name: str, module: ModuleType) -> Callable[..., float]:
    @functools.wraps(module.mark)
    def marker(id: str, *, points: float, quiet: str | None = None, **rules: Any) -> float:
        fraction, message, _special = outcome(name, id, **rules)
        if quiet is not None and answers.get(id) is not None:
            message = _("Correct.") if fraction >= 1 else quiet
        earned, available = _points(fraction, points)
        line = _("{id}: {earned} of {points} points. {message}").format(
            id=id, earned=f"{earned:g}", points=f"{available:g}", message=message
        )
        print(line.encode("utf-8", "replace").decode("utf-8"))
        return earned

    own = list(inspect.signature(module.mark).parameters.values())[1:]
    first = inspect.Parameter("id", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation="str")
    points = inspect.Parameter("points", inspect.Parameter.KEYWORD_ONLY, annotation="float")
    quiet = inspect.Parameter("quiet", inspect.Parameter.KEYWORD_ONLY, default=None, annotation="str | None")
    marker.__signature__ = inspect.Signature([first, points, *own, quiet], return_annotation="float")
    marker.__name__ = marker.__qualname__ = name
    return marker


def outcome(name: str, id: str, **rules: Any) -> Outcome:
    """Share of the points and message for the recorded answer of one question; never raises.

    Args:
        name: question type.
        id: question id.
        **rules: key, tolerance, slips and so on, as that type's ``mark`` takes them.
    """
    with (
        warnings.catch_warnings(),
        contextlib.redirect_stderr(io.StringIO()),
        contextlib.redirect_stdout(io.StringIO()),
    ):
        warnings.simplefilter("ignore")
        try:
            answer = answers.get(id)
            if answer is None:
                return Outcome(0.0, _missing())
            if answer.type != name:
                return Outcome(0.0, malformed())
            return questions.get(name).mark(answer.value, **rules)
        except Refused as refusal:
            return Outcome(0.0, str(refusal))
        except Exception as error:  # the name of the error only: its text could show the key
            message = _("This answer could not be marked by the computer; please tell your trainer ({reason}).")
            return Outcome(0.0, message.format(reason=type(error).__name__))


def _missing() -> str:
    text = _("No answer was recorded. Next time press “Record answer” and look for the word “Recorded”.")
    return " ".join(filter(None, [answers.load().problem, text]))


def _points(fraction: Any, points: Any) -> tuple[float, float]:
    """Earned and available points as plain, finite floats with 0 ≤ earned ≤ available."""
    try:
        available, share = float(points), float(fraction)
    except (TypeError, ValueError, OverflowError):
        return 0.0, 0.0
    if not (math.isfinite(available) and math.isfinite(share)) or available <= 0:
        return 0.0, 0.0
    earned = round(available * min(max(share, 0.0), 1.0), 2)
    return (min(earned, available) if share < 1 else available) + 0.0, available
