"""M01: the glossary trainer. Flash cards, missing words, and the wording of 2012 beside that of today."""

from __future__ import annotations

from typing import Any

from course import data
from course.i18n import _
from course.tools.base import table_html, tool_view

DECKS = ("M01", "old", "new", "all")


def glossary_trainer(deck: str = "M01") -> Any:
    """Learn the words of the course.

    Args:
        deck: which words open: ``M01`` those of module M01, ``old`` those that the document of 2012 has, ``new``
            those that it lacks, ``all``.

    Raises:
        ValueError: there is no such deck.
    """
    if deck not in DECKS:
        raise ValueError(_("The decks are: {decks}.").format(decks=", ".join(DECKS)))
    words = data.load("glossary").fillna("")
    return tool_view(
        "glossary_trainer",
        title=_("Glossary trainer"),
        purpose=_(
            "Learn the words of the course with flash cards, fill in missing words, and see how the wording has "
            "changed since 2012."
        ),
        limits=[
            _("The wordings of today are the course's own. For legal work read the source that is named."),
            _("The wordings of 2012 are short quotations. The whole entry stands in the document."),
            _("Knowing a definition is not the same as using a word with care. Exercise and talk do that."),
        ],
        source=data.source("glossary").short,
        data={"deck": deck, "words": [_word(row) for row in words.to_dict("records")]},
        still=table_html(
            _("Words of module M01"),
            [_("Word"), _("Today, in our words")],
            words[words["modules"].str.contains("M01")][["term", "current_wording"]].itertuples(index=False),
        ),
    )


def _word(row: dict[str, str]) -> dict[str, Any]:
    kept = {
        "term": row["term"],
        "then": row["seed_wording"],
        "lines": row["seed_lines"],
        "now": row["current_wording"],
        "after": row["current_source"],
        "note": row["note"],
        "m01": "M01" in row["modules"].split("; "),
    }
    return {name: value for name, value in kept.items() if value}
