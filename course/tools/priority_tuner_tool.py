"""M05: weights, order and how stable the order is; for the options of one country."""

from __future__ import annotations

from typing import Any

from course import charts, country_file, data, models
from course.i18n import _
from course.models.priority_weights import RUNS, SEED, index, order, stability
from course.tools.base import table_html, tool_view

_WEIGHT = 5


def priority_tuner() -> Any:
    """Rate options, move weights, and see whether the first places depend on the weights."""
    model = models.get("priority_weights")
    chosen = country_file.country()
    return tool_view(
        "priority_tuner",
        title=_("Priority tuner"),
        purpose=_("See how weights decide which options come first, and which stay in front whatever the weights."),
        limits=model.limits,
        source=_(
            "Model made for this course. The example of the Highlands is invented: type your own options over it."
        ),
        data={
            "criteria": [[id, name] for id, name in criteria_names().items()],
            "options": [{"name": name, "ratings": list(ratings)} for name, ratings in example().items()],
            "weight": _WEIGHT,
            "runs": RUNS,
            "seed": SEED,
            "country": data.pack_name(chosen) if chosen else "",
        },
        piece={"id": "CF-05-priorities", "form": "three_priorities"},
        still=_still(),
    )


def criteria_names() -> dict[str, str]:
    """The five criteria; each is rated from 0 to 10, and 10 speaks for the option."""
    return {
        "need": _("Need"),
        "feasible": _("Feasible"),
        "fair": _("Fair"),
        "evidence": _("Evidence"),
        "cheap": _("Low cost"),
    }


def example() -> dict[str, tuple[int, ...]]:
    """Six options of the invented Highlands district; other options and ratings than in the exercises."""
    return {
        _("Irrigation with returning farmers"): (8, 4, 5, 6, 2),
        _("Language helpers in schools"): (5, 8, 8, 4, 6),
        _("Accounts at the post office"): (7, 7, 7, 8, 7),
        _("Clinic days without papers"): (7, 6, 9, 5, 5),
        _("Land titles in two names"): (6, 3, 9, 7, 5),
        _("Advice before a contract abroad"): (6, 7, 6, 2, 8),
    }


def _still() -> str:
    """The example with equal weights: order, index, stability."""
    import pandas as pd

    names, ratings = list(example()), list(example().values())
    weights = [_WEIGHT] * len(criteria_names())
    found = index(ratings, weights)
    ranks = order(found)
    first, top = stability(ratings, weights)
    frame = pd.DataFrame({"option": [names[place] for place in ranks], "index": [found[place] for place in ranks]})
    chart = charts.bar(
        frame,
        x="option",
        y="index",
        title=_("Equal weights: {first} comes first").format(first=names[ranks[0]]),
        unit=_("weighted mean of the ratings, 0 to 10"),
        source=_("Invented example of this course"),
        alt=_("Six bars in order of their index; the numbers are in the table."),
        digits=1,
        synthetic=True,
    ).html()
    table = table_html(
        _("Ratings of the example, 0 to 10"),
        [_("Option"), *criteria_names().values(), _("Index")],
        [[names[place], *ratings[place], f"{found[place]:.1f}"] for place in ranks],
    )
    said = _("In {first} % of {runs} random weightings rank 1 stays the same, in {top} % the same three stay in front.")
    return f"{chart}{table}<p>{said.format(first=round(100 * first), top=round(100 * top), runs=RUNS)}</p>"
