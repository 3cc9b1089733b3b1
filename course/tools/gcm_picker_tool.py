"""M03: the picker: national priorities, the Global Compact, SDG targets, and what a country has joined."""

from __future__ import annotations

from typing import Any

import pandas as pd

from course import data
from course.i18n import _
from course.tools.base import table_html, tool_view

TREATIES = ("ICRMW", "CRC", "CEDAW", "ICERD")
_LETTER = {"party": "p", "signatory": "s", "neither": "n"}
_START = ("jobs", "school")


def _split(cell: str) -> list[str]:
    return cell.split("; ")


def treaty_status(country: str) -> dict[str, tuple[str, int | None]]:
    """What the table of August 2022 says of a country: treaty -> (party, signatory or neither; year of joining).

    Empty for a country that is no member of the United Nations.
    """
    rows = data.load("treaties")
    rows = rows[rows["iso3"] == country]
    return {row.treaty: (row.status, None if pd.isna(row.year) else int(row.year)) for row in rows.itertuples()}


def _packed_treaties() -> dict[str, str]:
    """``{"MDA": "n,p1993,p1994,p1993"}``: one place for each of the four treaties."""
    return {
        code: ",".join(
            _LETTER[status] + (str(year) if year else "") for status, year in (found[name] for name in TREATIES)
        )
        for code in sorted(set(data.load("treaties")["iso3"]))
        if len(found := treaty_status(code)) == len(TREATIES)
    }


def _policies() -> tuple[list[str], dict[str, str]]:
    """Names of the domains of SDG 10.7.2, and for each country that answered its scores: ``{"MDA": "3444223"}``."""
    rows = data.load("sdg_10_7_2").sort_values(["iso3", "domain"])
    names = rows.drop_duplicates("domain")["domain_name"].tolist()
    domains = rows["domain"].drop_duplicates().tolist()
    wide = rows.pivot(index="iso3", columns="domain", values="score").reindex(columns=domains)
    packed = {
        code: "".join("-" if pd.isna(score) else str(int(score)) for score in line)
        for code, line in zip(wide.index, wide.to_numpy(), strict=True)
    }
    return names, packed


def gcm_picker(country: str = "MDA") -> Any:
    """Choose priorities of a plan; see which objectives and targets they serve, and what the country has joined.

    Args:
        country: Three-letter code of the country to look up first.

    Raises:
        UnknownCountry: If there is no such country.
        ValueError: If the tables have nothing about it.
    """
    code = country.upper()
    name = data.country_name(code)  # raises in plain words
    treaties = _packed_treaties()
    domains, policies = _policies()
    if code not in treaties:
        raise ValueError(_("The tables of treaties have no row for {name}.").format(name=name))
    instruments = data.load("migration_instruments").sort_values(["year", "id"])
    return tool_view(
        "gcm_picker",
        title=_("Picker: priorities, Global Compact, SDGs and treaties"),
        purpose=_(
            "Choose what your plan wants. See what it serves, what stays open, and what your country has joined."
        ),
        limits=[
            _("The links between priorities, objectives and SDG targets are the course's own. Others differ."),
            _("An objective without a priority is not a fault. It is a question: left out on purpose, or forgotten?"),
            _("Treaties: status of August 2022, UN members only. Look at treaties.un.org before you cite it."),
            _("SDG 10.7.2: governments answered about themselves in 2019. No answer is not a low score."),
            _("Joining a treaty is a beginning. The tool does not show how it is carried out."),
        ],
        source="; ".join(data.source(table).short for table in ("gcm_objectives", "treaties", "sdg_10_7_2")),
        data={
            "countries": {one: data.country_name(one) for one in treaties},
            "treaties": treaties,
            "treaty_names": list(TREATIES),
            "domains": domains,
            "policies": policies,
            "objectives": [
                [int(row.number), row.title, row.about, _split(row.sdg)]
                for row in data.load("gcm_objectives").itertuples()
            ],
            "targets": dict(data.load("sdg_targets")[["target", "title"]].values.tolist()),
            "priorities": [
                [row.id, row.title, [int(one) for one in _split(str(row.objectives))]]
                for row in data.load("national_priorities").itertuples()
            ],
            "instruments": [
                [
                    row.short,
                    row.name,
                    int(row.year),
                    row.form,
                    row.asks,
                    row.table if isinstance(row.table, str) else "",
                ]
                for row in instruments.itertuples()
            ],
            "start": {"country": code, "chosen": list(_START)},
        },
        still=_still(),
        piece={"id": "CF-03", "form": "commitments"},
    )


def _still() -> str:
    objectives = data.load("gcm_objectives")
    rows = [[row.number, row.title, row.about, row.sdg.replace("; ", ", ")] for row in objectives.itertuples()]
    columns = [_("Objective"), _("Short title"), _("In one line"), _("SDG targets (linked by this course)")]
    instruments = data.load("migration_instruments").sort_values(["year", "id"])
    found = [[row.year, row.short, row.form, row.asks] for row in instruments.itertuples()]
    return table_html(_("The 23 objectives of the Global Compact for Migration"), columns, rows) + table_html(
        _("Instruments"), [_("Year"), _("Instrument"), _("Form"), _("What it answers")], found
    )
