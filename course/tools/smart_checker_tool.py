"""M14: one target, six signs that a machine can find in its sentence, and five letters that a person judges."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from course.i18n import _
from course.models import smart_target
from course.models.smart_target import PATTERNS, TIME, signs
from course.tools.base import table_html, tool_view


def examples() -> list[str]:
    """Invented targets, from a wish to a whole target; English in every language, as the checker is."""
    path = Path(smart_target.__file__).with_name("smart_examples.toml")
    return tomllib.loads(path.read_text("utf-8"))["targets"]


def smart_checker() -> Any:
    """Type a target and see which signs it carries."""
    return tool_view(
        "smart_checker",
        title=_("SMART checker"),
        purpose=_("Type a target: the checker looks for six signs, and asks you for what it cannot see."),
        limits=[
            _("It looks for words and figures. A nonsense target can carry all six signs."),
            _("It cannot see whether a target is achievable or relevant: these two letters are yours."),
            _("It knows English words, and not all of them. A sign that it misses may still be there."),
            _("Six signs do not make a target fair. Ask who is counted, and who is left out."),
        ],
        source=_(
            "Signs and examples written for this course. The word SMART targets stands in 004:322; its page is lost."
        ),
        data={"patterns": PATTERNS, "time": TIME, "examples": examples()},
        still=_still(),
    )


def _still() -> str:
    labels = {
        "number": _("number"),
        "unit": _("unit"),
        "baseline": _("baseline"),
        "deadline": _("deadline"),
        "who": _("who or what"),
        "source": _("source"),
    }
    rows = [
        [text, ", ".join(labels[sign] for sign, place in signs(text).items() if place is None) or _("nothing")]
        for text in examples()
    ]
    return table_html(_("Four targets (invented)"), [_("Target"), _("What the checker misses")], rows)
