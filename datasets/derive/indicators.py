"""Population, income and a few other indicators of every country, 1990-2023."""

from __future__ import annotations

import pandas as pd

from datasets.derive.countries import NOT_A_COUNTRY
from datasets.derive.files import PublishersFiles
from datasets.derive.shape import tidy, whole


def indicators(files: PublishersFiles) -> pd.DataFrame:
    """One row per country and year that has at least a population or an income figure."""
    frame = files.read("country_indicators/country_indicators_1990_2023.csv")
    frame = frame[~frame["iso3"].isin(NOT_A_COUNTRY)].copy()
    for column in ("population", "gdp_usd", "gdp_pc_usd", "gdp_pc_ppp_2021usd", "net_migration"):
        frame[column] = whole(frame[column])
    frame["hdi"] = frame["hdi"].round(3)
    for column in ("unemployment_pct", "inflation_pct", "age_dependency_ratio"):
        frame[column] = frame[column].round(1)
    columns = {
        "iso3": "iso3",
        "year": "year",
        "population": "population",
        "gdp_usd": "gdp_usd",
        "gdp_pc_usd": "gdp_pc_usd",
        "gdp_pc_ppp_2021usd": "gdp_pc_ppp",
        "hdi": "hdi",
        "unemployment_pct": "unemployment_pct",
        "inflation_pct": "inflation_pct",
        "net_migration": "net_migration",
        "age_dependency_ratio": "age_dependency_ratio",
    }
    frame = frame.dropna(subset=list(columns)[2:], how="all")
    return tidy(frame, columns, key=["iso3", "year"])
