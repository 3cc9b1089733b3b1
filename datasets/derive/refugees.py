"""Refugees and others under UNHCR's mandate (UNHCR): who lives where, and where they come from."""

from __future__ import annotations

import pandas as pd

from datasets.derive.files import PublishersFiles
from datasets.derive.shape import tidy, whole

# Origins that are not a country of this course: stateless or of unknown origin, and Tibetans.
WITHOUT_COUNTRY = {"TIB", "UNK", "XXA"}
HERE = {
    "refugees": "refugees_hosted",
    "asylum_seekers": "asylum_seekers_hosted",
    "oip": "others_protected_hosted",
    "idps": "idps",
}
FROM = {"refugees": "refugees_from", "asylum_seekers": "asylum_seekers_from", "oip": "others_protected_from"}


def refugees(files: PublishersFiles) -> pd.DataFrame:
    """One row per country and year in which UNHCR reports anybody living there or coming from there."""
    pairs = files.read("refugees/unhcr_population_1990_2025.csv")
    keys = {"asylum_iso3": HERE, "origin_iso3": FROM}
    sides = [
        pairs.groupby([country, "year"])[list(names)].sum().rename(columns=names).rename_axis(["iso3", "year"])
        for country, names in keys.items()
    ]
    # UNHCR reports people, not gaps: a country without a row on one side has nobody reported there.
    frame = sides[0].join(sides[1], how="outer").fillna(0).reset_index()
    frame = frame[~frame["iso3"].isin(WITHOUT_COUNTRY)].copy()
    counts = [*HERE.values(), *FROM.values()]
    for column in counts:
        frame[column] = whole(frame[column])
    frame = frame[frame[counts].sum(axis=1) > 0]
    return tidy(frame, {name: name for name in ["iso3", "year", *counts]}, key=["iso3", "year"])
