"""The invented country pack of the Republic of Sandovia: the same indicators as for real countries.

What follows from other invented tables (migrants, corridors) is worked out from them; the rest is written here. All
of it is invented and fits together: 1.8 billion USD of remittances are 11.0 % of a GDP of 16.4 billion.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from datasets.derive.authored import FOLDER, authored_table
from datasets.synthetic.corridors import sandovia_corridors

YEAR = 2024
PREVIOUS = 2020
NOT_ONE_COUNTRY = {"other countries", "unknown"}
POPULATION = 7_200_000
GDP = 16_400_000_000

# Indicator: value, words that belong to it. Invented.
_WRITTEN: dict[str, tuple[float | None, str | None]] = {
    "population": (POPULATION, None),
    "population_change": (1.9, "2019 to 2024"),
    "age_dependency": (54.0, None),
    "gdp_usd": (GDP, None),
    "gdp_pc_usd": (round(GDP / POPULATION), None),
    "gdp_pc_ppp": (6_900, None),
    "income_group": (None, "Lower middle income"),
    "hdi": (0.691, None),
    "unemployment_pct": (8.4, None),
    "inflation_pct": (5.6, None),
    "net_migration": (-21_000, None),
    "refugees_hosted": (4_100, None),
    "asylum_seekers_hosted": (650, None),
    "others_protected_hosted": (0, None),
    "refugees_from": (2_300, None),
    "asylum_seekers_from": (7_900, None),
    "idps": (0, None),
    "remittances_change_pct": (38.5, "2019 to 2024"),
    "remittances_paid_usd": (74_000_000, None),
    "fdi_usd": (410_000_000, None),
    "assistance_usd": (520_000_000, None),
    "treaty_icrmw": (0, "signed, not ratified"),
    "treaties_of_four": (3, "CRC, CEDAW, ICERD"),
    "sdg_10_7_2": (2, "Partially meets"),
    "sdg_10_7_2_lowest": (1, "Whole-of-government / evidence-based policies"),
    "stock_basis": (None, "people born abroad"),
    "stock_refugees_added": (None, "yes"),
}


def _side(migrants: pd.DataFrame, direction: str, partner: str) -> dict[str, tuple[float | None, str | None]]:
    """Indicators of one direction: ``emigrants`` by destination or ``immigrants`` by origin."""
    rows = migrants[migrants["direction"] == direction].astype({"migrants": int, "female": int, "year": int})
    now = rows[rows["year"] == YEAR]
    total = now["migrants"].sum()
    before = rows[rows["year"] == PREVIOUS]["migrants"].sum()
    ranked = now[~now["country"].isin(NOT_ONE_COUNTRY)].sort_values("migrants", ascending=False)
    found: dict[str, tuple[float | None, str | None]] = {
        direction: (total, None),
        f"{direction}_pct": (100 * total / POPULATION, f"population used: {POPULATION:,}"),
        f"{direction}_women_pct": (100 * now["female"].sum() / total, None),
        f"{direction}_change_pct": (100 * (total / before - 1), f"{PREVIOUS} to {YEAR}"),
        f"{partner}s_top_5": (100 * ranked["migrants"].head(5).sum() / total, "; ".join(ranked["country"].head(5))),
    }
    for rank, row in enumerate(ranked.head(3).itertuples(), start=1):
        found[f"{partner}_{rank}"] = (100 * row.migrants / total, row.country)
    unknown = now[now["country"] == "unknown"]["migrants"].sum()
    return found | ({"origins_unknown_pct": (100 * unknown / total, None)} if direction == "immigrants" else {})


def sandovia_pack() -> pd.DataFrame:
    """One row per indicator of ``pack_indicators``, in its order; values rounded to its digits."""
    indicators = authored_table(FOLDER / "pack_indicators.toml")
    migrants = authored_table(FOLDER / "sandovia_migrants.csv")
    corridors = sandovia_corridors()
    remittances = corridors["volume_usd_million"].sum() * 1e6
    cost = corridors["cost_pct_before"].mean()
    found = _WRITTEN | _side(migrants, "emigrants", "destination") | _side(migrants, "immigrants", "origin")
    found |= {
        "remittances_usd": (remittances, None),
        "remittances_pct_gdp": (100 * remittances / GDP, None),
        "remittances_per_person_usd": (remittances / POPULATION, None),
        "cost_to_pct": (cost, None),
        "cost_to_newest_pct": (cost, f"corridors in the table: {len(corridors)}"),
    }
    rows: list[dict[str, Any]] = []
    for indicator in indicators.itertuples():
        value, detail = found[indicator.id]
        shown = None if value is None else f"{value:.{indicator.digits}f}"
        rows.append({"indicator": indicator.id, "value": shown, "detail": detail, "year": YEAR})
    return pd.DataFrame(rows).assign(synthetic="true")
