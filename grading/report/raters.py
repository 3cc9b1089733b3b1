"""Do two people who mark the same texts agree?

``draw`` picks some texts; a second person marks them in a spreadsheet without seeing the first points; ``compare`` says
how well both agree. The measure is Cohen's kappa with quadratic weights: 1 is full agreement, 0 no better than chance.
"""

from __future__ import annotations

import csv
import io
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from grading.marks import Mark

HEADS = ("trainee", "module", "item", "points")
Points = dict[tuple[str, str, str], float]  # (trainee, module, item) -> points


class RatersError(Exception):
    """The second marks cannot be used; the text says why, in plain language."""


@dataclass(frozen=True)
class Agreement:
    """How well two raters agree on one item, or on all.

    Attributes:
        item: ``module item``, or ``all items``.
        texts: How many texts both have marked.
        kappa: Weighted kappa, quadratic; ``None`` when both gave everybody the same points.
        same: Share of texts with exactly the same points.
        difference: Mean of second minus first, as a share of the item's points: above 0 the second is milder.
    """

    item: str
    texts: int
    kappa: float | None
    same: float
    difference: float


def kappa(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Cohen's kappa with quadratic weights.

    One minus the mean squared difference of the pairs over that of all combinations of a first and a second mark.

    Args:
        first: Marks of the first rater.
        second: Marks of the second rater for the same texts.
    """
    if not first:
        return None
    observed = fmean((a - b) ** 2 for a, b in zip(first, second, strict=True))
    # the mean over all pairs of (a - b)², without going through them all
    chance = fmean(a * a for a in first) + fmean(b * b for b in second) - 2 * fmean(first) * fmean(second)
    return 1 - observed / chance if chance > 1e-12 else None


def compare(marks: Iterable[Mark], second: Mapping[tuple[str, str, str], float]) -> list[Agreement]:
    """Agreement per item, and over all items as shares of their points.

    Args:
        marks: The gradebook's marks. Only those of the trainer count.
        second: Points of the second rater.

    Raises:
        RatersError: When a second mark is higher than the item allows, or no text has two marks.
    """
    pairs: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for mark in marks:
        where = mark.trainee, mark.module, mark.item
        if mark.state != "marked by the trainer" or where not in second or not mark.most:
            continue
        if not 0 <= second[where] <= mark.most:
            raise RatersError(f"{' '.join(where)}: {second[where]:g} points, but the item has {mark.most:g}")
        pairs[f"{mark.module} {mark.item}"].append((mark.points / mark.most, second[where] / mark.most))
    if not pairs:
        raise RatersError("no text has been marked by both: the first marks must be in the gradebook (Formgrader)")
    found = [_agreement(item, some) for item, some in sorted(pairs.items())]
    if len(found) > 1:
        found.append(_agreement("all items", [pair for some in pairs.values() for pair in some]))
    return found


def _agreement(item: str, pairs: Sequence[tuple[float, float]]) -> Agreement:
    first, second = [a for a, _b in pairs], [b for _a, b in pairs]
    same = fmean(abs(a - b) < 1e-9 for a, b in pairs)
    return Agreement(item, len(pairs), kappa(first, second), same, fmean(second) - fmean(first))


def draw(marks: Iterable[Mark], count: int, seed: int = 0) -> list[Mark]:
    """Some texts that the trainer has marked, by chance: ``count`` of each item, or all where there are fewer."""
    texts: dict[tuple[str, str], list[Mark]] = defaultdict(list)
    for mark in marks:
        if mark.state == "marked by the trainer":
            texts[mark.module, mark.item].append(mark)
    chance = random.Random(seed)
    return [mark for where in sorted(texts) for mark in chance.sample(texts[where], min(count, len(texts[where])))]


def read_second(path: Path) -> Points:
    """The second rater's points: a CSV file with the heads trainee, module, item, points.

    Lines without points are left out; a decimal comma and semicolons between the cells (Excel in many countries) are
    understood.

    Raises:
        RatersError: When a head is missing or points are no number.
    """
    text = path.read_text(encoding="utf-8-sig")
    first = text.partition("\n")[0]
    separator = ";" if first.count(";") > first.count(",") else ","
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator))
    if not rows or not set(HEADS) <= {head for head in rows[0] if head}:
        raise RatersError(f"{path.name} needs a first line with the heads {','.join(HEADS)} and a line for each text")
    found: Points = {}
    for row in rows:
        written = (row["points"] or "").strip().replace(",", ".")
        if not written:
            continue
        try:
            points = float(written)
        except ValueError:
            raise RatersError(
                f"{path.name}: {written!r} is no number of points ({row['trainee']}, {row['item']})"
            ) from None
        found[tuple((row[head] or "").strip().removeprefix("'") for head in HEADS[:3])] = points
    return found


def of_gradebook(marks: Iterable[Mark]) -> Points:
    """The manual points of another gradebook, for two trainers who each keep one."""
    return {(m.trainee, m.module, m.item): m.points for m in marks if m.state == "marked by the trainer"}
