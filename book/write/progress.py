"""The page “My progress”: which practice questions there are, for a script that knows what this browser has kept."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import nbformat

from book.places import Places
from book.write.modules import Module
from course.i18n import _


def practice_items(path: Path) -> dict[str, float | None]:
    """The practice questions of a notebook: id and points, None where a question gives none."""
    found: dict[str, float | None] = {}
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type != "code" or "practice=" not in cell.source:
            continue
        for call in (node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, ast.Call)):
            rules = next((word.value for word in call.keywords if word.arg == "practice"), None)
            if isinstance(rules, ast.Dict) and call.args and isinstance(call.args[0], ast.Constant):
                found[str(call.args[0].value)] = _points(rules)
    return found


def _points(rules: ast.Dict) -> float | None:
    for name, value in zip(rules.keys, rules.values, strict=True):
        if isinstance(name, ast.Constant) and name.value == "points" and isinstance(value, ast.Constant):
            return float(value.value)
    return None


def plan(places: Places, found: list[Module]) -> list[dict[str, Any]]:
    """For each module its label, its first page and its practice questions."""
    made = []
    for module in found:
        items: dict[str, float | None] = {}
        for page in module.pages:
            items |= practice_items(places.release / module.name / f"{page}.ipynb")
        if items:
            made.append({"label": module.label, "page": f"modules/{module.name}/index.html", "items": items})
    return made


def page(places: Places, found: list[Module]) -> str:
    """MyST of ``my-progress``."""
    words = {
        "caption": _("Practice questions and self-check, by module"),
        "module": _("Module"),
        "tried": _("Practice tried"),
        "right": _("Right"),
        "points": _("Points of the self-check"),
        "of": _("{n} of {total}"),
        "none": _("Nothing yet. Answer a practice question, and come back."),
        "export": _("Download my progress"),
        "erase": _("Erase my progress"),
        "sure": _("Erase the progress that this browser has kept? Your recorded answers in the lab stay."),
        "erased": _("Erased."),
    }
    data = json.dumps({"plan": plan(places, found), "words": words}, ensure_ascii=False).replace("<", "\\u003c")
    lines = [
        f"# {_('My progress')}",
        "",
        _(
            "This page shows what you have tried in this browser: practice questions of the lessons, and the pages "
            "“Check yourself”. It is kept on this computer only. Nobody else can see it, and it is never sent anywhere."
        ),
        "",
        "```{raw} html",
        f'<div class="course-progress" aria-live="polite"><script type="application/json">{data}</script>',
        f"<noscript><p>{_('This page needs JavaScript.')}</p></noscript></div>",
        "```",
        "",
        f"## {_('Take it along, or erase it')}",
        "",
        _(
            "The downloaded file is plain JSON. What you recorded in the browser lab is another thing: see "
            "[The browser lab](browser-lab.md)."
        ),
        "",
    ]
    return "\n".join(lines)
