"""Remittances received by country: World Development Indicators and, apart, World Bank-KNOMAD."""

from __future__ import annotations

import pandas as pd

from datasets.derive.files import PublishersFiles
from datasets.derive.shape import tidy, whole

# Rows of the KNOMAD file that are groups of countries.
GROUPS = {"LMY", "WLD"}


def received(files: PublishersFiles) -> pd.DataFrame:
    """Remittances received and paid, World Development Indicators, 1990-2023."""
    frame = files.read("remittances/remittances_wdi_1990_2023.csv")
    for column in ("remittances_received_usd", "remittances_paid_usd", "gdp_usd", "population"):
        frame[column] = whole(frame[column])
    frame["received_pct_gdp"] = frame["received_pct_gdp"].round(2)
    frame["received_per_capita_usd"] = frame["received_per_capita_usd"].round(1)
    return tidy(
        frame,
        {
            "iso3": "iso3",
            "year": "year",
            "remittances_received_usd": "usd",
            "received_pct_gdp": "pct_gdp",
            "received_per_capita_usd": "per_capita_usd",
            "remittances_paid_usd": "paid_usd",
            "gdp_usd": "gdp_usd",
            "population": "population",
        },
        key=["iso3", "year"],
    )


def received_knomad(files: PublishersFiles) -> pd.DataFrame:
    """Remittances received, World Bank-KNOMAD June 2023, 2000-2022, countries with a figure."""
    frame = files.read("remittances/remittances_knomad_inflows_2000_2022.csv")
    frame = frame[~frame["iso3"].isin(GROUPS) & frame["inflow_usd_million"].notna()].copy()
    frame["inflow_usd_million"] = frame["inflow_usd_million"].round(1)
    return tidy(frame, {"iso3": "iso3", "year": "year", "inflow_usd_million": "usd_million"}, key=["iso3", "year"])
