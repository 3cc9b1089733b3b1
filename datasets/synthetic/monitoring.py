"""Invented monthly reports on a plan for the River valley of Sandovia, and on the Highlands, where no plan runs.

What is built in, so that exercises have something to find: two figures are good when they fall; one month is reported
twice, and the second report counts; one month is missing; many of the women's and few of the men's answers come in,
so that the mean of two percentages is not the percentage of all; and the price of sending money falls in the
Highlands as well, where the plan does nothing. Nothing here describes a real country.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

SEED = 20270114
YEAR = 2026
PLAN, OTHER = "River valley", "Highlands"
MISSING = ("I5", 8)  # no report on the course in August
TWICE = ("I1", 5)  # May was reported too low, and corrected in June
QUARTERS = (3, 6, 9, 12)

# New certificates in a month, women and men: slow in spring, faster when the second officer came in July.
_WOMEN = (6, 7, 8, 8, 9, 9, 12, 11, 13, 12, 13, 12)
_MEN = (6, 6, 8, 7, 8, 9, 10, 11, 10, 11, 11, 11)
_DAYS = (418, 421, 412, 406, 398, 391, 372, 360, 351, 344, 338, 331)  # mean days until a decision
_COST = (9.3, 9.2, 9.1, 9.0, 8.8, 8.7, 8.5, 8.3, 8.2, 8.0, 7.9, 7.9)
_COST_OTHER = (9.5, 9.4, 9.3, 9.2, 9.1, 8.9, 8.8, 8.6, 8.4, 8.4, 8.3, 8.2)
_POSTS = (2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5)
_SHARE = {PLAN: {"women": (0.26, 0.27, 0.30, 0.31), "men": (0.40, 0.41, 0.44, 0.46)},
          OTHER: {"women": (0.25, 0.27, 0.28, 0.29), "men": (0.38, 0.39, 0.41, 0.41)}}  # fmt: skip
_ASKED = {PLAN: {"women": (61, 72, 84, 96), "men": (34, 38, 41, 46)},
          OTHER: {"women": (40, 44, 47, 52), "men": (28, 30, 31, 34)}}  # fmt: skip

Row = tuple[str, str, str, str, float, int | None, int]


def monitoring_data() -> pd.DataFrame:
    """One row per indicator, place, month, sex and version: a figure and, where it is a part of something, of what.

    ``value`` is: new persons of the month (I1, I5), days of all cases together (I2), persons who answer yes (I3), a
    price in per cent (I4), post offices so far (I6). ``of`` counts the cases (I2) or the persons asked (I3).
    """
    rng = np.random.default_rng(SEED)
    rows = sorted(_rows(rng), key=lambda row: (row[0], row[1] != PLAN, row[2], row[6], row[3]))
    frame = pd.DataFrame(rows, columns=["indicator", "place", "month", "sex", "value", "of", "version"])
    frame["value"] = frame["value"].map(lambda value: f"{value:g}")
    frame["of"] = frame["of"].astype("Int64")
    return frame.assign(synthetic="true")


def _rows(rng: np.random.Generator) -> Iterator[Row]:
    for at in range(12):
        month = f"{YEAR}-{at + 1:02d}"
        for sex, new in (("women", _WOMEN[at]), ("men", _MEN[at])):
            if ("I1", at + 1) == TWICE:
                yield "I1", PLAN, month, sex, new - 4, None, 1
                yield "I1", PLAN, month, sex, new, None, 2
            else:
                yield "I1", PLAN, month, sex, new, None, 1
        cases = int(rng.integers(19, 32))
        yield "I2", PLAN, month, "all", _DAYS[at] * cases, cases, 1
        yield "I4", PLAN, month, "all", _COST[at], None, 1
        yield "I4", OTHER, month, "all", _COST_OTHER[at], None, 1
        if ("I5", at + 1) != MISSING:
            yield "I5", PLAN, month, "women", int(rng.integers(46, 58)), None, 1
            yield "I5", PLAN, month, "men", int(rng.integers(25, 34)), None, 1
        yield "I6", PLAN, month, "all", _POSTS[at], None, 1
    for place in (PLAN, OTHER):
        for at, quarter in enumerate(QUARTERS):
            for sex in ("women", "men"):
                asked = _ASKED[place][sex][at]
                yield "I3", place, f"{YEAR}-{quarter:02d}", sex, round(_SHARE[place][sex][at] * asked), asked, 1
