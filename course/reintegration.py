"""The invented answers of returnees as scores: what the score lab, its charts and the exercises of M12 read.

    from course import reintegration

    reintegration.scored()                                   # one row per person and interview, with its scores
    reintegration.means(by="sex", both=True)                 # means of groups, only people with both interviews

The scores are those of the teaching version (``course.models.reintegration_score``) with equal weights.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from course import country_file, data
from course.i18n import _
from course.listing import Listing
from course.models.reintegration_score import DIMENSIONS, score_answers

if TYPE_CHECKING:
    import pandas as pd

SCORES = (*DIMENSIONS, "composite")


def indicators() -> list[dict[str, Any]]:
    """The twelve questions, in their order."""
    return data.load("reintegration_indicators").to_dict("records")


@cache
def _scored() -> pd.DataFrame:
    import pandas as pd

    frame, questions = data.load("returnees"), indicators()
    ids = [one["id"] for one in questions]
    scores = [
        score_answers({name: None if pd.isna(row[name]) else float(row[name]) for name in ids}, questions)
        for row in frame.to_dict("records")
    ]
    found = pd.DataFrame(scores)
    for name in SCORES:
        found[name] = found[name].astype(float)
    found["lowest"] = ["; ".join(names) for names in found["lowest"]]
    people = frame.drop(columns=[*ids, "synthetic"]).reset_index(drop=True)
    return pd.concat([people, found], axis=1)


def scored() -> pd.DataFrame:
    """One row per person and interview: who, three dimension scores, composite, ``lowest``, number of answers."""
    return _scored().copy()


def means(
    by: str | Sequence[str] = (), *, interview: str | None = None, both: bool = False,
    where: Mapping[str, str] | None = None,
) -> pd.DataFrame:  # fmt: skip
    """People and mean scores of groups.

    Args:
        by: column or columns that make the groups, for example ``"sex"`` or ``["vulnerability", "case_management"]``.
        interview: ``"first"`` or ``"second"``; None keeps both, as groups of their own.
        both: only people with a composite at both interviews.
        where: keep only rows with these values.
    """
    frame = _scored().dropna(subset=["composite"])
    if both:
        frame = frame[frame.groupby("id")["interview"].transform("nunique") == 2]
    for column, value in (where or {}).items():
        frame = frame[frame[column] == value]
    if interview is not None:
        frame = frame[frame["interview"] == interview]
    groups = [by] if isinstance(by, str) else list(by)
    groups = groups if interview is not None else [*groups, "interview"]
    grouped = frame.groupby(groups, sort=False)
    return grouped.size().rename("people").to_frame().join(grouped[list(SCORES)].mean()).reset_index()


def services() -> dict[str, dict[str, Any]]:
    """The service directory by id, as ``course.models.case_plan`` reads it."""
    rows = data.load("service_directory").to_dict("records")
    return {
        row["id"]: {**row, "regions": row["regions"].split("; "), "wait_weeks": int(row["wait_weeks"])} for row in rows
    }


def lowest_shares(interview: str = "first") -> list[float]:
    """Share of people whose lowest score is economic, social, psychosocial; a tie counts for each part of it."""
    lowest = _scored().query("interview == @interview and lowest != ''")["lowest"].str.split("; ")
    counted = [sum(1 / len(names) for names in lowest if dimension in names) for dimension in DIMENSIONS]
    return [count / len(lowest) for count in counted]


def country_facts(country: str | None = None) -> pd.DataFrame:
    """What the country pack holds near the subject of return, and what each figure does not say about it.

    Args:
        country: code of a country with a pack, or of any other; without it that of the country file, else Nepal.

    Raises:
        UnknownCountry: no such code.
    """
    chosen = country or country_file.country() or "NPL"
    about = {
        "emigrants": _("who might come back one day; not who did"),
        "emigrants_women_pct": _("women abroad; women and men may return at different rates"),
        "emigrants_change_pct": _("departures, returns and deaths abroad together"),
        "net_migration": _("arrivals minus departures: returns are hidden in it"),
        "unemployment_pct": _("the labour market that returnees meet"),
        "remittances_pct_gdp": _("money that stops when a sender comes home"),
        "sdg_10_7_2": _("what the government reports to have; not what works"),
    }
    pack = data.country_pack(chosen).set_index("indicator").loc[list(about)]
    table = pack[["label", "value", "unit", "year", "source"]].assign(says=list(about.values()))
    table["value"] = [
        _("no figure") if value != value else f"{value:,.{int(digits)}f}"
        for value, digits in zip(pack["value"], pack["digits"], strict=True)
    ]
    names = [_("Value"), _("Unit"), _("Year"), _("Source"), _("What it says about return")]
    table = table.set_index("label").set_axis(names, axis="columns")
    return table.rename_axis(None).rename_axis(columns=data.pack_name(chosen))


def facts_listing(country: str | None = None) -> Listing:
    """``country_facts`` to read on a page."""
    table = country_facts(country)
    return Listing(
        str(table.columns.name), [str(table.columns.name), *table.columns], table.reset_index().to_numpy().tolist()
    )


def directory() -> Listing:
    """The service directory to read on a page."""
    names = [_("No."), _("Service"), _("Who offers it"), _("Need"), _("Regions"), _("For whom"), _("Asks for papers"),
             _("Weeks to wait")]  # fmt: skip
    regions = {region for one in services().values() for region in one["regions"]}
    rows = [
        [id, _(one["service"]), _(one["provider"]), _(one["need"]),
         _("all") if set(one["regions"]) == regions else ", ".join(_(region) for region in one["regions"]),
         _(one["for_whom"]), _(one["papers"]), one["wait_weeks"]]
        for id, one in services().items()
    ]  # fmt: skip
    return Listing(_("Service directory (invented)"), names, rows)
