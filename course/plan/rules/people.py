"""Rules about people: who was heard, whose rights are protected, and where."""

from __future__ import annotations

from course.i18n import _
from course.plan.facts import Facts

CONCERNED = {"migrants", "returnees", "families"}
_NO_NAME = {
    "all", "all districts", "all provinces", "all regions", "country", "district", "districts", "everywhere", "local",
    "municipality", "n/a", "national", "none", "province", "provinces", "region", "regions", "the country", "town",
    "whole country",
}  # fmt: skip


def migrants_heard(facts: Facts) -> list[str]:
    """Migrants, returnees or families are among the groups of the record."""
    groups = {row.get("group") for row in facts.rows("CF-15-consultation", "meetings")}
    return [] if groups & CONCERNED else [_("migrants, returned migrants or families of migrants")]


def women_and_men(facts: Facts) -> list[str]:
    """Each meeting says how many women and how many men took part."""
    return [_("meeting {number}: {place}").format(number=number, place=row.get("place", ""))
            for number, row in enumerate(facts.rows("CF-15-consultation", "meetings"), start=1)
            if row.get("women") is None or row.get("men") is None]  # fmt: skip


def safeguards(facts: Facts) -> list[str]:
    """At least one safeguard, and each has its right, its measure and its responsible party."""
    rows = facts.rows("CF-15-safeguards", "safeguards")
    if not rows:
        return [_("no safeguard yet")]
    return [_("safeguard {number}").format(number=number) for number, row in enumerate(rows, start=1)
            if not all(row.get(name) for name in ("right", "measure", "responsible"))]  # fmt: skip


def local(facts: Facts) -> list[str]:
    """The local chapter names a place inside the country."""
    unit = " ".join(facts.text("CF-15-local", "unit").split())
    plain = unit.casefold().removeprefix("the ").strip(" .")
    country = facts.country_name.casefold()
    short = country.removeprefix("republic of ")
    if not plain or plain in _NO_NAME or plain in (country, short) or not any(one.isalpha() for one in plain):
        return [unit or _("nothing")]
    return []
