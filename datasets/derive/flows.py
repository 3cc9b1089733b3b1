"""Remittances beside foreign direct investment and aid: the group of poorer countries, and each country."""

from __future__ import annotations

import pandas as pd

from datasets.derive.files import PublishersFiles
from datasets.derive.shape import tidy, whole

FIRST_YEAR = 2000
GROUP = "low- and middle-income countries"
EU_INSTITUTIONS = "European Union (EU) Institutions"


def _remittances(files: PublishersFiles) -> pd.DataFrame:
    frame = files.read("remittances/remittances_knomad_inflows_2000_2022.csv")
    frame = frame[frame["iso3"] == "LMY"]
    return pd.DataFrame({"year": frame["year"], "usd_million": frame["inflow_usd_million"]}).assign(
        flow="remittances",
        price_basis="current USD",
        coverage=f"received by {GROUP}",
        edition="World Bank-KNOMAD, June 2023",
    )


def _fdi(files: PublishersFiles) -> pd.DataFrame:
    """Sum over the countries that report; their group is the one of the newest income list, for all years."""
    groups = files.read("countries_reference/countries.csv").set_index("iso3")["wb_income_group"].dropna()
    frame = files.read("country_indicators/country_indicators_1990_2023.csv")
    frame = frame[frame["iso3"].map(groups).ne("High income") & frame["iso3"].isin(groups.index)]
    total = frame.groupby("year", as_index=False)["fdi_inflow_usd"].sum()
    return pd.DataFrame({"year": total["year"], "usd_million": total["fdi_inflow_usd"] / 1e6}).assign(
        flow="fdi",
        price_basis="current USD",
        coverage=f"net inflows, sum over reporting {GROUP}",
        edition="World Development Indicators, 2025",
    )


def _oda(files: PublishersFiles) -> pd.DataFrame:
    """EU institutions are left out: they pass on money that the member states also report."""
    frame = files.read("oda_fdi/dac_net_oda_by_donor_2000_2019.csv")
    frame = frame[frame["donor"] != EU_INSTITUTIONS]
    total = frame.groupby("year", as_index=False)["net_oda_usd_million_const2018"].sum()
    return pd.DataFrame({"year": total["year"], "usd_million": total["net_oda_usd_million_const2018"]}).assign(
        flow="oda",
        price_basis="constant 2018 USD",
        coverage="net ODA given by the countries of the OECD committee (DAC)",
        edition="UN SDG database, October 2020",
    )


def aggregate(files: PublishersFiles) -> pd.DataFrame:
    """Three flows by year; each flow comes from one edition and says its price basis."""
    frame = pd.concat([_remittances(files), _fdi(files), _oda(files)])
    frame = frame[frame["year"] >= FIRST_YEAR].copy()
    frame["usd_million"] = whole(frame["usd_million"])
    columns = ["year", "flow", "usd_million", "price_basis", "coverage", "edition"]
    return tidy(frame, {name: name for name in columns}, key=["flow", "year"])


def by_country(files: PublishersFiles) -> pd.DataFrame:
    """Remittances, direct investment and total assistance of every country, in US dollars."""
    remittances = files.read("remittances/remittances_wdi_1990_2023.csv")[["iso3", "year", "remittances_received_usd"]]
    investment = files.read("country_indicators/country_indicators_1990_2023.csv")[["iso3", "year", "fdi_inflow_usd"]]
    assistance = files.read("oda_fdi/total_assistance_by_recipient_2000_2018.csv").rename(
        columns={"recipient_iso3": "iso3"}
    )
    assistance["assistance_usd"] = assistance["total_assistance_usd_million"] * 1e6
    frame = remittances.merge(investment, how="outer", on=["iso3", "year"]).merge(
        assistance[["iso3", "year", "assistance_usd"]], how="outer", on=["iso3", "year"]
    )
    frame = frame.rename(columns={"remittances_received_usd": "remittances_usd", "fdi_inflow_usd": "fdi_usd"})
    amounts = ["remittances_usd", "fdi_usd", "assistance_usd"]
    frame = frame.dropna(subset=amounts, how="all").copy()
    for column in amounts:
        # To the nearest thousand dollars: more digits would look more exact than the sources are.
        frame[column] = whole(frame[column] / 1000) * 1000
    return tidy(frame, {name: name for name in ["iso3", "year", *amounts]}, key=["iso3", "year"])
