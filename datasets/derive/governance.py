"""What States have agreed to and what they report: four human rights treaties, and SDG indicator 10.7.2."""

from __future__ import annotations

import pandas as pd

from datasets.derive.files import PublishersFiles
from datasets.derive.shape import tidy, whole

STATUS = {"state party": "party", "signatory state": "signatory", "no action": "neither"}


def treaties(files: PublishersFiles) -> pd.DataFrame:
    """One row per treaty and member State of the United Nations, status of August 2022."""
    frame = files.read("governance/un_treaty_ratification_aug2022.csv")
    frame["treaty"] = frame["treaty"].str.extract(r"^(\w+) \(\d{4}\)$")[0]
    frame["status"] = frame["status"].map(STATUS)
    frame["year"] = whole(frame["year_ratification_or_accession"])
    return tidy(frame, {name: name for name in ["treaty", "iso3", "status", "year"]}, key=["treaty", "iso3"])


def policies(files: PublishersFiles) -> pd.DataFrame:
    """SDG 10.7.2: what governments answered in the round of 2019; six domains and all of them together.

    The publisher's file also has 50 dependent territories and uninhabited islands with no answer; they were not asked
    and are left out.
    """
    frame = files.read("governance/sdg_10_7_2_migration_policies_2019.csv")
    frame = frame[frame["score"].notna()].copy()
    frame["domain"] = frame["domain"].replace({"alldomains": "all"}).str.replace("domain", "")
    frame["score"] = whole(frame["score"])
    columns = ["iso3", "year", "domain", "domain_name", "score", "level"]
    return tidy(frame, {name: name for name in columns}, key=["iso3", "domain"])
