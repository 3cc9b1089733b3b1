"""Every text of the course with its place, for the lint of loaded words and of country names.

Two tables hold what the lint looks for: ``loaded_terms`` and ``old_country_names``. Left out are

- quotations of seed documents, ``> "…" — Source, `003:1-2```;
- cells whose subject are loaded words: ``discusses_words`` in the module's ``module.toml``;
- columns of tables that quote documents, or whose subject are such words (``QUOTED``);
- lists of cited works (titles keep their words) and the traps of the table ``loaded_terms``;
- in the glossary, names of seed systems and the book page on language, what stands between “ and ”.
"""

from __future__ import annotations

import ast
import json
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from course import data
from tests.modules import module_reading as reading

PROJECT = reading.PROJECT
_MARKED = re.compile(r"“[^”]*”")

# Columns of tables that the course writes itself and that hold words of others, or words under discussion.
QUOTED = {
    "country_names": {"seed_name", "note", "id"},
    "glossary": {"term", "seed_wording", "see"},
    "loaded_terms": {"avoid", "find", "why", "source", "id"},
    "old_country_names": {"avoid", "find", "note"},
    "practice_headlines": {"headline"},
}
_QUOTED_ANYWHERE = re.compile(r"^(?:quote|seed_)")
# A word that the course explains there: the old name and what to say instead.
EXPLAINED = {"glossary": {"brain drain", "brain waste", "economic migrant", "migration management", "integration"}}


class Text(NamedTuple):
    """A text that people read, and where it stands."""

    place: str
    text: str


class Rule(NamedTuple):
    """A pattern that no text may hold, and what to write instead."""

    id: str
    pattern: re.Pattern[str]
    write: str


@cache
def loaded_words() -> tuple[Rule, ...]:
    """The rules of the table ``loaded_terms``."""
    rows = data.load("loaded_terms").itertuples()
    return tuple(Rule(row.id, re.compile(row.find, re.IGNORECASE), row.write) for row in rows)


@cache
def country_names() -> tuple[Rule, ...]:
    """The rules of the table ``old_country_names``."""
    rows = data.load("old_country_names").itertuples()
    return tuple(Rule(row.avoid, re.compile(row.find), row.write) for row in rows)


def faults(texts: Iterator[Text] | list[Text], rules: tuple[Rule, ...]) -> list[str]:
    """One line for each word that a rule forbids."""
    found = []
    for place, text in texts:
        for rule in rules:
            if match := rule.pattern.search(text):
                start = max(0, match.start() - 30)
                around = text[start : match.end() + 30]
                found.append(f"{place}: {match.group()!r} in “…{around}…”; write: {rule.write}")
    return found


def without_quotations(text: str) -> str:
    """A text without the lines that quote a seed document or name a cited work."""
    return "\n".join(line for line in text.splitlines() if not line.startswith((">", "- [R")))


def of_module(module: str) -> Iterator[Text]:
    """Pages, feedback, module file and trainer's notes of one module."""
    about = reading.about(module)
    for words in reading.visible_words(module) + reading.feedback_words(module):
        if words.cell not in about.get("discusses_words", []):
            yield Text(f"{module}: {words.cell}", without_quotations(words.text))
    for part in ("title", "summary"):
        yield Text(f"{module}: {part}", about[part])
    for part, key in (("objective", "text"), ("section", "title"), ("system", "name")):
        for one in about.get(part, []):
            yield Text(f"{module}: [[{part}]]", _MARKED.sub("", one[key]))
    if "country_file" in about:
        yield Text(f"{module}: [country_file]", about["country_file"]["piece"])
    notes = (reading.MODULES / module / "trainer.md").read_text(encoding="utf-8")
    yield Text(f"{module}: trainer.md", without_quotations(notes))


def of_views() -> Iterator[Text]:
    """The words of questions and tools."""
    for path in sorted((PROJECT / "course" / "web" / "js").rglob("*.en.json")):
        for key, text in json.loads(path.read_text(encoding="utf-8")).items():
            yield Text(f"{path.name}: {key}", text)


def of_library() -> Iterator[Text]:
    """Sentences of the library: what stands in ``_("…")``."""
    for path in sorted((PROJECT / "course").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_":
                for part in node.args:
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        yield Text(f"{path.relative_to(PROJECT)}:{node.lineno}", part.value)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)


def of_forms() -> Iterator[Text]:
    """Titles, labels, help and options of the forms."""
    for path in sorted((PROJECT / "course" / "forms").glob("*.toml")):
        for text in _strings(tomllib.loads(path.read_text(encoding="utf-8"))):
            yield Text(f"forms/{path.name}", text)


def of_book() -> Iterator[Text]:
    """The hand-written pages of the book."""
    for path in sorted((PROJECT / "book" / "pages").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        yield Text(f"book/pages/{path.name}", _MARKED.sub("", text) if path.stem == "language-and-licence" else text)


def of_tables() -> Iterator[Text]:
    """Texts of the tables that the course writes itself, and the words about all tables."""
    for path in sorted((PROJECT / "datasets" / "metadata").glob("*.toml")):
        about = tomllib.loads(path.read_text(encoding="utf-8"))
        for part in ("title", "description", "short", "traps")[: 3 if path.stem == "loaded_terms" else 4]:
            for text in _strings(about.get(part, "")):
                yield Text(f"metadata/{path.name}: {part}", text)
    for path in sorted((PROJECT / "datasets" / "authored").iterdir()):
        name = path.stem
        frame = data.load(name)
        columns = [one for one in frame.columns if not _QUOTED_ANYWHERE.match(one) and one not in QUOTED.get(name, ())]
        for row in frame.to_dict("records"):
            label = str(row[frame.columns[0]])
            if label in EXPLAINED.get(name, ()):
                continue
            for column in columns:
                if isinstance(row[column], str):
                    text = _MARKED.sub("", row[column]) if name == "glossary" else row[column]
                    yield Text(f"table {name}, {label}: {column}", text)
