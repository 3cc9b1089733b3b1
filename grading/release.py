"""Make what trainees receive: ``python -m grading.release [--module NAME] [--to FOLDER]``.

Each module's source is checked, copied into the course folder, released there by nbgrader's own ``generate_assignment``
(no solutions, hidden tests, mark schemes; the gradebook learns the graded cells), and copied to ``build/release``
together with the lesson. A module whose sources and outputs are unchanged is left alone.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import sys
import time
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from course.lean_imports import without_address_grammars

PROJECT = Path(__file__).resolve().parents[1]
MODULES = PROJECT / "modules"
BUILD = PROJECT / "build"

#: What a trainee records beside the notebook; a release must never hold one.
RECORDS = ("answers.json", "country_file.json")

#: A page with practice questions like the exercises, for people without a trainer; a module may have none.
SELF_CHECK = "selfcheck.ipynb"

#: Code that decides what a release looks like; a change in it renews every release.
_MAKERS = ("release.py", "source_check.py", "nbgrader_config.py", "preprocessors/protect_cells.py")


class ReleaseError(Exception):
    """A module cannot be released; the text says why, for its author."""


def release(
    modules: Iterable[str] | None = None,
    to: Path | None = None,
    course: Path | None = None,
    sources: Path = MODULES,
    say: bool = True,
) -> list[str]:
    """Release modules and return the names of those that were made anew.

    Args:
        modules: Names of module folders; all by default.
        to: Folder of the releases, ``build/release`` by default.
        course: nbgrader's course folder, ``build/nbgrader`` by default.
        sources: Folder of the source modules.
        say: Print one line per module.

    Raises:
        ReleaseError: When a source has mistakes, or nbgrader refuses it. Modules before it stay released.
    """
    to, course = to or BUILD / "release", course or BUILD / "nbgrader"
    names = list(modules) if modules else find_modules(sources)
    if not names:
        raise ReleaseError(f"there is no module in {sources}")
    made = []
    state = _State(course / ".release.json")
    for number, name in enumerate(names, start=1):
        started = time.monotonic()
        folder = sources / name
        if not folder.is_dir():
            raise ReleaseError(f"there is no module {name!r}; there are: {', '.join(find_modules(sources))}")
        inputs = version("nbgrader") + fingerprint(
            [folder / "lesson.ipynb", folder / "exercises.ipynb", folder / SELF_CHECK, *_maker_files()]
        )
        targets = _targets(name, to, course)
        clean = not any((folder / record).exists() for record in RECORDS)
        if clean and state.is_current(name, inputs, targets):
            _say(say, f"[{number}/{len(names)}] {name}: nothing changed")
            continue
        state.forget(name)
        _release_one(folder, to, course)
        state.remember(name, inputs, targets)
        made.append(name)
        _say(say, f"[{number}/{len(names)}] {name}: released in {time.monotonic() - started:.1f} s")
    return made


def find_modules(sources: Path = MODULES) -> list[str]:
    """Names of the folders that hold an ``exercises.ipynb``, in order."""
    return sorted(path.parent.name for path in sources.glob("*/exercises.ipynb"))


def _release_one(folder: Path, to: Path, course: Path) -> None:
    without_address_grammars()
    from grading.nbgrader_config import write_config_file
    from grading.source_check import check_module

    name = folder.name
    problems = check_module(folder)
    if problems:
        raise ReleaseError(f"{name} is not released:\n" + "\n".join(f"  - {text}" for text in problems))
    write_config_file(course)
    source = course / "source" / name
    shutil.rmtree(source, ignore_errors=True)
    source.mkdir(parents=True)
    shutil.copyfile(folder / "exercises.ipynb", source / "exercises.ipynb")
    _generate(name, course)
    target = to / name
    target.mkdir(parents=True, exist_ok=True)
    _replace(target / "exercises.ipynb", (course / "release" / name / "exercises.ipynb").read_text(encoding="utf-8"))
    _replace(target / "lesson.ipynb", lesson_text(folder / "lesson.ipynb"))
    if (folder / SELF_CHECK).is_file():
        _replace(target / SELF_CHECK, lesson_text(folder / SELF_CHECK))
    else:
        (target / SELF_CHECK).unlink(missing_ok=True)


def _generate(name: str, course: Path) -> None:
    """nbgrader's ``generate_assignment``, in this process because starting the program takes longer than the work."""
    from grading.autograde import interface

    result = interface(str(course)).generate_assignment(name, force=True, create=True)
    if not result["success"]:
        raise ReleaseError(_explain(name, result.get("log", "") + result.get("error", "")))


def _explain(name: str, log: str) -> str:
    if "there are submissions associated" in log.replace("\n", " "):
        return (
            f"{name}: its graded cells were added or removed, but the gradebook already has submissions of it. "
            "Keep the ids of graded cells after the first release, or start a new course folder."
        )
    lines = [line for line in log.splitlines() if "Error" in line or "ERROR" in line] or log.splitlines()
    return f"{name}: nbgrader could not make the release:\n  " + "\n  ".join(lines[-6:])


def lesson_text(path: Path) -> str:
    """The text of a lesson notebook as it is released: without outputs, the course's cells protected."""
    from grading.preprocessors.protect_cells import protect

    nb = json.loads(path.read_text(encoding="utf-8"))
    for cell in nb["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = []
            cell["execution_count"] = None
    protect(nb["cells"])
    nb["metadata"].pop("widgets", None)
    return json.dumps(nb, indent=1, ensure_ascii=False) + "\n"


def fingerprint(paths: Iterable[Path]) -> str:
    """One hash of the names and contents of files; a missing file counts as such."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest() if path.is_file() else b"missing")
    return digest.hexdigest()


def _maker_files() -> list[Path]:
    return [PROJECT / "grading" / name for name in _MAKERS]


def _targets(name: str, to: Path, course: Path) -> list[Path]:
    made = [to / name / page for page in ("lesson.ipynb", "exercises.ipynb", SELF_CHECK)]
    return [*made, course / "source" / name / "exercises.ipynb", course / "release" / name / "exercises.ipynb"]


class _State:
    """What was released from what, in one small file of the course folder."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.modules = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            self.modules = {}

    def is_current(self, name: str, inputs: str, targets: list[Path]) -> bool:
        known = self.modules.get(f"{name}>{targets[0].parent}")
        return known == [inputs, fingerprint(targets), self._gradebook()]

    def remember(self, name: str, inputs: str, targets: list[Path]) -> None:
        self.modules[f"{name}>{targets[0].parent}"] = [inputs, fingerprint(targets), self._gradebook()]
        self._write()

    def forget(self, name: str) -> None:
        # before the work: an interrupted release must not look finished
        self.modules = {key: value for key, value in self.modules.items() if not key.startswith(f"{name}>")}
        self._write()

    def _gradebook(self) -> int:
        """Identity of the gradebook file: a new or deleted gradebook does not know the released cells."""
        path = self.path.parent / "gradebook.db"
        return path.stat().st_ino if path.exists() else 0

    def _write(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        _replace(self.path, json.dumps(self.modules, indent=1))


def _replace(path: Path, text: str) -> None:
    """Write a file in one step, so that a reader never sees half of it."""
    part = path.with_name(f".{path.name}.part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)


def _say(aloud: bool, text: str) -> None:
    if aloud:
        print(text, flush=True)


def main(arguments: list[str] | None = None) -> int:
    """The command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m grading.release", description=__doc__.splitlines()[0])
    parser.add_argument("--module", action="append", help="only this module (may be given again)")
    parser.add_argument("--to", type=Path, help="folder of the releases (default: build/release)")
    parser.add_argument("--course", type=Path, help="nbgrader's course folder (default: build/nbgrader)")
    options = parser.parse_args(arguments)
    started = time.monotonic()
    try:
        made = release(options.module, options.to, options.course)
    except ReleaseError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(f"release: {len(made)} made, in {time.monotonic() - started:.1f} s -> {options.to or BUILD / 'release'}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
