"""How each item did: difficulty and discrimination, over all who handed in the module.

The two test forms are taken as any module, first and last sittings together; ``grading.gain`` keeps them apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from grading.demo.report import in_order
from grading.gain import correlation
from grading.marks import Mark

GROUP = 0.27  # share of the class in the upper and in the lower group, as T. Kelley (1939) proposes
FEWEST = 4  # with fewer people an upper and a lower group say nothing


@dataclass(frozen=True)
class ItemStatistics:
    """One item.

    Attributes:
        module: Name of the module folder.
        item: The cell's nbgrader id.
        most: The most points.
        people: How many people's answers are marked.
        waits: How many wait for the trainer.
        facility: Mean share of the points, 0 (nobody) to 1 (everybody): the higher, the easier.
        correlation: Correlation with the share of points in all other marked items of the module (corrected
            point-biserial), -1 to 1; ``None`` for fewer than three people or where all have the same.
        upper_lower: Facility in the upper 27 % of the class minus that in the lower 27 %, by the whole module.
    """

    module: str
    item: str
    most: float
    people: int
    waits: int
    facility: float | None
    correlation: float | None
    upper_lower: float | None

    @property
    def remark(self) -> str:
        """What a trainer may want to look at, in plain words."""
        if self.facility is None:
            return "not marked yet" if self.waits else ""
        if self.correlation is not None and self.correlation < 0:
            return "people who did well elsewhere did worse here: look at the question and its key"
        if self.facility < 0.3:
            return "hard for most: talk about it in class"
        if self.facility > 0.95 and self.people >= FEWEST:
            return "almost everybody was right"
        return ""


def analyse(marks: Iterable[Mark]) -> list[ItemStatistics]:
    """Statistics of every item, in the order of the modules and their questions."""
    modules: dict[str, dict[str, list[Mark]]] = defaultdict(lambda: defaultdict(list))
    for mark in marks:
        modules[mark.module][mark.trainee].append(mark)
    return [one for module in sorted(modules) for one in _module(module, modules[module])]


def _module(module: str, people: dict[str, list[Mark]]) -> list[ItemStatistics]:
    shares: dict[str, list[float]] = defaultdict(list)
    rests: dict[str, list[tuple[float, float]]] = defaultdict(list)  # (own share, share of the rest)
    wholes: dict[str, list[tuple[float, float]]] = defaultdict(list)  # (own share, share of the whole module)
    waits: dict[str, int] = defaultdict(int)
    worth: dict[str, float] = {}
    for marks in people.values():
        marked = [mark for mark in marks if mark.points is not None]
        points, most = sum(mark.points for mark in marked), sum(mark.most for mark in marked)
        for mark in marks:
            worth[mark.item] = mark.most
            if mark.points is None:
                waits[mark.item] += 1
            elif mark.most > 0:
                own = mark.points / mark.most
                shares[mark.item].append(own)
                wholes[mark.item].append((own, points / most))
                if most > mark.most:
                    rests[mark.item].append((own, (points - mark.points) / (most - mark.most)))
    return [
        ItemStatistics(
            module,
            item,
            worth[item],
            len(shares[item]),
            waits[item],
            fmean(shares[item]) if shares[item] else None,
            correlation([own for own, _rest in rests[item]], [rest for _own, rest in rests[item]]),
            upper_lower(wholes[item]),
        )
        for item in sorted(worth, key=in_order)
    ]


def upper_lower(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Facility of the upper group minus facility of the lower group.

    People with the same result as the last one in a group belong to it, too, so that the order of names decides
    nothing. ``None`` for fewer than four people, or when the groups would overlap.

    Args:
        pairs: Each person's share of the item's points and of the module's points.
    """
    if len(pairs) < FEWEST:
        return None
    size = max(1, round(GROUP * len(pairs)))
    wholes = sorted(whole for _own, whole in pairs)
    low, high = wholes[size - 1], wholes[-size]
    if low >= high:
        return None
    upper = fmean(own for own, whole in pairs if whole >= high)
    return upper - fmean(own for own, whole in pairs if whole <= low)
