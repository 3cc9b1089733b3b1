"""The page "My course" as HTML. No script: every button is a form, so it works with a keyboard and on any screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from course import data
from course.classroom.exchange.times import parse
from course.classroom.my_course.state import Module, MyCourse
from course.country_file import store
from course.i18n import _, direction, language, when

_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "files"),
    autoescape=select_autoescape(default=True, default_for_string=True),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True)
class Note:
    """A sentence at the top of the page, after a button was pressed.

    Attributes:
        tone: ``good``, ``warn`` or ``bad``.
        text: The sentence.
        facts: Label and value, for a receipt.
    """

    tone: Literal["good", "warn", "bad"]
    text: str
    facts: tuple[tuple[str, str], ...] = ()


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


def receipt_note(module: Module, receipt: Mapping[str, Any]) -> Note:
    """What is said after *Submit*.

    Args:
        module: The module, as it stands after the submission.
        receipt: Of the exchange.
    """
    total = len(module.pages.questions)
    late, missing = bool(receipt.get("late")), total - module.recorded
    text = (
        _("Submitted, after the deadline. Your trainer has it, and sees that it is late.")
        if late
        else _("Submitted. Your trainer has it. You can change answers and submit again while the exercises are open.")
    )
    if missing:
        more = _(
            "{n} questions have no recorded answer. Was that what you wanted? If not, record them and submit again."
        )
        text = f"{text} {more.format(n=missing)}"
    facts = (
        (_("Module"), f"{module.pages.number} {module.pages.title}"),
        (_("Time"), when(parse(receipt["submitted_at"]))),
        (_("Recorded answers"), _("{n} of {total}").format(n=module.recorded, total=total)),
        (_("Receipt"), str(receipt["receipt"])),
    )
    return Note("warn" if late or missing else "good", text, facts)


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
        _=_, lang=language(), dir=direction(), course=course, note=note, country=country, status=status, when=when,
        points=points, now=datetime.now(UTC), **more,
    )  # fmt: skip


def status(module: Module, now: datetime) -> tuple[str, str]:
    """Tone and words for where a module stands."""
    late = module.due is not None and now > module.due
    total = len(module.pages.questions)
    match module.step:
        case "closed":
            return "quiet", _("Exercises not open yet") if total else _("Read")
        case "fetch":
            return ("warn", _("Open, deadline over")) if late else ("open", _("Open"))
        case "work" | "submit":
            count = _("{n} of {total} recorded").format(n=module.recorded, total=total)
            return ("warn", _("Deadline over: {count}").format(count=count)) if late else ("open", count)
        case "again":
            return "warn", _("Changed after you submitted")
        case "wait":
            return "info", _("Submitted, not marked yet")
        case "read":
            return "info", _("Marked in part")
        case _:
            return "good", _("Marked")


def points(number: float) -> str:
    """Points without a needless decimal."""
    return f"{number:g}"
