"""M10: the multiplier simulator."""

from __future__ import annotations

from typing import Any

from course import models
from course.i18n import _
from course.tools.base import model_tables, tool_view


def multiplier() -> Any:
    """The local multiplier: how much local income may one dollar of remittances make?"""
    model = models.get("multiplier")
    return tool_view(
        "multiplier",
        title=_("Multiplier simulator"),
        purpose=_(
            "See how much local income remittances may create, which leaks make it smaller, and how sure one can be."
        ),
        limits=model.limits,
        source=model.source,
        model=model,
        still=model_tables(model),
    )
