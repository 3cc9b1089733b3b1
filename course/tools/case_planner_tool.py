"""M12: a plan for one invented person: needs, services, dates and consent, with rules beside it."""

from __future__ import annotations

from typing import Any

from course import data, forms, reintegration
from course.i18n import _
from course.models.case_plan import FEWEST_WORDS, RULES, URGENT_DAYS
from course.tools.base import table_html, tool_view


def case_planner() -> Any:
    """Make a plan for an invented person, find services that this person can really use, and test it by fifteen rules.

    The plan stays on the page. It never goes into the country file: a country plan holds no cases.
    """
    form = forms.get("case_plan")
    words = rule_words()
    return tool_view(
        "case_planner",
        title=_("Case planner"),
        purpose=_("Make a plan with an invented person: needs, services that can be reached, dates, and consent."),
        limits=[
            _("It checks whether the parts fit. It does not know whether the plan is what the person wants."),
            _("A directory grows old. Ring the service before you promise anything."),
            _("It plans for adults. A child needs a procedure of its own, in which the best interests come first."),
            _("Never type a real person into it, not even under a code."),
        ],
        source=_("Rules made for this course. Cases: {cases} Services: {services}").format(
            cases=data.source("reintegration_cases").full, services=data.source("service_directory").full
        ),
        data={
            "form": form,
            "rules": [[name, words[name]] for name in RULES],
            "cases": cases(),
            "services": reintegration.services(),
            "needs": need_names(form),
        },
        still=_still(words),
    )


def rule_words() -> dict[str, str]:
    """What each rule asks for."""
    return {
        "code": _("The plan has a code and no name."),
        "wish": _("What the person wants stands in it ({n} words or more).").format(n=FEWEST_WORDS),
        "consent": _("The person has agreed, not before the first talk."),
        "consent_first": _("Nothing starts before the person has agreed."),
        "needs": _("All needs of the talk are there; what cannot wait is marked so."),
        "dimensions": _("Each need stands in its dimension."),
        "actions": _("Each need has an action, and each action a need."),
        "fits": _("Each service is made for its need."),
        "reach": _("The person can really use each service: region, for whom, papers."),
        "who": _("One post is responsible for each action."),
        "in_time": _("What cannot wait starts within {n} days of consent, at a service that can do so.").format(
            n=URGENT_DAYS
        ),
        "dates": _("Each action has a start and a later day on which both look at it again."),
        "share": _("Each service learns only what it needs."),
        "respect": _("Nothing is planned that the person does not want."),
        "way_out": _("It says what happens when the plan does not fit ({n} words or more).").format(n=FEWEST_WORDS),
    }


def need_names(form: dict[str, Any]) -> dict[str, str]:
    """Name of each need, as the form has it."""
    fields = {field["id"]: field for section in form["sections"] for field in section["fields"]}
    return {option["id"]: option["text"] for option in fields["needs"]["columns"][0]["options"]}


def cases() -> list[dict[str, Any]]:
    """The invented cases with their facts, as ``course.models.case_plan`` reads them."""
    found = []
    for row in data.load("reintegration_cases").to_dict("records"):
        urgent = row["urgent"].split("; ") if isinstance(row["urgent"], str) else []
        found.append(
            {
                "id": row["id"],
                "story": _(row["story"]),
                "refuses": _(row["refuses"]),
                "facts": {
                    "region": row["region"],
                    "sex": row["sex"],
                    "papers": row["papers"],
                    "met": row["met"],
                    "needs": {need: "urgent" if need in urgent else "soon" for need in row["needs"].split("; ")},
                    "refused": row["refused"].split("; "),
                },
            }
        )
    return found


def _still(words: dict[str, str]) -> str:
    stories = table_html(
        _("Three invented cases"),
        [_("Case"), _("What the person told"), _("What the person does not want")],
        [[one["id"], one["story"], one["refuses"]] for one in cases()],
    )
    rules = table_html(_("Rules"), [_("No."), _("Rule")], [[n, words[name]] for n, name in enumerate(RULES, 1)])
    listed = table_html(
        _("Service directory (invented)"),
        [_("Service"), _("Who offers it"), _("Regions"), _("For whom"), _("Asks for papers"), _("Weeks to wait")],
        [
            [_(one["service"]), _(one["provider"]), ", ".join(one["regions"]), _(one["for_whom"]), _(one["papers"]),
             one["wait_weeks"]]
            for one in reintegration.services().values()
        ],
    )  # fmt: skip
    return stories + rules + listed
