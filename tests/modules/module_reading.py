"""What the tests of the modules read: notebooks, visible words, quotations, numbers with a unit."""

from __future__ import annotations

import ast
import json
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[2]
MODULES = PROJECT / "modules"
SEEDS = PROJECT.parent / "shared" / "seeds"
PAGES = ("lesson", "exercises")
SELF_CHECK = "selfcheck"

_HIDDEN = re.compile(r"### BEGIN HIDDEN TESTS.*?### END HIDDEN TESTS", re.DOTALL)
_SCHEME = re.compile(r"=== BEGIN MARK SCHEME ===.*?=== END MARK SCHEME ===", re.DOTALL)
_MATH = re.compile(r"\$\$.*?\$\$|\$[^$\n]+\$", re.DOTALL)
_CODE = re.compile(r"`[^`\n]*`")
_ID = re.compile(r"m\d\d-[a-z0-9-]+")


def module_names() -> list[str]:
    """The folders of the modules, in order."""
    return sorted(path.parent.name for path in MODULES.glob("*/module.toml"))


@cache
def about(module: str) -> dict[str, Any]:
    """The module file."""
    return tomllib.loads((MODULES / module / "module.toml").read_text(encoding="utf-8"))


def is_test(module: str) -> bool:
    """Whether a folder holds a test that people sit twice (``kind = "test"``), not a module that teaches."""
    return about(module).get("kind") == "test"


@cache
def cells(module: str, page: str) -> tuple[dict[str, Any], ...]:
    """The cells of one page, sources joined to one text."""
    notebook = json.loads((MODULES / module / f"{page}.ipynb").read_text(encoding="utf-8"))
    return tuple({**cell, "source": "".join(cell["source"])} for cell in notebook["cells"])


def pages(module: str) -> tuple[str, ...]:
    """The pages of a module: lesson, exercises, and the self-check if there is one."""
    return (*PAGES, SELF_CHECK) if (MODULES / module / f"{SELF_CHECK}.ipynb").is_file() else PAGES


def all_pages() -> list[tuple[str, str]]:
    """Module and page of every notebook."""
    return [(module, page) for module in module_names() for page in pages(module)]


@dataclass(frozen=True)
class Words:
    """Words that a trainee reads: where they stand, and the text."""

    page: str
    cell: str
    text: str
    kind: str  # "prose" for Markdown cells, "label" for texts inside questions, tools and charts


def visible_words(module: str) -> list[Words]:
    """Everything a trainee may read, hidden tests and mark schemes left out; practice feedback is included."""
    found = []
    reviews = ("reviews",) if "peer_review" in about(module) else ()
    for page in (*pages(module), *reviews):
        for cell in cells(module, page):
            if cell["cell_type"] == "markdown":
                found.append(Words(page, cell["id"], _SCHEME.sub("", cell["source"]), "prose"))
            else:
                found += [Words(page, cell["id"], text, "label") for text in _strings(_HIDDEN.sub("", cell["source"]))]
    return found


def feedback_words(module: str) -> list[Words]:
    """The messages of the hidden tests: a trainee reads them after marking."""
    found = []
    for cell in cells(module, "exercises"):
        if cell["cell_type"] == "code":
            hidden = "\n".join(_HIDDEN.findall(cell["source"]))
            found += [Words("exercises", cell["id"], text, "label") for text in _strings(hidden)]
    return found


def _strings(source: str) -> list[str]:
    """String literals with at least two words; ids, names of tables and queries are not prose."""
    nodes = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant))
    texts = [node.value for node in nodes if isinstance(node.value, str)]
    return [text for text in texts if " " in text.strip() and "==" not in text and " = " not in text]


def plain(text: str) -> str:
    """Prose without formulas, code, quotations, link targets and cell ids."""
    lines = [line for line in _MATH.sub(" ", text).splitlines() if not line.startswith(">")]
    return _ID.sub(" ", _CODE.sub(" ", "\n".join(lines)))


# A number with a unit. Bare numbers (years, counts such as "three services") are not figures in this sense.
_NUMBER = r"[−-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[–-]\d+(?:\.\d+)?)?"
_UNIT = r"%|per cent\b|percentage points|billion\b|million\b|dollars?\b|cents\b|times\b|months\b"
_FIGURE = re.compile(rf"USD\s{_NUMBER}(?:\s(?:billion|million))?|{_NUMBER}\s?(?:{_UNIT})")


def figures_in(text: str) -> list[str]:
    """Numbers with a unit, as they stand in the text, spaces made plain."""
    clean = re.sub(r"[\u00a0\u202f\s]+", " ", plain(text)).replace("**", "")
    return [match.group() for match in _FIGURE.finditer(clean)]


_QUOTE = re.compile(r'^> "(?P<quote>.+)" — (?P<source>[^`]+), `(?P<place>\d{3}:\d+(?:-\d+)?)`$')


def quotations(module: str) -> list[tuple[Words, re.Match[str] | None]]:
    """Every block quotation with its parts, or None where the form is not the agreed one."""
    found = []
    for words in visible_words(module):
        if words.kind == "prose":
            found += [(words, _QUOTE.match(line)) for line in words.text.splitlines() if line.startswith(">")]
    return found
