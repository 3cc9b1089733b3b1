"""Thirty broken plans: each is a good plan with one small change that breaks just one rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Plan = dict[str, dict[str, Any]]


def _rows(plan: Plan, piece: str, field: str) -> list[dict[str, Any]]:
    return plan[piece][field]


def _without_section(plan: Plan) -> None:
    del plan["CF-15-consultation"]


def _empty_field(plan: Plan) -> None:
    del plan["CF-14-monitoring"]["voice"]


def _long_summary(plan: Plan) -> None:
    plan["CF-15-summary"]["summary"] += " People decide for themselves." * 40


def _eleven_indicators(plan: Plan) -> None:
    # the figures of the texts stay in the tables: what goes is a figure that no text names
    rows = _rows(plan, "CF-02-profile", "indicators")
    keep = {"People from the country who live abroad", "Women and girls among people abroad"}
    spare = [row for row in rows if row["indicator"] not in keep and "ost of sending" not in row["indicator"]]
    for row in spare[:3]:
        rows.remove(row)
    assert len(rows) == 11


def _no_edition(plan: Plan) -> None:
    del _rows(plan, "CF-02-profile", "indicators")[3]["edition"]


def _wrong_value(plan: Plan) -> None:
    row = next(row for row in _rows(plan, "CF-02-profile", "indicators") if row["indicator"] == "Population")
    row["value"] = "31,000,000 persons"


def _strange_figure(plan: Plan) -> None:
    plan["CF-15-summary"]["summary"] += " In all, 63 % of families receive money."


def _other_card(plan: Plan) -> None:
    plan["CF-02-quality"]["indicator"] = "Rainfall in the mountains, 2024"


def _one_target(plan: Plan) -> None:
    for row in _rows(plan, "CF-15-frameworks", "links"):
        row["sdg"] = "10.7"


def _one_objective(plan: Plan) -> None:
    for row in _rows(plan, "CF-15-frameworks", "links"):
        row["gcm"] = "6"


def _objective_24(plan: Plan) -> None:
    _rows(plan, "CF-03", "commitments")[4]["instrument"] = "GCM objective 24: work"


def _only_offices(plan: Plan) -> None:
    for row in _rows(plan, "CF-15-consultation", "meetings"):
        row["group"] = "ministries"


def _no_women(plan: Plan) -> None:
    del _rows(plan, "CF-15-consultation", "meetings")[0]["women"]


def _priority_without_outcome(plan: Plan) -> None:
    # its outcome now serves the first priority: nothing else of the plan is lost
    row = next(row for row in _rows(plan, "CF-14-logframe", "results") if row.get("priority") == "p3")
    row["priority"] = "p1"


def _priority_without_activity(plan: Plan) -> None:
    third = next(row for row in _rows(plan, "CF-14-logframe", "results") if row.get("priority") == "p3")
    outputs = {row["id"] for row in _rows(plan, "CF-14-logframe", "results") if row.get("under") == third["id"]}
    other = next(row["id"] for row in _rows(plan, "CF-14-logframe", "results")
                 if row["level"] == "output" and row["id"] not in outputs)  # fmt: skip
    for row in _rows(plan, "CF-14-implementation", "activities"):
        if row["output"] in outputs:
            row["output"] = other


def _output_without_indicator(plan: Plan) -> None:
    rows = _rows(plan, "CF-14-logframe", "indicators")
    outputs = {row["id"] for row in _rows(plan, "CF-14-logframe", "results") if row["level"] == "output"}
    row = next(row for row in rows if row["result"] in outputs)
    row["result"] = next(row["id"] for row in _rows(plan, "CF-14-logframe", "results") if row["level"] == "outcome")


def _not_smart(plan: Plan) -> None:
    del _rows(plan, "CF-14-logframe", "indicators")[1]["means"]


def _not_by_sex(plan: Plan) -> None:
    row = next(row for row in _rows(plan, "CF-14-logframe", "indicators") if row["people"] == "yes")
    row["by"] = ["place"]


def _lost_activity(plan: Plan) -> None:
    _rows(plan, "CF-14-implementation", "activities")[-1]["output"] = "OP9.9"


def _stranger(plan: Plan) -> None:
    _rows(plan, "CF-14-implementation", "activities")[0]["responsible"] = "donors"


def _unwatched(plan: Plan) -> None:
    _rows(plan, "CF-14-monitoring", "rows").pop()


def _late(plan: Plan) -> None:
    _rows(plan, "CF-14-logframe", "indicators")[0]["date"] = "2040-06-30"


def _other_total(plan: Plan) -> None:
    plan["CF-14-implementation"]["total"] += 1000


def _dear_activity(plan: Plan) -> None:
    _rows(plan, "CF-14-implementation", "activities")[0]["cost"] += 500


def _nobody_answers(plan: Plan) -> None:
    del _rows(plan, "CF-15-safeguards", "safeguards")[0]["responsible"]


def _everywhere(plan: Plan) -> None:
    plan["CF-15-local"]["unit"] = "All districts"


def _loaded(plan: Plan) -> None:
    plan["CF-15-local"]["situation"] += " Some are illegal migrants."


def _old_name(plan: Plan) -> None:
    plan["CF-15-situation"]["missing"] += " Nothing is known about people in Turkey."


def _two_countries(plan: Plan) -> None:
    plan["CF-14-logframe"]["country"] = "Ecuador"


def _two_sources(plan: Plan) -> None:
    plan["CF-15-sources"]["sources"] = plan["CF-15-sources"]["sources"][:2]
    plan["CF-15-sources"]["sources"][0]["used_for"] += (
        ", and as the main basis of all that this plan says about its subject"
    )


BROKEN: dict[str, Callable[[Plan], None]] = {
    "sections": _without_section,
    "complete": _empty_field,
    "length": _long_summary,
    "indicators": _eleven_indicators,
    "indicator_sources": _no_edition,
    "indicator_values": _wrong_value,
    "figures_in_text": _strange_figure,
    "quality_card": _other_card,
    "sdg_targets": _one_target,
    "gcm_objectives": _one_objective,
    "numbering": _objective_24,
    "migrants_heard": _only_offices,
    "women_and_men": _no_women,
    "priorities_in_logframe": _priority_without_outcome,
    "priorities_in_activities": _priority_without_activity,
    "output_indicators": _output_without_indicator,
    "smart": _not_smart,
    "by_sex": _not_by_sex,
    "output_activities": _lost_activity,
    "responsible": _stranger,
    "monitoring": _unwatched,
    "dates": _late,
    "budget_total": _other_total,
    "budget_lines": _dear_activity,
    "safeguards": _nobody_answers,
    "local": _everywhere,
    "loaded_words": _loaded,
    "country_names": _old_name,
    "one_country": _two_countries,
    "sources": _two_sources,
}
