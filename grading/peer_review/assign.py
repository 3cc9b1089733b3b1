"""Give each plan a code and two readers, and make the assignment ``m15_reviews``."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from grading.peer_review import pairing, plans, store
from grading.peer_review.reviews import REVIEWS
from grading.peer_review.store import PeerReviewError, State
from grading.release import MODULES

MOST_BYTES = 12_000_000  # the folder travels back with each submission, and nbgrader takes 20 MB
SOURCE = MODULES / plans.CAPSTONE / "reviews.ipynb"


@dataclass(frozen=True)
class Assigned:
    """What came of it.

    Attributes:
        state: Codes and pairs.
        new: Readers who got their plans now.
        without_word: The Word files were left out, because all plans together would be too large.
    """

    state: State
    new: tuple[str, ...]
    without_word: bool


def assign(course: Path, db_url: str, leave_out: Collection[str] = (), seed: int | None = None) -> Assigned:
    """Make codes, pairs and the assignment; who was assigned before keeps code and plans.

    Args:
        course: nbgrader's course folder, with the collected submissions.
        db_url: Address of the gradebook, for the names that are left out.
        leave_out: Trainees whose plans nobody shall read, and who read none.
        seed: For tests; chance without it.

    Raises:
        PeerReviewError: With what to do, in plain language.
    """
    found = {who: plan for who, plan in plans.handed_in(course).items() if who not in set(leave_out)}
    state = store.load(course) or store.fresh()
    if seed is not None and not state.pairs:
        state.seed = seed
    if not found:
        raise PeerReviewError(f"no plan was handed in: collect {plans.CAPSTONE} first (nbgrader collect)")
    if len(set(found) | set(state.pairs)) < 2:
        raise PeerReviewError("only one plan was handed in: nobody can review nobody's plan. Wait for a second one")
    known = set(state.pairs)
    state.codes = pairing.codes(found, state.seed, state.codes)
    state.pairs = pairing.pair(found, state.seed, state.pairs)
    without_word = _hand_out(course, db_url, state, found)
    store.save(course, state)
    return Assigned(state, tuple(sorted(set(state.pairs) - known)), without_word)


def _hand_out(course: Path, db_url: str, state: State, found: dict[str, plans.Pieces]) -> bool:
    """Release ``m15_reviews`` with the plans beside the page; returns whether Word files were left out."""
    from grading.autograde import interface

    source, release = course / "source" / REVIEWS, course / "release" / REVIEWS
    source.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(SOURCE, source / "exercises.ipynb")
    result = interface(str(course)).generate_assignment(REVIEWS, force=True, create=True)
    if not result["success"]:
        raise PeerReviewError(f"nbgrader could not make {REVIEWS}:\n{result.get('log', '')}{result.get('error', '')}")
    with TemporaryDirectory(dir=course) as work:
        folder = Path(work) / "plans"
        for author, pieces in found.items():
            write_plan(
                folder,
                state.codes[author],
                plans.anonymous(pieces, state.codes[author], plans.names_of(db_url, author)),
            )
        for old in (release / "plans").glob("*") if (release / "plans").is_dir() else ():
            if not (folder / old.name).exists():  # a plan that was told to readers stays, whatever became of it
                shutil.copyfile(old, folder / old.name)
        word = sorted(folder.glob("*.docx"))
        too_large = sum(path.stat().st_size for path in folder.iterdir()) > MOST_BYTES
        for path in word if too_large else ():
            path.unlink()
        for path in folder.iterdir():  # the order in which they were written is that of the authors' names
            os.utime(path, (0, 0))
        shutil.rmtree(release / "plans", ignore_errors=True)
        shutil.copytree(folder, release / "plans")
        (release / "plans").chmod(0o755)  # the temporary folder was for its owner only
        for plan in (release / "plans").iterdir():
            plan.chmod(0o644)  # whatever the trainer's umask is: trainees fetch them
    return too_large


def write_plan(folder: Path, code: str, pieces: plans.Pieces) -> None:
    """Write ``plan_K7.html`` and ``plan_K7.docx``, without any sign of the author or the time."""
    from course.plan.paper import document, page, word

    folder.mkdir(parents=True, exist_ok=True)
    paper = document.build(pieces)
    (folder / f"plan_{code}.html").write_text(page.write(paper), encoding="utf-8")
    (folder / f"plan_{code}.docx").write_bytes(word.write(paper))
    plans.scrub_word(folder / f"plan_{code}.docx", code)
