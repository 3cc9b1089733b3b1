"""What it costs to send money home (World Bank, Remittance Prices Worldwide)."""

from __future__ import annotations

import pandas as pd

from datasets.derive.files import PublishersFiles
from datasets.derive.shape import tidy

CORRIDOR = {"quarter": "quarter", "sending_iso3": "sending", "receiving_iso3": "receiving"}
KEY = ["quarter", "sending", "receiving"]


def corridors(files: PublishersFiles) -> pd.DataFrame:
    """Mean cost by corridor and quarter, 2016 Q2 to 2025 Q1."""
    frame = files.read("remittance_prices/rpw_corridor_quarter_2016_2025.csv")
    costs = {
        "cost_pct_200usd": "cost_pct_200",
        "cost_pct_500usd": "cost_pct_500",
        "fx_margin_pct_200usd": "fx_margin_pct_200",
        "fx_margin_pct_500usd": "fx_margin_pct_500",
    }
    frame[list(costs)] = frame[list(costs)].round(2)
    frame["edition"] = "2025Q1"
    return tidy(frame, {**CORRIDOR, **costs, "n_services": "n_services", "edition": "edition"}, key=KEY)


def corridors_2011_2020(files: PublishersFiles) -> pd.DataFrame:
    """Mean cost by corridor and quarter, 2011 Q1 to 2020 Q3, the older release."""
    frame = files.read("remittance_prices/rpw_corridor_quarter_2011_2020.csv")
    frame["avg_total_cost_pct"] = frame["avg_total_cost_pct"].round(2)
    frame["edition"] = "2020-12"
    return tidy(frame, {**CORRIDOR, "avg_total_cost_pct": "cost_pct_200", "edition": "edition"}, key=KEY)


def by_country(files: PublishersFiles) -> pd.DataFrame:
    """Mean cost of sending to and from each country, 2011-2020."""
    frame = files.read("remittance_prices/wdi_remittance_cost_by_country.csv")
    costs = {"cost_to_country_pct": "cost_to_pct", "cost_from_country_pct": "cost_from_pct"}
    frame[list(costs)] = frame[list(costs)].round(2)
    frame = frame.dropna(subset=list(costs), how="all")
    return tidy(frame, {"iso3": "iso3", "year": "year", **costs}, key=["iso3", "year"])
