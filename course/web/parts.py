"""The views of the book in parts: one classic script for each question type and tool, loaded when a page needs it.

JupyterLab gets everything as one module (:func:`course.web.bundle.esm`). A page of the book loads only what its reader
comes near to. Modules that the same views need stand together in one part, so that no code travels twice; small modules
that many views need stand in the first part, ``frame``. Each part is a function that takes the names it imports from
the object of shared names and puts the names it exports there: nothing becomes global.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import NamedTuple

from course.i18n import _, language
from course.web import bundle

FRAME = "frame"
_START = "boot.js"
# A module that this many views need, and that is this small, costs less in the first part than as a file of its own.
_MANY = 5
_SMALL = 7_000
_REGISTERED = re.compile(r"\bregister(Question|Tool|Model)\(\s*\"(\w+)\"")
_EXPORTED = re.compile(r"^export\s+(?:async\s+)?(?:function\*?|class|const|let|var)\s+([A-Za-z_$][\w$]*)", re.M)
_EXPORT_LET = re.compile(r"^export\s+(?:let|var)\s+(\w+)", re.M)
_LITERAL = re.compile(r"\"([a-z_]+(?:\.[\w]+)?)\"")
_BEGINNING = re.compile(r"`([a-z_]+\.[\w]*|[a-z]+_[\w]*)\$\{")
_IMPORTED = re.compile(r"^import\s+\{([^}]*)\}\s+from\s+\"(\.[^\"]+)\";", re.M)


class Part(NamedTuple):
    """One script of the book.

    Attributes:
        name: the file's name without ``.js``.
        code: JavaScript, to be run as a classic script after the parts in ``needs``.
        needs: names of the parts that must run before, in an order that works; ``frame`` first.
        version: changes when the code changes.
    """

    name: str
    code: str
    needs: list[str]
    version: str


def _closure(path: Path, needs: dict[Path, list[Path]]) -> set[Path]:
    """``path`` and all modules that it needs, directly or not."""
    found: set[Path] = set()
    open_paths = [path]
    while open_paths:
        one = open_paths.pop()
        if one not in found:
            found.add(one)
            open_paths += needs[one]
    return found


def _groups(modules: dict[Path, str], needs: dict[Path, list[Path]], folder: Path) -> dict[Path, str]:
    """The name of the part that each module stands in; modules that only JupyterLab needs are left out."""
    first = _closure(folder / _START, needs)
    users: dict[Path, set[Path]] = defaultdict(set)
    # A model stands with the tool that uses it; one that no view imports by name gets a part of its own.
    for kinds in (("Question", "Tool"), ("Model",)):
        for view, source in modules.items():
            found = _REGISTERED.search(source)
            if found and found.group(1) in kinds and view not in users:
                for path in _closure(view, needs):
                    users[path].add(view)
    together: dict[frozenset[Path], list[Path]] = defaultdict(list)
    for path, names in sorted(users.items()):
        common = len(names) >= _MANY and len(modules[path]) < _SMALL
        if path not in first and not common:
            together[frozenset(names)].append(path)
        else:
            first |= _closure(path, needs)
    placed = {path: FRAME for path in first}
    for names, members in together.items():
        named_after = min(members, key=lambda path: (path not in names, path))
        name = named_after.relative_to(folder).with_suffix("").as_posix().replace("/", "-")
        placed |= {path: name for path in members if path not in first}
    return placed


def _said(paths: list[Path], modules: dict[Path, str]) -> tuple[set[str], tuple[str, ...]]:
    """The ids of strings that some modules may say: whole ones, and the beginnings of those that they put together."""
    text = "".join(modules[path] for path in paths)
    return set(_LITERAL.findall(text)), tuple(_BEGINNING.findall(text))


def _strings(
    members: dict[str, list[Path]], before: dict[str, set[str]], modules: dict[Path, str], folder: Path
) -> dict[str, dict[str, str]]:
    """The strings of each part, in this language.

    A string stands with the module that its file is named after. When a part says it that does not need that one, it
    stands in a part that all who say it need.
    """
    placed = {path: name for name, paths in members.items() for path in paths}
    said = {name: _said(paths, modules) for name, paths in members.items()}
    found: dict[str, dict[str, str]] = {name: {} for name in members}
    for file in sorted(folder.rglob("*.en.json")):
        home = placed.get(file.with_suffix("").with_suffix(".js"), FRAME)
        for key, text in json.loads(file.read_text("utf-8")).items():
            users = {name for name, (whole, begun) in said.items() if key in whole or (begun and key.startswith(begun))}
            choice = [home, *sorted(users), FRAME]
            place = next(one for one in choice if all(user == one or one in before[user] for user in users))
            found[place][key] = _(text)
    return found


def _script(name: str, members: list[Path], modules: dict[Path, str], strings: dict[str, str]) -> str:
    """The text of one part."""
    taken: set[str] = set()
    given: list[str] = []
    bodies = []
    for path in members:
        source = modules[path]
        changing = _EXPORT_LET.findall(source)
        if changing:
            raise bundle.BundleError(f"{path.name} exports {changing[0]}, which may change: export a function instead")
        for names, target in _IMPORTED.findall(source):
            if (path.parent / target).resolve() not in members:
                taken |= {one.strip() for one in names.split(",") if one.strip()}
        given += _EXPORTED.findall(source)
        bodies.append(bundle.strip(path, source))
    if strings:
        taken |= {"setUiDefaults"} if name != FRAME else set()
        english = json.dumps(strings, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
        bodies.append(f"setUiDefaults({english});")
    head = f"const {{ {', '.join(sorted(taken))} }} = shared;\n" if taken else ""
    tail = f"Object.assign(shared, {{ {', '.join(given)} }});\n" if given else ""
    body = "\n".join(bodies)
    return f'courseParts.add("{name}", (shared) => {{\n"use strict";\n{head}{body}\n{tail}}});\n'


def _make(folder: Path) -> dict[str, Part]:
    modules = bundle.read_modules(folder)
    folder = folder.resolve()
    needs = {path: bundle.needed_by(path, source, modules) for path, source in modules.items()}
    placed = _groups(modules, needs, folder)
    members: dict[str, list[Path]] = defaultdict(list)
    for path in TopologicalSorter({path: sorted(needs[path]) for path in sorted(modules)}).static_order():
        if path in placed:
            members[placed[path]].append(path)
    between = {
        name: {placed[other] for path in paths for other in needs[path]} - {name} for name, paths in members.items()
    }
    between = {name: (others | {FRAME}) - {name} for name, others in between.items()}
    order = list(TopologicalSorter({name: sorted(others) for name, others in sorted(between.items())}).static_order())
    before: dict[str, set[str]] = {}
    for name in order:
        before[name] = between[name].union(*(before[other] for other in between[name]))
    strings = _strings(members, before, modules, folder)
    made: dict[str, Part] = {}
    for name in order:
        code = _script(name, members[name], modules, strings[name])
        version = hashlib.sha256(code.encode()).hexdigest()[:8]
        made[name] = Part(name, code, [one for one in order if one in before[name]], version)
    return made


@cache
def _cached(folder: Path, code: str) -> dict[str, Part]:
    return _make(folder)


def parts(folder: Path = bundle.JS) -> dict[str, Part]:
    """All parts by name, each after those that it needs, with strings in the reader's language.

    Raises:
        BundleError: the modules cannot stand in parts; the text says why.
    """
    return _cached(folder, language())


def index(folder: Path = bundle.JS) -> dict[str, dict[str, object]]:
    """What the loader of a page knows: ``parts`` (version and needs of each) and, for each kind of view, its part.

    Returns:
        ``{"parts": {name: [version, [needs]]}, "question": {type: name}, "tool": {…}, "model": {…}}``.
    """
    made = parts(folder)
    found: dict[str, dict[str, object]] = {
        "parts": {name: [part.version, part.needs] for name, part in made.items()},
        "question": {},
        "tool": {},
        "model": {},
    }
    for name, part in made.items():
        for kind, thing in _REGISTERED.findall(part.code):
            found[kind.lower()][thing] = name
    return found
