"""The demonstration's reviews: who handed in a plan gets two, some people review them, the authors read it."""

from __future__ import annotations

import contextlib
import io
import multiprocessing
import shutil
from collections.abc import Sequence

from grading.autograde import autograde, interface
from grading.demo.classroom import Classroom
from grading.demo.person import work_through
from grading.demo.personas import Persona, Work
from grading.peer_review.__main__ import main as peer_review
from grading.peer_review.assign import assign
from grading.peer_review.plans import CAPSTONE
from grading.peer_review.reviews import CRITERIA, REVIEWS

SEED = 7  # the demonstration is the same each time
REVIEWERS = {"amina": 5.0, "luis": None}  # points of the simulated trainer; None waits
_SAYS = {
    "evidence": (
        "3",
        "Section 2 names year and source of each figure.",
        "Section 3: say how the gap on returnees will be filled.",
    ),
    "coherence": (
        "4",
        "The thread of priority 1 holds from section 7 to the budget.",
        "Section 7: name the option that was left out.",
    ),
    "feasibility": (
        "3",
        "Each activity of section 9 has one office.",
        "Section 12: say who has agreed to pay the second centre.",
    ),
    "rights": (
        "3",
        "Section 12 names an office for each safeguard.",
        "Section 11: set a target for women in indicator 2.",
    ),
    "words": ("4", "The summary can be read in two minutes.", "Page 1: explain the word corridor."),
}


def review(code: str) -> dict[str, str]:
    """A review of the plan with this code, as the form sends it."""
    parts = ("level", "good", "advice")
    said = {f"{id}_{part}": words for id in CRITERIA for part, words in zip(parts, _SAYS[id], strict=True)}
    return {"code": code, **said, "most": "Section 12: what is done first if the grant does not come?"}


def play(classroom: Classroom, personas: Sequence[Persona]) -> list[str]:
    """Play the round of reviews after the plans were graded.

    Returns:
        What went wrong; nothing when the marks are those of ``REVIEWERS``.
    """
    state = assign(classroom.course, classroom.db_url, seed=SEED).state
    classroom.need(interface(str(classroom.course)).release_assignment(REVIEWS))
    reviewers = [persona for persona in personas if persona.id in REVIEWERS and persona.id in state.pairs]
    jobs = []
    for persona in reviewers:
        found = [review(state.codes[author]) for author in state.pairs[persona.id]]
        work = Work(REVIEWS, texts=dict(zip(("m15-r6a", "m15-r6b"), found, strict=False)))
        shutil.copytree(classroom.course / "release" / REVIEWS, classroom.home(persona, work))
        jobs.append((str(classroom.home(persona, work)), persona, work))
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        pool.starmap(work_through, jobs, chunksize=1)
    for _folder, persona, work in jobs:
        classroom.submit(persona, work)
    classroom.collect([REVIEWS])
    failed = [
        one.problem for one in autograde(classroom.course, [(REVIEWS, one.id) for one in reviewers], 1) if one.problem
    ]
    classroom.enter(
        {(one.id, REVIEWS, "m15-r6"): REVIEWERS[one.id] for one in reviewers}, "(Simulated trainer) Clear and kind."
    )
    with contextlib.redirect_stdout(io.StringIO()):
        peer_review(["give_back", "--course", str(classroom.course)])
    classroom.give_feedback([CAPSTONE, REVIEWS])
    marks = {mark.trainee: mark.points for mark in classroom.marks() if mark.module == REVIEWS}
    wanted = {persona.id: REVIEWERS[persona.id] for persona in reviewers}
    return failed if marks == wanted else [*failed, f"{REVIEWS}: {wanted} wanted, {marks} found"]
