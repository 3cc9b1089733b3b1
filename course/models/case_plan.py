"""Rules of a case plan: needs, services, dates and consent must fit together.

A plan is a document of the form ``case_plan``. A case holds the facts of an invented person::

    {"region": "Highlands", "sex": "men", "papers": "yes", "met": "2026-11-02",
     "needs": {"debt": "soon", "counselling": "urgent"}, "refused": ["community"]}

``kept`` says for each rule whether the plan follows it. The same function serves the tool and the marked question.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

#: To which dimensions a need may belong.
NEED_DIMENSIONS: dict[str, tuple[str, ...]] = {
    "work": ("economic",),
    "training": ("economic",),
    "debt": ("economic",),
    "business": ("economic",),
    "health": ("social",),
    "counselling": ("psychosocial",),
    "housing": ("social",),
    "papers": ("social",),
    "school": ("social",),
    "community": ("social", "psychosocial"),
    "legal": ("economic", "social"),
    "safety": ("social", "psychosocial"),
}
URGENT_DAYS = 14
FEWEST_WORDS = 8
_CODE = re.compile(r"[A-Z]-\d{1,4}")
_NOBODY = {"all", "everybody", "everyone", "nobody", "the system", "the state", "the government"}
_HEALTH = ("health", "counselling")

Plan = Mapping[str, Any]
Case = Mapping[str, Any]
Services = Mapping[str, Mapping[str, Any]]


def _rows(plan: Plan, name: str) -> list[Mapping[str, Any]]:
    return [row for row in plan.get(name) or [] if isinstance(row, Mapping)]


def _long_enough(text: Any) -> bool:
    return isinstance(text, str) and len(text.split()) >= FEWEST_WORDS


def _offers(plan: Plan, services: Services) -> Iterable[tuple[Mapping[str, Any], Mapping[str, Any] | None]]:
    return [(row, services.get(row.get("service", ""))) for row in _rows(plan, "actions")]


def _agreed(plan: Plan) -> bool:
    return plan.get("consent") in ("written", "spoken") and bool(plan.get("consent_date"))


def _code(plan: Plan, _case: Case, _services: Services) -> bool:
    """The person has a code, no name."""
    return bool(_CODE.fullmatch(str(plan.get("case", "")).strip()))


def _wish(plan: Plan, _case: Case, _services: Services) -> bool:
    """What the person wants is written down."""
    return _long_enough(plan.get("wishes"))


def _consent(plan: Plan, case: Case, _services: Services) -> bool:
    """The person has agreed, on a day on or after the first talk."""
    return _agreed(plan) and plan["consent_date"] >= case["met"]


def _consent_first(plan: Plan, _case: Case, _services: Services) -> bool:
    """Nothing starts before the person has agreed."""
    rows = _rows(plan, "actions")
    return _agreed(plan) and bool(rows) and all(row.get("start", "") >= plan["consent_date"] for row in rows)


def _needs(plan: Plan, case: Case, _services: Services) -> bool:
    """All needs of the talk are there, and those that cannot wait are marked so."""
    told = {row.get("need"): row.get("when") for row in _rows(plan, "needs")}
    return all(told.get(need) == "urgent" if when == "urgent" else need in told for need, when in case["needs"].items())


def _dimensions(plan: Plan, _case: Case, _services: Services) -> bool:
    """Each need stands in its dimension."""
    rows = _rows(plan, "needs")
    return bool(rows) and all(row.get("dimension") in NEED_DIMENSIONS.get(row.get("need", ""), ()) for row in rows)


def _actions(plan: Plan, _case: Case, _services: Services) -> bool:
    """Each need has an action, and each action a need."""
    needs = {row.get("need") for row in _rows(plan, "needs")} - {None}
    return bool(needs) and needs == {row.get("need") for row in _rows(plan, "actions")}


def _fits(plan: Plan, _case: Case, services: Services) -> bool:
    """Each service is made for the need."""
    offers = _offers(plan, services)
    return bool(offers) and all(service is not None and service["need"] == row.get("need") for row, service in offers)


def _reach(plan: Plan, case: Case, services: Services) -> bool:
    """The person can really use each service: region, for whom, papers."""
    offers = _offers(plan, services)
    return bool(offers) and all(
        service is not None
        and case["region"] in service["regions"]
        and service["for_whom"] in ("everyone", case["sex"])
        and (service["papers"] == "no" or case["papers"] == "yes")
        for _row, service in offers
    )


def _who(plan: Plan, _case: Case, _services: Services) -> bool:
    """One post is responsible for each action."""
    rows = _rows(plan, "actions")
    names = [" ".join(str(row.get("responsible", "")).lower().split()) for row in rows]
    return bool(names) and all(name and name not in _NOBODY for name in names)


def _in_time(plan: Plan, case: Case, services: Services) -> bool:
    """What cannot wait starts within two weeks of consent, at a service that can do so."""
    if not _agreed(plan):
        return False
    limit = (date.fromisoformat(plan["consent_date"]) + timedelta(days=URGENT_DAYS)).isoformat()
    urgent = [need for need, when in case["needs"].items() if when == "urgent"]
    in_time = {
        row.get("need")
        for row, service in _offers(plan, services)
        if service is not None
        and row.get("start")
        and row["start"] <= limit
        and 7 * service["wait_weeks"] <= URGENT_DAYS
    }
    return set(urgent) <= in_time


def _dates(plan: Plan, _case: Case, _services: Services) -> bool:
    """Each action has a start and, later, a day on which both look at it again."""
    rows = _rows(plan, "actions")
    return bool(rows) and all(row.get("start") and row.get("review", "") > row["start"] for row in rows)


def _share(plan: Plan, _case: Case, services: Services) -> bool:
    """Each service learns only what it needs; facts about health go to health services only."""
    offers = _offers(plan, services)
    return bool(offers) and all(
        row.get("passes_on") == "need"
        or (row.get("passes_on") == "health" and service is not None and service["need"] in _HEALTH)
        for row, service in offers
    )


def _respect(plan: Plan, case: Case, _services: Services) -> bool:
    """Nothing is planned that the person does not want."""
    rows = [*_rows(plan, "needs"), *_rows(plan, "actions")]
    return bool(rows) and not any(row.get("need") in case["refused"] for row in rows)


def _way_out(plan: Plan, _case: Case, _services: Services) -> bool:
    """It says what happens when the plan does not fit, or the person moves on."""
    return _long_enough(plan.get("if_not"))


_RULES: dict[str, Callable[[Plan, Case, Services], bool]] = {
    "code": _code,
    "wish": _wish,
    "consent": _consent,
    "consent_first": _consent_first,
    "needs": _needs,
    "dimensions": _dimensions,
    "actions": _actions,
    "fits": _fits,
    "reach": _reach,
    "who": _who,
    "in_time": _in_time,
    "dates": _dates,
    "share": _share,
    "respect": _respect,
    "way_out": _way_out,
}

RULES = tuple(_RULES)


def kept(plan: Plan, case: Case, services: Services) -> dict[str, bool]:
    """Which rules a plan follows.

    Args:
        plan: a document of the form ``case_plan``.
        case: the facts of the person, see above.
        services: by id: ``need``, ``regions`` (a list), ``for_whom``, ``papers``, ``wait_weeks``.

    Returns:
        ``{rule: True or False}`` in the order of ``RULES``.
    """
    return {name: rule(plan, case, services) for name, rule in _RULES.items()}
