"""``python -m grading.peer_review plans|assign|status|give_back``: plans and reviews of the capstone.

plans: every plan that was handed in, as web page and Word file with the names of trainees, for those who mark.
assign: codes and readers, and the assignment m15_reviews. status: who reads what, who is late.
give_back: reviews go to the feedback pages of the authors.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from grading.peer_review import plans, store
from grading.peer_review.assign import assign
from grading.peer_review.pairing import READERS, readers_of
from grading.peer_review.reviews import CRITERIA, REVIEWS, handed_in
from grading.peer_review.store import PeerReviewError, State
from grading.release import BUILD
from grading.report.tables import Table, write_csv


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m grading.peer_review", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=["plans", "assign", "status", "give_back"])
    parser.add_argument("--course", type=Path, default=BUILD / "nbgrader", help="nbgrader's course folder")
    parser.add_argument("--to", type=Path, default=BUILD / "plans", help="plans: folder of the files")
    parser.add_argument(
        "--leave-out", action="append", default=[], metavar="TRAINEE", help="assign: without this person"
    )
    parser.add_argument(
        "--let-through", action="append", default=[], metavar="REVIEW", help="give_back: also this one, as K7/amina"
    )
    parser.add_argument(
        "--hold", action="append", default=[], metavar="REVIEW", help="give_back: not this one, as K7/amina"
    )
    options = parser.parse_args(arguments)
    try:
        print("\n".join(_COMMANDS[options.what](options)))
    except (PeerReviewError, OSError, ValueError) as problem:
        print(f"error: {problem}", file=sys.stderr)
        return 1
    return 0


def _state(course: Path) -> State:
    state = store.load(course)
    if state is None:
        raise PeerReviewError("nobody was assigned yet: python -m grading.peer_review assign")
    return state


def _plans(options: argparse.Namespace) -> list[str]:
    from course.plan import check, examples
    from course.plan.paper import document, page, word

    found = plans.handed_in(options.course)
    if not found:
        raise PeerReviewError(f"no plan was handed in: collect {plans.CAPSTONE} first (nbgrader collect)")
    made = {name: {id: one["value"] for id, one in examples.pieces(name).items()} for name in examples.names()}
    lines = []
    for who, pieces in found.items():
        paper = document.build(pieces)
        options.to.mkdir(parents=True, exist_ok=True, mode=0o700)  # with names
        (options.to / f"{who}.html").write_text(page.write(paper), encoding="utf-8")
        (options.to / f"{who}.docx").write_bytes(word.write(paper))
        alike = [name for name, example in made.items() if _same(pieces, example) > 0.5]
        copied = f"  nearly the same as the example {alike[0]} of the course" if alike else ""
        lines.append(f"{who}: {check.report(pieces).points:g} of 15{copied}")
    return [*lines, f"{len(found)} plans: {options.to}"]


def _same(one: plans.Pieces, other: plans.Pieces) -> float:
    """Share of the pieces of ``other`` that are the same, word for word."""
    return sum(one.get(id) == value for id, value in other.items()) / len(other)


def _assign(options: argparse.Namespace) -> list[str]:
    done = assign(options.course, _db_url(options.course), options.leave_out)
    path = options.course / "peer_review_codes.csv"
    path.touch()
    path.chmod(0o600)  # before anything stands in it
    heads = ["trainee", *(f"plan {number}" for number in range(1, READERS + 1))]
    rows = [[who, *(done.state.codes[one] for one in plan)] for who, plan in sorted(done.state.pairs.items())]
    write_csv(Table("codes", heads, rows), path)
    lines = [f"{len(done.new)} trainees got plans to read: {', '.join(done.new) or 'nobody new'}"]
    if done.without_word:
        lines.append("The plans lie there as web pages only: with the Word files they would be too large to submit.")
    return [
        *lines, *_lonely(done.state),
        f"Who reads what: {path} (for you alone)",
        f"Next: nbgrader release_assignment {REVIEWS} --force",
        f"      nbgrader generate_feedback {plans.CAPSTONE} --force   (each page then names the two codes)",
    ]  # fmt: skip


def _lonely(state: State) -> list[str]:
    return [
        f"Plan {state.codes[author]} has {len(readers)} of {READERS} readers: ask somebody, or review it yourself"
        for author, readers in sorted(readers_of(state.pairs).items())
        if len(readers) < READERS and author in state.codes
    ]


def _status(options: argparse.Namespace) -> list[str]:
    state = _state(options.course)
    reviews = handed_in(options.course, state)
    done = {(one.reader, one.author) for one in reviews if one.author}
    lines = []
    for reader, authors in sorted(state.pairs.items()):
        words = [f"{state.codes[one]} {'done' if (reader, one) in done else 'missing'}" for one in authors]
        lines.append(f"{reader}: {', '.join(words)}")
    plan = set(plans.handed_in(options.course))
    if without := sorted(plans.submitted(options.course) - plan):
        lines.append(f"Submitted {plans.CAPSTONE} without a plan in it: {', '.join(without)}")
    if late := sorted(plan - set(state.pairs)):
        lines.append(f"Handed in a plan after the readers were chosen: {', '.join(late)}. Run assign again.")
    return [*lines, *_lonely(state), *(f"Look at {one.name}: {one.odd}" for one in reviews if one.odd)]


def _give_back(options: argparse.Namespace) -> list[str]:
    state = _state(options.course)
    reviews = handed_in(options.course, state)
    if not reviews:
        raise PeerReviewError(f"no review was handed in: collect {REVIEWS} first (nbgrader collect)")
    names = {one.name for one in reviews}
    if unknown := sorted({*options.let_through, *options.hold} - names):
        raise PeerReviewError(f"there is no review {', '.join(unknown)}; there are {', '.join(sorted(names))}")
    state.returned, lines = {}, []
    for one in reviews:
        if one.name in options.hold or not one.author or (one.held and one.name not in options.let_through):
            lines.append(f"Held back {one.name}: {one.odd or 'as you wished'}")
        else:  # neither code nor reader goes along
            kept = {key: one.value[key] for key in _KEPT if key in one.value}
            state.returned.setdefault(one.author, []).append(kept)
    for found in state.returned.values():
        found.sort(
            key=lambda review: json.dumps(review, sort_keys=True)[::-1]
        )  # not in the order of the readers' names
    store.save(options.course, state)
    count = sum(map(len, state.returned.values()))
    return [
        *lines,
        f"{count} reviews for {len(state.returned)} authors.",
        f"Next: nbgrader generate_feedback {plans.CAPSTONE} --force",
        f"      nbgrader release_feedback {plans.CAPSTONE}",
    ]


_KEPT = (*(f"{id}_{part}" for id in CRITERIA for part in ("level", "good", "advice")), "most")
_COMMANDS = {"plans": _plans, "assign": _assign, "status": _status, "give_back": _give_back}


def _db_url(course: Path) -> str:
    from grading.nbgrader_config import course_config

    if not (course / "submitted").is_dir():
        raise PeerReviewError(
            f"there are no submissions in {course}: collect {plans.CAPSTONE} first (nbgrader collect)"
        )
    return course_config(course).CourseDirectory.db_url


if __name__ == "__main__":
    raise SystemExit(main())
