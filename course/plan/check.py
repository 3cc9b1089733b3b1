"""Check a plan: which of the thirty rules hold, what to do about the others, and where.

report = check.report(check.values(pieces))
report.points, [finding.text for finding in report.broken]
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from course import forms
from course.forms.check import clean
from course.i18n import _
from course.plan import outline
from course.plan.facts import Facts
from course.plan.rules import TESTS
from course.questions.base import Refused

_NAMED = 3  # so many examples stand in a message
_ENOUGH = 6  # sections: rules about the whole text say little about less, and must give no points for it
HOLDS, BROKEN, WAITS = "holds", "broken", "waits"


@dataclass(frozen=True)
class Finding:
    """What one rule says.

    Attributes:
        rule: its id.
        state: ``holds``, ``broken``, or ``waits`` for a piece that is not written yet.
        message: what to do, one or two sentences.
        found: what breaks it, as a reader finds it in the plan.
        piece, field: where it is mended.
        section: number of that section, 0 for the cover.
        folder, module: the module that holds the piece.
        worth: points.
    """

    rule: str
    state: str
    message: str
    found: tuple[str, ...]
    piece: str
    field: str
    section: int
    folder: str
    module: str
    worth: float

    @property
    def text(self) -> str:
        """The message with its examples."""
        if not self.found:
            return self.message
        shown = "; ".join(self.found[:_NAMED])
        more = len(self.found) - _NAMED
        shown += " " + _("and {count} more").format(count=more) if more > 0 else ""
        return _("{message} Look at: {shown}.").format(message=self.message, shown=shown.rstrip("."))


@dataclass(frozen=True)
class Part:
    """The state of a section: ``missing``, ``draft`` (a piece is missing or a rule of it is broken), ``complete``."""

    section: outline.Section
    state: str
    words: int
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """What the check says about a plan.

    Attributes:
        findings: of all rules, in their order.
        parts: the state of each section.
        points: earned, of ``most``.
    """

    findings: tuple[Finding, ...]
    parts: tuple[Part, ...]
    points: float
    most: float

    @property
    def broken(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.state == BROKEN]


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "rules.toml").read_text("utf-8"))


def rules() -> list[dict[str, Any]]:
    """The rules as ``rules.toml`` has them."""
    return _file()["rule"]


@cache
def owned() -> frozenset[tuple[str, str, str]]:
    """Fields of which a rule of their own speaks, as (piece, field, column); column is empty for the field itself."""
    return frozenset((*rule["place"], column) for rule in rules() for column in rule.get("own", ()))


def values(pieces: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The pieces of a country file as the check wants them: ``{id: value}``, only those that fit their form.

    Args:
        pieces: ``{id: {"form", "value"}}``, as ``store.document`` and the examples have it.
    """
    made = {}
    for id in outline.used():
        piece, form = pieces.get(id), outline.home(id).form
        if isinstance(piece, Mapping) and piece.get("form") == form:
            try:
                value = clean(forms.get(form), piece.get("value"))
            except Refused:  # changed by hand, or made with an older form: as if it was not written yet
                continue
            if value:
                made[id] = value
    return made


def report(pieces: outline.Pieces) -> Report:
    """Ask all rules.

    Args:
        pieces: by id, each the value of its form; from ``values``.
    """
    facts = Facts(pieces)
    worth = _file()["points"] / len(rules())
    findings = tuple(_ask(rule, facts, worth) for rule in rules())
    parts = tuple(_part(section, facts, findings) for section in outline.sections())
    earned = sum(finding.worth for finding in findings if finding.state == HOLDS)
    return Report(findings, parts, round(earned, 2), float(_file()["points"]))


def _ask(rule: Mapping[str, Any], facts: Facts, worth: float) -> Finding:
    needs = rule.get("needs", ())
    ready = all(facts.has(piece) for piece in needs) if needs else _begun(facts) or rule["id"] == "sections"
    found = TESTS[rule["id"]](facts) if ready else []
    state = (BROKEN if found else HOLDS) if ready else WAITS
    piece, field = _place(rule, facts, found)
    home = outline.home(piece)
    return Finding(rule["id"], state, _(rule["message"]), tuple(found), piece, field, outline.section_of(piece),
                   home.folder, home.module, worth)  # fmt: skip


def _begun(facts: Facts) -> bool:
    return sum(all(facts.has(id) for id in one.pieces) for one in outline.sections()) >= _ENOUGH


def _place(rule: Mapping[str, Any], facts: Facts, found: list[str]) -> tuple[str, str]:
    """Where a rule is mended; what several pieces can break is mended in the one that does."""
    piece, field = rule["place"]
    if not found:
        return piece, field
    named = [
        id for id in sorted(outline.used(), key=len, reverse=True) if re.search(rf"(?<!\w){id}(?![\w-])", found[0])
    ]
    if named:
        return named[0], ""
    if rule["id"] == "complete":
        for id in facts.pieces:
            if id in outline.used() and found[0].startswith(forms.get(outline.home(id).form)["title"] + ":"):
                return id, ""
    if rule["id"] == "length":
        number = int(found[0].split()[0])
        section = outline.sections()[number - 1]
        return section.pieces[-1], ""
    if rule["id"] == "numbering":
        return next(((id, at) for id, at, text in facts.texts() if found[0] in text), (piece, field))
    return piece, field


def _part(section: outline.Section, facts: Facts, findings: tuple[Finding, ...]) -> Part:
    missing = tuple(id for id in section.pieces if not facts.has(id))
    bad = any(finding.state == BROKEN and finding.section == section.number for finding in findings)
    state = "missing" if len(missing) == len(section.pieces) else "draft" if missing or bad else "complete"
    return Part(section, state, outline.words(section, facts.pieces), missing)
