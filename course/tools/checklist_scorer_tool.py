"""M05: fourteen sector checklists, scored in two directions."""

from __future__ import annotations

from typing import Any

from course import country_file, data, models
from course.i18n import _
from course.numbers import format_number
from course.tools.base import table_html, tool_view

_START_LIST, _START_COUNTRY = "C3", "TUN"


def checklist_scorer(country: str | None = None, sector: str | None = None) -> Any:
    """Answer the questions of a sector, see scores, evidence coverage and priority.

    Args:
        country: three-letter code of any country of the course's data; without it that of the country file.
        sector: list to open, ``"C1"`` to ``"C14"``.

    Raises:
        UnknownCountry: there is no such country.
        ValueError: there is no such list.
    """
    chosen = (country or country_file.country() or _START_COUNTRY).upper()
    packs = _packs(chosen)
    lists = _lists()
    opened = (sector or _START_LIST).upper()
    if opened not in [one["id"] for one in lists]:
        raise ValueError(_("There is no checklist {id}. They are C1 to C14.").format(id=sector))
    model = models.get("checklist")
    return tool_view(
        "checklist_scorer",
        title=_("Checklist scorer"),
        purpose=_(
            "Ask how a sector and migration act on each other, note the evidence, and see what is still unknown."
        ),
        limits=[
            *model.limits,
            _("A figure of the country pack helps to answer a question. It does not answer it alone."),
        ],
        source=_(
            "List C9 is quoted from the handbook of the Global Migration Group of 2010 (document 004); damaged letters "
            "are restored, […] marks lost words. The thirteen other lists are written by this course. Figures: country "
            "packs of the course; those of the Republic of Sandovia are invented."
        ),
        data={
            "lists": lists,
            "indicators": _indicators(),
            "packs": packs,
            "country": chosen,
            "list": opened,
        },
        model=model,
        piece={"id": "CF-05-matrix", "form": "sector_matrix"},
        still=_still(),
    )


def _lists() -> list[dict[str, Any]]:
    questions = data.load("sector_checklists")
    found = []
    for sector in data.load("checklist_sectors").to_dict("records"):
        rows = questions[questions["list"] == sector["id"]]
        found.append(
            {
                "id": sector["id"],
                "name": _(sector["sector"]),
                "partners": _(sector["partners"]),
                "quoted": bool((rows["origin"] == "quoted").any()),
                "questions": [
                    {
                        "id": row["id"],
                        "to": row["direction"] == "to migration",
                        "text": row["question"] if row["origin"] == "quoted" else _(row["question"]),
                        **({"indicator": row["indicator"]} if isinstance(row["indicator"], str) else {}),
                        **({"place": row["place"]} if isinstance(row["place"], str) else {}),
                    }
                    for row in rows.to_dict("records")
                ],
            }
        )
    return found


def _used() -> list[str]:
    return sorted(set(data.load("sector_checklists")["indicator"].dropna()))


def _indicators() -> dict[str, str]:
    labels = data.load("pack_indicators").set_index("id")["label"]
    return {id: _(labels[id]) for id in _used()}


def _packs(chosen: str) -> dict[str, dict[str, Any]]:
    """By country: its name, and each indicator as text with year and source, as a person would note it.

    The countries of the joint programme, Nepal, Sandovia, and the chosen one if it is another.
    """
    found = {}
    for code in dict.fromkeys([*data.PACK_COUNTRIES, chosen]):
        pack = data.country_pack(code).set_index("indicator")
        values = {}
        for id in _used():
            row = pack.loc[id]
            if row["value"] == row["value"]:
                unit = row["unit"].replace("percent", "%")
                unit = f"({unit})" if unit.startswith("score") else unit
                number = format_number(row["value"], int(row["digits"]))
                values[id] = f"{number} {unit}, {row['year']} ({row['source']})"
        found[code] = {"name": data.pack_name(code), "values": values}
    return found


def _still() -> str:
    """The quoted list, and what the other thirteen are."""
    quoted = data.load("sector_checklists").query("origin == 'quoted'")
    arrows = {"to migration": _("sector → migration"), "from migration": _("migration → sector")}
    questions = table_html(
        _("Financial sector: the list of the handbook of 2010"),
        [_("Place"), _("Direction"), _("Question")],
        [[row.place, arrows[row.direction], row.question] for row in quoted.itertuples()],
    )
    counts = data.load("sector_checklists").groupby("list").size()
    lists = table_html(
        _("The fourteen lists"),
        [_("List"), _("Sector"), _("Questions"), _("Whom to invite")],
        [[row.id, row.sector, counts[row.id], row.partners] for row in data.load("checklist_sectors").itertuples()],
    )
    return questions + lists
