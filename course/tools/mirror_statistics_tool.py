"""M02: the same people, as the censuses of their countries of destination and their country of origin count them."""

from __future__ import annotations

from typing import Any

from course import charts, data
from course.i18n import _
from course.models.mirror import emigrants
from course.numbers import format_number
from course.tools.base import table_html, tool_view

TABLE = "census_exchange"


def mirror_statistics() -> Any:
    """An invented exchange of census results between four countries, as IMILA does for real ones in Latin America."""
    counted, estimated = exchange("lesson")
    return tool_view(
        "mirror_statistics",
        title=_("Mirror-statistics reconciler"),
        purpose=_(
            "Count the emigrants of one country with the censuses of the others, compare with its own, and find "
            "what could explain the gap."
        ),
        limits=[
            _("Neither side is the true number. A census can miss people, a register can keep people who are back."),
            _("People in a fifth country are in no cell of the exchange."),
            _("If two changes close the gap, that is one possible explanation, not a proof."),
            _("The four countries and all numbers are invented."),
        ],
        source=data.source(TABLE).short,
        data={"counted": counted, "estimated": estimated, "notes": census_notes(), "start": "Sandovia"},
        still=_still(counted),
    )


def exchange(case: str) -> tuple[dict[str, dict[str, int]], dict[str, dict[str, int]]]:
    """Both tables of one case as ``{origin: {census: persons}}``: counted by the census, estimated by the origin.

    Args:
        case: ``lesson`` or ``exercise``.
    """
    frame = data.load(TABLE).query("case == @case")
    return tuple(
        {
            origin: {str(census): int(people) for census, people in zip(rows["census"], rows[column], strict=True)}
            for origin, rows in frame.groupby("origin", sort=False)
        }
        for column in ("counted", "estimated")
    )


def census_notes() -> dict[str, str]:
    """How each country of the lesson counts, in one sentence."""
    return {
        "Sandovia": _(
            "Census 2021, people born abroad. Its own estimate: consular register and a survey of households at home."
        ),
        "Norland": _("Population register, people born abroad. People without a permit are not in it."),
        "Eastmark": _("Census 2020, people born abroad, also those who became citizens long ago."),
        "Velland": _("Census 2019, people born abroad. Short stays under one year are left out."),
    }


def _still(counted: dict[str, dict[str, int]]) -> str:
    import pandas as pd

    names = list(counted)
    totals = pd.DataFrame({"origin": names, "people": [emigrants(counted, name) for name in names]})
    chart = charts.bar(
        totals,
        x="origin",
        y="people",
        divide_by=1000,
        title=_("People of each country in the censuses of the three others"),
        unit=_("thousand people"),
        source=TABLE,
        alt=_("Four bars, one for each country of birth; the numbers are in the table."),
    ).html()
    shown = {name: [format_number(counted[name][other]) if other != name else "–" for other in names] for name in names}
    rows = [[name, *cells] for name, cells in shown.items()]
    return chart + table_html(
        _("Counted: country of birth in the rows, census of … in the columns"), [_("Born in"), *names], rows
    )
