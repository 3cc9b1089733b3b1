"""What a trainee reads about the reviews on the feedback page of the capstone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from course import forms
from course.i18n import _
from grading.peer_review import store
from grading.peer_review.plans import CAPSTONE
from grading.peer_review.reviews import CRITERIA, FORM

_FOLDER = Path(__file__).parent


def section(course: Path, trainee: str, assignment: str) -> Markup:
    """The codes of the plans to review, and the reviews that came back; nothing on pages of other modules.

    Args:
        course: nbgrader's course folder.
        trainee: Whose page it is.
        assignment: Which module's page it is.
    """
    state = store.load(course) if assignment == CAPSTONE else None
    if state is None:
        return Markup("")
    asked = sorted(state.codes[author] for author in state.pairs.get(trainee, []) if author in state.codes)
    found = [_shown(review) for review in state.returned.get(trainee, [])]
    if not asked and not found:
        return Markup("")
    environment = Environment(loader=FileSystemLoader(_FOLDER), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    own = state.codes.get(trainee, "")
    return Markup(environment.get_template("section.html.j2").render(_=_, asked=asked, own=own, reviews=found))


def _shown(value: Mapping[str, Any]) -> dict[str, Any]:
    """A review in words: the criteria in the order of the form, each with level, strength and advice."""
    form = forms.get(FORM)
    titles = {section["id"]: section["title"] for section in form["sections"]}
    levels = {option["id"]: option["text"] for field in forms.fields(form) for option in field.get("options", [])}
    criteria = [
        {
            "title": titles[id],
            "level": levels.get(value.get(f"{id}_level", ""), ""),
            "good": value.get(f"{id}_good", ""),
            "advice": value.get(f"{id}_advice", ""),
        }
        for id in CRITERIA
    ]
    return {"criteria": [one for one in criteria if any(one[part] for part in ("level", "good", "advice"))],
            "most": value.get("most", "")}  # fmt: skip
