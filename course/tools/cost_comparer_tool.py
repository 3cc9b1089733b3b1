"""M10: the cost comparer."""

from __future__ import annotations

from typing import Any, Literal

from course import charts, data, models
from course.i18n import _
from course.models.remittance_cost import cost_pct, received
from course.tools.base import packed, table_html, tool_view

_STILL_AMOUNT = 200


def cost_comparer(country: str | None = None, part: Literal["offers", "corridors"] = "offers") -> Any:
    """Compare what sending money costs: offers of an invented market, and real corridors by quarter.

    Args:
        country: Three-letter code of a country for the real corridors, for example ``"KGZ"``. Corridors to it are
            shown, or one from it when prices are collected only that way.
        part: Which part is open at the start.

    Raises:
        UnknownCountry: If there is no such country.
        ValueError: If no price is collected for it, or there is no such part.
    """
    if part not in ("offers", "corridors"):
        raise ValueError(_("part= is “offers” or “corridors”."))
    model = models.get("remittance_cost")
    offers, corridors = _offers(), _corridors(country)
    prices = data.source("remittance_prices")
    return tool_view(
        "cost_comparer",
        title=_("Cost comparer"),
        purpose=_("Find out what sending money really costs, and what arrives: the fee is only one part of the price."),
        limits=[
            *model.limits,
            _("A corridor's mean counts each service once, also those that hardly anybody uses."),
        ],
        source=_("Offers: invented for this course. Real corridors: {prices}.").format(prices=prices.short),
        data={"part": part, "offers": offers, "offer": _tempting(offers), "corridors": corridors},
        model=model,
        still=_still(),
    )


def _offers() -> list[dict[str, Any]]:
    return [
        {
            "id": row.id,
            "name": row.service,
            "fee_200": row.fee_usd_200,
            "fee_500": row.fee_usd_500,
            "margin": row.fx_margin_pct,
            "days": int(row.days_at_most),
            "speed": row.speed,
            "accessible": row.access == "wide",
            "cash": not row.needs_bank_account,
            "paid_out_as": row.paid_out_as,
        }
        for row in data.load("transfer_services").itertuples()
    ]


def _tempting(offers: list[dict[str, Any]]) -> str:
    """The offer to look at first: no fee, easy to reach. It is not the cheapest, which is what the tool teaches."""
    return next((offer["id"] for offer in offers if offer["accessible"] and offer["fee_200"] == 0), offers[0]["id"])


def _corridors(country: str | None) -> dict[str, Any]:
    """All corridors in little space: [from, to, first quarter, prices × 100, [cost of 500, margin, services]]."""
    frame = data.load("remittance_prices")
    quarters = sorted(frame["quarter"].unique())
    place = {quarter: index for index, quarter in enumerate(quarters)}
    rows = []
    for (sending, receiving), part in frame.groupby(["sending", "receiving"]):
        part = part.sort_values("quarter")
        first, last = place[part["quarter"].iloc[0]], place[part["quarter"].iloc[-1]]
        by_quarter = dict(zip(part["quarter"], part["cost_pct_200"] * 100, strict=True))
        latest = part.iloc[-1]
        rest = [latest["cost_pct_500"], latest["fx_margin_pct_200"], int(latest["n_services"])]
        rows.append([sending, receiving, first, packed([by_quarter.get(q) for q in quarters[first : last + 1]]), rest])
    codes = sorted({code for row in rows for code in row[:2]})
    return {
        "quarters": [str(quarter) for quarter in quarters],
        "names": {code: data.country_name(code) for code in codes},
        "rows": rows,
        "start": _first_corridor(country, rows),
    }


def _first_corridor(country: str | None, rows: list[list[Any]]) -> dict[str, str]:
    """The corridor to show first: to the country if there is one, else from it; without a country the first by name."""
    named = sorted(rows, key=lambda row: (data.country_name(row[1]), data.country_name(row[0])))
    if country is None:
        chosen = named
    else:
        code = country.upper()
        chosen = [row for row in named if row[1] == code] or [row for row in named if row[0] == code]
        if not chosen:
            name = data.country_name(country)  # raises for a code that does not exist
            raise ValueError(_("No price of sending money is collected to or from {name}.").format(name=name))
    return {"from": chosen[0][0], "to": chosen[0][1]}


def _still() -> str:
    """A chart and a table of the offers for one amount, in the order of the alphabet."""
    frame = data.load("transfer_services").sort_values("service")
    frame["cost"] = [
        cost_pct(_STILL_AMOUNT, fee, margin)
        for fee, margin in zip(frame["fee_usd_200"], frame["fx_margin_pct"], strict=True)
    ]
    chart = charts.bar(
        frame,
        x="service",
        y="cost",
        title=_("Total cost of sending {amount} USD from Norland to Sandovia").format(amount=_STILL_AMOUNT),
        unit=_("% of the amount sent"),
        source="transfer_services",
        alt=_("One bar for each of twelve invented offers; fee and exchange-rate margin are added."),
        digits=1,
    ).html()
    rows = [
        [
            row.service,
            f"{row.fee_usd_200:.2f}",
            f"{row.fx_margin_pct:.1f}",
            f"{row.cost:.2f}",
            f"{received(_STILL_AMOUNT, row.fee_usd_200, row.fx_margin_pct):.2f}",
            row.speed,
            row.access,
        ]
        for row in frame.itertuples()
    ]
    columns = [
        _("Service"),
        _("Fee, USD"),
        _("Margin, %"),
        _("Total cost, %"),
        _("Family receives, USD"),
        _("Arrives"),
        _("Reach"),
    ]
    return chart + table_html(_("The offers (invented)"), columns, rows)
