"""Figures that texts state: those of the seed documents (Q...) and those of outside publications (P...)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from course.data.errors import UnknownFigure, did_you_mean
from course.data.tables import load
from course.i18n import _


@dataclass(frozen=True)
class Figure:
    """One figure with its source.

    Attributes:
        id: ``Q047`` for the seed documents, ``P20`` for outside publications.
        text: what is counted.
        value: the number; None where the document states several numbers, a range or a date.
        stated: the value as the document writes it.
        unit: unit of the value.
        year: year that the figure describes; None for seed figures, which do not always say.
        source: ``003:2174`` (document:line) or the publication.
        reference: code in the course's list of sources; None for seed figures.
        quote: words of the seed document; None for outside publications.
        caution: what to keep in mind; None if nothing.
    """

    id: str
    text: str
    value: float | None
    stated: str
    unit: str
    year: int | None
    source: str
    reference: str | None
    quote: str | None
    caution: str | None

    def __str__(self) -> str:
        source = f"{self.source} [{self.reference}]" if self.reference else self.source
        return _("{text}: {stated} {unit} ({source})").format(
            text=self.text, stated=self.stated, unit=self.unit, source=source
        )


def _plain(row: dict[str, Any], column: str) -> Any:
    """A cell, with None for an empty one."""
    cell = row.get(column)
    return None if cell is None or cell != cell else cell


def figure(figure_id: str) -> Figure:
    """The figure with this id.

    Args:
        figure_id: an id of the tables ``seed_figures`` (``Q...``) or ``published_figures`` (``P...``).

    Raises:
        UnknownFigure: no figure has this id.
    """
    table = "seed_figures" if str(figure_id).upper().startswith("Q") else "published_figures"
    rows = load(table).set_index("id", drop=False)
    if figure_id not in rows.index:
        message = _("No figure has the id '{id}'.").format(id=figure_id)
        raise UnknownFigure(f"{message} {did_you_mean(str(figure_id).upper(), rows.index)}".strip())
    row = rows.loc[figure_id].to_dict()
    value, year = _plain(row, "value"), _plain(row, "year")
    return Figure(
        id=figure_id,
        text=_plain(row, "text") or row["quantity"],
        value=value,
        stated=_plain(row, "stated") or f"{value:g}",
        unit=row["unit"],
        year=None if year is None else int(year),
        source=_plain(row, "source") or row["place"],
        reference=_plain(row, "reference"),
        quote=_plain(row, "quote"),
        caution=_plain(row, "caution"),
    )
