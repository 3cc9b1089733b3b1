"""M14: twelve months of a plan: share of the way, linear path, traffic lights, and a place where no plan runs."""

from __future__ import annotations

from typing import Any

from course import data
from course.i18n import _
from course.models.progress import GREEN_FROM, YELLOW_FROM, light, pace_pct, progress_pct, reading
from course.tools.base import table_html, tool_view

MONTHS, START_MONTH = 24, 6  # of the plan; the month that the tool opens with


def results_tracker() -> Any:
    """Follow six indicators month by month."""
    return tool_view(
        "results_tracker",
        title=_("Results tracker"),
        purpose=_("Go through the first year of a plan and see which figures are on their way, and which are not."),
        limits=[
            _("A straight path is an assumption. Many results come late: a law first, people afterwards."),
            _("A green light says that a figure moved. It does not say that the plan moved it."),
            _("90 and 60 per cent are limits of this course. Agree on your own before you see the figures."),
            _("What is not counted has no light: fear, trust, the people who never came."),
        ],
        source=_("Invented data, made for this course: monitoring_targets and monitoring_data."),
        data={
            "targets": _targets(),
            "rows": _rows(),
            "places": _places(),
            "months": MONTHS,
            "start": START_MONTH,
            "limits": [GREEN_FROM, YELLOW_FROM],
        },
        still=_still(),
    )


def _targets() -> list[dict[str, Any]]:
    frame = data.load("monitoring_targets")
    return [
        {
            "id": one.id,
            "level": one.level,
            "text": _(one.indicator),
            "kind": one.kind,
            "unit": one.unit,
            "baseline": float(one.baseline),
            "target": float(one.target),
        }
        for one in frame.itertuples(index=False)
    ]


def _places() -> list[str]:
    """The region of the plan, then the one without a plan."""
    return list(data.load("monitoring_data")["place"].unique())


def _rows() -> list[list[Any]]:
    """``[indicator, place number, month number, sex, value, of, version]``."""
    frame, places = data.load("monitoring_data"), _places()
    return [
        [one.indicator, places.index(one.place), int(one.month[5:]), one.sex, float(one.value),
         None if one.of != one.of else int(one.of), int(one.version)]
        for one in frame.itertuples(index=False)
    ]  # fmt: skip


def _still() -> str:
    frame = data.load("monitoring_data")
    lights = {"green": _("green"), "yellow": _("yellow"), "red": _("red")}
    month, rows = f"2026-{START_MONTH:02d}", []
    for one in _targets():
        own = frame[(frame["indicator"] == one["id"]) & (frame["place"] == _places()[0])].to_dict("records")
        found = reading(one["kind"], one["baseline"], own, month)
        if found is None:
            continue
        progress = progress_pct(one["baseline"], found[0], one["target"])
        pace = pace_pct(progress, START_MONTH, MONTHS)
        rows.append([one["text"], f"{one['baseline']:g}", f"{found[0]:.4g}", f"{one['target']:g}", one["unit"],
                     f"{progress:.0f} %", f"{pace:.0f} %", lights[light(pace)]])  # fmt: skip
    columns = [_("Indicator"), _("Baseline"), _("Now"), _("Target"), _("Unit"), _("Share of the way"),
               _("Share of the linear path"), _("Light")]  # fmt: skip
    return table_html(_("After 6 of 24 months (invented data)"), columns, rows)
