"""What can go wrong when somebody asks for data, in words that help."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from course.i18n import _


class DataError(KeyError):
    """Something that was asked for is not in the data. The message is a plain sentence."""

    def __str__(self) -> str:  # KeyError would print the message in quotation marks
        return str(self.args[0])


class UnknownTable(DataError):
    """There is no table of this name."""


class UnknownColumn(DataError):
    """The table has no column of this name."""


class UnknownCountry(DataError):
    """There is no country or area with this code."""


class UnknownFigure(DataError):
    """No figure has this id."""


class ValueNotFound(DataError):
    """No row, more than one row, or an empty cell."""


def did_you_mean(asked: str, known: Iterable[str]) -> str:
    """A sentence that offers the closest names, or all of them when they are few and none is close."""
    choices = sorted(known)
    close = difflib.get_close_matches(asked.lower(), choices, n=3, cutoff=0.5)
    close += [name for name in choices if asked and asked.lower() in name.lower() and name not in close][:3]
    if close:
        return _("Did you mean: {names}?").format(names=", ".join(close))
    if len(choices) <= 30:
        return _("There is: {names}.").format(names=", ".join(choices))
    return ""
