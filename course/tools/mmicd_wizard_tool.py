"""M14: eight questions about a project with another aim: has migration to do with it, and what follows?"""

from __future__ import annotations

from typing import Any

from course import data
from course.i18n import _
from course.models.diagnosis import FEWEST_KNOWN, GROUPS, QUESTIONS, RELEVANT_FROM
from course.tools.base import table_html, tool_view


def mmicd_wizard() -> Any:
    """A quick diagnosis of one project, step by step."""
    return tool_view(
        "mmicd_wizard",
        title=_("Quick diagnosis of a project"),
        purpose=_("Take a project that has another aim, answer eight questions, and see what to do before it goes on."),
        limits=[
            _("It is the course's own wizard, not the official tool of the MMICD package. Its questions are ours."),
            _("It sorts what you know. A wrong yes gives a wrong result, and “not known” is an honest answer."),
            _("It cannot say whether a project is good. It says only where migration belongs in it."),
            _("Ask the people concerned before you change a rule. A form at a desk does not replace that."),
        ],
        source=_(
            "Projects invented, questions and decision steps written for this course, in the spirit of 000:20-67."
        ),
        data={
            "fiches": _fiches(),
            "groups": GROUPS,
            "fewest": FEWEST_KNOWN,
            "relevant": RELEVANT_FROM,
        },
        still=_still(),
    )


def _fiches() -> dict[str, list[list[str]]]:
    """Part and text of each fiche."""
    frame = data.load("project_fiches")
    return {str(name): [[_(part), _(text)] for part, text in zip(rows["part"], rows["text"], strict=True)]
            for name, rows in frame.groupby("fiche")}  # fmt: skip


def question_texts() -> dict[str, str]:
    """The eight questions in words, for paper; the view has the same from its own catalogue."""
    from course.web import bundle

    known = bundle.strings()
    return {one: _(known[f"mmicd.q_{one}"]) for one in QUESTIONS}


def _still() -> str:
    groups = {"relevance": _("Relevance"), "risk": _("Risk"), "ready": _("Readiness")}
    texts = question_texts()
    rows = [[groups[group], texts[one]] for group, questions in GROUPS.items() for one in questions]
    steps = [
        [_("Fewer than {n} of 8 answers are known").format(n=FEWEST_KNOWN), _("Find out first")],
        [_("A risk is answered with yes"), _("Repair the project before it goes on")],
        [_("Relevance is one half or more, or a risk is partly there"), _("Use the entry points")],
        [_("None of these"), _("Note it, and look again at the next review")],
    ]
    fiche = [[part, text] for part, text in _fiches()["A"]]
    return (
        table_html(_("Eight questions: yes, partly, no, or not known"), [_("Group"), _("Question")], rows)
        + table_html(_("The first step that holds decides"), [_("Step"), _("Result")], steps)
        + table_html(_("Fiche A (invented)"), [_("Part"), _("Text")], fiche)
    )
