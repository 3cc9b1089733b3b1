"""M03: the then-and-now timeline."""

from __future__ import annotations

from typing import Any

from course import data
from course.i18n import _
from course.tools.base import table_html, tool_view


def kinds() -> dict[str, tuple[str, str]]:
    """Each kind of event: its name and what it means."""
    return {
        "binding": (
            _("Binding"),
            _("A treaty. It binds the States that have joined it, once it is in force. It does not bind the others."),
        ),
        "non-binding": (
            _("Non-binding"),
            _("States agree in public: a declaration, a compact, a code. It is a promise or advice, not law."),
        ),
        "informal": (
            _("Informal"),
            _("Governments talk and exchange practice outside formal structures. Nobody has to agree on a text."),
        ),
        "institution": (
            _("Institutions"),
            _("How the work is organized: who coordinates, who writes guidance, who belongs to whom."),
        ),
    }


def themes() -> dict[str, str]:
    """Each theme and its name."""
    return {
        "rights": _("Rights"),
        "refugees": _("Refugees"),
        "labour": _("Work"),
        "development": _("Development"),
        "planning": _("Planning"),
        "institutions": _("Institutions"),
        "data": _("Statistics"),
    }


def _documents() -> dict[str, str]:
    return {"002": _("UNDP and IOM, about 2016"), "003": _("IOM, 2013"), "004": _("GMG, 2010")}


def timeline() -> Any:
    """Events of international cooperation: what a document of its time said, and what holds today."""
    events = data.load("migration_events")
    return tool_view(
        "timeline",
        title=_("Then-and-now timeline"),
        purpose=_("See when each text and forum came, whether it binds States, and what has changed since."),
        limits=[
            _("It is a choice of this course. Regional treaties and national laws are missing."),
            _("A treaty stands in the year of its adoption. Whether it binds your country is another question."),
            _("“Today” was read in stored copies of public pages. Look the latest state up before you cite it."),
            _("A text on paper does not show what States do."),
        ],
        source=data.source("migration_events").short,
        data={
            "kinds": [[key, *texts] for key, texts in kinds().items()],
            "themes": list(themes().items()),
            "documents": _documents(),
            "columns": ["id", "year", "date", "title", "what", "kind", "theme", "said", "place", "today", "source"],
            "rows": events.astype(object).where(events.notna(), "").values.tolist(),
            "start": "e14",
        },
        still=_still(),
    )


def _still() -> str:
    events = data.load("migration_events")
    names = {key: texts[0] for key, texts in kinds().items()}
    rows = [[row.date, row.title, names[row.kind], row.today] for row in events.itertuples()]
    return table_html(_("Events, in order"), [_("Date"), _("Event"), _("Kind"), _("What holds today")], rows)
