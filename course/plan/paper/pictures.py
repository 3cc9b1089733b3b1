"""The pictures of a plan: from the country's data, and from the plan itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from course import charts, data
from course.data.country_pack import SANDOVIA
from course.i18n import _
from course.plan.facts import Facts
from course.plan.paper import scene, words
from course.plan.paper.blocks import Figure

MOST_PLACES = 8


def _figure(chart: Any) -> Figure:
    spec = chart.spec
    note = f" {spec.note}" if spec.note else ""
    told = _("Invented") in spec.source
    invented = f" {spec.synthetic_label}." if spec.synthetic and not told else ""
    return Figure(f"{spec.title} ({spec.unit})", scene.of_chart(spec), spec.alt, f"{spec.source}.{invented}{note}")


def of_country(facts: Facts) -> Iterator[Figure]:
    """Where people from the country live, how many come and go, and what they send."""
    if not facts.country:
        return
    yield from _destinations(facts)
    yield from (_sandovia(facts) if facts.country == SANDOVIA else _over_time(facts))


def _destinations(facts: Facts) -> Iterator[Figure]:
    if facts.country == SANDOVIA:
        table = data.load("sandovia_migrants")
        year = int(table["year"].max())
        rows = table[(table["year"] == year) & (table["direction"] == "emigrants")].rename(columns={"country": "name"})
        source = "sandovia_migrants"
    else:
        table = data.load("migrant_stock_bilateral")
        year = int(table["year"].max())
        rows = table[(table["year"] == year) & (table["origin"] == facts.country)].copy()
        names = data.load("countries").set_index("iso3")["name"]
        rows["name"] = rows["destination"].map(names)
        source = "migrant_stock_bilateral"
    rows = rows.dropna(subset=["name"]).sort_values("migrants", ascending=False).head(MOST_PLACES)
    if rows.empty:
        return
    first = rows.iloc[0]
    share = facts.pack["destination_1"].value if "destination_1" in facts.pack else None
    most = _("Most live in {place}").format(place=first["name"])
    alt = _("Bars: the {count} largest groups of people from {country} abroad. {most}: {number}.").format(
        count=len(rows), country=words.the(facts.country_name), most=most, number=f"{int(first['migrants']):,}"
    )
    yield _figure(
        charts.bar(
            rows,
            x="name",
            y="migrants",
            title=_("People from {country} abroad, by country of destination, {year}").format(
                country=words.the(facts.country_name), year=year
            ),
            unit=_("persons"),
            source=source,
            alt=alt,
            digits=0,
            direction="across",
            note=None
            if share is None
            else _("The largest group is {share} % of those whom a country of destination has counted.").format(
                share=f"{share:.1f}"
            ),
        )
    )


def _over_time(facts: Facts) -> Iterator[Figure]:
    stock = data.load("migrant_stock_country")
    rows = stock[stock["iso3"] == facts.country]
    if len(rows):
        last = rows.iloc[-1]
        alt = _(
            "Two lines. In {year} {out} million people from {country} lived abroad, and {into} million migrants in it."
        )
        yield _figure(
            charts.line(
                rows,
                x="year",
                y={"emigrants": _("People abroad"), "immigrants": _("Migrants in the country")},
                title=_("{country}: people abroad and migrants in the country").format(country=facts.country_name),
                unit=_("million persons"),
                source="migrant_stock_country",
                divide_by=1e6,
                digits=2,
                alt=alt.format(
                    year=int(last["year"]),
                    country=words.the(facts.country_name),
                    out=f"{last['emigrants'] / 1e6:.2f}",
                    into=f"{last['immigrants'] / 1e6:.2f}",
                ),
            )
        )
    money = data.load("remittances_received")
    rows = money[(money["iso3"] == facts.country) & money["usd"].notna()]
    if len(rows) > 1:
        first, last = rows.iloc[0], rows.iloc[-1]
        alt = _("A line from USD {low} billion in {start} to USD {high} billion in {end}.")
        yield _figure(
            charts.line(
                rows,
                x="year",
                y="usd",
                title=_("{country}: remittances received").format(country=facts.country_name),
                unit=_("USD billion, current prices"),
                source="remittances_received",
                divide_by=1e9,
                digits=1,
                alt=alt.format(
                    low=f"{first['usd'] / 1e9:.1f}",
                    start=int(first["year"]),
                    high=f"{last['usd'] / 1e9:.1f}",
                    end=int(last["year"]),
                ),
            )
        )


def _sandovia(facts: Facts) -> Iterator[Figure]:
    table = data.load("sandovia_migrants")
    abroad = table[table["direction"] == "emigrants"].groupby("year", as_index=False)[["migrants", "female"]].sum()
    abroad["male"] = abroad["migrants"] - abroad["female"]
    last = abroad.iloc[-1]
    alt = _("Two lines. In {year} {women} thousand women and {men} thousand men from Sandovia lived abroad.")
    yield _figure(
        charts.line(
            abroad,
            x="year",
            y={"female": _("Women"), "male": _("Men")},
            title=_("Sandovia: people abroad, by sex"),
            unit=_("thousand persons"),
            source="sandovia_migrants",
            divide_by=1000,
            digits=0,
            alt=alt.format(
                year=int(last["year"]), women=f"{last['female'] / 1000:.0f}", men=f"{last['male'] / 1000:.0f}"
            ),
        )
    )
    yield _figure(
        charts.bar(
            data.load("sandovia_corridors"),
            x="sending",
            y="volume_usd_million",
            direction="across",
            title=_("Sandovia: remittances by country of origin of the money"),
            unit=_("USD million in 2024"),
            source="sandovia_corridors",
            digits=0,
            alt=_("Bars for seven corridors: USD 820 million come from Norland, USD 20 million from Serenna."),
        )
    )


def calendar(facts: Facts) -> Iterator[Figure]:
    """When each activity runs; colours are the priorities."""
    begins, ends = facts.text("CF-15-plan", "begins"), facts.text("CF-15-plan", "ends")
    tones = {
        id: number
        for number, (priority, _words) in enumerate(facts.priorities(), start=1)
        for id in facts.outputs_of(priority)
    }
    from course.plan.facts import key

    rows = [
        (
            f"{row.get('id', '')} {row.get('text', '')}".strip(),
            row["start"],
            row["end"],
            min(tones.get(key(row.get("output")), 0), 6),
        )
        for row in facts.rows("CF-14-implementation", "activities")
        if row.get("start") and row.get("end")
    ]
    if not rows or not begins or not ends or begins >= ends:
        return
    alt = _("A calendar of {count} activities between {begins} and {ends}; the table below has the dates.")
    yield Figure(
        _("Calendar of the activities, coloured by priority"),
        scene.calendar(rows, begins, ends),
        alt.format(count=len(rows), begins=words.day(begins), ends=words.day(ends)),
        _("The action matrix of this plan."),
    )
