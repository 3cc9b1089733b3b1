"""Sections 1 to 6 of the plan: summary, situation, data, frameworks, institutions, consultation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from course.data.country_pack import SANDOVIA
from course.i18n import _
from course.plan.facts import Facts
from course.plan.paper import pictures, words
from course.plan.paper.blocks import Bullets, Heading, Text, table
from course.plan.paper.blocks import Facts as Pairs

PROFILE, TOR, GRAM = "CF-02-profile", "CF-04-tor", "CF-04-organigram"


def summary(facts: Facts) -> Iterator[Any]:
    yield Text(facts.text("CF-15-summary", "summary"), "lead")
    rows = [
        (
            _("Period"),
            _("{begins} to {ends}").format(
                begins=words.one(facts, "CF-15-plan", "begins"), ends=words.one(facts, "CF-15-plan", "ends")
            ),
        )
    ]
    rows += [(_("Priority {number}").format(number=id[1:]), text) for id, text in facts.priorities()]
    total = facts.number("CF-14-implementation", "total")
    if total is not None:
        rows.append((_("Money"), f"USD {words.amount(total)}"))
    rows.append((_("Led by"), facts.text("CF-04-organigram", "home")))
    yield Heading(_("The plan at a glance"), 3)
    yield Pairs(tuple(row for row in rows if row[1]))


def situation(facts: Facts) -> Iterator[Any]:
    yield Heading(_("Main figures"))
    codes: dict[str, str] = {}  # the long names of sources stand below the table, not in each row
    rows = []
    for row in facts.rows(PROFILE, "indicators"):
        place = words.join(
            (row.get("source", ""), _("edition: {name}").format(name=row.get("edition", words.NONE))), "; "
        )
        code = codes.setdefault(place, f"S{len(codes) + 1}")
        rows.append((row.get("indicator", ""), row.get("value", ""), row.get("year", ""), code))
    yield table(
        _("Migration profile of {country}").format(country=words.the(facts.country_name) or "…"),
        [(_("Indicator"), 0.46), (_("Value"), 0.34), (_("Year"), 0.10), (_("Source"), 0.10)],
        rows,
        source="\n".join(f"{code}: {place}" for place, code in codes.items()),
    )
    yield from pictures.of_country(facts)
    yield Heading(_("What the figures mean"))
    yield Text(facts.text("CF-15-situation", "reading"))
    yield Heading(_("Who moves and who stays"))
    yield Text(facts.text("CF-15-situation", "people"))
    yield Heading(_("How migration and development act on each other"))
    arrows = [
        words.cells("CF-01", "arrows", row, ("from", "to", "sign", "strength", "source"))
        for row in facts.rows("CF-01", "arrows")
    ]
    yield table(
        _("Causal map: {place}").format(place=facts.text("CF-01", "place") or facts.country_name),
        [(_("Cause"), 0.19), (_("Effect"), 0.19), (_("Sign"), 0.16), (_("Evidence"), 0.18), (_("Source"), 0.28)],
        arrows,
    )
    if facts.text("CF-01", "doubt"):
        yield Heading(_("The least certain link"), 3)
        yield Text(facts.text("CF-01", "doubt"))
    yield Heading(_("What is not known"))
    yield Text(facts.text("CF-15-situation", "missing"))


def data(facts: Facts) -> Iterator[Any]:
    card = "CF-02-quality"
    yield Text(_("The quality of one figure on which the plan rests was looked at in five dimensions."))
    yield Pairs(words.pairs(facts, card, ("indicator", "source", "purpose")))
    rows = []
    for id in ("relevance", "accuracy", "timeliness", "comparability", "accessibility"):
        label = words.field(card, id)["label"]
        rows.append((label, words.one(facts, card, id), facts.text(card, f"{id}_why")))
    yield table(
        _("Data-quality card"), [(_("Dimension"), 0.42), (_("Fits the purpose?"), 0.18), (_("Why"), 0.40)], rows
    )
    yield Heading(_("How to say it honestly"), 3)
    yield Text(facts.text(card, "sentence"))
    caveats = [line for line in facts.text(PROFILE, "caveats").splitlines() if line.strip()]
    if caveats:
        yield Heading(_("What to be careful with in the profile"), 3)
        yield Bullets(tuple(caveats))


def frameworks(facts: Facts) -> Iterator[Any]:
    yield Heading(_("Commitments and gaps"))
    rows = [
        words.cells("CF-03", "commitments", row, ("instrument", "status", "gap", "owner"))
        for row in facts.rows("CF-03", "commitments")
    ]
    yield table(
        _("Commitments of {country}").format(country=words.the(facts.country_name) or "…"),
        [(_("Instrument"), 0.30), (_("Status"), 0.16), (_("Gap"), 0.34), (_("Owner"), 0.20)],
        rows,
        source=_("Invented for this course.")
        if facts.country == SANDOVIA
        else words.forms.get("commitments")["source"],
    )
    if facts.text("CF-03", "first_step"):
        yield Heading(_("Where to begin"), 3)
        yield Text(facts.text("CF-03", "first_step"))
    yield Heading(_("What the plan serves"))
    links = [
        words.cells("CF-15-frameworks", "links", row, ("priority", "sdg", "gcm", "how"))
        for row in facts.rows("CF-15-frameworks", "links")
    ]
    yield table(
        _("Links to the 2030 Agenda and to the Global Compact for Migration"),
        [
            (_("Priority"), 0.12),
            (_("SDG target"), 0.25),
            (_("Objective of the Global Compact"), 0.25),
            (_("How the plan serves it"), 0.38),
        ],
        links,
    )


def institutions(facts: Facts) -> Iterator[Any]:
    yield Heading(_("Roadmap"))
    yield Pairs(words.pairs(facts, "CF-04-roadmap", ("plan", "way", "reason", "budget_call")))
    steps = [
        [
            *words.cells("CF-04-roadmap", "steps", row, ("stage", "result")),
            f"{words.month(row.get('begins', ''))} – {words.month(row.get('ends', ''))}",
            row.get("responsible", ""),
        ]
        for row in facts.rows("CF-04-roadmap", "steps")
    ]
    yield table(
        _("Stages of the process"),
        [(_("Stage"), 0.24), (_("Result"), 0.30), (_("Dates"), 0.22), (_("Responsible"), 0.24)],
        steps,
    )
    yield Heading(_("Support structure"))
    boxes = {option["id"]: option["text"] for option in words.field(GRAM, "members", "box")["options"]}
    rows = []
    for box, name in boxes.items():
        members = [
            words.cell(GRAM, "members", row, "actor") for row in facts.rows(GRAM, "members") if row.get("box") == box
        ]
        work = [
            words.cell(GRAM, "functions", row, "function")
            for row in facts.rows(GRAM, "functions")
            if row.get("box") == box
        ]
        rows.append((name, "\n".join(members) or words.NONE, "\n".join(work) or words.NONE))
    yield table(
        _("Who sits where, and who is accountable for what"),
        [(_("Body"), 0.22), (_("Members"), 0.36), (_("Accountable for"), 0.42)],
        rows,
        source=words.forms.get("organigram")["source"],
    )
    yield Heading(_("Terms of reference: {title}").format(title=facts.text(TOR, "title") or words.NONE))
    yield Pairs(
        words.pairs(
            facts, TOR, ("purpose", "places", "groups", "start", "end", "disaggregation", "consulted", "protection")
        )
    )
    due = {row.get("task"): row for row in facts.rows(TOR, "deliverables")}
    rows = []
    for row in facts.rows(TOR, "tasks"):
        found = due.get(row.get("task"), {})
        rows.append(
            (
                row.get("task", ""),
                row.get("responsible", ""),
                found.get("deliverable", words.NONE),
                words.day(found["due"]) if found.get("due") else words.NONE,
            )
        )
    yield table(
        _("Tasks and deliverables"),
        [(_("Task"), 0.34), (_("Responsible"), 0.20), (_("Deliverable"), 0.28), (_("Date"), 0.18)],
        rows,
    )
    money = [(row.get("line", ""), words.amount(row.get("amount"))) for row in facts.rows(TOR, "budget")]
    money.append((_("Total available"), words.amount(facts.number(TOR, "total"))))
    yield table(
        _("Budget of the situation analysis (USD)"), [(_("For what"), 0.7), (_("Amount"), 0.3, True)], money, total=True
    )


def consultation(facts: Facts) -> Iterator[Any]:
    rows = []
    for row in facts.rows("CF-15-consultation", "meetings"):
        group, state = words.cells("CF-15-consultation", "meetings", row, ("group", "state"))
        when = f"{words.day(row.get('date', ''))}, {row.get('place', '')}"
        heard = _("{women} women, {men} men").format(
            women=words.plain(row.get("women")), men=words.plain(row.get("men"))
        )
        if row.get("state") == "planned":
            heard = _("not yet")
        rows.append((f"{group}\n{state}", f"{when}\n{heard}", row.get("said", ""), row.get("changed", "")))
    yield table(
        _("Who was heard, what they said, what changed"),
        [
            (_("Group and state"), 0.20),
            (_("Date, place, people"), 0.20),
            (_("What they said"), 0.30),
            (_("What changed in the plan"), 0.30),
        ],
        rows,
    )
    yield Heading(_("Who has not been heard yet"), 3)
    yield Text(facts.text("CF-15-consultation", "missing"))
