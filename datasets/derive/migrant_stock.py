"""International migrant stock (UN DESA): the world in two editions, and every country in the newer one."""

from __future__ import annotations

import pandas as pd

from datasets.derive.files import PublishersFiles
from datasets.derive.shape import tidy, whole


def _world(files: PublishersFiles, edition: int) -> pd.DataFrame:
    """Sum of all pairs of origin and destination, unknown origin included."""
    pairs = files.read(f"migrant_stock/migrant_stock_bilateral_rev{edition}.csv")
    columns = {
        "migrants_total": "migrants",
        "migrants_female": "migrants_female",
        "migrants_male": "migrants_male",
    }
    world = pairs.groupby("year", as_index=False)[list(columns)].sum()
    world["edition"] = edition
    return tidy(world, {"year": "year", **columns, "edition": "edition"}, key=["year"])


def world_2024_edition(files: PublishersFiles) -> pd.DataFrame:
    """World stock 1990-2024 as published in 2024."""
    return _world(files, 2024)


def world_2020_edition(files: PublishersFiles) -> pd.DataFrame:
    """World stock 1990-2020 as published in 2020: only to compare editions."""
    return _world(files, 2020)


def by_country(files: PublishersFiles) -> pd.DataFrame:
    """Immigrants and emigrants of every country, 2024 edition."""
    frame = files.read("migrant_stock/migrant_stock_country_totals_rev2024.csv")
    for column in ("immigrants", "immigrants_female", "emigrants", "emigrants_female", "population"):
        frame[column] = whole(frame[column])
    for column in ("immigrants_pct_pop", "emigrants_pct_pop"):
        frame[column] = frame[column].round(2)
    return tidy(
        frame,
        {
            "iso3": "iso3",
            "year": "year",
            "immigrants": "immigrants",
            "immigrants_female": "immigrants_female",
            "emigrants": "emigrants",
            "emigrants_female": "emigrants_female",
            "population": "population",
            "immigrants_pct_pop": "immigrants_pct_population",
            "emigrants_pct_pop": "emigrants_pct_population",
        },
        key=["iso3", "year"],
    )


# Pairs of these years only: every year would double the size of the course's data. The totals of each country have
# every year (`migrant_stock_country`).
PAIR_YEARS = (1990, 2000, 2010, 2015, 2020, 2024)


def _pairs(files: PublishersFiles, edition: int) -> pd.DataFrame:
    """Migrants by country of birth (or citizenship) and country of residence, one edition."""
    frame = files.read(f"migrant_stock/migrant_stock_bilateral_rev{edition}.csv")
    frame = frame[frame["year"].isin(PAIR_YEARS)].copy()
    for column in ("migrants_total", "migrants_female", "migrants_male"):
        frame[column] = whole(frame[column])
    return tidy(
        frame,
        {
            "year": "year",
            "origin_iso3": "origin",
            "destination_iso3": "destination",
            "migrants_total": "migrants",
            "migrants_female": "female",
            "migrants_male": "male",
        },
        key=["year", "origin", "destination"],
    )


def pairs_2024_edition(files: PublishersFiles) -> pd.DataFrame:
    """Migrants by origin, destination and sex as published in 2024."""
    return _pairs(files, 2024)


def pairs_2020_edition(files: PublishersFiles) -> pd.DataFrame:
    """The same as published in 2020: only to compare editions."""
    return _pairs(files, 2020)


def quality(files: PublishersFiles) -> pd.DataFrame:
    """What each country's figures rest on, 2024 edition. The publisher's flags do not change over the years.

    Raises:
        ValueError: a flag differs between years; the table would need a column for the year.
    """
    flags = {
        "based_on_foreign_born": "born_abroad",
        "based_on_citizenship": "citizenship",
        "includes_refugees": "refugees_added",
        "imputed": "imputed",
    }
    frame = files.read("migrant_stock/data_type_flags_rev2024.csv")
    if (frame.groupby("destination_iso3")[list(flags)].nunique() > 1).any(axis=None):
        raise ValueError("A flag differs between years: give the table migrant_stock_quality a column for the year.")
    frame = frame.drop_duplicates("destination_iso3").copy()
    for flag in flags:
        frame[flag] = frame[flag].map({0: "false", 1: "true"})
    return tidy(frame, {"destination_iso3": "iso3", **flags}, key=["iso3"])
