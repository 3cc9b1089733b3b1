"""The report of a plan as plain JSON, for tool and question, and the plan as a page in few bytes."""

from __future__ import annotations

import base64
import gzip
from typing import Any

from course.plan import check, outline
from course.plan.paper import document, page


def of_report(report: check.Report) -> dict[str, Any]:
    """What the views show.

    Returns:
        ``{"points", "most", "sections", "rules"}``; a section is ``{"number", "title", "about", "state", "words",
        "least", "most", "pieces": [{"id", "module", "folder", "there"}]}``, a rule ``{"id", "state", "text", "piece",
        "section", "module", "folder"}``.
    """
    return {
        "points": report.points,
        "most": report.most,
        "sections": [_section(part) for part in report.parts],
        "rules": [
            {
                "id": one.rule,
                "state": one.state,
                "text": one.text,
                "piece": one.piece,
                "section": one.section,
                "module": one.module,
                "folder": one.folder,
            }
            for one in report.findings
        ],
    }


def _section(part: check.Part) -> dict[str, Any]:
    section = part.section
    pieces = []
    for id in section.pieces:
        home = outline.home(id)
        pieces.append({"id": id, "module": home.module, "folder": home.folder, "there": id not in part.missing})
    return {
        "number": section.number,
        "title": section.title,
        "about": section.about,
        "state": part.state,
        "words": part.words,
        "least": section.least,
        "most": section.most,
        "pieces": pieces,
    }


def packed_page(pieces: outline.Pieces, report: check.Report) -> str:
    """The plan as an HTML page, gzip in base64: a fifth of its size."""
    html = page.write(document.build(pieces, report))
    return base64.b64encode(gzip.compress(html.encode("utf-8"), mtime=0)).decode("ascii")
