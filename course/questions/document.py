"""T8: a structured document: a form with sections, fields and lists of rows. It can be a piece of the country file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from course import forms
from course.forms.check import clean, findings, is_empty
from course.forms.text import lines
from course.i18n import _
from course.questions.base import Outcome, Refused, grid, nothing, require
from course.rules.follow import holds
from course.rules.rule import Rule
from course.rules.score import by_rules


def describe(form: str, prefill: Mapping[str, Any] | None = None, piece: str | None = None) -> dict[str, Any]:
    """A document to fill in.

    Args:
        form: name of a file ``course/forms/<form>.toml``.
        prefill: what stands in the form before anything is recorded.
        piece: id of the piece of the country file that this document is, for example ``CF-04-tor``.
    """
    made = forms.get(form)
    if piece is not None:
        from course import country_file

        country_file.check_piece_id(piece)
        # What the country file already holds comes first: a piece from another machine is not typed a second time.
        prefill = country_file.form_value(piece, form) or prefill
    return {"form": made, "prefill": clean(made, prefill) if prefill else None, "piece": piece}


def parse(desc: Mapping[str, Any], raw: Any) -> dict[str, Any]:
    if raw is None or raw in ("", [], {}):
        raise Refused(nothing())
    value = clean(desc["form"], raw)
    require(bool(value), nothing())
    return value


def words(desc: Mapping[str, Any], value: Any) -> str:
    return "\n".join(lines(desc["form"], value))


def finding(desc: Mapping[str, Any], value: Any) -> str | None:
    return " ".join(findings(desc["form"], value)) or None


def recorded(desc: Mapping[str, Any], value: Any) -> str | None:
    """Put the document into the country file, or take it out after *Clear*; a sentence if that did not work."""
    if not desc.get("piece"):
        return None
    from course import country_file

    try:
        if value is None:
            return country_file.remove(desc["piece"])
        return country_file.put(desc["piece"], desc["form"]["name"], value, desc["id"])
    except country_file.NotSaved as problem:
        return _("The answer is recorded, but the country file is not renewed. {problem}").format(problem=problem)


def handlers(desc: Mapping[str, Any]) -> dict[str, Any]:
    """``piece``: what the country file holds for this document; a tool or an import may have put it there."""
    if not desc.get("piece"):
        return {}
    from course import country_file

    def piece(_message: Mapping[str, Any]) -> dict[str, Any]:
        value = country_file.form_value(desc["piece"], desc["form"]["name"])
        found = country_file.load().pieces.get(desc["piece"])
        about = {"piece": value, "when": found.now.at, "from": found.now.by} if value and found and found.now else {}
        return {"ok": True, "tone": "info", "text": "", **about}

    return {"piece": piece}


def mark(value: Any, *, rules: Sequence[Rule], form: str | None = None) -> Outcome:
    """Mark a document: the share of its rules that hold.

    Args:
        rules: from ``course.rules``; each has a message for the trainee who breaks it.
        form: name of the form; a document that does not fit it earns nothing.
    """
    require(isinstance(value, Mapping))
    document = dict(value) if form is None else _fitting(form, value)
    require(not is_empty(document), nothing())
    return by_rules(rules, lambda rule: holds(rule, document), _("Correct: the document follows all {count} rules."))


def _fitting(form: str, value: Mapping[str, Any]) -> dict[str, Any]:
    try:
        return clean(forms.get(form), value)
    except Refused:
        require(False)  # the reason speaks of the form; what was recorded never came from it
        raise


def practice_rules(desc: Mapping[str, Any]) -> dict[str, Any]:
    return {"rules": desc["practice"]["rules"]}


def static(desc: Mapping[str, Any]) -> str:
    rows = []
    for section in desc["form"]["sections"]:
        for field in section["fields"]:
            columns = ", ".join(column["label"] for column in field.get("columns", []))
            label = f"{field['label']}: {columns}" if columns else field["label"]
            rows.append([section["title"], label, field.get("unit") or field.get("help") or ""])
    return grid([_("Part"), _("Field"), _("Note")], rows)
