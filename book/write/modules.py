"""The first page of each module, the line under the title of its notebooks, and the table of modules."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from book.places import NOTEBOOKS, SELF_CHECK
from book.translate.catalogues import SOURCE, Translator
from book.write.language_note import note
from course.i18n import _, language, ngettext


@dataclass(frozen=True)
class Module:
    """What ``module.toml`` says about a module.

    Attributes:
        name: name of the folder, ``m10_remittances``.
        about: the file, its words in the language of the book.
        state: how many of these words are translated: ``whole``, ``partly`` or ``none``.
        has_self_check: there is a page on which people without a trainer check themselves.
    """

    name: str
    about: dict[str, Any]
    state: str = "whole"
    has_self_check: bool = False

    @property
    def pages(self) -> list[str]:
        """The names of its notebooks, in reading order."""
        return [page for page in NOTEBOOKS if page != SELF_CHECK or self.has_self_check]

    @property
    def code(self) -> str:
        """``M10``."""
        return str(self.about["number"])

    @property
    def title(self) -> str:
        """The title without the code."""
        return str(self.about["title"])

    @property
    def is_test(self) -> bool:
        """A test before and after the course; its number says nothing to a reader."""
        return self.about.get("kind") == "test"

    @property
    def label(self) -> str:
        """``M10 Remittances …``, or the title of a test."""
        return self.title if self.is_test else f"{self.code} {self.title}"

    @property
    def minutes(self) -> dict[str, int]:
        """Minutes of ``self`` (lesson), ``live`` (session with the group) and ``follow_up`` (exercises)."""
        return {part: int(value) for part, value in self.about.get("minutes", {}).items()}

    @property
    def objectives(self) -> list[str]:
        """What a trainee can do afterwards, one sentence each."""
        return [str(objective["text"]) for objective in self.about.get("objective", [])]

    @property
    def needs(self) -> list[str]:
        """Names of the modules that come first."""
        return [str(name) for name in self.about.get("prerequisites", [])]

    @property
    def sections(self) -> list[tuple[str, int]]:
        """Title and minutes of each part of the lesson, in order."""
        return [(str(part["title"]), int(part["minutes"])) for part in self.about.get("section", []) if _is_read(part)]


def read_modules(folder: Path, spoken: str = SOURCE) -> list[Module]:
    """All modules under ``folder`` in the order of their names, their words in ``spoken`` where they are translated.

    Raises:
        ValueError: a module has no title or no number.
    """
    found = []
    for path in sorted(folder.glob("*/module.toml")):
        about = tomllib.loads(path.read_text("utf-8"))
        for name in ("title", "number"):
            if not about.get(name):
                raise ValueError(f"{path.parent.name}/module.toml gives no {name}")
        own = (path.parent / f"{SELF_CHECK}.ipynb").is_file()
        found.append(Module(path.parent.name, *_translated(about, spoken), has_self_check=own))
    return found


def _translated(about: dict[str, Any], spoken: str) -> tuple[dict[str, Any], str]:
    """The file's words in another language, and how many of them are; objectives without a translation are marked."""
    translator = Translator(spoken)
    made = {**about, "title": translator.words(about["title"])}
    if about.get("summary"):
        made["summary"] = translator.marked(str(about["summary"]).strip())
    made["objective"] = [{**one, "text": translator.marked(one["text"])} for one in about.get("objective", [])]
    made["section"] = [
        {
            **one,
            "title": (translator.marked if _is_read(one) else translator.words)(one["title"]),
            "english": one["title"],
            "heading": translator.words(one["title"]),
        }
        for one in about.get("section", [])
        if one.get("page") == "lesson"
    ]
    return made, translator.state


def _is_read(section: dict[str, Any]) -> bool:
    """Whether the first page of the module lists this part."""
    return section.get("page") == "lesson" and section.get("mode") == "self"


def first_page(module: Module, others: list[Module]) -> str:
    """MyST of ``modules/<name>/index``: what the module is about, how long it takes, where to go."""
    titles = {other.name: f"[{other.label}](../{other.name}/index.md)" for other in others}
    needs = [titles.get(name, name) for name in module.needs]
    lines = [f"# {_heading(module)}", "", note(module.state)]
    if module.about.get("summary"):
        lines += [str(module.about["summary"]).strip(), ""]
    lines += [":::{div} course-facts", f"**{_('In this module')}**", ""]
    lines += [f"- [{_('Lesson')}](lesson.ipynb){_minutes(module, 'self')}"]
    lines += [f"  - {title} ({_('{minutes} min').format(minutes=minutes)})" for title, minutes in module.sections]
    lines += [f"- [{_('Exercises')}](exercises.ipynb){_minutes(module, 'follow_up')}"]
    if module.has_self_check:
        lines += [f"- [{_('Check yourself')}](selfcheck.ipynb) · {_('without a trainer, marked at once')}"]
    if module.minutes.get("live"):
        lines += [f"- {_('Session with your group')}{_minutes(module, 'live')}"]
    if module.about.get("peer_review"):
        lines += [f"- {_('Two reviews')} · {_('not in this book')}", "", _peer_review()]
    if needs:
        lines += ["", f"**{_('Do first:')}** {', '.join(needs)}"]
    lines += [":::", ""]
    if module.objectives:
        lines += [f"## {_('What you will be able to do')}", ""]
        lines += [f"{number}. {text}" for number, text in enumerate(module.objectives, start=1)]
        lines += [""]
    lines += [f"## {_('Work on it in the classroom')}", ""]
    lines += [
        _("In the classroom (JupyterLab) your answers are kept and marked. Get the pages of this module:"),
        "",
    ]
    for page in module.pages:
        lines += [f"- {{download}}`{page_name(page)} ({page}.ipynb) <../../downloads/{module.name}/{page}.ipynb>`"]
    lines += ["", _("Put the files in one folder and open them in JupyterLab with the course installed."), ""]
    return "\n".join(lines)


def _peer_review() -> str:
    """Why the page of reviews is missing, and what people without a class do in its place."""
    return _(
        "You review the plans of two other people. The page for that is made on the trainer’s computer when all plans "
        "are in, so neither this book nor the browser lab has it. Do you learn alone? Give your plan to a colleague, "
        "and ask: what is clear, what is missing, what would you change first? The course result can be worked out "
        "without reviews."
    )


def page_name(page: str) -> str:
    """What readers call a notebook of a module."""
    return {"lesson": _("Lesson"), "exercises": _("Exercises"), SELF_CHECK: _("Check yourself")}[page]


def _heading(module: Module) -> str:
    return module.title if module.is_test else f"{module.code} · {module.title}"


def _minutes(module: Module, part: str) -> str:
    count = module.minutes.get(part)
    if not count:
        return ""
    return " · " + ngettext("about {minutes} minute", "about {minutes} minutes", count).format(minutes=count)


def notebook_header(module: Module, page: str, state: str = "whole") -> str:
    """The lines under the title of a notebook page: where the reader is, how long it takes, in which language it is."""
    text = f"[{_heading(module)}](index.md) · {page_name(page)}"
    text += _minutes(module, {"lesson": "self", "exercises": "follow_up"}.get(page, ""))
    lines = [f":::{{div}} course-where language-{language()}", text, ":::", "", note(state)]
    if page == "exercises":
        said = _(
            "These exercises give points, so they are answered in the classroom, where your answers are kept and "
            "marked. Read them here. To answer, open the same page in JupyterLab."
        )
        lines += ["", ":::{note}", f":class: language-{language()}", "", said, ":::"]
    return "\n".join(lines) + "\n"


def table(modules: list[Module]) -> str:
    """A MyST table of all modules with their minutes."""
    lines = [
        f"| {_('Module')} | {_('Lesson')} | {_('Session')} | {_('Exercises')} |",
        "|---|---:|---:|---:|",
    ]
    for module in modules:
        numbers = [module.minutes.get(part) for part in ("self", "live", "follow_up")]
        cells = [_("{minutes} min").format(minutes=number) if number else "–" for number in numbers]
        lines.append(f"| [{module.label}](modules/{module.name}/index.md) | {' | '.join(cells)} |")
    return "\n".join(lines)
