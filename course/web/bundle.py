"""One script and one style sheet for every question and tool, made from the ES modules in ``js/`` and ``css/``.

JupyterLab gets an ES module without imports (:func:`esm`), the book a classic script (:func:`classic`), because a
browser refuses ES modules from ``file://``. Both are the same text: the modules one after the other, in the order in
which they need each other, without their ``import`` and ``export`` lines. That is safe as long as no two modules
declare the same top-level name, so a second declaration is an error here.
"""

from __future__ import annotations

import json
import re
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

_HERE = Path(__file__).parent
JS = _HERE / "js"
CSS = _HERE / "css"

# Only these forms are used in js/, so that plain text work is enough: no renaming, no default export.
_IMPORT = re.compile(r"^import\s+(?:\{([^}]*)\}\s+from\s+)?\"(\.[^\"]+)\";[ \t]*\n?", re.M)
_EXPORT_LIST = re.compile(r"^export\s+\{[^}]*\};[ \t]*\n?", re.M)
_DECLARATION = re.compile(r"^(?:async\s+)?(?:function\*?|class|const|let|var)\s+([A-Za-z_$][\w$]*|[{\[])", re.M)
_LINE_COMMENT = re.compile(r"^[ \t]*//.*\n", re.M)
_DOC_COMMENT = re.compile(r"^[ \t]*/\*\*.*?\*/[ \t]*\n", re.M | re.S)
_BLANK_LINES = re.compile(r"\n{2,}")


class BundleError(ValueError):
    """The modules cannot stand in one file."""


def read_modules(folder: Path) -> dict[Path, str]:
    """The text of every module under ``folder``, by its absolute path."""
    return {path.resolve(): path.read_text("utf-8") for path in sorted(folder.rglob("*.js"))}


def needed_by(path: Path, source: str, known: dict[Path, str]) -> list[Path]:
    """The modules that ``source`` imports, as absolute paths."""
    needed = []
    for names, target in _IMPORT.findall(source):
        other = (path.parent / target).resolve()
        if other not in known:
            raise BundleError(f"{path.name} imports {target}, which does not exist")
        if re.search(r"\bas\b", names):
            raise BundleError(f"{path.name} renames an import from {target}")
        needed.append(other)
    return needed


def strip(path: Path, source: str) -> str:
    """The body of a module: no imports, no export words, no comments that stand on lines of their own."""
    body = _EXPORT_LIST.sub("", _IMPORT.sub("", source))
    body = re.sub(r"^export\s+(?=(async\s+)?(function|class|const|let|var)\b)", "", body, flags=re.M)
    left = re.search(r"^(import|export)\b.*", body, re.M)
    if left:
        raise BundleError(f"{path.name}: cannot bundle the line {left.group(0)!r}")
    return _BLANK_LINES.sub("\n", _LINE_COMMENT.sub("", _DOC_COMMENT.sub("", body))).strip("\n")


def strings(folder: Path = JS) -> dict[str, str]:
    """The English strings of the views: every ``*.en.json`` under ``folder``, by id.

    Raises:
        BundleError: two files give the same id.
    """
    found: dict[str, str] = {}
    for path in sorted(folder.rglob("*.en.json")):
        for key, text in json.loads(path.read_text("utf-8")).items():
            if key in found:
                raise BundleError(f"{path.name} gives the string {key!r} a second time")
            found[key] = text
    return found


def body(folder: Path = JS) -> str:
    """All modules of ``folder`` as one text without imports and exports, each after the modules that it needs.

    Raises:
        BundleError: a module is missing, two modules declare one name, or an import or export has a form that
            this bundler does not know.
    """
    modules = read_modules(folder)
    order = TopologicalSorter({path: needed_by(path, source, modules) for path, source in modules.items()})
    declared: dict[str, Path] = {}
    parts = []
    for path in order.static_order():
        text = strip(path, modules[path])
        for name in _DECLARATION.findall(text):
            if name in "{[":
                raise BundleError(f"{path.name} takes an object apart at top level: give each name its own line")
            if name in declared:
                raise BundleError(f"{name} is declared in {declared[name].name} and in {path.name}")
            declared[name] = path
        parts.append(f"// {path.relative_to(folder.resolve()).as_posix()}\n{text}\n")
    # "<" is escaped so that a page may also carry the script inline.
    english = json.dumps(strings(folder), ensure_ascii=False, indent=0).replace("<", "\\u003c")
    return "".join(parts) + f"setUiDefaults({english});\n"


@cache
def esm() -> str:
    """The ES module for anywidget: its default export holds ``render``."""
    return body() + "export default { render: renderWidget };\n"


@cache
def classic() -> str:
    """The script for the book: starts every ``.course-view`` of the page, also from ``file://``."""
    return f'(() => {{\n"use strict";\n{body()}bootWhenReady();\n}})();\n'


@cache
def css() -> str:
    """The style sheet: the custom properties of :mod:`course.look`, then the files of ``css/``, base first."""
    from course.look import css as look_css

    files = sorted(CSS.glob("*.css"), key=lambda path: (path.name != "base.css", path.name))
    return "\n".join([look_css(), *(path.read_text("utf-8") for path in files)])
