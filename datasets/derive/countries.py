"""Countries and areas: current UN names, codes and groups."""

from __future__ import annotations

import pandas as pd

from datasets.derive.files import PublishersFiles
from datasets.derive.shape import tidy, whole

# The reference file spells some names in another order or in an older form. These are the forms of UN data
# publications; Kosovo follows the wording that IOM uses.
UN_NAMES = {
    "ANT": "Netherlands Antilles (former)",  # dissolved in 2010, still in prices to 2020
    "BOL": "Bolivia (Plurinational State of)",
    "COG": "Congo",
    "FSM": "Micronesia (Federated States of)",
    "GBR": "United Kingdom",
    "HKG": "China, Hong Kong SAR",
    "IRN": "Iran (Islamic Republic of)",
    "MAC": "China, Macao SAR",
    "MAF": "Saint Martin (French part)",
    "NLD": "Netherlands (Kingdom of the)",
    "PSE": "State of Palestine",
    "STP": "Sao Tome and Principe",
    "TWN": "China, Taiwan Province of China",
    "VEN": "Venezuela (Bolivarian Republic of)",
    "XKX": "Kosovo (UNSC resolution 1244)",
}

# ISO 3166-1 codes that the reference file leaves out.
MISSING_ISO2 = {"TWN": "TW"}

# The fallback column is the World Bank's list of July 2022, which rests on income in 2021 (194 of 194 countries
# agree with the yearly file for 2021).
FALLBACK_INCOME_YEAR = 2021

# Rows that stand for people or for parts of another row, not for a country or area.
NOT_A_COUNTRY = {"AB9", "OOO", "OOS", "STL", "TIB", "UNK", "XXA"}

# Every file whose countries must have a name here.
FILES_WITH_COUNTRIES = {
    "migrant_stock/migrant_stock_country_totals_rev2024.csv": ["iso3"],
    "remittances/remittances_wdi_1990_2023.csv": ["iso3"],
    "remittances/remittances_knomad_inflows_2000_2022.csv": ["iso3"],
    "country_indicators/country_indicators_1990_2023.csv": ["iso3"],
    "remittance_prices/rpw_corridor_quarter_2016_2025.csv": ["sending_iso3", "receiving_iso3"],
    "remittance_prices/rpw_corridor_quarter_2011_2020.csv": ["sending_iso3", "receiving_iso3"],
    "remittance_prices/wdi_remittance_cost_by_country.csv": ["iso3"],
    "migrant_stock/migrant_stock_bilateral_rev2024.csv": ["origin_iso3", "destination_iso3"],
    "migrant_stock/migrant_stock_bilateral_rev2020.csv": ["origin_iso3", "destination_iso3"],
    "refugees/unhcr_population_1990_2025.csv": ["origin_iso3", "asylum_iso3"],
    "governance/un_treaty_ratification_aug2022.csv": ["iso3"],
    "oda_fdi/total_assistance_by_recipient_2000_2018.csv": ["recipient_iso3"],
}


def countries(files: PublishersFiles) -> pd.DataFrame:
    """One row per country or area that any table of the course uses."""
    frame = files.read("countries_reference/countries.csv")
    used: set[str] = set()
    for name, columns in FILES_WITH_COUNTRIES.items():
        publisher = files.read(name)
        for column in columns:
            used |= set(publisher[column])
    frame = frame[frame["iso3"].isin(used - NOT_A_COUNTRY)].copy()
    frame["iso2"] = frame["iso2"].fillna(frame["iso3"].map(MISSING_ISO2))
    frame["name"] = frame["iso3"].map(UN_NAMES).fillna(frame["name"])
    fallback = frame["wb_income_group"].isna() & frame["wb_income_group_2022"].notna()
    frame.loc[fallback, "wb_income_group"] = frame.loc[fallback, "wb_income_group_2022"]
    frame.loc[fallback, "income_group_year"] = FALLBACK_INCOME_YEAR
    frame.loc[frame["wb_income_group"].isna(), "income_group_year"] = None
    for column in ("m49", "income_group_year"):
        frame[column] = whole(frame[column])
    for column in ("ldc", "lldc", "sids"):
        frame[column] = frame[column].map({0: "false", 1: "true"})
    return tidy(
        frame,
        {
            "iso3": "iso3",
            "iso2": "iso2",
            "m49": "m49",
            "name": "name",
            "region": "region",
            "subregion": "subregion",
            "wb_region": "world_bank_region",
            "wb_income_group": "income_group",
            "income_group_year": "income_group_year",
            "ldc": "ldc",
            "lldc": "lldc",
            "sids": "sids",
        },
        key=["iso3"],
    )
