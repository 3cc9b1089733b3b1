"""What all tools share: the description that the view is made from, and the page for readers without JavaScript."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from course.i18n import _, isolated
from course.models import Model
from course.numbers import format_number
from course.web.strings import page
from course.web.view import Handler, open_view


def tool_view(
    name: str,
    *,
    title: str,
    purpose: str,
    limits: Sequence[str],
    source: str,
    still: str,
    data: Mapping[str, Any] | None = None,
    model: Model | None = None,
    handlers: Mapping[str, Handler] | None = None,
    limits_title: str | None = None,
    piece: Mapping[str, str] | None = None,
) -> Any:
    """A displayable tool.

    Args:
        name: Name under which the JavaScript view is registered.
        title: What the tool is called on the page.
        purpose: One sentence: what one can find out with it.
        limits: What the tool cannot tell, one sentence each.
        source: Where its numbers come from.
        still: HTML that stands in the tool's place without JavaScript: a still chart or a table.
        data: What the view needs, plain JSON, small.
        model: The model behind it, for its inputs, formula and assumptions.
        handlers: What Python does when the view asks (see ``course.web.view``).
        limits_title: Id of another heading for the limits (``rescue.limits``).
        piece: What the tool's button puts into the country file: ``{"id": "CF-02-profile", "form": "profile"}``.
    """
    desc: dict[str, Any] = {
        "schema": 1,
        "kind": "tool",
        "tool": name,
        "id": f"tool-{name.replace('_', '-')}",
        "title": title,
        "purpose": purpose,
        "data": dict(data or {}),
        "limits": list(limits),
        "source": source,
        **page(),
    }
    if model is not None:
        desc["inputs"] = model.inputs
        desc["about"] = {"formula": model.formula, "assumptions": model.assumptions}
    if limits_title:
        desc["limits_title"] = limits_title
    if piece is not None:
        desc["piece"] = dict(piece)
        handlers = {"piece": piece_taker(desc["piece"], desc["id"]), **(handlers or {})}
    text = _("Tool: {title}. {purpose}").format(title=title, purpose=purpose)
    return open_view(desc, handlers, still_page(desc, still), text=text)


def piece_taker(piece: Mapping[str, str], by: str) -> Handler:
    """The handler that puts what a tool made into the country file.

    Args:
        piece: ``id`` of the piece and name of its ``form``.
        by: id of the tool.

    Raises:
        ValueError, LookupError: no id of a piece, or there is no such form (the author's mistake).
    """
    from course import country_file, forms
    from course.forms.check import clean
    from course.questions.base import Refused, nothing

    country_file.check_piece_id(piece["id"])
    forms.get(piece["form"])

    def take(message: Mapping[str, Any]) -> dict[str, Any]:
        try:
            value = clean(forms.get(piece["form"]), message.get("value"))
            if not value:
                raise Refused(nothing())
            note = country_file.put(piece["id"], piece["form"], value, by)
        except Refused as problem:
            return {"ok": False, "tone": "warn", "text": str(problem)}
        except country_file.NotSaved as problem:
            return {"ok": False, "tone": "bad", "text": str(problem)}
        text = _("It is in your country file now, as piece {piece}.").format(piece=piece["id"])
        return {"ok": True, "tone": "warn" if note else "good", "text": " ".join(filter(None, [text, note]))}

    return take


def still_page(desc: Mapping[str, Any], still: str) -> str:
    """The tool on paper: title, purpose, chart or table, formula, limits, source."""
    about = desc.get("about") or {}
    lines = [line.strip() for line in about.get("formula", "").split("   ") if line.strip()]
    formula = "".join(f"<p><code>{escape(line)}</code></p>" for line in lines)
    limits = "".join(f"<li>{escape(limit)}</li>" for limit in desc["limits"])
    return (
        f'<section class="course-tool course-tool--still" lang="{desc["lang"]}" dir="{desc["dir"]}">'
        f'<p class="ct-title"><strong>{escape(desc["title"])}</strong></p>'
        f'<p class="ct-purpose">{escape(desc["purpose"])}</p>{still}{formula}'
        f"<p><strong>{escape(_('What this tool cannot tell you'))}</strong></p>"
        f'<ul class="ct-still-limits">{limits}</ul>'
        f'<p class="ct-source"><strong>{escape(_("Source:"))}</strong> {isolated(desc["source"])}</p></section>'
    )


def table_html(caption: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A plain table with a caption; the first cell of each row is its heading."""
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    body = "".join(
        f'<tr><th scope="row">{escape(str(first))}</th>'
        + "".join(f"<td>{escape(str(cell))}</td>" for cell in rest)
        + "</tr>"
        for first, *rest in rows
    )
    return (
        f'<table class="ct-table"><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )


def model_tables(model: Model, digits: int = 2) -> str:
    """The model at its start values: one table of inputs, one of results."""
    results = model.run({})
    units = {"": ""}
    inputs = [
        [item["label"], f"{item['start']:g}{units.get(item['unit'], ' ' + item['unit'])}"] for item in model.inputs
    ]
    outputs = []
    for item in model.outputs:
        value = results[item["id"]]
        shown = _("does not happen") if value is None else format_number(value, item["digits"])
        outputs.append([item["label"], f"{shown}{units.get(item['unit'], ' ' + item['unit'])}"])
    return table_html(_("Settings at the start"), [_("Setting"), _("Value")], inputs) + table_html(
        _("Results with these settings"), [_("Result"), _("Value")], outputs
    )


def packed(values: Iterable[float | None], digits: int = 0) -> str:
    """Numbers as short text, ``12,,3``: one place each, empty where there is none. Saves two thirds of the bytes."""
    parts = []
    for value in values:
        if value is None or value != value or not math.isfinite(value):
            parts.append("")
        else:
            text = f"{value:.{digits}f}"
            parts.append(text.rstrip("0").rstrip(".") if digits else text)
    return ",".join(parts)
