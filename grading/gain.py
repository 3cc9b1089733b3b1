"""What the class has learned: ``python -m grading.gain [--first FILE] [--course FOLDER] [--to FOLDER]``.

Compares the two sittings of the test (forms A and B, ``kind = "test"`` in their ``module.toml``), person by person and
for the group, and looks at each question. Everything comes out of nbgrader's gradebook.

- Normalised gain of a person: (last - first) / (most - first); nothing where the first result is already the most.
- Gain of the group: the same with the means of all people who sat both forms (R. Hake, American Journal of Physics
  66, 1998).
- Facility of a question: mean share of its points, 0 to 1.
- Discrimination: correlation of a question's points with the points of all other questions of the form, -1 to 1, within
  the two sittings: each person is compared with those who sat the form at the same time. (Over both together almost
  every question would look good, because people know more of everything after the course.) Nothing where fewer than
  three people are left to compare or where all have the same points.
"""

from __future__ import annotations

import argparse
import csv
import math
import sys
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from statistics import fmean
from typing import Any

from grading.demo.report import in_order
from grading.marks import Mark, read_marks
from grading.release import BUILD, MODULES
from grading.report.tables import Table, write_csv

FEWEST_PEOPLE = 3  # a correlation of two people is always 1 or -1
Scores = Mapping[str, Mapping[str, float]]  # trainee -> question -> points


class GainError(Exception):
    """The gain cannot be computed; the text says why, in plain language."""


@dataclass(frozen=True)
class Gain:
    """One person's two sittings.

    Attributes:
        trainee: The trainee's id.
        first_form: Letter of the form that was sat first.
        first: Points in the first sitting; empty when it is missing.
        last: Points in the last sitting; empty when it is missing.
        most: The most points of a form.
        gain: Normalised gain; empty when a sitting is missing or nothing could be gained.
    """

    trainee: str
    first_form: str
    first: float | None
    last: float | None
    most: float
    gain: float | None


@dataclass(frozen=True)
class Item:
    """One question of one form.

    Attributes:
        form: Letter of the form.
        question: For example ``m90-e1``.
        people: How many people answered the form.
        facility_first: Facility among those who sat this form first.
        facility_last: Facility among those who sat this form last.
        discrimination: Correlation with the rest of the form, within the two sittings.
    """

    form: str
    question: str
    people: int
    facility_first: float | None
    facility_last: float | None
    discrimination: float | None


def forms(folder: Path = MODULES) -> dict[str, str]:
    """Letter of each form and the name of its assignment: ``{"a": "m90_test_a", "b": "m91_test_b"}``."""
    about = (tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*/module.toml")))
    tests = [one["id"] for one in about if one.get("kind") == "test"]
    return {letter: name for letter, name in zip("ab", tests, strict=True)}


def normalised(first: float | None, last: float | None, most: float) -> float | None:
    """(last - first) / (most - first), or ``None`` when a result is missing or nothing could be gained."""
    if first is None or last is None or first >= most:
        return None
    return (last - first) / (most - first)


def gains(scores: Mapping[str, Scores], first: Mapping[str, str], most: float) -> list[Gain]:
    """The gain of everybody who sat a form.

    Args:
        scores: By letter of the form: points by trainee and question.
        first: Letter of the form that each trainee sat first.
        most: The most points of a form.
    """
    found = []
    for trainee in sorted({one for form in scores.values() for one in form}):
        begin = first[trainee]
        end = next(letter for letter in scores if letter != begin)
        one, other = (sum(scores[at][trainee].values()) if trainee in scores[at] else None for at in (begin, end))
        found.append(Gain(trainee, begin, one, other, most, normalised(one, other, most)))
    return found


def group_gain(people: Iterable[Gain]) -> float | None:
    """The gain of the means of all people who sat both forms."""
    both = [one for one in people if one.first is not None and one.last is not None]
    if not both:
        return None
    return normalised(fmean(one.first for one in both), fmean(one.last for one in both), both[0].most)


def items(scores: Mapping[str, Scores], first: Mapping[str, str], worth: Mapping[str, float]) -> list[Item]:
    """Facility and discrimination of each question.

    Args:
        scores: By letter of the form: points by trainee and question.
        first: Letter of the form that each trainee sat first.
        worth: The most points of each question.
    """
    found = []
    for letter, form in scores.items():
        for question in sorted({question for answers in form.values() for question in answers}, key=in_order):
            sittings: tuple[list[Mapping[str, float]], list[Mapping[str, float]]] = ([], [])
            for trainee, answers in form.items():
                sittings[first[trainee] != letter].append(answers)
            means = [fmean(one[question] / worth[question] for one in group) if group else None for group in sittings]
            found.append(Item(letter, question, len(form), *means, discrimination(question, sittings)))
    return found


def discrimination(question: str, sittings: Iterable[Sequence[Mapping[str, float]]]) -> float | None:
    """Correlation of a question with the rest of its form, each value as its distance from the mean of its sitting.

    Args:
        question: For example ``m90-e1``.
        sittings: The answers of the people of each sitting: points by question.

    Returns:
        -1 to 1; ``None`` where too few people can be compared (each sitting costs one) or nothing varies.
    """
    own: list[float] = []
    rest: list[float] = []
    used = [group for group in sittings if group]
    for group in used:
        points = [answers[question] for answers in group]
        others = [sum(answers.values()) - answers[question] for answers in group]
        own += [value - fmean(points) for value in points]
        rest += [value - fmean(others) for value in others]
    return correlation(own, rest) if len(own) - len(used) >= FEWEST_PEOPLE - 1 else None


def correlation(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Pearson's correlation, or ``None`` for fewer than three pairs or where one side does not vary."""
    if len(one) < FEWEST_PEOPLE:
        return None
    mean_one, mean_other = fmean(one), fmean(other)
    spread_one = sum((value - mean_one) ** 2 for value in one)
    spread_other = sum((value - mean_other) ** 2 for value in other)
    if spread_one < 1e-12 or spread_other < 1e-12:
        return None
    together = sum((a - mean_one) * (b - mean_other) for a, b in zip(one, other, strict=True))
    return together / math.sqrt(spread_one * spread_other)


def scores_of(marks: Iterable[Mark], names: Mapping[str, str]) -> tuple[dict[str, Scores], dict[str, float]]:
    """Points by form, trainee and question, and the most points of each question."""
    letters = {name: letter for letter, name in names.items()}
    scores: dict[str, dict[str, dict[str, float]]] = {letter: {} for letter in names}
    worth: dict[str, float] = {}
    for mark in marks:
        if mark.module in letters:
            question = mark.item.removesuffix("-mark")
            worth[question] = mark.most
            scores[letters[mark.module]].setdefault(mark.trainee, {})[question] = mark.points or 0.0
    return scores, worth


def read_first(path: Path) -> dict[str, str]:
    """Who sat which form first: a CSV file with the heads ``trainee`` and ``first`` (a or b).

    Raises:
        GainError: When a head is missing or a letter is neither a nor b.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    if not rows or not {"trainee", "first"} <= set(rows[0]):
        raise GainError(f"{path.name} needs a first line with the heads trainee,first and a line for each person")
    found = {row["trainee"].strip(): (row["first"] or "").strip().lower() for row in rows}
    if wrong := [trainee for trainee, letter in found.items() if letter not in ("a", "b")]:
        raise GainError(f"{path.name}: the form of {', '.join(wrong)} must be a or b")
    return found


def first_by_time(db_url: str, names: Mapping[str, str]) -> dict[str, str]:
    """Who handed in which form earlier, by nbgrader's times of submission."""
    from nbgrader.api import Gradebook

    letters = {name: letter for letter, name in names.items()}
    earliest: dict[str, tuple[Any, str]] = {}
    with Gradebook(db_url) as gradebook:
        for assignment in gradebook.assignments:
            for submission in assignment.submissions if assignment.name in letters else ():
                now = (str(submission.timestamp or ""), letters[assignment.name])
                earliest[submission.student_id] = min(earliest.get(submission.student_id, now), now)
    return {trainee: letter for trainee, (_time, letter) in earliest.items()}


def table(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Rows as text: words to the left, numbers to the right with two decimals, a dash for nothing."""
    lines = [list(heads), *([_written(cell) for cell in row] for row in rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(heads))]

    def fitted(line: list[str]) -> str:
        numbers = (cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True))
        return "  ".join([line[0].ljust(widths[0]), *numbers])

    return "\n".join(fitted(line) for line in lines)


def _written(cell: Any) -> str:
    return "–" if cell is None else f"{cell:.2f}" if isinstance(cell, float) else str(cell)


def _write(path: Path, rows: Sequence[Gain] | Sequence[Item], kind: type) -> None:
    write_csv(Table(path.stem, [field.name for field in fields(kind)], [astuple(row) for row in rows]), path)


def report(db_url: str, to: Path, first: Mapping[str, str] | None = None) -> str:
    """Write ``gain.csv`` and ``items.csv`` into a folder, and return both as text for people.

    Args:
        db_url: Address of the gradebook.
        to: Folder of the files.
        first: Who sat which form first; by the times of submission without it.

    Raises:
        GainError: When nobody has sat the test, or it is not known which form somebody sat first.
    """
    names = forms()
    scores, worth = scores_of(read_marks(db_url), names)
    if not any(scores.values()):
        raise GainError("nobody has sat the test yet: autograde " + " and ".join(names.values()) + " first")
    known = first_by_time(db_url, names) if first is None else first
    if missing := sorted({one for form in scores.values() for one in form} - set(known)):
        raise GainError(f"which form did they sit first? {', '.join(missing)}")
    most = max(sum(worth[question] for question in answers) for form in scores.values() for answers in form.values())
    people, questions = gains(scores, known, most), items(scores, known, worth)
    to.mkdir(parents=True, exist_ok=True)
    _write(to / "gain.csv", people, Gain)
    _write(to / "items.csv", questions, Item)
    single = [one.gain for one in people if one.gain is not None]
    mean = _written(fmean(single) if single else None)
    group = f"Gain of the group: {_written(group_gain(people))} (mean of {len(single)} single gains: {mean})"
    of_people = table(["trainee", "first form", "first", "last", "of", "gain"], map(astuple, people))
    heads = ["form", "question", "people", "facility first", "facility last", "discrimination"]
    return "\n\n".join([of_people, group, table(heads, map(astuple, questions))])


def main(arguments: list[str] | None = None) -> int:
    """The command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m grading.gain", description=__doc__.splitlines()[0])
    parser.add_argument(
        "--first", type=Path, help="CSV file: trainee,first (a or b); without it times of submission decide"
    )
    parser.add_argument("--course", type=Path, default=BUILD / "nbgrader", help="nbgrader's course folder")
    parser.add_argument("--to", type=Path, default=BUILD / "gain", help="folder of gain.csv and items.csv")
    options = parser.parse_args(arguments)
    from grading.nbgrader_config import course_config

    try:
        first = None if options.first is None else read_first(options.first)
        url = course_config(options.course).CourseDirectory.db_url
        if url.startswith("sqlite:") and not Path(url.removeprefix("sqlite:///").partition("?")[0]).is_file():
            raise GainError(f"there is no gradebook in {options.course}")
        print(report(url, options.to, first))
    except (GainError, OSError) as problem:
        print(f"error: {problem}", file=sys.stderr)
        return 1
    print(f"\nAlso as tables: {options.to / 'gain.csv'}, {options.to / 'items.csv'}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
