"""The situation analysis in figures: measures of movement and the band into which a measure falls.

Dimensions after the GMG handbook of 2010 (``004:9-33``); measures and limits are the course's own
(table ``movement_dimensions``). A band helps to talk; it is no verdict, and countries are never ordered by it.
"""

from __future__ import annotations

BANDS = ("low", "middle", "high")


def band(value: float | None, low: float | None, high: float | None) -> str | None:
    """The band of a value: ``low`` below the first limit, ``high`` from the second limit on, ``middle`` between.

    None where there is no figure or no limit: then nobody can tell from data.

    Example:
        >>> band(5, 5, 25), band(4.9, 5, 25), band(25, 5, 25), band(None, 5, 25)
        ('middle', 'low', 'high', None)
    """
    if value is None or low is None or high is None:
        return None
    return "low" if value < low else "high" if value >= high else "middle"


def displaced_per_1000(refugees: float, asylum_seekers: float, displaced: float, population: float) -> float:
    """Refugees and asylum seekers from a country and people displaced inside it, per 1,000 inhabitants."""
    if population <= 0:
        raise ValueError("a population is above zero")
    return 1000 * (refugees + asylum_seekers + displaced) / population


def distance_from_half(women_pct: float) -> float:
    """How far the share of women is from one half, in percentage points, whichever sex is more numerous."""
    return abs(women_pct - 50)


def yearly_change_pct(before: float, now: float, years: float) -> float:
    """Mean yearly change of a stock in per cent: ``100 · ((now / before)^(1 / years) − 1)``.

    It is the change of a number of people who live abroad, not a number of departures.
    """
    if before <= 0 or now <= 0 or years <= 0:
        raise ValueError("two numbers above zero and a period are needed")
    return 100 * ((now / before) ** (1 / years) - 1)
