"""Where the numbers of a chart come from: the course's own source notes, or a citation in words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from course.i18n import _

_LOOKS_LIKE_A_NAME = re.compile(r"[a-z0-9]+(_[a-z0-9]+)+")


def describe(source: str | Sequence[str]) -> tuple[str, bool]:
    """The source line of a chart and whether its data are invented.

    Args:
        source: The name of a dataset of the course, several names, or a citation.

    Returns:
        The text and ``True`` when any of the datasets is synthetic.

    Raises:
        ValueError: When a word looks like the name of a dataset and is none.
    """
    from course import data

    known = set(data.names())
    texts, invented = [], False
    for name in [source] if isinstance(source, str) else source or []:
        if name in known:
            note = data.source(name)
            texts.append(str(note))
            invented = invented or bool(getattr(note, "synthetic", False))
        elif _LOOKS_LIKE_A_NAME.fullmatch(name):
            raise ValueError(
                _("There is no dataset {0!r}. The course has: {1}.").format(name, ", ".join(sorted(known)))
            )
        else:
            texts.append(name)
    return "; ".join(dict.fromkeys(text for text in texts if text)), invented
