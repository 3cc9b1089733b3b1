"""Sections 7 to 12 of the plan: priorities, results, implementation, local chapter, monitoring, safeguards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from course.i18n import _, pgettext
from course.numbers import format_number
from course.plan.facts import Facts, key
from course.plan.paper import pictures, words
from course.plan.paper.blocks import Box, Heading, Text, table
from course.plan.paper.blocks import Facts as Pairs

TOC, FRAME, ACT, WATCH = "CF-14-toc", "CF-14-logframe", "CF-14-implementation", "CF-14-monitoring"


def priorities(facts: Facts) -> Iterator[Any]:
    yield Heading(_("Sectors"))
    columns = ("sector", "relevance", "feasibility", "coverage", "priority", "evidence")
    rows = [words.cells("CF-05-matrix", "sectors", row, columns) for row in facts.rows("CF-05-matrix", "sectors")]
    yield table(
        _("Sectors of one country, scored (it compares no countries)"),
        [
            (_("Sector"), 0.22),
            (_("Relevance, 0 to 10"), 0.12, True),
            (_("Feasibility, 0 to 10"), 0.12, True),
            (_("Questions with evidence"), 0.12, True),
            (_("Priority, 0 to 100"), 0.11, True),
            (_("Evidence"), 0.31),
        ],
        rows,
    )
    yield Heading(_("The priorities"))
    for number, row in enumerate(facts.rows("CF-05-priorities", "priorities"), start=1):
        yield Heading(_("Priority {number}: {text}").format(number=number, text=row.get("priority", "")), 3)
        ids = [id for id in ("sector", "evidence", "who", "owner", "step") if row.get(id)]
        yield Pairs(
            tuple(
                (
                    words.field("CF-05-priorities", "priorities", id)["label"],
                    words.cell("CF-05-priorities", "priorities", row, id),
                )
                for id in ids
            )
        )
    how = words.pairs(facts, "CF-05-priorities", ("weights", "stability"))
    if how:
        yield Heading(_("How they were chosen"), 3)
        yield Pairs(how)
    if facts.text("CF-05-priorities", "conflicts"):
        yield Heading(_("Coherence: measures that pull the other way"))
        yield Text(facts.text("CF-05-priorities", "conflicts"))
    yield from _electives(facts)


def _electives(facts: Facts) -> Iterator[Any]:
    """What electives of the course have added."""
    if facts.has("CF-10"):
        yield Heading(_("Cost target for one corridor"))
        yield Pairs(
            words.pairs(
                facts,
                "CF-10",
                (
                    "sending",
                    "receiving",
                    "baseline",
                    "baseline_period",
                    "source",
                    "target",
                    "date",
                    "responsible",
                    "first_step",
                ),
            )
        )
    if facts.has("CF-12"):
        yield Heading(_("Return and reintegration"))
        yield Text(facts.text("CF-12", "evidence"))
        columns = ("measure", "dimension", "level", "who", "target")
        rows = [words.cells("CF-12", "measures", row, columns) for row in facts.rows("CF-12", "measures")]
        yield table(
            _("Measures by dimension and level"),
            [
                (_("Measure"), 0.34),
                (_("Dimension"), 0.15),
                (_("Level"), 0.14),
                (_("Responsible"), 0.25),
                (_("SDG target"), 0.12),
            ],
            rows,
            source=facts.text("CF-12", "source"),
        )
        if facts.text("CF-12", "safeguards"):
            yield Heading(_("How people are protected"), 3)
            yield Text(facts.text("CF-12", "safeguards"))


def results(facts: Facts) -> Iterator[Any]:
    yield Heading(_("Theory of change"))
    yield Pairs(words.pairs(facts, TOC, ("problem", "people")))
    rows = [words.cells(TOC, "links", row, ("if", "then", "because", "assumption")) for row in facts.rows(TOC, "links")]
    yield table(
        _("The chain from activities to people's lives"),
        [(_("If this happens"), 0.25), (_("then this changes"), 0.25), (_("because"), 0.26), (_("only if"), 0.24)],
        rows,
    )
    yield Pairs(words.pairs(facts, TOC, ("gain", "harm", "other_causes")))
    yield Heading(_("Logframe"))
    yield Box(_("Goal"), facts.text(FRAME, "goal"))
    rows = []
    for row in facts.rows(FRAME, "results"):
        serves = words.cell(FRAME, "results", row, "priority")
        level = words.join((row.get("id", ""), words.cell(FRAME, "results", row, "level"), serves), "\n")
        rows.append((level, row.get("text", ""), row.get("under") or words.NONE, row.get("assumption", words.NONE)))
    yield table(
        _("Outcomes and outputs"),
        [(_("Level"), 0.16), (_("Result"), 0.42), (_("Leads to"), 0.10), (_("Only if"), 0.32)],
        rows,
    )
    rows = []
    for row in facts.rows(FRAME, "indicators"):
        unit = row.get("unit", "")
        start = f"{words.amount(row.get('baseline'))}\n({words.plain(row.get('baseline_year'))})"
        aim = f"{words.amount(row.get('target'))}\n({words.month(row.get('date', ''))})"
        rows.append(
            (
                words.join((row.get("id", ""), row.get("result", "")), "\n"),
                row.get("text", ""),
                unit,
                start,
                aim,
                words.cell(FRAME, "indicators", row, "by"),
                row.get("means", ""),
            )
        )
    yield table(
        _("Indicators"),
        [
            (_("No."), 0.08),
            (_("Indicator"), 0.24),
            (_("Unit"), 0.11),
            (_("Baseline"), 0.10, True),
            (_("Target"), 0.11, True),
            (_("Shown by"), 0.14),
            (_("Means of verification"), 0.22),
        ],
        rows,
    )


def implementation(facts: Facts) -> Iterator[Any]:
    yield Heading(_("Component 1: background narrative"))
    yield Pairs(words.pairs(facts, ACT, ("rationale", "roles", "money")))
    yield Heading(_("Component 2: action matrix"))
    yield from pictures.calendar(facts)
    rows = []
    for row in facts.rows(ACT, "activities"):
        who = words.cell(ACT, "activities", row, "responsible")
        helped = _("with {others}").format(others=row["with"]) if row.get("with") else ""
        when = f"{words.month(row.get('start', ''))} – {words.month(row.get('end', ''))}"
        after = _("after {names}").format(names=row["after"]) if row.get("after") else ""
        rows.append(
            (
                words.join((row.get("id", ""), row.get("text", "")), "  "),
                row.get("output", ""),
                words.join((who, helped), "\n"),
                words.join((when, after), "\n"),
                row.get("line", ""),
                words.amount(row.get("cost")),
            )
        )
    total = sum(float(row["cost"]) for row in facts.rows(ACT, "activities") if isinstance(row.get("cost"), int | float))
    rows.append((_("All activities"), "", "", "", "", format_number(total)))
    yield table(
        _("Action matrix"),
        [
            (_("Activity"), 0.30),
            (_("Output"), 0.09),
            (_("Responsible"), 0.22),
            (_("Dates"), 0.17),
            (pgettext("budget", "Line"), 0.08),
            (_("Cost (USD)"), 0.14, True),
        ],
        rows,
        total=True,
    )
    yield Heading(_("Component 3: monitoring and evaluation"))
    yield Pairs(words.pairs(facts, ACT, ("monitoring", "review")))


def local(facts: Facts) -> Iterator[Any]:
    piece = "CF-15-local"
    yield Pairs(words.pairs(facts, piece, ("unit", "level")))
    yield Heading(_("What is different here"), 3)
    yield Text(facts.text(piece, "situation"))
    rows = [
        [
            *words.cells(piece, "actions", row, ("priority", "action", "responsible")),
            f"{words.month(row.get('begins', ''))} – {words.month(row.get('ends', ''))}",
        ]
        for row in facts.rows(piece, "actions")
    ]
    yield table(
        _("Local actions: {unit}").format(unit=facts.text(piece, "unit") or words.NONE),
        [(_("Serves"), 0.13), (_("Action"), 0.39), (_("Responsible"), 0.27), (_("Dates"), 0.21)],
        rows,
    )
    yield Heading(_("How people here take part"), 3)
    yield Text(facts.text(piece, "voice"))


def monitoring(facts: Facts) -> Iterator[Any]:
    named = {key(row.get("id")): row.get("text", "") for row in facts.rows(FRAME, "indicators")}
    rows = []
    for row in facts.rows(WATCH, "rows"):
        name = words.join((row.get("indicator", ""), named.get(key(row.get("indicator")), "")), "  ")
        by, often, to = words.cells(WATCH, "rows", row, ("collected_by", "frequency", "used_by"))
        first = _("from {month}").format(month=words.month(row.get("first", "")))
        rows.append((name, row.get("method", ""), by, f"{often}, {first}", to, row.get("decision", "")))
    yield table(
        _("Who collects what, when, and for which decision"),
        [
            (_("Indicator"), 0.24),
            (_("Method"), 0.17),
            (_("Collected by"), 0.15),
            (_("How often"), 0.14),
            (_("Reported to"), 0.14),
            (_("Decision"), 0.16),
        ],
        rows,
    )
    yield Pairs(words.pairs(facts, WATCH, ("lights", "protection", "voice", "budget", "budget_line")))
    yield Heading(_("Evaluation"))
    yield Pairs(words.pairs(facts, WATCH, ("question", "comparison", "date", "by")))


def safeguards(facts: Facts) -> Iterator[Any]:
    yield Heading(_("Budget"))
    lines = facts.rows(ACT, "lines")
    rows = [
        (
            row.get("id", ""),
            row.get("text", ""),
            words.cell(ACT, "lines", row, "source"),
            words.amount(row.get("amount")),
        )
        for row in lines
    ]
    rows.append(("", _("Total"), "", words.amount(facts.number(ACT, "total"))))
    yield table(
        _("Budget by line (USD)"),
        [(pgettext("budget", "Line"), 0.10), (_("For what"), 0.42), (_("Who pays"), 0.26), (_("Amount"), 0.22, True)],
        rows,
        total=True,
    )
    paid: dict[str, float] = {}
    for row in lines:
        who = words.cell(ACT, "lines", row, "source")
        paid[who] = paid.get(who, 0.0) + float(row.get("amount") or 0)
    total = sum(paid.values())
    if total:
        shares = [(who, format_number(sum_), f"{100 * sum_ / total:.1f} %") for who, sum_ in paid.items()]
        yield table(
            _("Who pays"), [(_("Source of the money"), 0.5), (_("USD"), 0.28, True), (_("Share"), 0.22, True)], shares
        )
    yield Heading(_("If less money comes than hoped"), 3)
    yield Text(facts.text("CF-15-safeguards", "less"))
    yield Heading(_("Risks"))
    rows = [
        words.cells(ACT, "risks", row, ("about", "risk", "chance", "answer", "owner"))
        for row in facts.rows(ACT, "risks")
    ]
    yield table(
        _("Risks and answers"),
        [
            (_("About"), 0.15),
            (_("What may go wrong"), 0.28),
            (_("How likely"), 0.10),
            (_("What is done"), 0.29),
            (_("Watched by"), 0.18),
        ],
        rows,
    )
    yield Heading(_("Safeguards"))
    rows = [
        words.cells("CF-15-safeguards", "safeguards", row, ("right", "measure", "responsible"))
        for row in facts.rows("CF-15-safeguards", "safeguards")
    ]
    yield table(
        _("Rights and the measures that protect them"),
        [(_("What is protected"), 0.30), (_("Measure"), 0.45), (_("Responsible"), 0.25)],
        rows,
    )
    if facts.text(ACT, "safeguards"):
        yield Heading(_("How people complain and see their data"), 3)
        yield Text(facts.text(ACT, "safeguards"))
