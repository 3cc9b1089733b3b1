"""Source notes: who published a table, in which edition, under which licence, and what to watch out for."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from course.data.manifest import resource
from course.i18n import _

AUTHORED = "course-authored"


@dataclass(frozen=True)
class SourceNote:
    """Where the figures of a table come from.

    Attributes:
        name: name of the table.
        title: title of the table.
        publisher: who published the figures.
        edition: which revision of them.
        short: citation for under a chart.
        licence: title of the licence, or titles when publishers differ.
        licence_url: where the text of the first one stands.
        licence_note: what is known about the licence of the copy that was read.
        url: the publisher's page.
        retrieved: day on which the publisher's files were read (ISO date).
        traps: what to watch out for, in plain sentences.
        synthetic: True for invented data.
        authored: True for a table that this course wrote itself, for example a list of events or of questions.
    """

    name: str
    title: str
    publisher: str
    edition: str
    short: str
    licence: str
    licence_url: str
    licence_note: str
    url: str
    retrieved: str
    traps: tuple[str, ...]
    synthetic: bool
    authored: bool = False

    @property
    def full(self) -> str:
        """The whole citation in one line."""
        if self.synthetic:
            return _("{title}. Invented data, made for this course. No real country or person.").format(
                title=self.title
            )
        if self.authored:
            return _("{title}. Written for this course; not an official list. Edition: {edition}.").format(
                title=self.title, edition=self.edition
            )
        return _("{publisher}. {title}. Edition: {edition}. {url} (read on {day}). Licence: {licence}.").format(
            publisher=self.publisher,
            title=self.title,
            edition=self.edition,
            url=self.url,
            day=self.retrieved,
            licence=self.licence,
        )

    def __str__(self) -> str:
        return _("Source: {short}").format(short=self.short)

    def _repr_html_(self) -> str:
        """The note as a trainee sees it in a notebook."""
        traps = "".join(f"<li>{escape(trap)}</li>" for trap in self.traps)
        return (
            f'<section class="course-source"><p><strong>{escape(self.title)}</strong></p>'
            f"<p>{escape(self.full)}</p><p>{escape(_('Watch out:'))}</p><ul>{traps}</ul></section>"
        )


def source(name: str) -> SourceNote:
    """The source note of a table.

    Raises:
        UnknownTable: no such table.
    """
    entry = resource(name)
    return SourceNote(
        name=name,
        title=_(entry["title"]),
        publisher=entry["publisher"],
        edition=entry["edition"],
        short=entry["short"],
        licence="; ".join(licence["title"] for licence in entry["licenses"]),
        licence_url=entry["licenses"][0]["path"],
        licence_note=entry["licence_note"],
        url=entry["sources"][0]["path"],
        retrieved=entry["retrieved"],
        traps=tuple(_(trap) for trap in entry.get("traps", ())),
        synthetic=bool(entry.get("synthetic", False)),
        authored=entry.get("status") == AUTHORED,
    )
