"""The notebook of a submission, whatever was handed in."""

from __future__ import annotations

import tempfile
import unicodedata
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

from nbformat import NotebookNode

from course.i18n import _
from grading.doctor import archive
from grading.doctor.files import content, is_file, walk
from grading.doctor.notebook import read_notebook
from grading.doctor.repairs import Repair
from grading.doctor.text import Unusable
from grading.release_notebook import cell_key, released_notebook

NAME = "exercises"
_ENDINGS = (".ipynb", ".ipynb.txt", ".ipynb.json", ".ipynb.bak")
_MOST_CANDIDATES = 12


class NothingToGrade(Exception):
    """There is no notebook that could be graded, not even a released one; the text says so to the trainer."""


@dataclass
class Loaded:
    """What grading works with.

    Attributes:
        notebook: A sound notebook; its metadata ``course.repairs`` names what the trainee should know.
        repairs: What was found and done.
    """

    notebook: NotebookNode
    repairs: list[Repair] = field(default_factory=list)


def load_submission(folder: Path, name: str = NAME, release: NotebookNode | None = None) -> Loaded:
    """The notebook of a submission: its own, else the best copy, else the released one. Changes no file.

    Args:
        folder: The submission's folder, ``<course folder>/submitted/<trainee>/<assignment>``.
        name: Name of the notebook without ``.ipynb``.
        release: The released notebook; the course folder's by default.

    Raises:
        NothingToGrade: Neither a notebook nor a release.
    """
    release = release or released_notebook(folder, folder.name, name)
    own = folder / f"{name}.ipynb"
    try:
        nb, kinds = read_notebook(content(own))
        loaded = Loaded(nb, [Repair(kind, own.name) for kind in kinds])
        # an empty page or another module's under the right name is not what was meant if a copy is there
        if release is None or _shared(nb, release):
            return _noted(loaded)
        problem = Repair("released", own.name)
    except FileNotFoundError:
        problem, loaded = Repair("not_found", own.name), None
    except Unusable as reason:
        problem, loaded = Repair("released", own.name, Repair(reason.kind, "").for_trainer().strip()), None
    found = _best_copy(folder, own, release)
    if found is not None:
        why = [Repair("damaged", own.name, problem.detail)] if problem.kind == "released" and not loaded else []
        return _noted(Loaded(found.notebook, why + found.repairs))
    if loaded is not None:
        return _noted(loaded)
    if release is None:
        words = _("{problem}, and there is no release of the module")
        raise NothingToGrade(words.format(problem=problem.for_trainer()))
    return _noted(Loaded(deepcopy(release), [problem]))


def _noted(loaded: Loaded) -> Loaded:
    """Write into the notebook what its trainee should read; a sound notebook stays as it is."""
    if loaded.repairs:
        kinds = list(dict.fromkeys(repair.kind for repair in loaded.repairs))
        loaded.notebook.metadata.setdefault("course", NotebookNode())["repairs"] = kinds
    return loaded


def _shared(nb: NotebookNode, release: NotebookNode) -> int:
    """How many of the release's marked cells a notebook has."""
    wanted = {cell_key(cell) for cell in release.cells if "nbgrader" in cell.metadata}
    return len({cell_key(cell) for cell in nb.cells if "nbgrader" in cell.metadata} & wanted)


def _best_copy(folder: Path, own: Path, release: NotebookNode | None) -> Loaded | None:
    """The notebook under another name, in a folder below or in an archive, that shares most cells with the release."""
    if release is None:
        return None
    ranked: list[tuple[int, int, str, Loaded]] = []
    for path in _candidates(folder, own):
        _weigh(path, folder, release, ranked, Repair("other_file", path.relative_to(folder).as_posix()))
    if not ranked:
        for packed in [path for path, about in walk(folder) if is_file(about) and archive.is_archive(path)][:3]:
            with tempfile.TemporaryDirectory(prefix="doctor-") as place:
                notes = archive.unpack(packed, Path(place), 100_000_000)
                note = Repair("archive", packed.relative_to(folder).as_posix())
                for path in _candidates(Path(place), own):
                    _weigh(path, Path(place), release, ranked, note, notes)
    return max(ranked, key=lambda one: one[:3])[3] if ranked else None


def _weigh(
    path: Path,
    folder: Path,
    release: NotebookNode,
    ranked: list[tuple[int, int, str, Loaded]],
    note: Repair,
    notes: list[Repair] | None = None,
) -> None:
    try:
        nb, kinds = read_notebook(content(path))
    except (Unusable, FileNotFoundError):
        return
    shared = _shared(nb, release)
    if shared:
        repairs = [note, *(notes or []), *(Repair(kind, path.name) for kind in kinds)]
        ranked.append((shared, path.lstat().st_mtime_ns, str(path), Loaded(nb, repairs)))


def _candidates(folder: Path, own: Path) -> list[Path]:
    """Files that may be the notebook under another name, those with the most alike name first."""
    found = [
        path
        for path, about in walk(folder)
        if is_file(about)
        and path != own
        and path.name != "lesson.ipynb"
        and path.name.casefold().endswith(_ENDINGS)
        and ".ipynb_checkpoints" not in path.parts
    ]
    alike = unicodedata.normalize("NFKC", own.stem).casefold()
    found.sort(key=lambda path: alike not in unicodedata.normalize("NFKC", path.name).casefold())
    return found[:_MOST_CANDIDATES]
