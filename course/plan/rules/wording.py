"""Rules about words: numbers of goals and objectives, loaded words, names of countries, sources."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from course import data
from course.data.country_pack import SANDOVIA
from course.i18n import _
from course.plan.facts import Facts

FEWEST_LINKS, FEWEST_SOURCES = 2, 3
OBJECTIVES = 23  # Global Compact for Migration, A/RES/73/195
# 2030 Agenda, A/RES/70/1: of each goal its numbered targets, and the last of its lettered ones.
_TARGETS = {
    1: (5, "b"), 2: (5, "c"), 3: (9, "d"), 4: (7, "c"), 5: (6, "c"), 6: (6, "b"), 7: (3, "b"), 8: (10, "b"),
    9: (5, "c"), 10: (7, "c"), 11: (7, "c"), 12: (8, "c"), 13: (3, "b"), 14: (7, "c"), 15: (9, "c"), 16: (10, "b"),
    17: (19, ""),
}  # fmt: skip
_TARGET = re.compile(r"\b(?:SDGs?|SDG targets?|targets?)\s+(\d{1,2})\.(\d{1,2}|[a-z])\b", re.IGNORECASE)
_GOAL = re.compile(r"\bSDGs?\s+(\d{1,3})\b(?!\.\w)")
_OBJECTIVE = re.compile(r"\b(?:GCM|Global Compact)(?:,| for Migration,?)?\s+objectives?\s+(\d{1,3})\b", re.IGNORECASE)
_QUOTED = re.compile('“[^”]*”|"[^"]*"|«[^»]*»')


def sdg_targets(facts: Facts) -> list[str]:
    """At least two SDG targets are linked to the plan."""
    return _links(facts, "sdg")


def gcm_objectives(facts: Facts) -> list[str]:
    """At least two objectives of the Global Compact are linked to the plan."""
    return _links(facts, "gcm")


def _links(facts: Facts, column: str) -> list[str]:
    found = {row[column] for row in facts.rows("CF-15-frameworks", "links") if row.get(column)}
    enough = len(found) >= FEWEST_LINKS
    return [] if enough else [_("{count} of {least}").format(count=len(found), least=FEWEST_LINKS)]


def numbering(facts: Facts) -> list[str]:
    """Every goal, target and objective that a text names by number exists."""
    found = []
    for _piece, _field, text in facts.texts():
        found += [match[0] for match in _TARGET.finditer(text) if not _is_target(int(match[1]), match[2].lower())]
        found += [match[0] for match in _GOAL.finditer(text) if int(match[1]) not in _TARGETS]
        found += [match[0] for match in _OBJECTIVE.finditer(text) if not 1 <= int(match[1]) <= OBJECTIVES]
    return found


def _is_target(goal: int, target: str) -> bool:
    most, letter = _TARGETS.get(goal, (0, ""))
    return 1 <= int(target) <= most if target.isdigit() else "a" <= target <= letter


@cache
def _patterns(table: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    flags = re.IGNORECASE if table == "loaded_terms" else 0
    return tuple((re.compile(row.find, flags), row.write) for row in data.load(table).itertuples())


def _matches(facts: Facts, table: str) -> Iterator[str]:
    """The words of the plan that a table does not want; quotations and titles of sources keep theirs."""
    for piece, _field, text in facts.texts():
        if piece == "CF-15-sources":
            continue
        for pattern, write in _patterns(table):
            if match := pattern.search(_QUOTED.sub(" ", text)):
                yield _("“{word}” in {piece}: write {write}").format(word=match[0], piece=piece, write=write)


def loaded_words(facts: Facts) -> list[str]:
    """No word of the table ``loaded_terms``."""
    return list(_matches(facts, "loaded_terms"))


def country_names(facts: Facts) -> list[str]:
    """No name of the table ``old_country_names``."""
    return list(_matches(facts, "old_country_names"))


def one_country(facts: Facts) -> list[str]:
    """Every piece that names its country names the one that the trainee chose."""
    if not facts.country:
        return [_("no country chosen yet")]
    right = {facts.country_name.casefold(), facts.country.casefold()}
    if facts.country == SANDOVIA:
        right.add("sandovia")
    found = []
    for piece, value in facts.pieces.items():
        name = value.get("country")
        if piece != "start" and isinstance(name, str) and " ".join(name.split()).casefold() not in right:
            found.append(f"{piece}: {name}")
    return found


def sources(facts: Facts) -> list[str]:
    """At least three sources, each with author or publisher and year."""
    rows = facts.rows("CF-15-sources", "sources")
    few = _("{count} of {least} sources").format(count=len(rows), least=FEWEST_SOURCES)
    return [few] * (len(rows) < FEWEST_SOURCES) + [
        str(row.get("source") or _("source {number}").format(number=number))
        for number, row in enumerate(rows, start=1)
        if not all(row.get(name) for name in ("source", "publisher", "year"))
    ]
