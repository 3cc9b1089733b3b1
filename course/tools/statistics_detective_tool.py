"""M02: thirty-seven claims of real documents, a computation pad, and a verdict to choose."""

from __future__ import annotations

from html import escape
from typing import Any

from course import data, models
from course.i18n import _
from course.tools.base import table_html, tool_view

#: What the pad computes with; their start values stand in its fields.
PAD_MODELS = ("rounding_inverse", "overlap")
PARTS = ("id", "title", "claim", "try_this", "numbers", "exercise", "verdict", "why")


def statistics_detective() -> Any:
    """Claim cards: read the words, compute, choose a verdict, then compare with the course's reasons.

    Cards of marked exercises carry neither verdict nor reasons; their table has none.
    """
    cards = claim_cards()
    return tool_view(
        "statistics_detective",
        title=_("Statistics detective"),
        purpose=_("Test what documents say with their own numbers: choose a card, compute, decide, and give a reason."),
        limits=[
            _("A verdict is about the words in the text that the course has stored. Some charts and letters are lost."),
            _("It does not say why a difference is there. Ask the authors, kindly: most slips have simple reasons."),
            _("It does not say whether the work behind a number was good."),
            _("Your notes stay on this page only while it is open. Record the answers of the exercises there."),
        ],
        source=_("{claims}. Documents: 000 to 004, see the sources of the lesson.").format(
            claims=data.source("report_claims").short
        ),
        data={
            "cards": cards,
            "pad": {name: models.get(name).inputs for name in PAD_MODELS},
        },
        still=_still(cards),
    )


def claim_cards() -> list[dict[str, Any]]:
    """The cards as the view needs them; empty parts are left out."""
    cards = []
    for row in data.load("report_claims").to_dict("records"):
        row = {name: value for name, value in row.items() if isinstance(value, str)}
        quotes = [[row[f"quote{n}"], row[f"place{n}"]] for n in ("", "2", "3") if f"quote{n}" in row]
        kept = {name: row[name] for name in PARTS if name in row}
        also = {"also": row["also"].split("; ")} if "also" in row else {}
        cards.append({**kept, **also, "quotes": quotes})
    return cards


def _still(cards: list[dict[str, Any]]) -> str:
    """The cards for paper: the claims first, the reasons of the practice cards at the end."""
    claims = table_html(
        _("The claims: decide first"),
        [_("Card"), _("Words of the document"), _("Claim to decide on"), _("Look at")],
        [
            [
                f"{card['id']} {card['title']}",
                " … ".join(f"“{quote}” ({place})" for quote, place in card["quotes"]),
                card["claim"],
                card["try_this"],
            ]
            for card in cards
        ],
    )
    reasons = table_html(
        _("Then compare: cards that are not part of a marked exercise"),
        [_("Card"), _("Verdict of the course"), _("Why")],
        [[card["id"], card["verdict"], card["why"]] for card in cards if "verdict" in card],
    )
    legend = _(
        "OK: consistent. DIFF: the document contradicts itself. EXT: another source says something else or more. "
        "READ: it depends on how one reads it. LOST: the text no longer tells."
    )
    return f"<p>{escape(legend)}</p>{claims}{reasons}"
