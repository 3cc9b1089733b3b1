"""Every word of the classroom's pages can be translated: no sentence goes past the translation function.

The pages are too many to render all of them in every state, so this reads the source: the text of templates, and the
strings of Python that look like a sentence. What programs and operators read (log, terminal, configuration) is English.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

ROOT = Path(__file__).parents[3]
FOLDERS = [ROOT / "course" / "classroom", ROOT / "grading" / "classroom"]
MARKERS = {"_", "ngettext", "pgettext"}
# Functions whose strings no page shows: logs, tests of programmers, declarations.
_FOR_PROGRAMS = {
    *("debug", "info", "warning", "error", "exception", "set_header", "add_argument", "ArgumentParser", "compile"),
    *("Unicode", "Bool", "Integer", "List", "Dict", "Instance", "AnyTrait", "SystemExit", "RuntimeError", "exit"),
    *("ValueError", "Damaged"),
    *("plain", "replace", "Template"),
}
#: Terminal and start of the classroom: the person who runs it reads English, as in the README.
_OPERATORS = {
    *("__main__", "backup", "backup_files", "database", "down", "keeper", "line", "place", "postgresql", "prepare"),
    *("restore", "running", "settings", "up", "upgrade", "hub_config", "roles"),
}
#: Formgrader is nbgrader's own program, and English as a whole.
_ENGLISH = {"formgrader", "formgrader_template", "formgrader_scripts"}
_SENTENCE = re.compile(r"[A-Za-z]{2,}[,;:.]? [A-Za-z]{2,}")
_HTML = re.compile(r"<[a-z!/]|charset=|filename=|'none'")
_ATTRIBUTE_WORDS = re.compile(r"(?:aria-label|data-label|title|placeholder|alt)=\"([^\"]*[A-Za-z]{3}[^\"]*)\"")
#: Strings that look like a sentence and are none for people: by file and their beginning.
_FINE = {
    "names.py": (" cannot be", " is no receipt"),  # file names in packages: clients refuse them before
    "times.py": ("a moment needs its zone",),
    "handler.py": ("the body must be a JSON object", "no such module", "an assignment"),
    "handlers.py": ("due must be", "the header Idempotency-Key", "out of range", "after and wait"),
    "identity.py": ("a token of the hub", "the hub does not"),  # 401 and 503 have words of their own at the client
    "events.py": ("too many events", "SELECT"),  # the answer to a kernel, which nobody sees
    "pages_of_module.py": (
        "on your own",
        "with the group",
        "of exercises",
        "for this page",
        "for the test",
    ),  # looked for
    "keys.py": (" does not hold",),
    "platform.py": (" must begin with https",),
    "provider.py": (" must begin with https",),
    "records.py": ("no free name",),
    "collect.py": ("No newer", "Use --update"),  # nbgrader's own words in a log
    "exchange.py": ("No course id",),
    "list.py": ("Options --inbound", " (", "Submissions are kept"),  # the stock command's list, as nbgrader prints it
    "release_assignment.py": ("Assignment found", "' but not", "', run", "Assignment not found"),
    "service.py": (" must name", " is not set"),
    "choose.py": ("the settings were checked",),
    "spawn.py": ("The process: of this hub",),
    "marking.py": ("the graded notebook of", " is missing: grade"),  # becomes 404
}
#: Beginnings of the hub's own sentences, which its error page replaces by ours.
_THEIRS = {"Action is no", "You do not h", "No access to", "XSRF cookie ", "Missing XSRF", "xsrf cookie", "None"}


def _python(folder: Path) -> list[Path]:
    return [
        path
        for path in sorted(folder.rglob("*.py"))
        if path.stem not in _OPERATORS | _ENGLISH and "migrations" not in path.parts and "warm" not in path.parts
    ]


def _strings(path: Path) -> Iterator[tuple[int, str]]:
    """Strings that are neither documentation nor inside a call that translates them or speaks to programs."""

    def visit(node: ast.AST, hidden: bool) -> Iterator[tuple[int, str]]:
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
            hidden = hidden or name in MARKERS | _FOR_PROGRAMS
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            return
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and not hidden:
            yield node.lineno, node.value
        for inner in ast.iter_child_nodes(node):
            yield from visit(inner, hidden)

    yield from visit(ast.parse(path.read_text("utf-8")), hidden=False)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.parent.name)
def test_every_sentence_of_the_program_is_translated(folder: Path) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}: {text[:80]!r}"
        for path in _python(folder)
        for line, text in _strings(path)
        if _SENTENCE.search(text) and not _HTML.search(text) and not text.startswith(_FINE.get(path.name, ()))
    ]
    assert not found, "give these words to _(), or say above why nobody reads them"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.parent.name)
def test_no_word_stands_bare_in_a_template(folder: Path) -> None:
    """Text between tags, words of attributes, and words that a template gives to a macro."""
    found = []
    for path in sorted(folder.rglob("*.html")):
        tree = Environment().parse(path.read_text("utf-8"))
        text = "".join(one.data for one in tree.find_all(nodes.TemplateData))
        text = re.sub(r"<script>.*?</script>", "", text, flags=re.S)
        bare = re.findall(r"[A-Za-z]{2,}", re.sub(r"<[^>]*>", " ", re.sub(r"&[a-z]+;", " ", text)))
        found += [f"{path.name}: {word}" for word in bare if word not in ("kB",)]
        found += [f"{path.name}: {words}" for words in _ATTRIBUTE_WORDS.findall(text)]
        found += [f"{path.name}: {words!r}" for words in _given(tree) if words not in _THEIRS]
    assert not found, "give these words to _(), or say above why nobody reads them"


def _given(tree: nodes.Template) -> Iterator[str]:
    """Words in a template's own strings that are in no call of the translation."""
    translated = {
        id(inner)
        for call in tree.find_all(nodes.Call)
        if getattr(call.node, "name", "") in MARKERS
        for inner in call.find_all(nodes.Const)
    }
    for one in tree.find_all(nodes.Const):
        words = one.value if isinstance(one.value, str) else ""
        if id(one) not in translated and (_SENTENCE.search(words) or re.fullmatch(r"[A-Z][a-z]{2,}", words)):
            yield words


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.parent.name)
def test_nothing_is_translated_while_a_file_is_read(folder: Path) -> None:
    """The language is set when the program starts; what was translated before would stay English for ever."""

    def calls(node: ast.AST) -> Iterator[int]:
        for inner in ast.iter_child_nodes(node):
            if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                continue
            if isinstance(inner, ast.Call) and getattr(inner.func, "id", "") in MARKERS:
                yield inner.lineno
            yield from calls(inner)

    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in sorted(folder.rglob("*.py"))
        if path.name != "jupyter_server_config.py"  # read by the server of one person, whose language is set by then
        for line in calls(ast.parse(path.read_text("utf-8")))
    ]
    assert not found, "give these words to _(), or say above why nobody reads them"


def test_the_test_sees_a_bare_sentence(tmp_path: Path) -> None:
    path = tmp_path / "page.py"
    path.write_text('def f(n):\n    """Two words."""\n    return f"{n} is released.", _("It is fine.")\n')
    assert [text for _line, text in _strings(path) if _SENTENCE.search(text)] == [" is released."]
    assert list(_given(Environment().parse('{{ form("Stop it now") }}{{ _("Go on now") }}'))) == ["Stop it now"]
