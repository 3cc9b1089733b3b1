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
