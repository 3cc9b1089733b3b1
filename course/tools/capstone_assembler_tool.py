"""M15: the country file as a plan of twelve sections: what is there, what the rules say, and the plan as files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from course import country_file
from course.country_file import place, store
from course.i18n import _
from course.plan import brief, check, examples, export, outline
from course.tools.base import table_html, tool_view
from course.web.view import widgets_off

EXAMPLE = "XSV"
Reply = dict[str, Any]


def _values() -> dict[str, dict[str, Any]]:
    return check.values(store.document(country_file.load().pieces, history=False)["pieces"])


def _state(values: outline.Pieces) -> Reply:
    report = check.report(values)
    return {**brief.of_report(report), "page": brief.packed_page(values, report)}


def _look(_message: Mapping[str, Any]) -> Reply:
    found = country_file.load()
    tone, text = ("warn", found.problem) if found.problem else ("info", "")
    return {"ok": True, "tone": tone, "text": text, **_state(_values())}


def _export(message: Mapping[str, Any]) -> Reply:
    kinds = [kind for kind in export.KINDS if message.get("what") in (kind, "all")]
    values = _values()
    if not values:
        return {"ok": False, "tone": "warn", "text": _("Your country file is still empty: there is nothing to write.")}
    if not kinds:
        return {"ok": False, "tone": "bad", "text": _("There is no such kind of file.")}
    results = export.write(place.folder(), values, kinds)
    written = [one.path.name for one in results if one.path]
    problems = [one.problem for one in results if one.problem]
    text = _("Written beside your country file: {names}.").format(names=", ".join(written)) if written else ""
    tone = "good" if written and not problems else "warn" if written else "bad"
    return {
        "ok": bool(written),
        "tone": tone,
        "text": " ".join([text, *problems]).strip(),
        "files": written,
        **_state(values),
    }


def capstone_assembler(part: str | None = None) -> Any:
    """The plan of the capstone: twelve sections, thirty rules, and the plan as Word, PDF or page.

    Args:
        part: number of the section that stands open, ``"8"``; without it the first one that needs work.

    Raises:
        ValueError: there is no such section (the author's mistake).
    """
    if part is not None and part not in [str(section.number) for section in outline.sections()]:
        raise ValueError(f"the plan has no section {part!r}")
    example = widgets_off()
    values = check.values(examples.pieces(EXAMPLE)) if example else _values()
    state = _state(values)
    return tool_view(
        "capstone_assembler",
        title=_("Capstone assembler"),
        purpose=_(
            "Your country file as a plan of twelve sections: see what is missing, mend it, save it as a document."
        ),
        limits=[
            _("It checks form, figures and logic. Whether the plan is wise, your trainers and colleagues say."),
            _("It is not a plan of any government, and nobody has approved it."),
            _("It compares figures with the data pack of the course. Your office may have newer ones: say so then."),
            _("The PDF has Latin letters only. For other scripts use Word or the page."),
        ],
        source=_("Your own entries; figures of the country from the data pack, as named in Annex A of the plan."),
        still=_still(state),
        data={
            "example": example,
            "part": part,
            "path": "" if example else str(place.folder()),
            "folder": "" if example else _module_folder(),
            **state,
        },
        handlers={"look": _look, "export": _export},
    )


def _module_folder() -> str:
    """The folder of this notebook, if it is below that of the country file."""
    from course import answers

    here = Path(answers.folder()).resolve()
    return here.name if here.parent == Path(place.folder()).resolve() else ""


def _still(state: Mapping[str, Any]) -> str:
    rows = [[one["number"], one["title"], one["about"], one["words"]] for one in state["sections"]]
    told = _("Example: the plan of the invented Republic of Sandovia. {points} of {most} points.")
    asked = [[number, _(rule["message"])] for number, rule in enumerate(check.rules(), start=1)]
    return table_html(
        told.format(points=f"{state['points']:g}", most=f"{state['most']:g}"),
        [_("No."), _("Section"), _("What it is for"), _("Words")],
        rows,
    ) + table_html(_("The thirty rules: what a plan reads when it breaks one"), [_("No."), _("Message")], asked)
