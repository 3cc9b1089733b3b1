"""M10: remittances beside direct investment and assistance."""

from __future__ import annotations

from typing import Any

from course import charts, data, models
from course.i18n import _
from course.tools.base import packed, tool_view

GROUP = "LMIC"
FIRST_YEAR = 2000


def flows(country: str | None = None) -> Any:
    """Compare flows for low- and middle-income countries together, or for any country.

    Args:
        country: Three-letter code of the country to show first, for example ``"MDA"``; the group when left out.

    Raises:
        UnknownCountry: If there is no such country.
        ValueError: If the tables have no figures for it.
    """
    places = [_group(), *_countries()]
    known = {place["id"] for place in places}
    if country is not None and country.upper() not in known:
        name = data.country_name(country)  # raises for a code that does not exist
        raise ValueError(_("The tables have no money flows for {name}.").format(name=name))
    model = models.get("flows")
    saving = models.get("cheaper_sending")
    return tool_view(
        "flows",
        title=_("Flows comparison"),
        purpose=_(
            "Compare what people, firms and governments send, year by year, and see which figures may be compared."
        ),
        limits=[*model.limits, saving.limits[0]],
        source=_("{group}. Countries: {countries}. GDP: {gdp}.").format(
            group=data.source("financial_flows").short,
            countries=data.source("country_flows").short,
            gdp=data.source("remittances_received").short,
        ),
        data={
            "years": list(range(FIRST_YEAR, _last_year() + 1)),
            "places": places,
            "start": country.upper() if country else GROUP,
        },
        model=saving,
        still=_still(),
    )


def _last_year() -> int:
    return int(data.load("country_flows")["year"].max())


def _short(value: float | None) -> float | None:
    """USD million: whole from 100 on, one decimal from 1 on; more digits than the sources carry help nobody."""
    if value is None or value != value:
        return None
    return round(value, 3 if abs(value) < 1 else 1 if abs(value) < 100 else 0)


def _by_year(series: Any) -> str:
    return packed([_short(series.get(year)) for year in range(FIRST_YEAR, _last_year() + 1)], digits=3)


def _group() -> dict[str, str]:
    frame = data.load("financial_flows").set_index(["flow", "year"])["usd_million"]
    return {
        "id": GROUP,
        "name": _("Low- and middle-income countries"),
        "remittances": _by_year(frame["remittances"]),
        "fdi": _by_year(frame["fdi"]),
        "third": _by_year(frame["oda"]),
    }


def _countries() -> list[dict[str, str]]:
    frame = data.load("country_flows")
    frame = frame[frame["year"] >= FIRST_YEAR]
    gdp = data.load("remittances_received").set_index(["iso3", "year"])["gdp_usd"] / 1e6
    found = []
    for iso3, rows in frame.groupby("iso3"):
        rows = rows.set_index("year")
        remittances = rows["remittances_usd"] / 1e6
        if not (remittances > 0).any():
            continue
        # A zero mostly means that nothing was reported, so it is shown as no figure.
        found.append(
            {
                "id": iso3,
                "name": data.country_name(iso3),
                "remittances": _by_year(remittances.where(remittances > 0)),
                "fdi": _by_year(rows["fdi_usd"] / 1e6),
                "third": _by_year(rows["assistance_usd"] / 1e6),
                "gdp": _by_year(gdp.get(iso3)) if iso3 in gdp.index.get_level_values(0) else "",
            }
        )
    return sorted(found, key=lambda place: place["name"])


def _still() -> str:
    names = {
        "remittances": _("Remittances"),
        "fdi": _("Foreign direct investment"),
        "oda": _("Official development assistance (2018 dollars)"),
    }
    frame = data.load("financial_flows")
    return charts.line(
        frame.assign(flow=frame["flow"].map(names)),
        x="year",
        y="usd_million",
        series="flow",
        divide_by=1000,
        title=_("Money that reaches low- and middle-income countries"),
        unit=_("billion USD"),
        source="financial_flows",
        alt=_("Three lines by year: remittances, direct investment and assistance; the numbers are in the table."),
        note=_(
            "Remittances and investment in current dollars, assistance in dollars of 2018: comparable only in 2018."
        ),
    ).html()
