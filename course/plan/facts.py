"""What the rules look at: the pieces of a plan, opened safely, and the data pack of its country."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from course import data
from course.plan import outline

Row = Mapping[str, Any]


class Figure(NamedTuple):
    """One indicator of the data pack: number, unit, digits worth showing, year, and the words beside it."""

    id: str
    label: str
    value: float | None
    unit: str
    digits: int
    year: int | None
    detail: str
    edition: str
    source: str
    caveat: str


class Facts:
    """A plan that is checked.

    Args:
        pieces: by id, each the value of its form.
    """

    def __init__(self, pieces: outline.Pieces) -> None:
        self.pieces = {id: value for id, value in pieces.items() if isinstance(value, Mapping) and value}

    def has(self, piece: str) -> bool:
        return piece in self.pieces

    def get(self, piece: str, field: str) -> Any:
        """The value of a field, or None."""
        return self.pieces.get(piece, {}).get(field)

    def text(self, piece: str, field: str) -> str:
        """A text; empty where there is none."""
        found = self.get(piece, field)
        return found if isinstance(found, str) else ""

    def number(self, piece: str, field: str) -> float | None:
        found = self.get(piece, field)
        return float(found) if isinstance(found, int | float) and not isinstance(found, bool) else None

    def rows(self, piece: str, field: str) -> list[Row]:
        """The rows of a list; none where there is no list."""
        found = self.get(piece, field)
        return [row for row in found if isinstance(row, Mapping)] if isinstance(found, list) else []

    def texts(self) -> Iterator[tuple[str, str, str]]:
        """All that people have written: piece, field, text."""
        known = set(outline.used())
        for piece, value in self.pieces.items():
            if piece in known:
                yield from ((piece, field, text) for field, text in outline.texts(piece, value))

    @property
    def country(self) -> str:
        """The code of the country, or nothing."""
        return self.text("start", "country")

    @cached_property
    def country_name(self) -> str:
        return data.pack_name(self.country) if self.country else ""

    @cached_property
    def pack(self) -> dict[str, Figure]:
        """The data pack of the country by indicator; empty where there is no country."""
        return pack(self.country) if self.country else {}

    # The parts of the logframe that several rules ask for.

    def outcomes(self) -> list[Row]:
        return [row for row in self.rows("CF-14-logframe", "results") if row.get("level") == "outcome"]

    def outputs(self) -> list[Row]:
        return [row for row in self.rows("CF-14-logframe", "results") if row.get("level") == "output"]

    def outputs_of(self, priority: str) -> list[str]:
        """The short names of the outputs that lead to an outcome of this priority (``p1``)."""
        outcomes = {key(row.get("id")) for row in self.outcomes() if row.get("priority") == priority}
        return [key(row.get("id")) for row in self.outputs() if key(row.get("under")) in outcomes]

    def priorities(self) -> list[tuple[str, str]]:
        """The priorities of section 7 as the logframe calls them: ``("p1", words)``."""
        rows = self.rows("CF-05-priorities", "priorities")
        return [(f"p{number}", row.get("priority", "")) for number, row in enumerate(rows, start=1)]


def key(text: Any) -> str:
    """A short name as rules compare it: OP1.1 and “op 1.1” are the same."""
    return "".join(str(text or "").split()).casefold()


def pack(country: str) -> dict[str, Figure]:
    """The data pack of a country by indicator."""
    found = {}
    for row in data.country_pack(country).itertuples(index=False):
        value = None if row.value != row.value else float(row.value)
        year = None if row.year is None or row.year != row.year else int(row.year)
        words = [text if isinstance(text, str) else "" for text in (row.detail, row.edition, row.source, row.caveat)]
        detail, edition, source, caveat = words
        found[row.indicator] = Figure(row.indicator, row.label, value, row.unit, int(row.digits), year, detail,
                                      edition, source, caveat)  # fmt: skip
    return found
