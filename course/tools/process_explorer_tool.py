"""M03: the process explorer: regional processes, their members, and how many people move inside them."""

from __future__ import annotations

from typing import Any

import pandas as pd

from course import charts, data
from course.i18n import _
from course.tools.base import table_html, tool_view

_DIGITS = 1


def inside_share(members: list[str], stock: pd.DataFrame) -> list[tuple[int, int, int]]:
    """Emigrants from the members of a process, and how many of them live in another member.

    Args:
        members: Three-letter codes.
        stock: The table ``migrant_stock_bilateral``.

    Returns:
        (year, all emigrants in persons, those who live in another member in persons) by year. People of unknown origin
        are in neither.
    """
    leaving = stock[stock["origin"].isin(members) & (stock["origin"] != stock["destination"])]
    total = leaving.groupby("year")["migrants"].sum()
    inside = leaving[leaving["destination"].isin(members)].groupby("year")["migrants"].sum()
    return [(int(year), int(total[year]), int(inside.get(year, 0))) for year in total.index]


def process_explorer(country: str = "MDA") -> Any:
    """Regional consultative processes: who takes part, since when, and how much of the movement stays inside.

    Args:
        country: Three-letter code of the country to look up first.

    Raises:
        UnknownCountry: If there is no such country.
    """
    start = country.upper()
    data.country_name(start)  # raises in plain words
    stock = data.load("migrant_stock_bilateral")
    rows, names = [], {start: data.country_name(start)}
    for process in data.load("migration_processes").itertuples():
        members = process.members.split("; ") if isinstance(process.members, str) else []
        names |= {code: data.country_name(code) for code in members}
        rows.append(
            {
                "id": process.id,
                "name": process.name,
                "kind": process.kind,
                "region": process.region,
                "year": None if pd.isna(process.year) else int(process.year),
                "members": members,
                "note": process.note if isinstance(process.note, str) else "",
                "source": process.source,
                "moves": inside_share(members, stock) if members else [],
            }
        )
    return tool_view(
        "process_explorer",
        title=_("Process explorer"),
        purpose=_("Look up who takes part in which regional process, and how many people move inside it."),
        limits=[
            _("Members change. The lists are those of the pages that were read; ten processes are known by name only."),
            _("A process that many people move inside is not a cause of this movement: neighbours move to neighbours."),
            _("The stock counts people who live abroad, born in a member country. It does not count journeys."),
            _("Membership says nothing about what a government does in a process."),
        ],
        source=f"{data.source('migration_processes').short}; {data.source('migrant_stock_bilateral').short}",
        data={"rows": rows, "names": names, "start": {"country": start, "process": "midsa"}},
        still=_still(rows),
    )


def _still(rows: list[dict[str, Any]]) -> str:
    known = [row for row in rows if row["members"]]
    last = [
        {"process": row["name"], "share": 100 * row["moves"][-1][2] / row["moves"][-1][1]}
        for row in known
        if row["kind"] == "consultative process"
    ]
    chart = charts.bar(
        pd.DataFrame(last),
        x="process",
        y="share",
        title=_("Of all people from its members who live abroad: how many live in another member, 2024"),
        unit="%",
        source="migrant_stock_bilateral",
        alt=_("One bar for each regional process whose members are known; the numbers are in the table."),
        digits=_DIGITS,
    ).html()
    columns = [_("Process"), _("Region"), _("Since"), _("Members")]
    table = [[row["name"], row["region"], row["year"] or "–", len(row["members"]) or "–"] for row in rows]
    return chart + table_html(_("Processes"), columns, table)
