"""The glossary page: each term with the seed's wording, the wording of today, and where both come from."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from book.write.language_note import foreign, foreign_html, note
from course.i18n import _


@dataclass(frozen=True)
class Term:
    """One row of the table ``glossary``, as ``datasets/authored/glossary.toml`` holds it.

    Attributes:
        term: the word, as the seed writes it.
        seed_wording: a short quotation from the seed, or empty when the seed has no entry.
        seed_lines: where the quotation stands, ``003:2785-2788``; empty when there is none.
        current_wording: how the course explains the word today, in its own words.
        current_source: what the course wording follows.
        note: what changed, or what to be careful with; may be empty.
        modules: codes of the modules that use the word.
        see: another term of the glossary, or empty.
    """

    term: str
    seed_wording: str
    seed_lines: str
    current_wording: str
    current_source: str
    note: str
    modules: tuple[str, ...]
    see: str

    @property
    def anchor(self) -> str:
        """The id of the entry on the page."""
        return "term-" + re.sub(r"[^a-z0-9]+", "-", self.term.lower()).strip("-")

    @property
    def in_seed(self) -> bool:
        """Whether the seed's glossary has this entry."""
        return bool(self.seed_lines)


def read_glossary(path: Path) -> list[Term]:
    """All entries in the order of the file.

    Raises:
        ValueError: two entries have one name, or an entry lacks a wording or a source.
    """
    terms = [_term(entry) for entry in tomllib.loads(path.read_text("utf-8"))["row"]]
    names = [term.term for term in terms]
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise ValueError(f"glossary: {', '.join(sorted(twice))} stands there twice")
    for term in terms:
        if not term.current_wording or not term.current_source:
            raise ValueError(f"glossary: {term.term!r} needs a current wording and its source")
        if bool(term.seed_wording) != bool(term.seed_lines):
            raise ValueError(f"glossary: {term.term!r} needs both the seed's wording and its lines, or neither")
        if term.see and term.see not in names:
            raise ValueError(f"glossary: {term.term!r} points at {term.see!r}, which has no entry")
    return terms


def _term(entry: dict[str, Any]) -> Term:
    return Term(
        term=entry["term"],
        seed_wording=entry.get("seed_wording", ""),
        seed_lines=entry.get("seed_lines", ""),
        current_wording=entry.get("current_wording", ""),
        current_source=entry.get("current_source", ""),
        note=entry.get("note", ""),
        modules=tuple(entry.get("modules", [])),
        see=entry.get("see", ""),
    )


def _entry(term: Term, terms: dict[str, Term], titles: dict[str, str]) -> str:
    """One entry as MyST: a heading (so that search lists it) and two quotations."""
    lines = [f"({term.anchor})=", f"### {foreign(term.term)}", "", '<div class="course-entry">']
    if term.in_seed:
        place = f"{_('IOM Annual Review 2012')} (<bdi>{escape(term.seed_lines)}</bdi>)"
        lines += [
            '<div class="course-entry-then">',
            f'<span class="course-label">{_("Then:")} {place}</span>',
            foreign_html(f"“{escape(term.seed_wording)}”"),
            "</div>",
        ]
    lines += [
        '<div class="course-entry-now">',
        f'<span class="course-label">{_("Now, in our words, after:")} <bdi>{escape(term.current_source)}</bdi></span>',
        foreign_html(escape(term.current_wording)),
        "</div>",
        "</div>",
        "",
    ]
    if term.note:
        lines += [":::{div} course-entry-note", foreign(term.note), ":::", ""]
    if term.see:
        lines += [f"{_('See also:')} [{term.see}](#{terms[term.see].anchor})", ""]
    used = [titles.get(code, code) for code in term.modules]
    if used:
        lines += [":::{div} course-entry-note", f"{_('Used in')} {', '.join(used)}", ":::", ""]
    return "\n".join(lines)


def page(terms: list[Term], module_links: dict[str, str]) -> str:
    """The MyST text of the glossary.

    Args:
        terms: all entries.
        module_links: Markdown link of each module that is in the book, by code.
    """
    by_name = {term.term: term for term in terms}
    ordered = sorted(terms, key=lambda term: term.term.lower())
    seed = sum(term.in_seed for term in terms)
    intro = _(
        "This list has {all} words. {seed} of them come from the glossary of the IOM Annual Review 2012 "
        "(document 003 of the course; we call it the seed). You see what it said then, in a short quotation with its "
        "line numbers, and how this course explains the word today. The other {more} words are missing there, and you "
        "need them."
    ).format(all=len(terms), seed=seed, more=len(terms) - seed)
    care = _(
        "The wording of today is the course’s own. It follows the source that is named, but it is not a quotation. "
        "For legal work, read the source itself."
    )
    letters: dict[str, list[Term]] = {}
    for term in ordered:
        letters.setdefault(term.term[0].upper(), []).append(term)
    parts = [f"# {_('Glossary')}", "", note("partly"), intro, "", care, ""]
    for letter, group in letters.items():
        parts += [f"## {letter}", "", *(_entry(term, by_name, module_links) for term in group)]
    return "\n".join(parts)
