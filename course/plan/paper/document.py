"""The plan as one document: cover, twelve sections, annexes; the writers make files of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from course.data.country_pack import SANDOVIA
from course.i18n import _
from course.plan import check, outline
from course.plan.facts import Facts
from course.plan.paper import first_half, second_half, words
from course.plan.paper.blocks import Box, Bullets, Chapter, Figure, Heading, Paper, Table, Text, table

_MAKERS = {
    section.id: getattr(first_half, section.id, None) or getattr(second_half, section.id)
    for section in outline.sections()
}


def build(pieces: outline.Pieces, report: check.Report | None = None, today: date | None = None) -> Paper:
    """The document.

    Args:
        pieces: by id, each the value of its form; what is missing is named in its place.
        report: what the check says; made here if it is not given.
        today: the day of the export, for plans without a date.
    """
    facts = Facts(pieces)
    report = report or check.report(pieces)
    chapters = []
    for part in report.parts:
        section = part.section
        blocks: list[Any] = []
        if part.missing:
            names = ", ".join(
                _("{piece} (module {module})").format(piece=id, module=outline.home(id).module) for id in part.missing
            )
            blocks.append(Box(_("Still missing in this draft"), names))
        if part.state != "missing":
            blocks += _MAKERS[section.id](facts)
        chapters.append(Chapter(str(section.number), section.title, _kept(blocks)))
    chapters.append(Chapter(_("Annex A"), _("Data editions and sources"), _kept(_sources(facts))))
    chapters.append(Chapter(_("Annex B"), _("What the automatic check says"), _kept(_checked(report))))
    chapters.append(Chapter(_("Annex C"), _("About this document"), _kept(_about(facts))))
    _count(chapters)
    invented = facts.country == SANDOVIA
    begins, ends = facts.text("CF-15-plan", "begins"), facts.text("CF-15-plan", "ends")
    from course.web.strings import page

    return Paper(
        country=facts.country_name or _("No country chosen yet"),
        code=facts.country or "XXX",
        title=facts.text("CF-15-plan", "title") or _("Mainstreaming plan without title"),
        institution=facts.text("CF-15-plan", "institution"),
        place=facts.text("CF-15-plan", "place"),
        prepared_by=facts.text("CF-15-plan", "prepared_by"),
        period=f"{begins[:4]}–{ends[:4]}" if begins and ends else "",
        date=words.day(facts.text("CF-15-plan", "date") or (today or date.today()).isoformat()),
        notice=_notice(facts),
        invented=_("Synthetic: the Republic of Sandovia and all its data are invented.") if invented else "",
        status=_("Working draft"),
        lang=page()["lang"],
        chapters=chapters,
    )


def _notice(facts: Facts) -> str:
    name = words.the(facts.country_name) or _("any country")
    return _(
        "Training document. Not an official document of {country}; no government or organization has endorsed it."
    ).format(country=name)


def _kept(blocks: Iterable[Any]) -> list[Any]:
    """The blocks without empty ones, and without headings that nothing follows."""
    full = [one for one in blocks if not _empty(one)]
    return [
        one
        for one, following in zip(full, [*full[1:], None], strict=True)
        if not (
            isinstance(one, Heading)
            and (following is None or (isinstance(following, Heading) and following.level <= one.level))
        )
    ]


def _empty(block: Any) -> bool:
    if isinstance(block, Text | Box):
        return not block.text.strip()
    if isinstance(block, Bullets):
        return not block.items
    return hasattr(block, "rows") and not block.rows


def _count(chapters: list[Chapter]) -> None:
    """Number tables, figures and the headings of the second level through the document."""
    tables = figures = 0
    for chapter in chapters:
        headings = 0
        for place, block in enumerate(chapter.blocks):
            if isinstance(block, Table):
                tables += 1
                chapter.blocks[place] = replace(block, number=tables)
            elif isinstance(block, Figure):
                figures += 1
                chapter.blocks[place] = replace(block, number=figures)
            elif isinstance(block, Heading) and block.level == 2 and chapter.number.isdigit():
                headings += 1
                chapter.blocks[place] = replace(block, text=f"{chapter.number}.{headings} {block.text}")


def _sources(facts: Facts) -> Iterable[Any]:
    used: dict[tuple[str, str], list[str]] = {}
    for row in facts.rows("CF-02-profile", "indicators"):
        place = (row.get("source", words.NONE), row.get("edition", words.NONE))
        used.setdefault(place, []).append(row.get("indicator", ""))
    yield Heading(_("Data of the migration profile"), 3)
    yield table(
        _("Data sources, editions, and what they are used for"),
        [(_("Source"), 0.34), (_("Edition"), 0.26), (_("Indicators"), 0.40)],
        [(*place, "\n".join(names)) for place, names in used.items()],
    )
    yield Heading(_("Laws, plans, studies and records"), 3)
    columns = ("source", "publisher", "year", "used_for")
    rows = [words.cells("CF-15-sources", "sources", row, columns) for row in facts.rows("CF-15-sources", "sources")]
    yield table(
        _("Other sources"),
        [(_("Title"), 0.38), (_("Author or publisher"), 0.24), (_("Year"), 0.10), (_("Used for"), 0.28)],
        rows,
    )


def _checked(report: check.Report) -> Iterable[Any]:
    holds = sum(finding.state == check.HOLDS for finding in report.findings)
    told = _(
        "The automatic check of the course asks {count} rules about form, figures and logic. {holds} hold. "
        "It does not judge whether the plan is wise: people do."
    )
    yield Text(told.format(count=len(report.findings), holds=holds))
    open_ = [finding for finding in report.findings if finding.state == check.BROKEN]
    yield Bullets(tuple(finding.text for finding in open_))
    if not open_ and holds == len(report.findings):
        yield Text(_("No rule is broken."))


def _about(facts: Facts) -> Iterable[Any]:
    yield Text(_notice(facts))
    yield Text(
        _(
            "It was made by trainees in training modules on migration and development. Budgets, baselines, targets, "
            "roles and meetings were written for the training, unless a source is named. Figures of the country come "
            "from the data pack of the course, with the editions of Annex A."
        )
    )
    yield Text(
        _(
            "Names of countries and territories follow the usage of the United Nations. They express no opinion on "
            "the legal status of any country, territory, city or area."
        )
    )
