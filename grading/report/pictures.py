"""The charts of the report: still pictures of the course's own kind, without any script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pandas as pd

from course import charts
from grading.demo.report import question_of
from grading.report.gather import Classbook
from grading.report.items import ItemStatistics

SOURCE = "the gradebook of this course"
BANDS = 10
MOST_DAYS = 21  # more days than this are shown by week
NAMED = 12  # dots of a scatter plot that still can have names


def pictures(book: Classbook, items: Sequence[ItemStatistics]) -> dict[str, str]:
    """HTML of each chart by name; charts without data are left out."""
    made = {"handed_in": _handed_in(book), "shares": _shares(book), "days": _days(book), "items": _items(items)}
    return {name: chart.html() for name, chart in made.items() if chart is not None}


def _handed_in(book: Classbook) -> Any:
    rows = [(module, len(book.handed_in[module])) for module in book.modules]
    if not any(count for _module, count in rows):
        return None
    words = "; ".join(f"{module}: {count}" for module, count in rows)
    return charts.bar(
        pd.DataFrame(rows, columns=["module", "people"]), "module", "people", direction="across", digits=0,
        title="How many people handed in each module", unit=f"people, of {len(book.people)}", source=SOURCE,
        alt=f"Bars of the people who handed in: {words}.",
    )  # fmt: skip


def _shares(book: Classbook) -> Any:
    shares = [total.share for total in book.totals.values() if total.share is not None]
    if not shares:
        return None
    counts = Counter(min(BANDS - 1, int(share * BANDS + 1e-9)) for share in shares)
    rows = [(f"{10 * band}–{10 * band + 10}", counts[band]) for band in range(BANDS)]
    low = sum(share < 0.5 for share in shares)
    return charts.bar(
        pd.DataFrame(rows, columns=["% of the marked points", "submissions"]), "% of the marked points", "submissions",
        direction="up", digits=0, title="How the points are spread", source=SOURCE,
        unit="submissions, by per cent of the points that are marked so far",
        alt=f"Columns of ten per cent: {len(shares)} submissions, {low} of them with less than half of the points.",
    )  # fmt: skip


def _days(book: Classbook) -> Any:
    days = Counter(one.at.date() for one in book.submissions if one.at is not None)
    if not days:
        return None
    first, last = min(days), max(days)
    step, kind = (1, "day") if (last - first).days < MOST_DAYS else (7, "week that begins on")
    if step == 7:
        first -= timedelta(days=first.weekday())
    places = [first + timedelta(days=at) for at in range(0, (last - first).days + 1, step)]
    rows = [(str(day), sum(days[day + timedelta(days=more)] for more in range(step))) for day in places]
    if len(rows) > 60:  # a course of years, or a clock that was wrong: only where something came in
        rows = [row for row in rows if row[1]][-60:]
    busiest = max(rows, key=lambda row: row[1])
    return charts.bar(
        pd.DataFrame(rows, columns=[kind, "submissions"]), kind, "submissions", direction="up", digits=0,
        title="When submissions came in", unit=f"submissions, by {kind} (UTC)", source=SOURCE,
        alt=f"Columns from {rows[0][0]} to {rows[-1][0]}; most came at {busiest[0]}: {busiest[1]}.",
    )  # fmt: skip


def _items(items: Sequence[ItemStatistics]) -> Any:
    known = [one for one in items if one.facility is not None and one.correlation is not None]
    if not known:
        return None
    rows = [(question_of(one.item), 100 * one.facility, one.correlation) for one in known]
    # the names of those that a trainer should look at first
    odd = sorted((row for row in rows if row[2] < 0.1 or row[1] < 30), key=lambda row: row[2])[:NAMED]
    names = [name for name, _facility, _correlation in odd]
    return charts.dots(
        pd.DataFrame(rows, columns=["item", "facility", "correlation"]), "facility", "correlation", label="item",
        highlight=names, digits=2, x_title="share of the points that the class got (%)", source=SOURCE,
        title="How hard each item was, and whether it tells people apart",
        unit="correlation with the rest of the module, −1 to 1",
        alt=f"One dot for each of {len(rows)} items. "
        + (f"Look first at {', '.join(names)}: hard, or not in line with the rest." if names else "None stands out."),
    )  # fmt: skip
