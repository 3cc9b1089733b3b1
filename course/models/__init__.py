"""The models behind the tools: small pure functions, each with its formula, units, assumptions and limits.

``course.models.get("multiplier")`` gives the object that the tool, the question type *simulate* and the marks share, so
that a trainee, the book and the grader can never see three different results.
"""

from __future__ import annotations

import importlib
from functools import cache

from course.models.base import Model

_CLASSES = {
    "remittance_cost": ("course.models.remittance_cost", "RemittanceCost"),
    "multiplier": ("course.models.multiplier", "Multiplier"),
    "household": ("course.models.household", "Household"),
    "flows": ("course.models.flows", "Flows"),
    "cheaper_sending": ("course.models.flows", "CheaperSending"),
    "checklist": ("course.models.checklist", "Checklist"),
    "priority_weights": ("course.models.priority_weights", "PriorityWeights"),
    "rounding_inverse": ("course.models.rounding", "RoundingInverse"),
    "overlap": ("course.models.overlap", "Overlap"),
    "base_rates": ("course.models.base_rates", "BaseRates"),
    "base_rates_back": ("course.models.base_rates", "BaseRatesBack"),
    "plan_calendar": ("course.models.plan_calendar", "PlanCalendar"),
    "agreement": ("course.models.agreement", "Agreement"),
    "reintegration_score": ("course.models.reintegration_score", "ReintegrationScore"),
}

__all__ = ["Model", "get", "names"]


def names() -> list[str]:
    """The names of all models, in the order in which the course introduces them."""
    return list(_CLASSES)


@cache
def get(name: str) -> Model:
    """The model called ``name``.

    Raises:
        ValueError: If there is no such model; the message lists those that exist.
    """
    if name not in _CLASSES:
        raise ValueError(f"There is no model called {name!r}. The models are: {', '.join(_CLASSES)}.")
    module, cls = _CLASSES[name]
    return getattr(importlib.import_module(module), cls)()
