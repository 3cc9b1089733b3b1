"""M01: draw arrows between migration and development, with sign, evidence and source; find the loops."""

from __future__ import annotations

from typing import Any

from course import data
from course.i18n import _
from course.models.causal_map import FEWEST_ARROWS, FEWEST_EACH_WAY
from course.tools.base import table_html, tool_view


def causal_loops() -> Any:
    """The causal-loop builder: a map of how migration and development act on each other in one place."""
    cards = data.load("evidence_cards")
    return tool_view(
        "causal_loops",
        title=_("Causal-loop builder"),
        purpose=_(
            "Draw how migration and development act on each other in your country: arrows with a direction, a sign, "
            "the strength of the evidence and a source."
        ),
        limits=[
            _("It draws what you believe. A tidy map is no proof."),
            _("It does not say how strong an effect is, how long it takes, or for whom it holds."),
            _("A loop only shows that a change may come back to where it began, not that it does."),
            _("The cards sum up abstracts of some studies, not all research, and mostly not research on your country."),
        ],
        source=_("Evidence cards: {cards}. The map: what you enter.").format(
            cards=data.source("evidence_cards").short[0].lower() + data.source("evidence_cards").short[1:]
        ),
        data={
            "cards": cards[["id", "claim", "cause", "effect", "sources"]].to_dict("records"),
            "fewest": FEWEST_ARROWS,
            "each": FEWEST_EACH_WAY,
        },
        still=table_html(
            _("Claims to test before you draw them"),
            [_("Claim"), _("Where studies looked"), _("Sources")],
            cards[["claim", "places", "sources"]].itertuples(index=False),
        ),
        piece={"id": "CF-01", "form": "causal_map"},
    )
