"""T8: the whole plan of the capstone: a copy of the country file, checked by thirty public rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from course import forms
from course.forms.check import clean
from course.i18n import _
from course.questions.base import Outcome, Refused, grid, nothing, require

NOW = "now"
PRACTISED = False  # a page without an engine has no country file to check


def describe() -> dict[str, Any]:
    """A question whose answer is the country file as it is when it is handed in."""
    from course.plan import brief, check
    from course.web.view import widgets_off

    return {"plan": None if widgets_off() else brief.of_report(check.report(check.values(_mine())))}


def _mine() -> dict[str, Any]:
    """The pieces of the trainee's country file that the plan uses: ``{id: {"form", "value"}}``."""
    from course import country_file
    from course.country_file import store

    return store.document(country_file.load().pieces, history=False)["pieces"]


def parse(desc: Mapping[str, Any], raw: Any) -> dict[str, Any]:
    from course.plan import outline

    if raw is None or raw in ("", [], {}):
        raise Refused(nothing())
    given = _mine() if raw == NOW else raw.get("pieces") if isinstance(raw, Mapping) else None
    require(isinstance(given, Mapping), _("Press the button: it takes a copy of your country file."))
    pieces = {}
    for id in outline.used():
        piece, name = given.get(id), outline.home(id).form
        if isinstance(piece, Mapping) and piece.get("form") == name and piece.get("value"):
            pieces[id] = {"form": name, "value": clean(forms.get(name), piece["value"])}
    require(bool(pieces), _("Your country file has no piece of the plan yet. Begin with module M00."))
    return {"pieces": pieces}


def _report(value: Any) -> Any:
    from course.plan import check

    require(isinstance(value, Mapping) and isinstance(value.get("pieces"), Mapping))
    return check.report(check.values(value["pieces"]))


def words(desc: Mapping[str, Any], value: Any) -> str:
    from course.plan import check
    from course.plan.facts import Facts

    report, facts = _report(value), Facts(check.values(value["pieces"]))
    there = sum(part.state != "missing" for part in report.parts)
    holds = sum(finding.state == check.HOLDS for finding in report.findings)
    told = _("The plan for {country}: {there} of {sections} sections, {holds} of {rules} rules hold.")
    return told.format(
        country=facts.country_name or _("no country yet"),
        there=there,
        sections=len(report.parts),
        holds=holds,
        rules=len(report.findings),
    )


def finding(desc: Mapping[str, Any], value: Any) -> str | None:
    broken = [finding.text for finding in _report(value).broken]
    if len(broken) > 2:
        return _("{count} rules are broken; the list above says where. The first: {text}").format(
            count=len(broken), text=broken[0]
        )
    return " ".join(broken) or None


def handlers(desc: Mapping[str, Any]) -> dict[str, Any]:
    """``plan``: what the rules say about the country file as it is now."""

    def plan(_message: Mapping[str, Any]) -> dict[str, Any]:
        from course.plan import brief, check

        return {"ok": True, "tone": "info", "text": "", "plan": brief.of_report(check.report(check.values(_mine())))}

    return {"plan": plan}


def mark(value: Any) -> Outcome:
    """The share of the thirty rules that hold; one message for each that is broken."""
    from course.plan import check

    report = _report(value)
    require(any(part.state != "missing" for part in report.parts), nothing())
    if report.points >= report.most:
        return Outcome(1.0, _("Correct: the plan follows all {count} rules.").format(count=len(report.findings)))
    holds = sum(finding.state == check.HOLDS for finding in report.findings)
    count = _("{right} of {total} rules are met.").format(right=holds, total=len(report.findings))
    told = [
        _("{text} ({module}, piece {piece})").format(text=finding.text, module=finding.module, piece=finding.piece)
        for finding in report.broken
    ]
    return Outcome(report.points / report.most, "\n".join([count, *told]), special=True)


def static(desc: Mapping[str, Any]) -> str:
    from course.plan import outline

    rows = [[str(one.number), one.title, ", ".join(one.pieces)] for one in outline.sections()]
    return grid([_("No."), _("Section"), _("Pieces of the country file")], rows)
