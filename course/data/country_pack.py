"""A country pack: about fifty indicators of one country, each with its year, edition, source and caveat.

    data.country_pack("MDA")        # the Republic of Moldova
    data.country_pack("XSV")        # the Republic of Sandovia, which is invented

Nothing is filled in: an indicator without a value says why.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from course.data.countries import country_name
from course.data.pack_found import Found
from course.data.pack_values import WAYS
from course.data.source import source
from course.data.tables import load
from course.i18n import _

if TYPE_CHECKING:
    import pandas as pd

SANDOVIA = "XSV"
# The countries of the joint programme (001:7), Nepal (000:50), and the invented one.
PACK_COUNTRIES = ("BGD", "ECU", "JAM", "KGZ", "MDA", "MAR", "SRB", "TUN", "NPL", SANDOVIA)
COLUMNS = [
    "indicator", "topic", "label", "value", "unit", "digits", "detail", "year", "edition", "source", "caveat",
    "missing",
]  # fmt: skip


def pack_name(iso3: str) -> str:
    """Name of the country of a pack: the current UN name, or the Republic of Sandovia.

    Raises:
        UnknownCountry: no such code.
    """
    return _("Republic of Sandovia") if str(iso3).strip().upper() == SANDOVIA else country_name(iso3)


@cache
def _sandovia() -> dict[str, Found]:
    def plain(cell: object) -> object:
        return None if cell != cell else cell

    rows = load("sandovia_pack").itertuples()
    return {row.indicator: Found(plain(row.value), int(row.year), plain(row.detail)) for row in rows}


@cache
def _notes() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for row in load("pack_notes").itertuples():
        found.setdefault(row.iso3, {})[row.indicator] = row.note
    return found


def notes_on(iso3: str) -> dict[str, str]:
    """Notes on single values of one country, by indicator; they stand at the end of the caveats."""
    return {indicator: _(note) for indicator, note in _notes().get(iso3, {}).items()}


def _caveat(indicator: str, general: object, iso3: str) -> str | None:
    """What holds for every country, then what holds for this one."""
    parts = [_(general) if isinstance(general, str) else None, notes_on(iso3).get(indicator)]
    return " ".join(part for part in parts if part) or None


@cache
def _pack(iso3: str) -> pd.DataFrame:
    import pandas as pd  # here, so that importing the course stays quick

    rows = []
    for indicator in load("pack_indicators").itertuples(index=False):
        invented = iso3 == SANDOVIA
        found = _sandovia()[indicator.id] if invented else WAYS[indicator.how](indicator, iso3)
        note = source("sandovia_pack" if invented else indicator.table)
        rows.append(
            {
                "indicator": indicator.id,
                "topic": indicator.topic,
                "label": _(indicator.label),
                "value": found.value,
                "unit": _(indicator.unit),
                "digits": indicator.digits,
                "detail": found.detail,
                "year": found.year,
                "edition": note.edition,
                "source": note.short,
                "caveat": _caveat(indicator.id, indicator.caveat, iso3),
                "missing": found.missing,
            }
        )
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return frame.astype({"value": float, "year": "Int64"})


def country_pack(iso3: str) -> pd.DataFrame:
    """The pack of one country, as a fresh frame, in the order of the table ``pack_indicators``.

    Args:
        iso3: three-letter code of any country or area of the table ``countries``, or ``XSV``.

    Returns:
        One row per indicator. ``value`` is a number in ``unit``, worth showing with ``digits`` digits; it is empty
        where the value is words (unit ``text``: see ``detail``) or is missing (``missing`` says why). ``detail``
        names the country behind a share, the two years of a change or the level of a score.

    Raises:
        UnknownCountry: no such code; the message offers close ones.
    """
    pack_name(iso3)
    return _pack(str(iso3).strip().upper()).copy()
