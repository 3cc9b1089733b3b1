"""How each indicator of a country pack is worked out: one function for each word in the column ``how``.

Each function takes the row of ``pack_indicators`` and the country's code, and gives a ``Found``: a number or words, the
year they hold for, or the reason why there is none.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from course.data.pack_found import Found
from course.data.pack_governance import basis, group, lowest, score, treaties, treaty, yes_no
from course.data.pack_partners import partner, top_5, unknown
from course.data.pack_series import change_5, change_2020, corridors, latest, per_population, positive, share

WAYS: dict[str, Callable[[Any, str], Found]] = {
    way.__name__: way
    for way in (
        latest, positive, per_population, change_5, change_2020, share, partner, top_5, unknown,
        corridors, treaty, treaties, score, lowest, basis, yes_no, group,
    )
}  # fmt: skip
