"""Names of countries, and which countries a table has."""

from __future__ import annotations

from functools import cache

from course.data.errors import UnknownColumn, UnknownCountry, did_you_mean
from course.data.manifest import columns
from course.data.tables import load
from course.i18n import _


@cache
def _names() -> dict[str, str]:
    frame = load("countries")
    return dict(zip(frame["iso3"], frame["name"], strict=True))


def country_name(iso3: str) -> str:
    """The current UN name of a country or area.

    Args:
        iso3: three-letter code, for example ``TJK``.

    Raises:
        UnknownCountry: no such code; the message offers close codes, or codes of names that contain the text.
    """
    code = str(iso3).strip().upper()
    if code in _names():
        return _names()[code]
    by_name = [f"{name} = {known}" for known, name in _names().items() if code and code in name.upper()]
    hint = _("Did you mean: {names}?").format(names=", ".join(by_name[:3])) if by_name else ""
    message = _("There is no country or area with the code '{code}'.").format(code=iso3)
    raise UnknownCountry(f"{message} {hint}".strip())


def countries_with(table: str, column: str = "iso3", *, value: str | None = None) -> dict[str, str]:
    """Countries of a table, ready for a list to choose from.

    Args:
        table: name of the table.
        column: the column that holds the codes, for example ``receiving`` in ``remittance_prices``.
        value: keep only countries that have at least one figure in this column.

    Returns:
        Code -> name, sorted by name.

    Raises:
        UnknownTable: no such table.
        UnknownColumn: the table has no such column.
    """
    fields = columns(table)
    for name in filter(None, (column, value)):
        if name not in fields:
            message = _("The table '{table}' has no column '{column}'.").format(table=table, column=name)
            raise UnknownColumn(f"{message} {did_you_mean(name, fields)}".strip())
    frame = load(table)
    if value:
        frame = frame[frame[value].notna()]
    return dict(sorted(((code, _names()[code]) for code in set(frame[column])), key=lambda pair: pair[1]))
