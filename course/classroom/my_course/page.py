"""The page "My course" as HTML. No script: every button is a form, so it works with a keyboard and on any screen."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from course import data
from course.classroom import look
from course.classroom.exchange.times import parse
from course.classroom.my_course import moments
from course.classroom.my_course.pages_of_module import label
from course.classroom.my_course.state import Module, MyCourse
from course.country_file import store
from course.i18n import _, direction, language, ngettext, pgettext
from course.numbers import format_number

_templates = look.templates(Path(__file__).parent / "files")
_TOP = re.compile(rb"<body[^>]*>(\s*<main[^>]*>)?", re.IGNORECASE)


@dataclass(frozen=True)
class Note:
    """A sentence at the top of the page, after a button was pressed.

    Attributes:
        tone: ``good``, ``warn`` or ``bad``.
        text: The sentence.
        facts: Label and value, for a receipt.
        ask: Folder of the module whose submission is in question.
    """

    tone: Literal["good", "warn", "bad"]
    text: str
    facts: tuple[tuple[str, str], ...] = ()
    ask: str = ""


@dataclass(frozen=True)
class Country:
    """The country file in one line.

    Attributes:
        name: The country, or None if none was chosen.
        pieces: How many pieces are filled in.
    """

    name: str | None
    pieces: int

    @classmethod
    def read(cls, home: Path) -> Country | None:
        """The country file of a person's folder; None before it begins."""
        path = home / store.FILE_NAME
        if not path.is_file():
            return None
        found = store.read(path)
        code = (found.value("start") or {}).get("country")
        pieces = sum(1 for id, piece in found.pieces.items() if piece.now is not None and id != "start")
        try:
            name = data.country_name(code) if isinstance(code, str) else None
        except (KeyError, ValueError):
            name = None
        return cls(name, pieces)


def receipt_note(module: Module | None, receipt: Mapping[str, Any]) -> Note:
    """What is said after *Submit*.

    Args:
        module: The module that was submitted, if it is one of the course's.
        receipt: Of the exchange.
    """
    late = bool(receipt.get("late"))
    text = (
        _("Submitted, after the deadline. Your trainer has it, and sees that it is late.")
        if late
        else _("Submitted. Your trainer has it. You can change answers and submit again while the exercises are open.")
    )
    facts = (
        (pgettext("moment", "Time"), moments.when(parse(receipt["submitted_at"]))),
        (_("Receipt"), str(receipt["receipt"])),
    )
    if module is None:
        return Note("warn" if late else "good", text, facts)
    total = len(module.pages.questions)
    about = (
        (_("Module"), f"{module.pages.number} {module.pages.title}"),
        (_("Recorded answers"), _("{n} of {total}").format(n=module.recorded, total=total)),
    )
    return Note("warn" if late else "good", text, (*about, *facts))


def question(module: Module) -> Note:
    """What is asked before a submission with missing answers."""
    missing = len(module.missing)
    text = (
        ngettext(
            "{n} question of {module} has no recorded answer.", "{n} questions of {module} have no recorded answer.",
            missing,
        )
        if module.recorded
        else _("Nothing is recorded in {module} yet. An answer counts when you press Record answer below it.")
    ).format(n=missing, module=module.pages.number)  # fmt: skip
    facts = ((_("Without an answer"), ", ".join(map(label, module.missing))),) if module.recorded else ()
    text = f"{text} {_('Nothing is submitted so far. What would you like to do?')}"
    return Note("warn", text, facts, ask=module.pages.folder)


def not_submitted(problem: str) -> Note:
    """What is said when the exchange refused or did not answer."""
    return Note("bad", f"{_('This was not submitted.')} {problem}")


def too_old() -> Note:
    """What is said to a button of a page that is older than the sign-in."""
    return Note(
        "warn",
        _(
            "The page was open for a long time, or you signed in again elsewhere. So nothing was sent. "
            "Press the button again."
        ),
    )


def notebook(base: str, module: str, name: str) -> str:
    """Address of a page in JupyterLab, alone: not beside all pages of last week, each with its own engine."""
    return f"{base}lab/tree/{quote(module)}/{quote(name)}?reset"


def with_way_back(feedback: bytes, address: str) -> bytes:
    """A feedback page with a line above it that leads back."""
    words, arrow = escape(_("Back to My course")), "→" if direction() == "rtl" else "←"
    link = f'<a href="{escape(address)}" style="color:inherit">{arrow} {words}</a>'
    line = f'<p style="margin:0;padding:0.5rem 0 1rem">{link}</p>'
    return _TOP.sub(lambda found: found[0] + line.encode(), feedback, count=1)


def html(course: MyCourse, *, note: Note | None, country: Country | None, **more: Any) -> str:
    """The page.

    Args:
        course: What is shown.
        note: A sentence from the last button.
        country: The country file.
        more: ``base``, ``hub``, ``title``, ``person``, ``course_id``, ``trainer``, ``xsrf``, ``asked`` (a module that a
            link from outside leads to).
    """
    return _templates.get_template("my_course.html").render(
        lang=language(), dir=direction(), course=course, note=note, country=country,
        status=status, when=moments.when, left=moments.left, points=points, notebook=notebook,
        now=datetime.now(UTC), attempt=secrets.token_urlsafe(12), **more,
    )  # fmt: skip


def status(module: Module, now: datetime) -> tuple[str, str]:
    """Tone and words for where a module stands."""
    late = module.due is not None and now > module.due
    total = len(module.pages.questions)
    match module.step:
        case "unknown":
            return "quiet", _("Not known just now")
        case "closed" if module.pages.test:
            return "quiet", _("Not open yet")
        case "closed":
            return "quiet", _("Exercises not open yet") if total else _("To read")
        case "fetch":
            return ("warn", _("Open, deadline over")) if late else ("open", _("Open"))
        case "work" | "submit":
            count = _("{n} of {total} recorded").format(n=module.recorded, total=total)
            return ("warn", _("Deadline over: {count}").format(count=count)) if late else ("open", count)
        case "again":
            return "warn", _("Changed after you submitted")
        case "wait":
            return "info", _("Submitted late, not marked yet") if module.handed[0].late else _(
                "Submitted, not marked yet"
            )
    newest = module.handed[0].feedback
    return ("info", _("Marked in part")) if newest and newest.waiting else ("good", _("Marked"))


def points(number: float) -> str:
    """Points without a needless decimal."""
    return format_number(number)
