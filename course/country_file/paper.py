"""The country file as HTML without JavaScript: in print, in the book, for readers whose engine does not run."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from course.country_file.outline import INVENTED_COUNTRY
from course.i18n import _


def paper(content: Mapping[str, Any], invented: bool = False) -> str:
    """The document.

    Args:
        content: from ``outline.outline``.
        invented: it is the example of the book.
    """
    title = content["country_name"] or _("No country chosen yet")
    facts = [
        (_("Country"), content["country_name"]),
        (_("Language"), content["language"]),
        (_("Track"), content["track"]),
        (_("Last change"), content["date"][:10]),
        (_("Pieces"), _("{filled} of {total}").format(filled=content["filled"], total=content["total"])),
    ]
    shown = "".join(f"<dt>{escape(label)}</dt><dd>{escape(text)}</dd>" for label, text in facts if text)
    banner = ""
    if invented or content["country"] == INVENTED_COUNTRY:
        banner = f'<p class="cf-invented">{escape(_("Invented: the Republic of Sandovia does not exist."))}</p>'
    parts = "".join(_part(number, part) for number, part in enumerate(content["parts"], start=1))
    return (
        f'<div class="cf-paper"><p class="cf-kicker">{escape(_("Country file"))}</p>'
        f'<p class="cf-title"><strong>{escape(title)}</strong></p>{banner}'
        f'<dl class="cf-facts">{shown}</dl>{parts}</div>'
    )


def _part(number: int, part: Mapping[str, Any]) -> str:
    title = part["title"] or _("Other pieces")
    inside = "".join(_piece(piece, part) for piece in part["pieces"])
    return f'<div class="cf-part"><p class="cf-part-title"><strong>{number}. {escape(title)}</strong></p>{inside}</div>'


def _piece(piece: Mapping[str, Any], part: Mapping[str, Any]) -> str:
    head = f'<p class="cf-piece-title"><strong>{escape(piece["title"])}</strong> <span>{escape(piece["id"])}</span></p>'
    if not piece["filled"]:
        text = _("Still empty: module {module} writes this.").format(module=part["module"])
        return f'{head}<p class="cf-empty">{escape(text)}</p>'
    source = f'<p class="cf-source">{escape(_("Source:"))} {escape(piece["source"])}</p>' if piece["source"] else ""
    return head + "".join(_block(block) for block in piece["blocks"]) + source


def _block(block: Mapping[str, Any]) -> str:
    if block["kind"] == "heading":
        return f'<p class="cf-heading"><strong>{escape(block["text"])}</strong></p>'
    if block["kind"] == "text":
        return (f'<dl class="cf-texts"><dt>{escape(block["label"])}</dt>'
                f"<dd>{escape(block['text']).replace(chr(10), '<br>')}</dd></dl>")  # fmt: skip
    from course.tools.base import table_html

    return table_html(block["label"], [label for label, _number in block["columns"]], block["rows"])
