"""Where the English words are: which file of the project gives which catalogue its messages."""

from __future__ import annotations

import ast
import json
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat
import yaml
from jinja2 import Environment, nodes

from book.places import NOTEBOOKS, OUTLINE, PAGES, PATHS, ROOT, SELF_CHECK, TOC
from book.translate import code, markdown
from book.translate.catalogues import LOCALES as BOOK
from course.i18n import LOCALES as COURSE
from course.lab import words as lab_words
from course.web import bundle

# Names of functions of course.i18n, and which of their arguments are text, text for many, context.
_MARKERS = {"_": (0, None, None), "N_": (0, None, None), "ngettext": (0, 1, None), "pgettext": (1, None, 0)}
_FORM_WORDS = ("title", "intro", "source", "label", "help", "row", "unit")


@dataclass(frozen=True)
class Message:
    """One English text that people read.

    Attributes:
        text: the text, or the one for a single thing.
        place: the file, and the cell in a notebook; no line, so that a new line above changes no catalogue.
        plural: the text for many things, or empty.
        context: tells two equal texts apart, or empty.
    """

    text: str
    place: str
    plural: str = ""
    context: str = ""


def _short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _marked(name: str, words: Sequence[object], place: str) -> Iterator[Message]:
    """The text that a call brings to translators, if it is one of ours."""
    marker = _MARKERS.get(name)
    if marker and len(words) > max(place or 0 for place in marker) and isinstance(words[marker[0]], str):
        text, plural, context = ("" if at is None else str(words[at]) for at in marker)
        yield Message(text, place, plural, context)


def _python(folder: Path) -> Iterator[Message]:
    for path in sorted(folder.rglob("*.py")):
        # The syntax tree, because Babel overlooks calls inside f-strings.
        calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
        for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
            words = [one.value if isinstance(one, ast.Constant) else None for one in call.args]
            yield from _marked(getattr(call.func, "id", ""), words, _short(path))


def _templates(folder: Path) -> Iterator[Message]:
    """The words of the pages that are made by Jinja."""
    for path in sorted(one for one in folder.rglob("*") if one.suffix in (".html", ".j2")):
        for call in Environment().parse(path.read_text("utf-8")).find_all(nodes.Call):
            words = [one.value if isinstance(one, nodes.Const) else None for one in call.args]
            yield from _marked(getattr(call.node, "name", ""), words, _short(path))


def _views() -> Iterator[Message]:
    for path in sorted(bundle.JS.rglob("*.en.json")):
        for key, text in json.loads(path.read_text("utf-8")).items():
            yield Message(text, f"{_short(path)}: {key}")


def _lab_words() -> Iterator[Message]:
    """What the course's buttons in JupyterLab say. The words of the browser lab are not among them: it is English."""
    for key, text in json.loads(lab_words.ENGLISH.read_text("utf-8")).items():
        yield Message(text, f"{_short(lab_words.ENGLISH)}: {key}", context=lab_words.CONTEXT)


def _form_words(part: dict, place: str) -> Iterator[Message]:
    for name in _FORM_WORDS:
        if part.get(name):
            yield Message(part[name], place)
    for text in part.get("options", {}).values():
        yield Message(text, place)
    for name in ("section", "field", "column"):
        for inner in part.get(name, []):
            yield from _form_words(inner, place)


def _forms() -> Iterator[Message]:
    for path in sorted((ROOT / "course" / "forms").glob("*.toml")):
        yield from _form_words(tomllib.loads(path.read_text("utf-8")), _short(path))
    plan = ROOT / "course" / "country_file" / "plan.toml"
    for part in tomllib.loads(plan.read_text("utf-8"))["part"]:
        yield from (Message(text, _short(plan)) for text in (part["title"], *part["pieces"].values()))


def _book() -> Iterator[Message]:
    yield from _python(ROOT / "book")
    yield from _python(ROOT / "grading")
    yield from _templates(ROOT / "grading")
    for part in yaml.safe_load(TOC.read_text("utf-8"))["parts"]:
        yield Message(part["caption"], _short(TOC))
    outline = tomllib.loads(OUTLINE.read_text("utf-8"))
    for course in outline["course"]:
        yield from (Message(course[name], _short(OUTLINE)) for name in ("title", "about"))
    yield from (Message(module["title"], _short(OUTLINE)) for module in outline["planned"].values())
    for role in tomllib.loads(PATHS.read_text("utf-8"))["role"]:
        yield from (Message(role[name], _short(PATHS)) for name in ("title", "about"))
        yield from (Message(step["need"], _short(PATHS)) for step in role["step"])


def _pages() -> Iterator[Message]:
    for path in sorted(PAGES.glob("*.md")):
        yield from (Message(one.content, _short(path)) for one in markdown.texts(path.read_text("utf-8")))
    for path in sorted((ROOT / "modules").glob("*/module.toml")):
        about = tomllib.loads(path.read_text("utf-8"))
        if about.get("summary"):
            yield Message(about["summary"].strip(), _short(path))


def _titles(release: Path) -> Iterator[Message]:
    """Titles of the modules, which the book, trainees' and trainers' pages show: they belong to the library."""
    for path in sorted((ROOT / "modules").glob("*/module.toml")):
        title = tomllib.loads(path.read_text("utf-8"))["title"].strip()
        yield Message(title, _short(path))
        first = sorted((release / path.parent.name).glob("*.ipynb"), key=lambda one: one.name != "lesson.ipynb")
        heading = nbformat.read(first[0], as_version=4).cells[0].source.partition("\n")[0] if first else ""
        if heading.startswith("# ") and heading[2:].strip() != title:
            yield Message(heading[2:].strip(), _short(path))


def module(folder: Path) -> Iterator[Message]:
    """The words of one module: notebooks, objectives, titles of the parts of the lesson.

    Args:
        folder: a module, source or release.
    """
    source = ROOT / "modules" / folder.name / "module.toml"
    about = tomllib.loads(source.read_text("utf-8"))
    yield from (Message(one["text"], _short(source)) for one in about.get("objective", []))
    for name in NOTEBOOKS:
        path = folder / f"{name}.ipynb"
        if name == SELF_CHECK and not path.is_file():
            continue
        for cell in nbformat.read(path, as_version=4).cells:
            place = f"{source.parent.relative_to(ROOT).as_posix()}/{name}.ipynb: {cell.get('id')}"
            if cell.cell_type == "markdown":
                yield from (Message(one.content, place) for one in markdown.texts(cell.source))
            elif "course-run" in cell.metadata.get("tags", []):
                yield from (Message(text, place) for text in code.texts(cell.source))


def catalogues(language: str, release: Path) -> dict[Path, list[Message]]:
    """Each catalogue of a language with its messages. A module has one as soon as its file stands (it may be empty).

    Args:
        language: two-letter code.
        release: folder of the released modules; sources hold the keys, and those are nobody's to translate.
    """
    found = {
        COURSE / language / "course.po": [*_python(ROOT / "course"), *_templates(ROOT / "course")],
        COURSE / language / "views.po": [*_views(), *_lab_words()],
        COURSE / language / "forms.po": list(_forms()),
        COURSE / language / "book.po": list(_book()),
        COURSE / language / "titles.po": list(_titles(release)),
        BOOK / language / "pages.po": list(_pages()),
    }
    for path in sorted((ROOT / "modules").glob("*/module.toml")):
        own = BOOK / language / f"{path.parent.name}.po"
        if own.is_file():
            found[own] = list(module(release / path.parent.name))
    return found
