"""Where the numbers of a chart come from: the course's own source notes, or a citation in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from course.i18n import _

_LOOKS_LIKE_A_NAME = re.compile(r"[a-z0-9]+(_[a-z0-9]+)+")


@dataclass(frozen=True)
class Cited:
    """What a chart says about the origin of its numbers.

    Attributes:
        line: The short citation under the picture.
        full: The whole citations, with publisher, edition, address and licence; empty for a citation in words.
        invented: Whether any of the data are invented.
    """

    line: str
    full: tuple[str, ...] = ()
    invented: bool = False


def cite(source: str | Sequence[str]) -> Cited:
    """The origin of a chart's numbers.

    Args:
        source: The name of a dataset of the course, several names, or a citation.

    Raises:
        ValueError: When a word looks like the name of a dataset and is none.
    """
    from course import data

    known = set(data.names())
    lines: list[str] = []
    full: list[str] = []
    invented = False
    for name in [source] if isinstance(source, str) else source or []:
        if name in known:
            note = data.source(name)
            lines.append(note.short)
            full.append(note.full)
            invented = invented or note.synthetic
        elif _LOOKS_LIKE_A_NAME.fullmatch(name):
            raise ValueError(
                _("There is no dataset {0!r}. The course has: {1}.").format(name, ", ".join(sorted(known)))
            )
        elif name:
            lines.append(name)
    return Cited("; ".join(dict.fromkeys(lines)), tuple(dict.fromkeys(full)), invented)
