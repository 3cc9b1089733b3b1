"""M00: the rescue kit. Where the answers are, and how to start a module again (with a way back)."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from course import answers
from course.i18n import _
from course.tools.base import tool_view


class Rescue:
    """Looks into the answers file of this folder, empties it, and brings the answers back.

    Nothing is deleted: clearing keeps each value as ``previous``, so that the way back works also after a restart of
    the engine. ``_cleared`` remembers which answers the last reset took.
    """

    def __init__(self) -> None:
        self._cleared: list[str] = []

    def look(self, _message: Mapping[str, Any]) -> dict[str, Any]:
        """What is recorded: file, folder, and one line per answer."""
        stored = answers.load()
        recorded = [
            {"id": id, "when": answer.at.replace("T", " ").rstrip("Z")}
            for id, answer in sorted(stored.answers.items())
            if answer.value is not None
        ]
        problem = answers.moved_warning() or stored.problem
        return {
            "ok": True,
            "tone": "info",
            "text": "",
            "file": answers.FILE_NAME,
            "folder": str(answers.folder()),
            "recorded": recorded,
            "problem": problem,
        }

    def reset(self, message: Mapping[str, Any]) -> dict[str, Any]:
        """Remove every recorded answer of this folder's file, all in one write."""
        taken: list[str] = []

        def edit(stored: answers.Stored) -> answers.Stored:
            taken[:] = [id for id, answer in stored.answers.items() if answer.value is not None]
            emptied = {id: stored.answers[id]._replace(value=None, previous=stored.answers[id].value) for id in taken}
            return stored._replace(answers={**stored.answers, **emptied})

        try:
            answers.change(edit)
        except answers.NotSaved as problem:
            return {**self.look(message), "ok": False, "tone": "bad", "text": str(problem)}
        self._cleared = taken or self._cleared
        text = (
            _("{n} answers removed. Reload the page to see the questions empty.").format(n=len(taken))
            if taken
            else _("There was nothing to remove.")
        )
        return {**self.look(message), "tone": "good" if taken else "info", "text": text, "can_undo": bool(taken)}

    def undo_reset(self, message: Mapping[str, Any]) -> dict[str, Any]:
        """Bring back what the last reset removed; answers recorded since then stay."""
        back: list[str] = []

        def edit(stored: answers.Stored) -> answers.Stored:
            lost = {id: answer for id, answer in stored.answers.items() if id in self._cleared and answer.value is None}
            back[:] = [id for id, answer in lost.items() if answer.previous is not None]
            full = {id: lost[id]._replace(value=lost[id].previous, previous=None) for id in back}
            return stored._replace(answers={**stored.answers, **full})

        try:
            answers.change(edit)
        except answers.NotSaved as problem:
            return {**self.look(message), "ok": False, "tone": "bad", "text": str(problem)}
        self._cleared = []
        return {**self.look(message), "tone": "good", "text": _("{n} answers are back.").format(n=len(back))}


def rescue_kit() -> Any:
    """Restart the engine, find the answers file, start the module again."""
    rescue = Rescue()
    return tool_view(
        "rescue_kit",
        title=_("Rescue kit"),
        purpose=_("What to do when something does not work, and where your answers are."),
        limits=[
            _("It cannot bring back text that you typed but did not record."),
            _("It does not change what you have already handed in."),
        ],
        source=_("Made for this course. It looks only at the answers file in the folder of this notebook."),
        still=_still(),
        limits_title="rescue.limits",
        handlers={"look": rescue.look, "reset": rescue.reset, "undo_reset": rescue.undo_reset},
    )


def _still() -> str:
    steps = [
        _("Nothing reacts? In the menu choose Kernel, then “Restart Kernel and Run All Cells…”, and confirm."),
        _("Your answers are in the file answers.json beside the notebook; a restart does not touch them."),
        _("To start a module again, use the button of this tool in the classroom."),
    ]
    return "<ol>" + "".join(f"<li>{escape(step)}</li>" for step in steps) + "</ol>"
