"""M04: terms of reference from a form: rules beside it, a text that one can download, a piece of the country file."""

from __future__ import annotations

from typing import Any

from course import country_file, forms, rules
from course.i18n import _
from course.tools.base import table_html, tool_view

PIECE = {"id": "CF-04-tor", "form": "tor"}


def tor_builder() -> Any:
    """Fill in a form and read the terms of reference that it makes."""
    form = forms.get("tor")
    return tool_view(
        "tor_builder",
        title=_("TOR builder"),
        purpose=_(
            "Fill in the form: the terms of reference write themselves, and a list of rules tells what is missing."
        ),
        limits=[
            _("It checks the form, not the sense: a clear sentence about the wrong question passes all rules."),
            _("It does not know the law on public contracts of your country."),
            _("Whether people are really safe is decided by those who ask, not by a sentence in a TOR."),
        ],
        source=form["source"],
        data={"form": form, "rules": _rules(), "stored": country_file.form_value(PIECE["id"], PIECE["form"])},
        piece=PIECE,
        still=_still(form),
    )


def _rules() -> list[dict[str, Any]]:
    """Rules with fixed limits; those that compare two parts of the form are in the view."""
    return [
        rules.words("purpose", 8, 80, _("The purpose says which decision will use the result (eight words or more).")),
        rules.filled(["places", "groups"], _("The scope names places, and movements or groups.")),
        rules.ordered_dates(["start", "end"], _("The work ends after it starts.")),
        rules.refers("tasks", "responsible", "roles", "role", _("Each responsible role stands in the list of roles.")),
        rules.refers("tasks", "task", "deliverables", "task", _("Each task has a deliverable.")),
        rules.unique("deliverables", "task", _("No task has two deliverables.")),
        rules.ordered_dates(
            ["start", "due", "end"], _("No deliverable is due before the start or after the end."), rows="deliverables"
        ),
        rules.sums_to("budget", "amount", 0, _("The budget lines add up to the money available.")),
        rules.covers("disaggregation", ["sex", "age"], _("Figures about people are shown by sex and by age.")),
        rules.covers(
            "consulted", ["migrants", "local"], _("Organizations of migrants and local authorities are heard.")
        ),
        rules.words("protection", 8, 80, _("It says how people who are asked are protected (eight words or more).")),
    ]


def _still(form: dict[str, Any]) -> str:
    rows = [
        [section["title"], ", ".join(field["label"] for field in section["fields"])] for section in form["sections"]
    ]
    return table_html(_("The parts of a TOR"), [_("Part"), _("What stands in it")], rows) + table_html(
        _("Rules"), [_("No."), _("Rule")], [[number, rule["message"]] for number, rule in enumerate(_rules(), 1)]
    )
