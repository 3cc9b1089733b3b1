"""What every question type uses: refusing, marking outcomes, lists of labelled things, typical slips."""

from __future__ import annotations

import html
import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from course.i18n import _

SLIP_SHARE = 0.5  # a known slip: the method was right, one step was not


class Refused(Exception):
    """An answer that cannot be recorded or marked; the text says why, in plain language."""


class Outcome(NamedTuple):
    """Result of marking one answer.

    Attributes:
        fraction: share of the points, 0 to 1.
        message: one or two sentences for the trainee.
        special: the message is about just this mistake, not a general one.
    """

    fraction: float
    message: str
    special: bool = False


def labelled(things: Mapping[str, str]) -> list[dict[str, str]]:
    """``{"a": "text"}`` as the description's ``[{"id": "a", "text": "text"}]``.

    Raises:
        ValueError: nothing to show, or an id or text is not a non-empty string (the author's mistake).
    """
    if not isinstance(things, Mapping) or not things:
        raise ValueError("needs a dictionary of at least one id and its text")
    for key, text in things.items():
        if not (isinstance(key, str) and key and isinstance(text, str) and text.strip()):
            raise ValueError(f"ids and texts must be non-empty strings: {key!r}: {text!r}")
    return [{"id": key, "text": text} for key, text in things.items()]


def texts(listed: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """``[{"id": "a", "text": "text"}]`` as ``{"a": "text"}``."""
    return {thing["id"]: thing["text"] for thing in listed}


def text_of(known: Mapping[str, str], key: Any) -> str:
    """The text of an id, or the id itself if the question has changed since the answer was recorded."""
    return known.get(key, str(key)) if isinstance(key, str) else str(key)


def is_number(value: Any) -> bool:
    """True for a finite int or float that is no bool and fits a float."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    try:
        return math.isfinite(value)
    except OverflowError:  # an integer of a thousand digits
        return False


def require(condition: bool, message: str | None = None) -> None:
    """Refuse the answer unless ``condition`` holds."""
    if not condition:
        raise Refused(message or malformed())


def malformed() -> str:
    """The message for a recorded value that this question can never have recorded."""
    return _("The recorded answer has a form that this question does not use. Was answers.json changed by hand?")


def nothing() -> str:
    """The message for an empty form."""
    return _("There is no answer yet. Please answer the question first.")


def slip_list(slips: Any, share: float = SLIP_SHARE) -> list[tuple[Any, str, float]]:
    """Typical slips in any of the ways authors write them, as (value, message, share of the points).

    Args:
        slips: ``[(value, message), (value, message, share)]``, ``{value: message}`` or ``[{"value":…,
            "message":…}]``.
        share: the share of a slip that names none.
    """
    if isinstance(slips, Mapping):
        slips = list(slips.items())
    found = []
    for slip in slips or ():
        if isinstance(slip, Mapping):
            slip = (slip["value"], slip["message"], slip.get("share", share))
        value, message, *own = slip
        found.append((value, message, float(own[0]) if own else share))
    return found


def find_slip(slips: Any, fits: Callable[[Any], bool], share: float = SLIP_SHARE) -> Outcome | None:
    """The first slip whose value ``fits`` the answer; ``share`` is for slips that name none."""
    for value, message, own in slip_list(slips, share):
        if fits(value):
            return Outcome(own, message, True)
    return None


def add_message(outcome: Outcome, slips: Any, fits: Callable[[Any], bool]) -> Outcome:
    """The outcome with the message of the first slip that ``fits``; the share stays as it was earned."""
    slip = find_slip(slips, fits) if outcome.fraction < 1 else None
    return outcome if slip is None else Outcome(outcome.fraction, f"{outcome.message} {slip.message}", True)


def accepts(key: Any, value: Any) -> bool:
    """True if ``value`` is the key, or one of several accepted ones (a list, tuple or set)."""
    return value in key if isinstance(key, list | tuple | set | frozenset) else value == key


def share_message(right: int, total: int) -> str:
    """How many of the parts are right."""
    if right == total:
        return _("Correct: all {total} are right.").format(total=total)
    if right == 0:
        return _("None of the {total} is right yet.").format(total=total)
    return _("{right} of {total} are right.").format(right=right, total=total)


def bullets(items: Iterable[str], tag: str = "ul") -> str:
    """An HTML list of plain texts."""
    return f"<{tag}>" + "".join(f"<li>{html.escape(item)}</li>" for item in items) + f"</{tag}>"


def grid(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """An HTML table of plain texts; the first cell of each row is its heading."""
    top = "".join(f'<th scope="col">{html.escape(text)}</th>' for text in head)
    body = ""
    for row in rows:
        first, *rest = [html.escape(text) for text in row]
        body += f'<tr><th scope="row">{first}</th>' + "".join(f"<td>{cell}</td>" for cell in rest) + "</tr>"
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"
