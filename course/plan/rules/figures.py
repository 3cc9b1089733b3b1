"""Rules about figures: do they come from the data pack, and does the text use no others?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from course.i18n import _
from course.numbers import format_number
from course.plan.facts import Facts, Figure, Row, key
from course.plan.rules.numbers_in_words import Number, numbers

FEWEST = 12
TOLERANCE = 0.01
# In the pack these stand below the row that they belong to; the profile generator gives them longer names.
_LONGER = {
    "women and girls among the immigrants": "immigrants_women_pct",
    "women and girls among people abroad": "emigrants_women_pct",
}
_SMALL = {"the", "and", "of", "in", "to", "from", "for", "with", "who", "live", "per", "people", "country", "among"}


def indicators(facts: Facts) -> list[str]:
    """At least 12 rows of the profile are indicators of the data pack, each counted once."""
    known = {figure.id for _row, figure in _rows(facts) if figure} if facts.country else set()
    rows = facts.rows("CF-02-profile", "indicators")
    count = len(known) if facts.country else len(rows)
    return [] if count >= FEWEST else [_("{count} of {least} indicators").format(count=count, least=FEWEST)]


def indicator_sources(facts: Facts) -> list[str]:
    """Each indicator has its year, its edition and its source."""
    return [row.get("indicator", f"{n}") for n, row in enumerate(facts.rows("CF-02-profile", "indicators"), start=1)
            if not all(str(row.get(name) or "").strip() for name in ("year", "edition", "source"))]  # fmt: skip


def indicator_values(facts: Facts) -> list[str]:
    """Each value of the data pack is within 1 % of it, and of the same year."""
    found = []
    for row, figure in _rows(facts):
        if figure is None or figure.value is None:
            continue
        text = str(row.get("value") or "")
        right = f"{format_number(figure.value, figure.digits)} {figure.unit}, {figure.year}"
        year = str(row.get("year") or "")
        if not any(_near(number, figure) for number in numbers(text)) or (year and str(figure.year) not in year):
            given = ", ".join(filter(None, [text, year])) or _("nothing")
            told = _("{label}: {value}; the data pack has {right}")
            found.append(told.format(label=figure.label, value=given, right=right))
    return found


def _near(number: Number, figure: Figure) -> bool:
    shown = 0.5 * 10.0**-figure.digits  # the generator prints so many digits
    return abs(number.value - figure.value) <= max(TOLERANCE * abs(figure.value), shown) + 1e-9


def _rows(facts: Facts) -> Iterator[tuple[Row, Figure | None]]:
    """The rows of the profile, each with the figure of the data pack that its name means."""
    labels = {_plain(figure.label): id for id, figure in reversed(facts.pack.items())}
    for row in facts.rows("CF-02-profile", "indicators"):
        name = _plain(row.get("indicator"))
        yield row, facts.pack.get(_LONGER.get(name) or labels.get(name, ""))


def _plain(label: object) -> str:
    return " ".join(str(label or "").split()).casefold()


def figures_in_text(facts: Facts) -> list[str]:
    """Each figure with a unit in the summary and in the situation analysis stands in a table of the plan."""
    known = list(_known(facts))
    texts = [("CF-15-summary", "summary"), ("CF-15-situation", "reading"), ("CF-15-situation", "people")]
    return [number.text for piece, field in texts for number in numbers(facts.text(piece, field))
            if number.unit and not any(_same(number, value) for value in known)]  # fmt: skip


def _same(number: Number, value: float) -> bool:
    return abs(number.value - abs(value)) <= max(TOLERANCE * abs(value), number.rounding) + 1e-9


def _known(facts: Facts) -> Iterator[float]:
    """Every figure that a reader can look up: pack (and what follows from it), profile, logframe, budget."""
    values = {id: figure.value for id, figure in facts.pack.items() if figure.value is not None}
    yield from values.values()
    for who in ("immigrants", "emigrants"):
        share, people = values.get(f"{who}_women_pct"), values.get(who)
        if share is not None and people is not None:
            yield from (100 - share, people * share / 100, people * (100 - share) / 100)
    for row in facts.rows("CF-02-profile", "indicators"):
        told = (str(row.get(name) or "") for name in ("indicator", "value"))
        yield from (number.value for text in told for number in numbers(text))
    for piece, field, columns in (
        ("CF-14-logframe", "indicators", ("baseline", "target")),
        ("CF-14-implementation", "lines", ("amount",)),
        ("CF-14-implementation", "activities", ("cost",)),
    ):
        for row in facts.rows(piece, field):
            yield from (float(row[name]) for name in columns if isinstance(row.get(name), int | float))
    single = {"CF-14-implementation": ("total",), "CF-14-monitoring": ("budget",), "CF-10": ("baseline", "target")}
    alone = [facts.number(piece, field) for piece, fields in single.items() for field in fields]
    yield from (value for value in alone if value is not None)
    paid: dict[str, float] = {}  # what each payer gives is a sum that the budget table prints
    for row in facts.rows("CF-14-implementation", "lines"):
        if isinstance(row.get("amount"), int | float):
            paid[str(row.get("source"))] = paid.get(str(row.get("source")), 0.0) + float(row["amount"])
    yield from paid.values()


def quality_card(facts: Facts) -> list[str]:
    """The indicator of the data-quality card is one of the profile: they share the words that matter."""
    card = facts.text("CF-02-quality", "indicator")
    wanted = _words(card)
    for row in facts.rows("CF-02-profile", "indicators"):
        label = _words(str(row.get("indicator") or ""))
        shared = wanted & label
        if shared and 2 * len(shared) >= min(len(wanted), len(label)):
            return []
    return [card or _("nothing")]


def _words(text: str) -> set[str]:
    """Words of at least three letters, without the small ones and without a plural s."""
    found = (key(word).rstrip("s") for word in re.findall(r"[^\W\d_]{3,}", text))
    return {word for word in found if word not in _SMALL}
